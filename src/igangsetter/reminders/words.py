"""A reminder in words, in the plan's language. No sentence is untrue for its plan or its day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from igangsetter import language, resources, templating
from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.plan import models
from igangsetter.plan.plan import Event
from igangsetter.plan.timeline import later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from igangsetter.language import Code, Language
    from igangsetter.plan.plan import Plan
    from igangsetter.plan.timeline import Row, Timeline, Visit
    from igangsetter.reminders.due import Due

EVENING = dt.time(16)
RUN_SHEET = "kjoreplan"
USUAL = (5, 8)
"""Participants of a usual group. Source: SN-rammer."""


def words(
    way: Timeline,
    item: Due,
    today: dt.date,
    *,
    code: Code,
    titles: Mapping[str, str],
    folder: Path | None = None,
) -> str:
    """What the reminder says today, as Markdown; before it is due, what it will say on that day.

    `titles` are the titles of the sheets that exist, by id: only these are asked to be printed.
    """
    speaker = language.of(code)
    day = max(today, item.due)
    text = templating.render_block(
        f"reminders/{code}.md.j2",
        item.rule.id.replace("-", "_"),
        speaker,
        folder,
        _values(way, item, day, speaker, titles, folder),
    ).lstrip()
    late = item.days_late(day)
    if not late:
        return text
    title, _end, rest = text.partition("\n")
    words = speaker.ngettext(
        "One day late. It is fine to do it now.",
        "{count} days late. It is fine to do it now.",
        late,
    ).format(count=speaker.number(late))
    return f"{title}\n\n*{words[:1].upper()}{words[1:]}*\n{rest}"


def _values(
    way: Timeline,
    item: Due,
    day: dt.date,
    speaker: Language,
    titles: Mapping[str, str],
    folder: Path | None,
) -> dict[str, Any]:
    plan = way.plan
    meeting, event = way.by_id.get(item.about), way.events.get(item.about)
    if item.about == "group" and item.rule.anchor == "first":
        meeting = way.first
    start, end = _hours(plan, meeting or event)
    previous = way.before(meeting) if meeting else None
    visit = way.follow_up if way.follow_up and not way.follow_up.cancelled else None
    numbers = resources.help_numbers(plan.schedule.country)
    return {
        "group": plan.group,
        "place": plan.place,
        "where": _where(plan, meeting, speaker),
        "owner": plan.group.organisation,
        "with_initiator": plan.handover is not None,
        "people": _people(plan, folder),
        "event": event,
        "meeting": meeting,
        "first": way.first,
        "last": way.handover if way.handover and not way.handover.cancelled else None,
        "last_date": max(
            [row.date for row in (way.planned or way.rows)[-1:]] + ([visit.date] if visit else [])
        ),
        "date": item.date,
        "start": start,
        "end": end,
        "turn": _turn(plan, meeting),
        "has_break": bool(meeting and meeting.break_at),
        "half": plan.schedule.alone_half if meeting and meeting.initiator == "half" else "none",
        "soon": _soon(item.date, day, speaker),
        "today": item.date == day,
        "near": (item.date - day).days <= 1,
        "again": _again(visit, day),
        "tonight": speaker.gettext("Tonight") if start >= EVENING else speaker.gettext("Today"),
        "previous": previous.date if previous else None,
        "previous_is": _relation(previous, day),
        "handover": way.handover,
        "handover_is_next": _follows(way, meeting, way.handover),
        "only": len(way.facilitated) == 1,
        "together": len(plan.initiators),
        "contact": [
            found
            for who in plan.initiators.values()
            if who.public
            for found in (who.email, who.phone)
            if found
        ],
        "partner": plan.reflection_partner.name,
        "follow_up": visit,
        "rule": plan.follow_up,
        "window": visit.window if visit else None,
        "span": speaker.span(*visit.window) if visit and visit.window else "",
        "alone": len(way.alone),
        "handouts": [speaker.quoted(titles[name]) for name in item.rule.handouts if name in titles],
        "run_sheet": RUN_SHEET in titles,
        "help": {name: entry["number"] for name, entry in numbers.items()},
    }


def _hours(plan: Plan, about: Row | Event | None) -> tuple[dt.time, dt.time]:
    """From when to when that meeting or event is; else as the group usually meets."""
    if about is None:
        return plan.schedule.time, later(plan.schedule.time, plan.schedule.minutes)
    start = about.time if isinstance(about, Event) else about.start
    return start, later(start, about.minutes)


def _people(plan: Plan, folder: Path | None) -> tuple[int, int]:
    """How many participants its way of starting thinks of; 5 to 8 where it does not say."""
    try:
        wished = models.load(plan.group.model, folder).participants
    except (NotFoundError, InvalidPlanError):
        wished = None
    return (wished and wished.least) or USUAL[0], (wished and wished.most) or USUAL[1]


def _where(plan: Plan, meeting: Row | None, speaker: Language) -> str:
    if plan.place.kind == "digital":
        return speaker.gettext("online")
    return meeting.place if meeting else plan.place.name


def _turn(plan: Plan, meeting: Row | None) -> dt.time:
    """When she leaves or comes: at the break, or half-way when there is none."""
    if meeting and meeting.break_at:
        return meeting.break_at
    start = meeting.start if meeting else plan.schedule.time
    return later(start, (meeting.minutes if meeting else plan.schedule.minutes) // 2)


def _soon(date: dt.date, day: dt.date, speaker: Language) -> str:
    days = (date - day).days
    if days <= 0:
        return speaker.gettext("Today")
    if days == 1:
        return speaker.gettext("Tomorrow")
    if days % 7 == 0:
        weeks = days // 7
        return speaker.ngettext("In one week", "In {count} weeks", weeks).format(
            count=speaker.number(weeks)
        )
    return speaker.gettext("In {count} days").format(count=speaker.number(days))


def _again(visit: Visit | None, day: dt.date) -> dt.date | None:
    """The day on which the follow-up is reminded of, while it is still ahead."""
    opens = visit.date - dt.timedelta(days=7) if visit else None
    return opens if opens and opens > day else None


def _relation(previous: Row | None, day: dt.date) -> str:
    """Where the meeting before lies: today, ahead, past, or none."""
    if previous is None:
        return "none"
    if previous.date == day:
        return "today"
    return "ahead" if previous.date > day else "past"


def _follows(way: Timeline, first: Row | None, second: Row | None) -> bool:
    return bool(first and second and way.before(second) == first)
