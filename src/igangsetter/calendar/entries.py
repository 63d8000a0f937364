"""A plan → what stands in a calendar, for the initiator or, neutral, for the group.

Pure: nothing here asks a clock. Equal plans with equal histories give equal entries.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING, Literal

from igangsetter.calendar import words, zones
from igangsetter.characters import one_line
from igangsetter.errors import InvalidPlanError
from igangsetter.language import _
from igangsetter.plan.timeline import Timeline
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from zoneinfo import ZoneInfo

    from igangsetter.language import Language
    from igangsetter.plan.plan import Event, Plan
    from igangsetter.plan.timeline import Row

Audience = Literal["initiator", "group"]
AUDIENCES: tuple[Audience, ...] = ("initiator", "group")
SUFFIX = "@igangsetter"
DAY_BEFORE = dt.timedelta(days=-1)
MORNING = dt.timedelta(hours=9)
"""When a preparation is told of on its day."""
_SAFE = re.compile(r"[A-Za-z0-9_.-]{1,120}")
_EPOCH = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


class Wish(Value):
    """For whom, and how neutral. `title` and `with_link` are for the group's calendar."""

    audience: Audience = "initiator"
    title: str = ""
    with_link: bool = False


class Entry(Value):
    """One VEVENT. A `start` without time is a whole day; `alarm` counts from it."""

    uid: str
    sequence: int
    stamp: dt.datetime
    start: dt.datetime | dt.date
    end: dt.datetime | None = None
    summary: str
    location: str = ""
    description: str = ""
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    busy: bool = True
    alarm: dt.timedelta | None = None
    gone: bool = False
    """Not in the plan any more: it only takes back what a calendar may hold."""


class Preparation(Value):
    """A reminder with its words: told on `day`, about what happens on `date`."""

    id: str
    day: dt.date
    date: dt.date
    title: str = ""
    text: str = ""
    done: bool = False
    gone: bool = False


class Source(Value):
    """What the calendar of one plan is made of.

    `sequence` is the number of versions of the plan, `earlier` are those versions, newest first.
    """

    way: Timeline
    sequence: int
    earlier: Iterable[Plan] = ()
    preparations: Sequence[Preparation] = ()


def owner(plan: Plan) -> str:
    """What the UIDs of a plan begin with: its id, or one made of it where that is no plain word."""
    return _plain(plan.id)


def uid(plan: Plan, about: str) -> str:
    """The UID of a meeting, of an event of the plan, or of a follow-up on a day of its own."""
    name = f"event-{about}" if about in plan.events else about
    return f"{owner(plan)}-{name}{SUFFIX}"


