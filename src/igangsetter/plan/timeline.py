"""The way of a group as its plan gives it: meetings in order, stage, next date, follow-up."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igangsetter.plan.plan import Event, Meeting, Plan, Presence

Mark = Literal["whole", "half", "handover", "away", "visit", "none"]
Stage = Literal["before", "facilitated", "alone", "followed-up", "ended"]
What = Literal["meeting", "handover", "follow-up", "event"]

STAGES: tuple[Stage, ...] = ("before", "facilitated", "alone", "followed-up", "ended")


class Row(Value):
    """One meeting where it stands: `number` is its place in date order, cancelled ones counted."""

    number: int
    id: str
    date: dt.date
    start: dt.time
    end: dt.time
    minutes: int
    break_at: dt.time | None
    initiator: Presence
    cancelled: bool
    rounds: tuple[str, ...]
    place: str
    moved_from: dt.date | None
    reason: str


class Visit(Value):
    """The follow-up: its date, and its meeting when it is one."""

    date: dt.date
    start: dt.time
    row: Row | None
    window: tuple[dt.date, dt.date] | None
    agreed: bool
    cancelled: bool

    @property
    def is_outside(self) -> bool:
        """Whether it is to be held outside its window."""
        if self.cancelled:
            return False
        return self.window is not None and not self.window[0] <= self.date <= self.window[1]


class Next(Value):
    """What comes next, and when; `about` is the id of the meeting or event."""

    what: What
    about: str
    date: dt.date


class Day(Value):
    """A day on the way: a meeting, or a day without one (`row` is None, or cancelled)."""

    date: dt.date
    mark: Mark
    row: Row | None
    reason: str


INFORMATION_MEETING = "info"
"""The id of the one event before the group begins; the others are its life afterwards."""


class Timeline:
    """A plan laid out by date. Cheap to make; nothing here asks a clock."""

    def __init__(self, plan: Plan, shared_events: Mapping[str, Event] | None = None) -> None:
        self.plan = plan
        events = {**(shared_events or {}), **plan.events}
        self.events = dict(sorted(events.items(), key=lambda item: (item[1].date, item[1].time)))
        """Dated things that are no group meeting, the organisation's too, by date."""
        ordered = sorted(plan.meetings.items(), key=lambda item: (item[1].date, item[0]))
        first = next((key for key, meeting in ordered if meeting.status == "planned"), "")
        self.rows = tuple(
            self._row(number, key, meeting, is_first=key == first)
            for number, (key, meeting) in enumerate(ordered, start=1)
        )
        self.by_id = {row.id: row for row in self.rows}
        self.planned = tuple(row for row in self.rows if not row.cancelled)

    @property
    def days(self) -> tuple[Day, ...]:
        """The meetings, and the days that were skipped between them, by date."""
        found = [
            Day(date=row.date, mark=self.mark(row), row=row, reason=row.reason) for row in self.rows
        ]
        found += [
            Day(date=day, mark="none", row=None, reason=why)
            for day, why in self.plan.skipped.items()
        ]
        visit = self.follow_up
        if visit and visit.row is None:
            found.append(Day(date=visit.date, mark="visit", row=None, reason=""))
        return tuple(sorted(found, key=lambda day: day.date))

    def mark(self, row: Row) -> Mark:
        """What kind of day a meeting is on the picture of the way."""
        if row.cancelled:
            return "none"
        if self.plan.handover and row.id == self.plan.handover.meeting:
            return "handover"
        return "visit" if row.id == self.plan.follow_up.meeting else row.initiator

    @property
    def first(self) -> Row:
        """The first meeting that is held; of a group that holds none, the first one cancelled."""
        return (self.planned or self.rows)[0]

    @cached_property
    def handover(self) -> Row | None:
        """The last meeting with the initiator."""
        return self.by_id[self.plan.handover.meeting] if self.plan.handover else None

    @cached_property
    def facilitated(self) -> tuple[Row, ...]:
        """The meetings that the initiator attends up to the handover, cancelled ones left out."""
        return tuple(row for row in self.planned if row.initiator in {"whole", "half"})

    @cached_property
    def half_alone(self) -> tuple[Row, ...]:
        """The meetings that she attends for half the time."""
        return tuple(row for row in self.planned if row.initiator == "half")

    @cached_property
    def alone(self) -> tuple[Row, ...]:
        """The meetings without her after the handover and before the follow-up."""
        visit = self.follow_up
        return tuple(
            row
            for row in self.planned
            if row.initiator == "away"
            and (self.handover is None or row.date > self.handover.date)
            and (visit is None or row.date < visit.date)
        )

    @cached_property
    def follow_up(self) -> Visit | None:
        """The follow-up, proposed or agreed; None when the plan has none."""
        planned = self.plan.follow_up
        row = self.by_id.get(planned.meeting)
        date = planned.date or (row.date if row else None)
        if planned.rule == "none" and date is None:
            return None
        if date is None:
            return None
        return Visit(
            date=date,
            start=row.start if row else self.plan.schedule.time,
            row=row,
            window=self._window(),
            agreed=planned.agreed,
            cancelled=bool(row and row.cancelled),
        )

    def find(self, name: str) -> Row | None:
        """The meeting with that number, else with that id."""
        return next((row for row in self.rows if str(row.number) == name), self.by_id.get(name))

    def before(self, row: Row) -> Row | None:
        """The nearest meeting before that one which the initiator attends."""
        attended = reversed(self.facilitated)
        return next((other for other in attended if other.date < row.date), None)

    def stage(self, today: dt.date) -> Stage:
        """Where the group is on its way. Source: design.md §5."""
        if self.plan.ended and self.plan.ended.date <= today:
            return "ended"
        if not self.planned or today < self.planned[0].date:
            return "before"
        if self.handover and today <= self.handover.date:
            return "facilitated"
        visit = self.follow_up
        return "followed-up" if visit and not visit.cancelled and visit.date < today else "alone"

    def next(self, today: dt.date) -> Next | None:
        """The next meeting or event from today on; None when there is none or the group ended."""
        if self.stage(today) == "ended":
            return None
        coming = [self._what(row) for row in self.planned if row.date >= today]
        coming += [
            Next(what="event", about=key, date=event.date)
            for key, event in self.events.items()
            if event.date >= today
        ]
        visit = self.follow_up
        if visit and visit.row is None and visit.date >= today:
            coming.append(Next(what="follow-up", about="follow-up", date=visit.date))
        return min(coming, key=lambda item: item.date, default=None)

    def event_end(self, event: Event) -> dt.time:
        """When an event is over."""
        return later(event.time, event.minutes)

    def _what(self, row: Row) -> Next:
        if row.id == self.plan.follow_up.meeting:
            return Next(what="follow-up", about=row.id, date=row.date)
        is_handover = self.plan.handover is not None and row.id == self.plan.handover.meeting
        return Next(what="handover" if is_handover else "meeting", about=row.id, date=row.date)

    def _row(self, number: int, key: str, meeting: Meeting, *, is_first: bool) -> Row:
        schedule = self.plan.schedule
        start, minutes = meeting.time or schedule.time, meeting.minutes or schedule.minutes
        return Row(
            number=number,
            id=key,
            date=meeting.date,
            start=start,
            end=later(start, minutes),
            minutes=minutes,
            break_at=break_start(start, minutes, schedule.break_minutes),
            initiator=meeting.initiator,
            cancelled=meeting.status == "cancelled",
            rounds=tuple(
                name
                for name, suggestion in self.plan.rounds.items()
                if suggestion.when in {"closing", "first" if is_first else "opening"}
            ),
            place=meeting.place or self.plan.place.name,
            moved_from=meeting.moved_from,
            reason=meeting.reason,
        )

    def _window(self) -> tuple[dt.date, dt.date] | None:
        planned, last = self.plan.follow_up, self.handover
        if planned.rule == "weeks" and last:
            return (
                last.date + dt.timedelta(weeks=planned.earliest),
                last.date + dt.timedelta(weeks=planned.latest),
            )
        alone = planned.rule == "meetings" and last
        counted = [row for row in self.planned if not alone or row.date > alone.date]
        first_place = planned.earliest if planned.rule == "meetings" else planned.earliest - 1
        last_place = planned.latest if planned.rule == "meetings" else planned.latest - 1
        if planned.rule in {"weeks", "none"} or not 0 <= first_place < len(counted):
            return None
        return counted[first_place].date, counted[min(last_place, len(counted) - 1)].date


def later(start: dt.time, minutes: int) -> dt.time:
    """The wall-clock time that many minutes later, over midnight too."""
    return (dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=minutes)).time()


def break_start(start: dt.time, minutes: int, break_minutes: int) -> dt.time | None:
    """When the break begins: half the talking time, rounded up to a quarter of an hour.

    18.00 for 120 minutes with 15 of break gives 19.00; two sessions of 45 give 18.45.
    """
    if not 0 < break_minutes < minutes:
        return None
    return later(start, -(-(minutes - break_minutes) // 30) * 15)
