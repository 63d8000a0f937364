"""How the initiator leaves and comes back: handover, follow-up, and the end of a group."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from igangsetter.plan import plan as plans
from igangsetter.plan import schedule
from igangsetter.plan.change import (
    Change,
    Changed,
    free_id,
    next_date,
    refused,
    row_of,
    with_meetings,
)
from igangsetter.plan.timeline import Timeline
from igangsetter.plan.visit import choose as choose_visit

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.plan.change import Holidays
    from igangsetter.plan.plan import Meeting, Plan, Presence


def hand_over(
    old: Plan,
    about: str,
    holidays: Holidays,
    *,
    half_alone: int | None = None,
    alone_half: Literal["first", "second"] | None = None,
) -> Changed:
    """Make that meeting the initiator's last; presence follows, and a follow-up not yet agreed."""
    if old.handover is None:
        raise refused("no-initiator")
    row, way = row_of(old, about), Timeline(old)
    if row.cancelled:
        raise refused("is-cancelled", number=row.number)
    half = len(way.half_alone) if half_alone is None else half_alone
    before = [other for other in way.planned if other.date <= row.date]
    half = min(half, len(before) - 1)
    meetings: dict[str, Meeting] = {}
    for place, other in enumerate(way.planned):
        presence: Presence = "away"
        if other.date <= row.date:
            presence = "whole" if place < len(before) - half else "half"
        elif other.initiator == "visit":
            presence = "visit"
        meetings[other.id] = replace(old.meetings[other.id], initiator=presence)
    ordinary = replace(old.schedule, alone_half=alone_half or old.schedule.alone_half)
    found = replace(
        with_meetings(old, meetings), handover=plans.Handover(meeting=row.id), schedule=ordinary
    )
    coming_back = way.follow_up
    if coming_back and (not old.follow_up.agreed or coming_back.date <= row.date):
        found = _proposed_again(found, holidays)
    return Changed(found, Change(id="handover", about=row.id, values={"date": row.date}))


def visit(old: Plan, day: dt.date, today: dt.date, *, agreed: bool) -> Changed:
    """Set the day of the follow-up: a meeting of the group when there is one on that day."""
    way = Timeline(old)
    if day < today:
        raise refused("into-the-past", date=day)
    if way.handover and day <= way.handover.date:
        raise refused("before-the-handover", date=day, handover=way.handover.date)
    row = next((other for other in way.planned if other.date == day), None)
    found = _without_visit(old)
    if row and old.handover:
        changed = replace(found.meetings[row.id], initiator="visit")
        found = with_meetings(found, {row.id: changed})
    rule = old.follow_up.rule
    follow_up = replace(
        old.follow_up,
        rule="weeks" if rule == "none" else rule,
        meeting=row.id if row else "",
        date=None if row else day,
        agreed=agreed,
    )
    change = Change(id="follow-up", about=row.id if row else "", values={"date": day})
    return Changed(replace(found, follow_up=follow_up), change)


def agree(old: Plan) -> Changed:
    """Note that the group has said yes to the day of the follow-up."""
    found = Timeline(old).follow_up
    if found is None:
        raise refused("no-follow-up")
    if old.follow_up.agreed:
        raise refused("nothing-to-change", date=found.date)
    agreed = replace(old, follow_up=replace(old.follow_up, agreed=True))
    return Changed(agreed, Change(id="agreed", values={"date": found.date}))


def no_visit(old: Plan) -> Changed:
    """There is to be no follow-up."""
    if Timeline(old).follow_up is None:
        raise refused("no-follow-up")
    follow_up = replace(old.follow_up, rule="none", meeting="", date=None, agreed=False)
    return Changed(replace(_without_visit(old), follow_up=follow_up), Change(id="no-follow-up"))


def end(old: Plan, day: dt.date, *, reason: str = "") -> Changed:
    """The group has ended, or never started: reminders stop."""
    if old.ended and old.ended.date == day:
        raise refused("nothing-to-change", date=day)
    found = replace(old, ended=plans.Ended(date=day, reason=reason))
    return Changed(found, Change(id="end", values={"date": day}))


def _proposed_again(found: Plan, holidays: Holidays) -> Plan:
    """The follow-up where its rule puts it after the handover; meetings are added if need be."""
    found = _without_visit(found)
    planned, added = found.follow_up, set[str]()
    for _ in range(schedule.MOST_MEETINGS):
        way = Timeline(found)
        last = way.handover.date if way.handover else None
        after = [row for row in way.planned if last is not None and row.date > last]
        chosen = choose_visit(
            planned.rule,
            [row.date for row in after],
            last=last,
            before=len(way.planned) - len(after),
            window=(planned.earliest, planned.latest),
        )
        if chosen is not None:
            key = after[chosen.place].id
            # Days that were only laid to see the whole window are not meetings.
            beyond = {row.id for row in after[chosen.place + 1 :]} & added
            meetings = {name: one for name, one in found.meetings.items() if name not in beyond}
            meetings[key] = replace(meetings[key], initiator="visit")
            follow_up = replace(planned, meeting=key, date=None, agreed=False)
            return replace(found, meetings=meetings, follow_up=follow_up)
        key = free_id(found)
        added.add(key)
        day = next_date(found, holidays)
        found = with_meetings(found, {key: plans.Meeting(date=day, initiator="away")})
    raise refused("no-follow-up")


def _without_visit(old: Plan) -> Plan:
    """The plan with the group alone at what was the follow-up."""
    key = old.follow_up.meeting
    if not key or old.meetings[key].initiator != "visit":
        return old
    return with_meetings(old, {key: replace(old.meetings[key], initiator="away")})
