"""(plan, rules, today) → what is due. Nothing here asks a clock or writes a word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from igangsetter.plan.timeline import Row, Timeline
from igangsetter.reminders.rules import BEFORE, LONG_GAP, UNTIL_ANCHOR
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.plan.plan import Plan
    from igangsetter.reminders.rules import Rule

WEEK = dt.timedelta(days=7)


class Due(Value):
    """A reminder of one plan: open from `due` to `until`, both included, about `date`."""

    rule: Rule
    about: str
    due: dt.date
    until: dt.date
    date: dt.date

    @property
    def id(self) -> str:
        """`handover-week:m04`, unique in a plan."""
        return f"{self.rule.id}:{self.about}"


def due(plan: Plan, rules: Sequence[Rule], today: dt.date, days: int = 0) -> list[Due]:
    """What is open today, or will be within `days` days; the nearer date first."""
    last = _shifted(today, days)
    return [item for item in coming(plan, rules, today) if item.due <= last]


def coming(plan: Plan, rules: Sequence[Rule], today: dt.date) -> list[Due]:
    """What is open today or later; what is ticked off or snoozed is left out."""
    way = Timeline(plan)
    if way.stage(today) == "ended":
        return []
    found = [item for item in every(plan, rules) if today <= item.until]
    waiting = [item for item in found if item.id not in plan.done]
    awake = [item for item in waiting if plan.snoozed.get(item.id, today) <= today]
    # The nearer meeting first; of two about one meeting the one that came last.
    return sorted(awake, key=lambda item: (item.date, -item.due.toordinal(), item.id))


def every(plan: Plan, rules: Sequence[Rule]) -> list[Due]:
    """Every reminder that the plan will ever have, in the order of the rules."""
    # Without an initiator the group reads the sheets itself; these rules are hers.
    if plan.handover is None:
        return []
    way = Timeline(plan)
    return [item for rule in rules if (item := _item(way, rule)) is not None]


def _item(way: Timeline, rule: Rule) -> Due | None:
    anchor = _anchor(way, rule)
    if anchor is None:
        return None
    about, date, row = anchor
    previous = way.before(row) if row else None
    if rule.only == LONG_GAP and (previous is None or not _long_gap(way, row, previous)):
        return None
    opens = _opens(rule, date, previous)
    until = date if rule.until == UNTIL_ANCHOR else _before_follow_up(way, rule, date)
    if opens is None or until < opens:
        return None
    return Due(rule=rule, about=about, due=opens, until=until, date=date)


def _anchor(way: Timeline, rule: Rule) -> tuple[str, dt.date, Row | None] | None:
    """The id, date and row of what a rule speaks of; None when the plan has no such thing."""
    row: Row | None = None
    if rule.anchor == "follow-up":
        visit = way.follow_up
        if visit is None or visit.cancelled:
            return None
        return (visit.row.id if visit.row else "follow-up"), visit.date, visit.row
    if rule.anchor == "handover":
        row = way.handover
    elif rule.anchor == "half-alone":
        row = next(iter(way.half_alone), None)
    elif rule.anchor == "alone":
        row = next(iter(way.alone), None)
    return (row.id, row.date, row) if row and not row.cancelled else None


def _opens(rule: Rule, date: dt.date, previous: Row | None) -> dt.date | None:
    if rule.due == BEFORE:
        if previous is not None:
            return previous.date
        return None if rule.otherwise is None else _shifted(date, rule.otherwise)
    assert isinstance(rule.due, int)  # noqa: S101 - rules.read has looked
    return _shifted(date, rule.due)


def _long_gap(way: Timeline, row: Row | None, previous: Row) -> bool:
    """Whether the group would hear of the last meeting too late, and `half-alone` does not tell."""
    assert row is not None  # noqa: S101 - only meetings have one before them
    told = next(iter(way.half_alone), None)
    return row.date - previous.date > WEEK and not (told and told.id == row.id)


def _before_follow_up(way: Timeline, rule: Rule, date: dt.date) -> dt.date:
    """Days from the follow-up; without one the reminder is for its own day only."""
    visit = way.follow_up
    assert isinstance(rule.until, int)  # noqa: S101 - rules.read has looked
    return max(date, _shifted(visit.date, rule.until)) if visit and not visit.cancelled else date


def _shifted(day: dt.date, days: int) -> dt.date:
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
