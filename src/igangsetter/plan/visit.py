"""Which meeting the initiator visits: the rule's window, out of the quiet weeks where it can be."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from igangsetter import holidays

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igangsetter.plan.plan import FollowUpRule


class Chosen(NamedTuple):
    """The place of the visit among the days, and the quiet week that this avoids."""

    place: int
    avoided: holidays.QuietWeek | None


def choose(
    rule: FollowUpRule,
    days: Sequence[dt.date],
    *,
    last: dt.date | None,
    before: int,
    window: tuple[int, int],
    wished: int | None = None,
) -> Chosen | None:
    """The place among the `days` after the handover; None when more days are needed to tell.

    `last` is the day of the handover, `before` the number of meetings up to it, `window` the least
    and most weeks, meetings alone or meetings in all; `wished` lies within it (else its middle).
    Source: design.md §4.
    """
    least, most = window
    wished = -(-(least + most) // 2) if wished is None else wished
    distance: Callable[[int], float]
    if rule == "weeks" and last is not None:
        opens, closes = last + dt.timedelta(weeks=least), last + dt.timedelta(weeks=most)
        if not days or days[-1] < closes:
            return None
        middle = opens + (closes - opens) / 2
        inside = [place for place, day in enumerate(days) if opens <= day <= closes]
        candidates = inside or list(range(len(days)))

        def distance(place: int) -> float:
            return abs((days[place] - middle).days)

    else:
        offset = 0 if rule == "meetings" else -1 - before
        candidates = [place for n in range(least, most + 1) if (place := offset + n) >= 0] or [0]
        if len(days) <= candidates[-1]:
            return None

        def distance(place: int) -> float:
            return abs(place - offset - wished)

    nearest = min(candidates, key=distance)
    quiet = holidays.quiet_week(days[nearest])
    calm = [place for place in candidates if holidays.quiet_week(days[place]) is None]
    if quiet is None or not calm:
        return Chosen(nearest, None)
    return Chosen(min(calm, key=distance), quiet)
