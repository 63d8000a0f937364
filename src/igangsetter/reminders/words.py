"""A reminder in words, in the plan's language. No sentence is untrue for its plan or its day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from igangsetter import language, resources, templating
from igangsetter.plan.timeline import Timeline, later

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from igangsetter.language import Code, Language
    from igangsetter.plan.plan import Plan
    from igangsetter.plan.timeline import Row, Visit
    from igangsetter.reminders.due import Due

EVENING = dt.time(16)


def words(
    plan: Plan,
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
    return templating.render_block(
        f"reminders/{code}.md.j2",
        item.rule.id.replace("-", "_"),
        speaker,
        folder,
        _values(plan, item, day, speaker, titles),
    )


def _values(
    plan: Plan, item: Due, day: dt.date, speaker: Language, titles: Mapping[str, str]
) -> dict[str, Any]:
    way = Timeline(plan)
    meeting = way.by_id.get(item.about)
    start = meeting.start if meeting else plan.schedule.time
    previous = way.before(meeting) if meeting else None
    visit = way.follow_up if way.follow_up and not way.follow_up.cancelled else None
    numbers = resources.help_numbers(plan.schedule.country)
    return {
        "group": plan.group,
        "place": plan.place,
        "where": _where(plan, meeting, speaker),
        "owner": plan.group.organisation,
        "meeting": meeting,
        "date": item.date,
        "start": start,
        "end": meeting.end if meeting else later(start, plan.schedule.minutes),
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
        "run_sheet": "kjoreplan" in titles,
        "help": {name: entry["number"] for name, entry in numbers.items()},
    }


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
