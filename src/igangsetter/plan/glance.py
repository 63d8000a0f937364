"""Whether a plan can matter on some days, seen in its bytes: the rest need not be read.

All that is dated in a plan stands as a date in its file, and ISO dates sort as they are written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

_DATE = re.compile(rb"\d{4}-\d\d-\d\d")
_AFTER_THE_MEETINGS = b"\n[follow_up]"
"""A file that was cut off may have lost its last meetings; this stands behind them."""


class Days(NamedTuple):
    """The days about which something is asked, both included; without `last` all that follow."""

    first: dt.date
    last: dt.date | None = None


def can_matter(content: bytes, days: Days) -> bool:
    """Whether a plan may have anything between its first and its last date within these days.

    What is not whole, or holds no date, always may: it has to be read, and its fault told.
    """
    found = _DATE.findall(content)
    if not found or _AFTER_THE_MEETINGS not in content:
        return True
    if max(found) < days.first.isoformat().encode():
        return False
    return days.last is None or min(found) <= days.last.isoformat().encode()
