"""Files that a template is made of, read when they are of a size that a person writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.language import _

if TYPE_CHECKING:
    from pathlib import Path

LARGEST = 100_000


def content(path: Path) -> bytes:
    """The bytes of a template. Raises ValueError for far too many, OSError."""
    with path.open("rb") as file:
        found = file.read(LARGEST + 1)
    if len(found) > LARGEST:
        raise ValueError(_("It is larger than {count} bytes.").format(count=LARGEST))
    return found


def text(path: Path) -> str:
    """The text of a template, its line ends those of Unix. Raises ValueError, OSError."""
    return content(path).decode("utf-8-sig").replace("\r\n", "\n")
