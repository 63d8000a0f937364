"""The tree as PDF/UA-1 and PDF/A-2a at once: equal documents give equal bytes, no network ever."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import re
import tempfile
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from igangsetter import resources, texts
from igangsetter.characters import SHAPELESS
from igangsetter.errors import CannotWriteError, ConfigurationError
from igangsetter.handouts.document import SIZE, as_data
from igangsetter.handouts.layout import unusable
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from multiprocessing.connection import Connection

    from igangsetter.handouts.document import Cover, Document, Timeline
    from igangsetter.handouts.logo import Logo
    from igangsetter.language import Code

PIXELS_PER_INCH = 220
STAND_IN = "□"
MOST_MISSING = 60
LONGEST_SECONDS = 10
MOST_MEMORY = 300_000_000
# «kl.» and its hour, a day and its month stay on one line.
_TOGETHER = re.compile(
    r"(?<=\bkl\.) (?=\d)|(?<=\b\d\.) (?=[a-zæøå])|(?<=\b\d\d\.) (?=[a-zæøå])"
    r"|(?<=\d) (?=(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December)\b)"
)
# What could bring in a package, whose name may be put together from pieces; `std` has them all.
_FETCHING = re.compile(rb"\b(?:import|include|eval|plugin|std)\b")
# Nobody ever answers at port 0.
_NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:0")
_CHARACTER = re.compile(r'`"(.+?)"`')
_BY_NUMBER = re.compile(r"\\u\{([0-9a-f]+)\}")


class Pdf(NamedTuple):
    """A PDF file, and the characters that the font lacks: an empty box stands in their place."""

    content: bytes
    missing: str


def pdf(
    documents: Sequence[Document],
    *,
    title: str,
    made: dt.date,
    folder: Path | None = None,
    size: float = SIZE,
    cover: Cover | None = None,
    logo: Logo | None = None,
    pretty: bool = False,
) -> Pdf:
    """One PDF of these sheets, each on a page of its own. `made` is the date that stands in it.

    `size` is that of the letters in points. With a cover the pages are numbered through.
    """
    data = as_input(documents, title, size, cover, logo)
    options = {
        "format": "pdf",
        "pdf_standards": ["ua-1", "a-2a"],
        "timestamp": dt.datetime.combine(made, dt.time(12), dt.UTC),
        "pretty": pretty,
    }
    return _set(data, options, folder, logo)


def as_input(
    documents: Sequence[Document],
    title: str,
    size: float,
    cover: Cover | None = None,
    logo: Logo | None = None,
) -> dict[str, Any]:
    """What the layout is given; it finds the logo under the name that stands here."""
    return {
        "title": title,
        "language": documents[0].language,
        "size": size,
        "documents": [as_data(document) for document in documents],
        "cover": asdict(cover) if cover else None,
        "logo": {"file": f"/logo.{logo.kind}", "words": logo.words} if logo else None,
    }


def picture(way: Timeline, code: Code) -> bytes | None:
    """The picture of the way as PNG; None on a machine that cannot draw it."""
    data = {"title": "", "language": code, "size": SIZE, "picture": as_data(way)}
    try:
        return _set(data, {"format": "png", "ppi": PIXELS_PER_INCH}, None, None).content
    except CannotWriteError:
        return None


def _set(
    data: Mapping[str, Any], options: Mapping[str, Any], folder: Path | None, logo: Logo | None
) -> Pdf:
    """What the layout makes of the data. Raises CannotWriteError, ConfigurationError."""
    try:
        import typst  # noqa: F401, PLC0415 - 20 MB that only paper needs
    except ImportError:
        raise CannotWriteError(
            _("This machine cannot make PDF files: Typst is not to be had for it."),
            _("Use --format html and print from the browser."),
        ) from None
    text = json.dumps(data, ensure_ascii=False).translate(SHAPELESS)
    text = _TOGETHER.sub("\u00a0", text)
    layout = resources.find("layout/handout.typ", folder)
    assert layout is not None  # noqa: S101 - it is part of the package
    is_ours = layout.is_relative_to(resources.packaged())
    try:
        source = texts.content(layout)
    except (OSError, ValueError) as error:
        raise unusable(layout, error) from error
    if not is_ours and _FETCHING.search(source):
        raise unusable(layout, _("it asks for a package, and nothing is ever fetched."))
    missing = ""
    # Typst reads the folder that it is given as root: one that holds the logo or nothing.
    with tempfile.TemporaryDirectory(prefix="igangsetter-") as empty:
        if logo:
            files.write(Path(empty) / f"logo.{logo.kind}", logo.content)
        compiled = _compiled if is_ours else _compiled_apart
        while True:
            try:
                content = compiled(source, text, options, empty)
            except RuntimeError as error:
                message = str(getattr(error, "message", error))
                if logo and "image" in message:
                    raise ConfigurationError(message, "") from error
                character = _unprintable(message, text)
                if character not in text or len(missing) == MOST_MISSING:
                    raise unusable(layout, message) from error
                missing += character
                text = text.replace(character, STAND_IN)
            else:
                return Pdf(content, missing)


def _compiled(source: bytes, text: str, options: Mapping[str, Any], root: str) -> bytes:
    """What Typst makes of a layout. Raises RuntimeError."""
    import typst  # noqa: PLC0415 - as above

    compiler = typst.Compiler(
        root=root, font_paths=fonts(), package_path=root, package_cache_path=root
    )
    content = compiler.compile(source, sys_inputs={"documents": text}, **options)
    assert isinstance(content, bytes)  # noqa: S101 - one document, no output path
    return content


def _compiled_apart(source: bytes, text: str, options: Mapping[str, Any], root: str) -> bytes:
    """The same in a process of its own: a layout that somebody else wrote may never end."""
    from multiprocessing import get_context  # noqa: PLC0415 - only for own layouts

    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(
        target=_answer, args=(theirs, source, text, dict(options), root), daemon=True
    )
    worker.start()
    theirs.close()
    try:
        if not ours.poll(LONGEST_SECONDS):
            raise RuntimeError(
                _("it takes longer than {count} seconds.").format(count=LONGEST_SECONDS)
            )
        found = ours.recv()
    except EOFError:
        raise RuntimeError(_("it ended without an answer.")) from None
    finally:
        worker.kill()
        worker.join()
    if isinstance(found, str):
        raise RuntimeError(found)  # noqa: TRY004 - what Typst said
    assert isinstance(found, bytes)  # noqa: S101 - the other of the two
    return found


def _answer(pipe: Connection, *layout: Any) -> None:
    """Send the file, or what Typst said, to the process that waits."""
    _close_off()
    try:
        pipe.send(_compiled(*layout))
    except RuntimeError as error:
        pipe.send(str(getattr(error, "message", error)))
    except Exception as error:  # noqa: BLE001 - no traceback of a process that nobody sees
        pipe.send(type(error).__name__)


def _close_off() -> None:
    """Leave this process no way to the network, no screen, and so much memory."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    for name in [*os.environ]:
        if name.lower() in {*_NOWHERE, "no_proxy"}:
            del os.environ[name]
    for name, nowhere in _NOWHERE.items():
        os.environ[name] = os.environ[name.upper()] = nowhere
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limits
        import resource  # noqa: PLC0415 - as above

        resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _unprintable(message: str, text: str) -> str:
    """The character that Typst names as one that the font lacks or the standard forbids."""
    match = _CHARACTER.search(message)
    if match is None:
        return "\0"
    named = _BY_NUMBER.sub(lambda found: chr(int(found[1], 16)), match[1])
    # A mark is named with the letter that it stands on, or that letter alone, which may be there.
    marks = (found[1] for found in re.finditer(f"{re.escape(named)}([^\\x00-\\x7f])", text))
    wide = [character for character in named if not character.isascii()]
    return wide[-1] if wide else next(filter(_is_mark, marks), "\0")


def _is_mark(character: str) -> bool:
    import unicodedata  # noqa: PLC0415 - only for what the font lacks

    kind = unicodedata.category(character)
    # The colours of a skin stand on an emoji, alone on whatever is before them.
    return kind in {"Mn", "Mc", "Me", "Cn"} or (kind == "Sk" and character > "\uffff")


@cache
def fonts() -> Any:
    """Source Sans 3 and nothing else: no font of the machine decides how a sheet looks."""
    import fontpkg_source_sans_3  # noqa: PLC0415
    import typst  # noqa: PLC0415

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(fontpkg_source_sans_3.ROOT / "files")],
    )
