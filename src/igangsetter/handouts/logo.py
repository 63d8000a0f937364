"""The organisation's logo: a PNG or JPEG file, looked at before it goes on the paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.errors import ConfigurationError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from igangsetter.store.settings import Organisation

LARGEST = 2_000_000
# How a picture begins, and what a whole one has at its end.
_SIGNS = {
    "png": (b"\x89PNG\r\n\x1a\n", b"IEND"),
    "jpeg": (b"\xff\xd8\xff", b"\xff\xd9"),
}


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
        raise unusable(path, error.strerror or str(error)) from error
    for kind, (sign, last) in _SIGNS.items():
        if content.startswith(sign) and last in content:
            return Logo(kind, content, words)
    raise unusable(path, _("it is no PNG or JPEG picture"))


def unusable(path: Path, why: str) -> ConfigurationError:
    """The error for a logo that cannot be shown."""
    why = why or _("it is no PNG or JPEG picture")
    return ConfigurationError(
        _("The logo {path} cannot be used: {why}.").format(path=path, why=why),
        _("The sheets are made without it. Mend [organisation] logo in igangsetter.toml."),
    )
