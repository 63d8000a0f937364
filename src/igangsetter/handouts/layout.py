"""The page that the sheets are set on: ours, or her own in the folder of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.errors import CannotWriteError
from igangsetter.language import _

if TYPE_CHECKING:
    from pathlib import Path


def unusable(path: Path | None, why: object) -> CannotWriteError:
    """The error for a layout that makes no page."""
    return CannotWriteError(
        _("The layout {path} cannot be set: {why}").format(path=path, why=why),
        _("Mend it, or move it away: ours is used then."),
    )
