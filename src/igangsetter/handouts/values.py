"""What a handout's template may say about a plan. Documented in templates/README.md."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from igangsetter import holidays, resources
from igangsetter.plan import rounds

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.handouts.catalogue import Sheet
    from igangsetter.language import Code
    from igangsetter.plan.plan import Event, Initiator, Plan
    from igangsetter.plan.timeline import Day, Row, Timeline
    from igangsetter.store.settings import Organisation


class Dated(NamedTuple):
    """A date with what happens: a day of the group's, or something that is no meeting of it."""

    date: dt.date
    day: Day | None
    event: Event | None


def values(
    way: Timeline, sheet: Sheet, meeting: Row | None, organisation: Organisation
) -> dict[str, Any]:
    """The names that a template may use, for one plan and one sheet, printed for that meeting."""
    plan = way.plan
    first = way.first
    # How to get in and how to reach her privately stand on her own sheets only.
    hers = sheet.audience == "initiator"
    events = [event for event in way.events.values() if hers or event.date >= first.date]
    days = _named(plan, sheet.language, way.days)
    public = [who for who in plan.initiators.values() if who.public]
    return {
        "group": plan.group,
        "place": plan.place if hers else replace(plan.place, access="", url=""),
        "schedule": plan.schedule,
        "initiators": [who if hers else _public(who) for who in plan.initiators.values()],
        "contact": [found for who in public for found in (who.email, who.phone) if found],
        "partner": plan.reflection_partner,
        "rounds": rounds.spoken(plan, sheet.language),
        "events": events,
        "meetings": way.rows,
        "days": days,
        "dates": sorted(
            [Dated(day.date, day, None) for day in days]
            + [Dated(event.date, None, event) for event in events],
            key=lambda one: one.date,
        ),
        "first": first,
        "facilitated": way.facilitated,
        "half_alone": way.half_alone,
        "alone": way.alone,
        "handover": way.handover,
        "follow_up": way.follow_up,
        "follow_up_rule": plan.follow_up,
        "variant": sheet.variant,
        "meeting": meeting or _meant(way, sheet.variant),
        "organisation": replace(organisation, name=plan.group.organisation or organisation.name),
        "numbers": resources.help_numbers(plan.schedule.country),
        "with_initiator": plan.handover is not None,
        "digital": plan.place.kind == "digital",
        # On lists of names nothing may tell why people meet (safety.md, 6).
        "neutral": not plan.group.theme,
    }


def _meant(way: Timeline, variant: str) -> Row | None:
    """What a sheet is for when it is printed for no meeting: its variant's one, else the first."""
    whole = [row for row in way.facilitated if row.initiator == "whole"]
    wished = {
        "between": whole[1] if len(whole) > 1 else None,
        "half": next(iter(way.half_alone), None),
        "last": way.handover,
    }.get(variant)
    return wished or next(iter(way.planned), None)


def _public(who: Initiator) -> Initiator:
    return who if who.public else replace(who, email="", phone="")


def _named(plan: Plan, code: Code, days: tuple[Day, ...]) -> list[Day]:
    """The days, each public holiday named in the paper's language."""
    if code == plan.group.language or not any(day.reason for day in days):
        return list(days)
    years = {day.date.year for day in days}
    try:
        names = holidays.public_holidays(plan.schedule.country, years, code)
    except ValueError:
        return list(days)
    return [
        replace(day, reason=names.get(_planned_date(day), day.reason)) if day.reason else day
        for day in days
    ]


def _planned_date(day: Day) -> Any:
    moved = day.row.moved_from if day.row else None
    return moved or day.date
