"""A reminder that is due, with its plan: in a room of its own, since every `remind` needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from igangsetter.reminders.due import Due
    from igangsetter.store.folder import Stored


class Item(NamedTuple):
    """What `remind` shows, ticks off and sends."""

    stored: Stored
    due: Due
