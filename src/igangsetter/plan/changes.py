"""What life does to meetings: move, cancel, restore, push, add. Rules: design.md §4."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from igangsetter.plan import plan as plans
from igangsetter.plan import rhythm
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

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.plan.change import Holidays
    from igangsetter.plan.plan import Plan, Presence
    from igangsetter.plan.timeline import Row


def move(old: Plan, about: str, to: dt.date, today: dt.date, *, reason: str = "") -> Changed:
    """Move one meeting or event to another day, and nothing else. The order of dates stays."""
    if about in old.events:
        return _move_event(old, about, to)
    row = row_of(old, about)
    if to == row.date:
        raise refused("nothing-to-change", date=to)
    if to < today:
        raise refused("into-the-past", date=to)
    others = [other for other in Timeline(old).rows if other.id != row.id]
    same_day = next((other for other in others if other.date == to), None)
    if same_day:
        raise refused("day-taken", date=to, number=same_day.number, push=row.number)
    visit = old.follow_up.date
    if visit and old.handover and row.id == old.handover.meeting and to >= visit:
        raise refused("after-the-follow-up", date=to, visit=visit)
    before = max((other for other in others if other.date < row.date), key=_date, default=None)
    after = min((other for other in others if other.date > row.date), key=_date, default=None)
    if (before and to < before.date) or (after and to > after.date):
        raise refused(
            "out-of-order",
            date=to,
            push=row.number,
            after=before.date if before else None,
            before=after.date if after else None,
        )
    planned_for = row.moved_from or row.date
    is_back = to == planned_for
    moved = replace(
        old.meetings[row.id],
        date=to,
        moved_from=None if is_back else planned_for,
        reason="" if is_back else reason,
    )
    return Changed(
        with_meetings(old, {row.id: moved}), Change(id="move", about=row.id, values={"to": to})
    )


def noted_by_hand(filed: Plan, found: Plan, reason: str) -> Plan:
    """The plan with its hand-moved meetings saying so: a date changed in an editor is a move."""
    moved = {
        key: replace(meeting, moved_from=filed.meetings[key].date, reason=meeting.reason or reason)
        for key, meeting in found.meetings.items()
        if key in filed.meetings
        and meeting.date != filed.meetings[key].date
        and meeting.moved_from is None
    }
    return with_meetings(found, moved) if moved else found


def push(old: Plan, about: str, holidays: Holidays, *, reason: str = "") -> Changed:
    """Move a meeting and all after it one step: each takes the date of the next.

    Ids, presence and reasons stay, so that handover and follow-up slide along.
    """
    row = row_of(old, about)
    if row.cancelled:
        raise refused("is-cancelled", number=row.number)
    later = [other for other in Timeline(old).planned if other.date >= row.date]
    dates = [*(other.date for other in later[1:]), next_date(old, holidays)]
    moved = {
        other.id: replace(old.meetings[other.id], date=date)
        for other, date in zip(later, dates, strict=True)
    }
    first = moved[row.id]
    moved[row.id] = replace(first, moved_from=row.moved_from or row.date, reason=reason)
    found = with_meetings(old, moved)
    visit, last = old.follow_up.date, Timeline(old).handover
    if visit and last and last.id in moved:
        slide = moved[last.id].date - last.date
        found = replace(found, follow_up=replace(old.follow_up, date=visit + slide))
    found = _agreed_anew(old, found)
    values = {"number": row.number, "to": first.date}
    return Changed(found, Change(id="push", about=row.id, values=values))


def cancel(
    old: Plan, about: str, holidays: Holidays, *, further: bool, reason: str = ""
) -> Changed:
    """Cancel a meeting. It keeps its date; no other date changes. An event is taken out.

    With `further` presence, handover and follow-up go one meeting further. The first meeting and
    the handover always do. Whether to is `proposes_further`.
    """
    if about in old.events:
        return _without_event(old, about)
    row, way = row_of(old, about), Timeline(old)
    if row.cancelled:
        raise refused("is-cancelled", number=row.number)
    if len(way.planned) == 1:
        raise refused("last-one-left", number=row.number)
    cancelled = replace(old.meetings[row.id], status="cancelled", reason=reason)
    change = Change(id="cancel", about=row.id, values={"date": row.date, "further": further})
    if not (further or must_go_further(old, row.id)):
        return Changed(with_meetings(old, {row.id: cancelled}), change)
    further_on = _one_further(with_meetings(old, {row.id: cancelled}), old, row, holidays)
    return Changed(_agreed_anew(old, further_on), change)


def must_go_further(old: Plan, about: str) -> bool:
    """Whether cancelling that meeting cannot leave the handover where it is."""
    way = Timeline(old)
    row = row_of(old, about)
    is_first = bool(way.planned) and row.id == way.planned[0].id
    return old.handover is not None and (row.id == old.handover.meeting or is_first)


def proposes_further(old: Plan, about: str) -> bool:
    """Our proposal when a meeting with the initiator is cancelled.

    Her last meeting stays while at least two whole meetings remain before it; else it goes further.
    """
    row = row_of(old, about)
    if must_go_further(old, about):
        return True
    if row.initiator not in {"whole", "half"}:
        return False
    whole = [other for other in Timeline(old).facilitated if other.initiator == "whole"]
    return len([other for other in whole if other.id != row.id]) < 2  # noqa: PLR2004


def restore(old: Plan, about: str) -> Changed:
    """Take back a cancellation."""
    row = row_of(old, about)
    if not row.cancelled:
        raise refused("not-cancelled", number=row.number)
    meeting = replace(
        old.meetings[row.id],
        status="planned",
        reason=old.meetings[row.id].reason if row.moved_from else "",
    )
    return Changed(
        with_meetings(old, {row.id: meeting}),
        Change(id="restore", about=row.id, values={"date": row.date}),
    )


def add(
    old: Plan, day: dt.date, today: dt.date, *, visit: bool = False, reason: str = ""
) -> Changed:
    """Add a meeting on a day that has none, under the next free id."""
    way = Timeline(old)
    if day < today:
        raise refused("into-the-past", date=day)
    same_day = next((row for row in way.rows if row.date == day), None)
    if same_day:
        raise refused("day-taken", date=day, number=same_day.number, push=same_day.number)
    with_her = way.handover is not None and day < way.handover.date
    presence: Presence = "visit" if visit else "whole" if with_her else "away"
    key = free_id(old)
    found = with_meetings(old, {key: plans.Meeting(date=day, initiator=presence, reason=reason)})
    return Changed(found, Change(id="add", about=key, values={"date": day}))


def add_event(old: Plan, title: str, day: dt.date, time: dt.time | None) -> Changed:
    """Add a dated thing that is no group meeting, at that hour or the group's own."""
    number = len(old.events) + 1
    while (key := f"e{number}") in old.events:
        number += 1
    event = plans.Event(title=title, date=day, time=time or old.schedule.time)
    change = Change(id="add-event", about=key, values={"title": title, "date": day})
    return Changed(replace(old, events={**old.events, key: event}), change)