def organisation(name: str) -> str:
    """What the UIDs of the dates begin with that all groups of an organisation share."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"igangsetter:{name}"))


def entries(source: Source, speaker: Language, wish: Wish) -> list[Entry]:
    """The entries of one plan by date. Raises InvalidPlanError for a time zone that is none."""
    made = _Maker(source, speaker, wish).all()
    return sorted(made, key=lambda entry: (f"{entry.start:%Y%m%d}", entry.uid))


def shared(
    events: Mapping[str, Event], organisation_id: str, changed: dt.datetime, zone: str
) -> list[Entry]:
    """The dates of an organisation; `changed` is when its settings last were (UTC)."""
    changed = changed.replace(microsecond=0)
    found = []
    for key, event in events.items():
        start, end = zones.span(event.date, event.time, event.minutes, _zone(zone, ""))
        entry = Entry(
            uid=f"{organisation_id}-event-{key}{SUFFIX}",
            sequence=max(0, int((changed - _EPOCH).total_seconds())),
            stamp=changed,
            start=start,
            end=end,
            summary=one_line(event.title),
            alarm=DAY_BEFORE,
        )
        found.append(entry)
    return found


class _Maker:
    """Makes the entries of one plan."""

    def __init__(self, source: Source, speaker: Language, wish: Wish) -> None:
        self._source, self._wish = source, wish
        self._plan, self._way = source.way.plan, source.way
        self._words = words.Words(source.way, speaker)
        self._zone = _zone(self._plan.schedule.time_zone, self._plan.group.name)
        self._hers = wish.audience == "initiator"

    def all(self) -> Iterator[Entry]:
        now = [*self._meetings(), *(self._events() if self._hers else ())]
        yield from now
        if self._hers:
            yield from map(self._preparation, self._source.preparations)
        known = {entry.uid for entry in now}
        for entry in self._gone():
            if entry.uid not in known:
                known.add(entry.uid)
                yield entry

    def _meetings(self) -> Iterator[Entry]:
        yield from map(self._meeting, self._way.rows)
        visit = self._way.follow_up
        if visit and visit.row is None:
            yield self._dated(
                "follow-up",
                visit.date,
                visit.start,
                self._plan.schedule.minutes,
                summary=self._words.visit() if self._hers else self._neutral(),
                location=self._words.place(None),
                description=self._words.of_visit() if self._hers else self._link(),
                status="CONFIRMED" if visit.agreed else "TENTATIVE",
                alarm=DAY_BEFORE if self._hers else None,
            )

    def _meeting(self, row: Row) -> Entry:
        visit, plan = self._way.follow_up, self._plan
        proposed = visit and visit.row == row and not visit.agreed
        attended = row.initiator != "away" or plan.handover is None
        if self._hers:
            summary, description = self._words.meeting(row), self._words.of_meeting(row)
        else:
            moved = self._words.moved(row, with_reason=False)
            summary = self._neutral()
            description = "\n".join(filter(None, [moved, self._link()]))
        return self._dated(
            row.id,
            row.date,
            row.start,
            row.minutes,
            summary=summary,
            location=self._words.place(row),
            description=description,
            status="CANCELLED" if row.cancelled else "TENTATIVE" if proposed else "CONFIRMED",
            busy=attended or not self._hers,
            alarm=DAY_BEFORE if attended and self._hers else None,
        )

    def _events(self) -> Iterator[Entry]:
        for key, event in self._plan.events.items():
            yield self._dated(
                f"event-{key}",
                event.date,
                event.time,
                event.minutes,
                summary=self._words.event(event.title),
                alarm=DAY_BEFORE,
            )

    def _preparation(self, item: Preparation) -> Entry:
        """A whole day that leaves the day free; ticked off, it is taken back."""
        over = item.done or item.gone or self._is_over(item.date)
        return Entry(
            uid=f"{owner(self._plan)}-remind-{_plain(item.id.replace(':', '.'))}{SUFFIX}",
            sequence=self._source.sequence,
            stamp=self._stamp(),
            start=item.day,
            summary=self._words.preparation(item.title, done=item.done, over=over),
            description="" if over else words.lines(item.text),
            status="CANCELLED" if over else "CONFIRMED",
            busy=False,
            alarm=None if over else MORNING,
            gone=over,
        )

    def _gone(self) -> Iterator[Entry]:
        """What earlier versions had, with the date that it had last."""
        group = self._words.event(self._plan.group.name) if self._hers else self._neutral()
        for plan in self._source.earlier:
            way = Timeline(plan)
            for row in way.rows:
                yield self._withdrawn(row.id, row.date, row.start, row.minutes, group)
            visit = way.follow_up
            if visit and visit.row is None:
                minutes = plan.schedule.minutes
                yield self._withdrawn("follow-up", visit.date, visit.start, minutes, group)
            for key, event in plan.events.items() if self._hers else ():
                title = self._words.event(event.title)
                yield self._withdrawn(f"event-{key}", event.date, event.time, event.minutes, title)

    def _withdrawn(
        self, name: str, day: dt.date, time: dt.time, minutes: int, summary: str
    ) -> Entry:
        return self._dated(name, day, time, minutes, summary=summary, status="CANCELLED", gone=True)

    def _dated(
        self,
        name: str,
        day: dt.date,
        time: dt.time,
        minutes: int,
        *,
        summary: str,
        location: str = "",
        description: str = "",
        status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED",
        busy: bool = True,
        alarm: dt.timedelta | None = None,
        gone: bool = False,
    ) -> Entry:
        """An entry with hours; one that is cancelled, or after the group's end, takes no time."""
        start, end = zones.span(day, time, minutes, self._zone)
        cancelled = status == "CANCELLED" or self._is_over(day)
        return Entry(
            uid=f"{owner(self._plan)}-{name}{SUFFIX}",
            sequence=self._source.sequence,
            stamp=self._stamp(),
            start=start,
            end=end,
            summary=self._words.cancelled(summary) if cancelled else summary,
            location=location,
            description=description,
            status="CANCELLED" if cancelled else status,
            busy=busy and not cancelled,
            alarm=None if cancelled else alarm,
            gone=gone,
        )

    def _stamp(self) -> dt.datetime:
        return dt.datetime.combine(self._plan.made, dt.time(), tzinfo=dt.UTC)

    def _is_over(self, day: dt.date) -> bool:
        return self._plan.ended is not None and day > self._plan.ended.date

    def _neutral(self) -> str:
        return one_line(self._wish.title) or self._words.neutral()

    def _link(self) -> str:
        return self._words.link() if self._hers or self._wish.with_link else ""


def _plain(name: str) -> str:
    return name if _SAFE.fullmatch(name) else str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def _zone(name: str, group: str) -> ZoneInfo:
    zone = zones.find(name)
    if zone is None:
        raise InvalidPlanError(
            _("{group}: the time zone “{zone}” is not known.").format(
                group=one_line(group), zone=one_line(name)[:60]
            ),
            [],
            _("Write for example Europe/Oslo."),
        )
    return zone
