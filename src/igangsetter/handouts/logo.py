"""The organisation's logo: a PNG or JPEG file, looked at before it goes on the paper."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from igangsetter import reasons
from igangsetter.errors import ConfigurationError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from igangsetter.store.settings import Organisation

LARGEST = 2_000_000
MOST_PIXELS = 8_000_000
# How a picture begins, and what a whole one has at its end.
_SIGNS = {
    "png": (b"\x89PNG\r\n\x1a\n", b"IEND"),
    "jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
}
_NEEDED = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class Logo(NamedTuple):
    """A picture: its kind (png, jpeg), its bytes, and what it shows."""

    kind: str
    content: bytes
    words: str


def place(organisation: Organisation, folder: Path) -> Path:
    """Where the logo of the settings lies: its path counts from the folder of plans."""
    return folder / Path(organisation.logo).expanduser()


def read(path: Path, words: str) -> Logo:
    """The logo in a file. Raises ConfigurationError for what is none, or is too large."""
    try:
        if path.is_file() and path.stat().st_size > LARGEST:
            raise unusable(path, _("it is larger than 2 MB"))
        content = files.read(path)
    except OSError as error:
        raise unusable(path, reasons.why(error)) from error
    for kind, (sign, last) in _SIGNS.items():
        if content.startswith(sign) and last in content:
            found = _png(content) if kind == "png" else _jpeg(content)
            if found is None:
                break
            content, (width, height) = found
            if width * height > MOST_PIXELS:
                raise unusable(path, _("it has more than {count} dots").format(count=MOST_PIXELS))
            return Logo(kind, content, words)
    raise unusable(path, _("it is no PNG or JPEG picture"))


def unusable(path: Path, why: str) -> ConfigurationError:
    """The error for a logo that cannot be shown."""
    why = why or _("it is no PNG or JPEG picture")
    return ConfigurationError(
        _("The logo {path} cannot be used: {why}.").format(path=path, why=why),
        _("The sheets are made without it. Mend [organisation] logo in igangsetter.toml."),
    )


_Found = tuple[bytes, tuple[int, int]]


def _png(content: bytes) -> _Found | None:
    """The picture without what may swell in it unseen, and its size."""
    place, kept, size = 8, content[:8], (0, 0)
    while len(header := content[place : place + 8]) == 8:  # noqa: PLR2004 - length and kind
        length, kind = struct.unpack(">I4s", header)
        part = content[place : place + length + 12]
        if kind == b"IHDR" and len(part) >= 16:  # noqa: PLR2004 - and its size
            size = struct.unpack(">II", part[8:16])
        if kind in _NEEDED:
            kept += part
        if kind == b"IEND" or len(part) < length + 12:
            break
        place += length + 12
    return (kept, size) if size[0] and size[1] else None


def _jpeg(content: bytes) -> _Found | None:
    """The picture as it is, and its size."""
    place = 2
    while len(header := content[place : place + 9]) == 9:  # noqa: PLR2004 - a frame's beginning
        sign, mark, length, _depth, height, width = struct.unpack(">BBHBHH", header)
        if sign != 0xFF:  # noqa: PLR2004 - how a part begins
            break
        if mark in _FRAMES:
            return (content, (width, height)) if width and height else None
        place += 1 if mark == 0xFF else 2 + length  # noqa: PLR2004 - filled up
    return None