def rearrange(
    old: Plan,
    about: str,
    holidays: Holidays,
    *,
    every: plans.Rhythm | None = None,
    time: dt.time | None = None,
    place: str | None = None,
) -> Changed:
    """Give a meeting and all after it another rhythm, hour or place."""
    row, way = row_of(old, about), Timeline(old)
    later = [other for other in way.rows if other.number >= row.number]
    moved = {other.id: old.meetings[other.id] for other in later}
    ordinary = old.schedule
    if every:
        alone = way.handover is not None and row.date > way.handover.date
        changed = {"every_alone": every} if alone else {"every": every, "every_alone": ""}
        ordinary = replace(ordinary, **changed)
        days = rhythm.days(replace(old, schedule=ordinary), row.date, holidays)
        dates = [row.date, *islice((day for day in days if day > row.date), len(later) - 1)]
        moved = {
            key: replace(meeting, date=date, moved_from=None)
            for (key, meeting), date in zip(moved.items(), dates, strict=True)
        }
    if time:
        moved = {key: replace(meeting, time=time) for key, meeting in moved.items()}
    if place is not None:
        moved = {key: replace(meeting, place=place) for key, meeting in moved.items()}
    found = replace(with_meetings(old, moved), schedule=ordinary)
    return Changed(found, Change(id="rearrange", about=row.id, values={"number": row.number}))


def _move_event(old: Plan, about: str, to: dt.date) -> Changed:
    event = old.events[about]
    if event.date == to:
        raise refused("nothing-to-change", date=to)
    found = replace(old, events={**old.events, about: replace(event, date=to)})
    change = Change(id="move-event", about=about, values={"title": event.title, "to": to})
    return Changed(found, change)


def _without_event(old: Plan, about: str) -> Changed:
    event = old.events[about]
    found = replace(old, events={key: one for key, one in old.events.items() if key != about})
    values = {"title": event.title, "date": event.date}
    return Changed(found, Change(id="cancel-event", about=about, values=values))


def _one_further(cancelled: Plan, old: Plan, row: Row, holidays: Holidays) -> Plan:
    """Presence, handover and follow-up one meeting further from the cancelled one on."""
    before = Timeline(old).planned
    places = [other for other in before if other.date >= row.date]
    after = places[1:]
    moved = {
        other.id: replace(cancelled.meetings[other.id], initiator=came_before.initiator)
        for came_before, other in zip(places, after, strict=False)
    }
    heirs = {came_before.id: other.id for came_before, other in zip(places, after, strict=False)}
    found = with_meetings(cancelled, moved)
    tail = places[-1]
    if tail.initiator != "away" or tail.id in _named(old):
        key = free_id(found)
        day = next_date(old, holidays)
        found = with_meetings(found, {key: plans.Meeting(date=day, initiator=tail.initiator)})
        heirs[tail.id] = key
    if found.handover and found.handover.meeting in heirs:
        found = replace(found, handover=plans.Handover(meeting=heirs[found.handover.meeting]))
    if found.follow_up.meeting in heirs:
        follow_up = replace(found.follow_up, meeting=heirs[found.follow_up.meeting])
        found = replace(found, follow_up=follow_up)
    return found


def _agreed_anew(old: Plan, found: Plan) -> Plan:
    """A follow-up that slid to another day is not agreed for that day."""
    before, after = Timeline(old).follow_up, Timeline(found).follow_up
    if not found.follow_up.agreed or (before and after and before.date == after.date):
        return found
    return replace(found, follow_up=replace(found.follow_up, agreed=False))


def _named(old: Plan) -> set[str]:
    return {old.follow_up.meeting, old.handover.meeting if old.handover else ""}


def _date(row: Row) -> dt.date:
    return row.date
