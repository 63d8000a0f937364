"""Answers → Plan: which days the group meets, when she is there, and when she comes back.

Public holidays come in as a mapping; the clock is never asked. Rules: design.md §4.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.plan import plan
from igangsetter.plan.plan import Plan
from igangsetter.plan.rhythm import WEEKS, Laid, OpenDays, occurrences
from igangsetter.plan.visit import choose as choose_visit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from igangsetter import holidays
    from igangsetter.language import Code
    from igangsetter.plan.models import Model

MEETINGS_WITHOUT_FOLLOW_UP = 8
MOST_MEETINGS = 500
ROUNDS: dict[str, plan.RoundWhen] = {
    "presentation": "first",
    "expectations": "first",
    "opening": "opening",
    "closing": "closing",
    "process": "stuck",
}


@dataclass(frozen=True, kw_only=True)
class Answers:
    """What is known before there is a plan. None means: as the model has it."""

    id: str
    made: dt.date
    name: str
    language: Code
    model: Model
    first: dt.date
    time: dt.time
    every: plan.Rhythm | None = None
    place: plan.Place = plan.Place()
    initiators: Sequence[plan.Initiator] = ()
    facilitated: int | None = None
    half_alone: int | None = None
    closed_days: Sequence[plan.ClosedDays] = ()
    theme: str = ""
    organisation: str = ""
    meetings: int | None = None
    events: Mapping[str, plan.Event] = field(default_factory=dict)
    country: str = "NO"
    time_zone: str = "Europe/Oslo"
    holidays: plan.HolidayRule = "skip"

    @property
    def rhythm(self) -> plan.Rhythm:
        """How often the group meets."""
        return self.every or self.model.every.default

    @property
    def facilitated_meetings(self) -> int:
        """At how many meetings the initiator is."""
        return self.model.facilitated.default if self.facilitated is None else self.facilitated

    @property
    def half_alone_meetings(self) -> int:
        """How many of these are half alone. The first meeting is a whole one."""
        wished = self.model.half_alone.default if self.half_alone is None else self.half_alone
        return max(0, min(wished, self.facilitated_meetings - 1))


class Proposal(NamedTuple):
    """A plan, and the quiet week that its follow-up was moved out of, if it was."""

    plan: Plan
    avoided: holidays.QuietWeek | None


def years(answers: Answers) -> range:
    """The years whose holidays matter to the schedule."""
    weeks = WEEKS.get(answers.rhythm, 5) * (max(answers.meetings or 0, 1) + 60)
    return range(answers.first.year, answers.first.year + weeks // 52 + 2)


def lay(answers: Answers, public_holidays: Mapping[dt.date, str]) -> Proposal:
    """Lay all meetings of a new group. Raises ValueError where our calendar ends."""
    row = _Row(answers, public_holidays)
    facilitated = answers.facilitated_meetings
    with_initiator = facilitated > 0
    visit, avoided = _follow_up(answers, row)
    count = facilitated + MEETINGS_WITHOUT_FOLLOW_UP if visit is None else visit + 1
    count = max(count, answers.meetings or 0)
    meetings = {}
    for place, day in enumerate(row.first(count)):
        meetings[f"m{place + 1:02}"] = plan.Meeting(
            date=day.date,
            minutes=_first_minutes(answers) if place == 0 else None,
            moved_from=day.moved_from,
            reason=day.reason,
            initiator=_presence(answers, place, visit if with_initiator else None),
        )
    skipped = {day: why for day, why in row.skipped.items() if day < max(_dates(meetings))}
    return Proposal(_plan(answers, meetings, skipped, visit), avoided)


class _Row:
    """The row of meeting days, laid as far as it is asked for; `skipped` is what was left out."""

    def __init__(self, answers: Answers, public_holidays: Mapping[dt.date, str]) -> None:
        self._answers = answers
        self._open_days = OpenDays(answers.closed_days, public_holidays, answers.holidays)
        self._days: list[Laid] = []
        self._source = self._lay()
        self.skipped: dict[dt.date, str] = {}

    def first(self, count: int) -> list[Laid]:
        self._days.extend(islice(self._source, max(0, count - len(self._days))))
        return self._days[:count]

    def _lay(self) -> Iterator[Laid]:
        answers = self._answers
        source = occurrences(answers.first, answers.rhythm)
        alone = answers.model.every_alone.default
        last, laid = dt.date.min, 0
        day = next(source)
        while True:
            later, following = source, next(source)
            if alone and laid + 1 == answers.facilitated_meetings:
                # Her last meeting: the group goes on in a rhythm of its own.
                later = islice(occurrences(day, alone), 1, None)
            after_this = following if later is source else next(later)
            found = self._open_days.settle(day, after=last, before=after_this)
            if found is None:
                self.skipped[day] = self._open_days.why_closed(day) or ""
                day = following
            else:
                yield found
                last, laid = found.date, laid + 1
                source, day = later, after_this


def _follow_up(answers: Answers, row: _Row) -> tuple[int | None, holidays.QuietWeek | None]:
    """The place in the row of the meeting that she visits, and the quiet week this avoids."""
    model = answers.model
    if model.follow_up_rule.default == "none":
        return None, None
    value, facilitated = model.follow_up, answers.facilitated_meetings
    least = value.default if value.least is None else value.least
    most = value.default if value.most is None else value.most
    before = row.first(facilitated)
    for count in range(1, MOST_MEETINGS):
        found = choose_visit(
            model.follow_up_rule.default,
            [day.date for day in row.first(facilitated + count)[facilitated:]],
            last=before[-1].date if before else None,
            before=facilitated,
            window=(least, most),
            wished=value.default,
        )
        if found is not None:
            return facilitated + found.place, found.avoided
    return None, None


def _presence(answers: Answers, place: int, visit: int | None) -> plan.Presence:
    facilitated = answers.facilitated_meetings
    if place < facilitated - answers.half_alone_meetings:
        return "whole"
    if place < facilitated:
        return "half"
    return "visit" if place == visit else "away"


def _first_minutes(answers: Answers) -> int | None:
    first = answers.model.first_minutes
    return first.default if first else None


def _plan(
    answers: Answers,
    meetings: dict[str, plan.Meeting],
    skipped: dict[dt.date, str],
    visit: int | None,
) -> Plan:
    model = answers.model
    window = model.follow_up
    return Plan(
        id=answers.id,
        made=answers.made,
        group=plan.Group(
            name=answers.name,
            language=answers.language,
            model=model.id,
            topic="shared" if answers.theme else model.topic,
            theme=answers.theme,
            organisation=answers.organisation,
        ),
        place=answers.place,
        initiators={f"i{number}": who for number, who in enumerate(answers.initiators, start=1)},
        schedule=plan.Schedule(
            every=answers.rhythm,
            every_alone=model.every_alone.default,
            time=answers.time,
            minutes=model.whole_minutes,
            break_minutes=model.break_minutes.default,
            time_zone=answers.time_zone,
            country=answers.country,
            holidays=answers.holidays,
        ),
        closed_days={
            f"d{number}": days for number, days in enumerate(answers.closed_days, start=1)
        },
        rounds={name: plan.Round(when=when) for name, when in ROUNDS.items()},
        meetings=meetings,
        handover=plan.Handover(meeting=f"m{answers.facilitated_meetings:02}")
        if answers.facilitated_meetings
        else None,
        follow_up=plan.FollowUp(
            meeting="" if visit is None else f"m{visit + 1:02}",
            rule=model.follow_up_rule.default,
            earliest=window.default if window.least is None else window.least,
            latest=window.default if window.most is None else window.most,
        ),
        events=answers.events,
        skipped=skipped,
    )


def _dates(meetings: Mapping[str, plan.Meeting]) -> list[dt.date]:
    return [meeting.date for meeting in meetings.values()]
