"""The user's own templates: copied from ours, with a note of what they were copied from.

`templates/.originals.toml` holds the SHA-256 of each original as it was, so that a later version
of ours can be told from the one that was copied.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

import tomli

from igangsetter import resources
from igangsetter.errors import CannotWriteError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KINDS = ("handouts", "reminders", "models", "layout")
FOLDER = "templates"
ORIGINALS = ".originals.toml"
_SHAPE = re.compile(
    r"handouts/[^/]+/(?:nb|nn|en)\.md\.j2|reminders/(?:rules\.toml|(?:nb|nn|en)\.md\.j2)"
    r"|models/[^/]+\.toml|layout/handout\.(?:typ|html\.j2)"
)


def ours() -> list[str]:
    """The names of our templates: `handouts/rammer/nb.md.j2`."""
    return [name for name in _under(resources.packaged()) if _SHAPE.fullmatch(name)]


def own(folder: Path) -> list[str]:
    """The names of the templates that lie in the folder of plans and are used from there."""
    place = folder / FOLDER
    return [
        name
        for name in _under(place)
        if _SHAPE.fullmatch(name) and resources.find(name, folder) == place / name
    ]


def copy(folder: Path, names: Sequence[str], *, replace: bool) -> list[Path]:
    """Copy these templates of ours to where they are found first, and note their hashes.

    Raises CannotWriteError, also for one that is there already; then nothing is copied.
    """
    paths = [folder / FOLDER / name for name in names]
    if not replace:
        files.refuse_existing(paths)
    note = folder / FOLDER / ORIGINALS
    for path in (note, *paths):
        if path.is_dir() or any(one.exists() and not one.is_dir() for one in path.parents):
            raise CannotWriteError(
                _("{path} is in the way. Nothing was written.").format(path=path),
                _("Move it away, and try again."),
            )
    noted = _originals(folder)
    for name, path in zip(names, paths, strict=True):
        content = (resources.packaged() / name).read_bytes()
        files.write(path, content)
        noted[name] = _hash(content)
    import tomli_w  # noqa: PLC0415 - only this writes

    files.write(note, tomli_w.dumps(dict(sorted(noted.items()))).encode())
    return paths


def outdated(folder: Path) -> list[str]:
    """The names of own templates whose original of ours has changed, or gone, since the copy."""
    noted = _originals(folder)
    found = []
    for name in own(folder):
        original = resources.packaged() / name
        now = _hash(original.read_bytes()) if original.is_file() else ""
        if noted.get(name, now) != now:
            found.append(name)
    return found


def _under(place: Path) -> list[str]:
    return sorted(
        path.relative_to(place).as_posix()
        for kind in KINDS
        for path in (place / kind).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    )


def _originals(folder: Path) -> dict[str, str]:
    """The hashes that were noted; none where the note cannot be read."""
    try:
        text = files.read(folder / FOLDER / ORIGINALS).decode()
        return {name: noted for name, noted in tomli.loads(text).items() if type(noted) is str}
    except (OSError, ValueError, RecursionError):
        return {}


def _hash(content: bytes) -> str:
    # Git and editors on Windows may turn the line ends of a checkout.
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
