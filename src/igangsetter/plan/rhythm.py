"""Which days a group meets on: the rhythm, and what becomes of a day when it cannot meet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from igangsetter.value import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from igangsetter.plan.plan import ClosedDays, HolidayRule, Plan

WEEKS = {"week": 1, "2 weeks": 2, "3 weeks": 3, "4 weeks": 4}
_FRIDAY = 4
_LAST_IN_MONTH = 5
_SEARCH_DAYS = 31


def occurrences(first: dt.date, every: str) -> Iterator[dt.date]:
    """The days of a rhythm from `first` on; for a month the nth weekday, a fifth is the last.

    Raises ValueError where our calendar ends.
    """
    if every == "month":
        nth = (first.day - 1) // 7 + 1
        day = weekday(first.weekday(), -1 if nth == _LAST_IN_MONTH else nth)
        rule = rrule(MONTHLY, dtstart=_midnight(first), byweekday=day)
    else:
        rule = rrule(WEEKLY, interval=WEEKS[every], dtstart=_midnight(first))
    for moment in rule:
        if moment.year not in YEARS:
            break
        yield moment.date()
    raise ValueError(every)


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A meeting's day; with `moved_from` and `reason` when it is not the rhythm's own."""

    date: dt.date
    moved_from: dt.date | None = None
    reason: str = ""


class OpenDays:
    """Knows the days when a group cannot meet, and where such a meeting goes."""

    def __init__(
        self,
        closed: Iterable[ClosedDays],
        public_holidays: Mapping[dt.date, str],
        rule: HolidayRule,
    ) -> None:
        self._closed = tuple(closed)
        self._public_holidays = public_holidays
        self._rule = rule

    @classmethod
    def of(cls, plan: Plan, public_holidays: Mapping[dt.date, str]) -> OpenDays:
        """The open days of a plan."""
        return cls(plan.closed_days.values(), public_holidays, plan.schedule.holidays)

    def why_closed(self, day: dt.date) -> str | None:
        """The reason why nobody meets that day; None when they can."""
        for days in self._closed:
            if days.first <= day <= days.last:
                return days.why
        return self._public_holidays.get(day)

    def settle(self, day: dt.date, *, after: dt.date, before: dt.date) -> Laid | None:
        """Where the meeting of that day goes, between two others; None when there is none."""
        why = self.why_closed(day)
        if why is None or self._rule == "keep":
            return Laid(date=day)
        if self._rule == "skip":
            return None
        step = dt.timedelta(days=1 if self._rule == "next" else -1)
        for distance in range(1, _SEARCH_DAYS):
            other = day + distance * step
            if not after < other < before:
                break
            if other.weekday() <= _FRIDAY and self.why_closed(other) is None:
                return Laid(date=other, moved_from=day, reason=why)
        return None


def days(plan: Plan, first: dt.date, public_holidays: Mapping[dt.date, str]) -> Iterator[dt.date]:
    """The days on which a group would go on meeting, from its meeting on `first` on."""
    every = plan.schedule.every_alone or plan.schedule.every
    open_days = OpenDays.of(plan, public_holidays)
    source = occurrences(first, every)
    day, last = next(source), dt.date.min
    while True:
        following = next(source)
        found = open_days.settle(day, after=last, before=following)
        if found is not None:
            yield found.date
            last = found.date
        day = following


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min)
