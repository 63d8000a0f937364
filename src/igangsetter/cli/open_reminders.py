"""What is open in the groups, in order, without holding the plans: there may be thousands."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.delivery.items import Item
from igangsetter.reminders import due

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igangsetter.plan.glance import Days
    from igangsetter.plan.timeline import Timeline
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.folder import Stored
    from igangsetter.store.groups import Groups


class Spot(NamedTuple):
    """One reminder's place in the order, and where it is found again."""

    rank: tuple[object, ...]
    slug: str
    path: Path
    id: str


class Coming(NamedTuple):
    """What comes next where nothing is open: the way with the next date, the first reminder."""

    way: Timeline | None = None
    item: Item | None = None


class Open:
    """The reminders that are open on a day or within some days, the nearer date first.

    With `ahead` it looks at what comes after them too, which takes longer.
    """

    def __init__(
        self, groups: Groups, rules: Sequence[Rule], day: dt.date, days: int, *, ahead: bool
    ) -> None:
        self._groups, self._rules, self._day, self._days = groups, rules, day, days
        self.coming = Coming()
        self.spots: list[Spot] = []
        for stored in groups.each(self._days_that_matter(ahead=ahead)):
            self._look_at(stored, ahead=ahead)
        self.spots.sort(key=lambda spot: (spot.rank, spot.slug))

    @property
    def are_of_several(self) -> bool:
        """Whether they are of more than one group."""
        return len({spot.path for spot in self.spots}) > 1

    def __iter__(self) -> Iterator[Item]:
        """Each with its plan, read once more; what is open no longer by then is left out."""
        for spot in self.spots:
            stored = self._groups.read(spot.path)
            found = due.due(stored.way, self._rules, self._day, self._days) if stored else []
            yield from (Item(stored, one) for one in found if stored and one.id == spot.id)

    def _days_that_matter(self, *, ahead: bool) -> Days | None:
        """Outside these days of its own a plan has nothing open; None when all must be read."""
        # Of a single group there is something to say when all is over, too.
        if len(self._groups) == 1:
            return None
        return due.days_that_matter(
            self._rules, self._groups.settings.events, self._day, None if ahead else self._days
        )

    def _look_at(self, stored: Stored, *, ahead: bool) -> None:
        way = stored.way
        if not ahead:
            found = due.due(way, self._rules, self._day, self._days)
        else:
            coming = due.coming(way, self._rules, self._day)
            last = due.shifted(self._day, self._days)
            found = [item for item in coming if item.opens <= last]
            self._look_ahead(stored, way, coming)
        self.spots += [
            Spot(item.rank(self._day), stored.slug, stored.path, item.id) for item in found
        ]

    def _look_ahead(self, stored: Stored, way: Timeline, coming: Sequence[due.Due]) -> None:
        nearest, first = self.coming
        if (following := way.next(self._day)) and (
            nearest is None or following.date < self._next_of(nearest)
        ):
            nearest = way
        for item in coming:
            if first is None or (item.opens, item.id) < (first.due.opens, first.due.id):
                first = Item(stored, item)
        self.coming = Coming(nearest, first)

    def _next_of(self, way: Timeline) -> dt.date:
        found = way.next(self._day)
        return found.date if found else dt.date.max
