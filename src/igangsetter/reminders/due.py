"""(the way, rules, today) → what is due. Nothing here asks a clock or writes a word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.plan.glance import Days
from igangsetter.plan.timeline import INFORMATION_MEETING
from igangsetter.reminders.rules import BEFORE
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igangsetter.plan.plan import Event
    from igangsetter.plan.timeline import Row, Timeline
    from igangsetter.reminders.rules import Anchor, Condition, Rule

WEEK = dt.timedelta(days=7)
FEW = 5
"""Fewer than this is a small group. Source: domain.md §5, CH-bern, SE-wait."""


class Due(Value):
    """A reminder of one plan: open from `due` to `until`, both included, about `date`.

    It is told of from `opens` on: that is `due`, or the day that it was put off to. `late_after` is
    the last day on which it is in time; None when it cannot be late.
    """

    rule: Rule
    about: str
    due: dt.date
    opens: dt.date
    until: dt.date
    date: dt.date
    late_after: dt.date | None = None

    @property
    def id(self) -> str:
        """`handover-week:m04`, unique in a plan."""
        return f"{self.rule.id}:{self.about}"

    def rank(self, today: dt.date) -> tuple[object, ...]:
        """Its place among others: the nearer day first; of two about one the one that came last."""
        away = (self.date - today).days
        return abs(away), away < 0, -self.due.toordinal(), self.id

    def days_late(self, today: dt.date) -> int:
        """How many days too late it is today; 0 while it is in time."""
        return max(0, (today - self.late_after).days) if self.late_after else 0


class _Anchor(NamedTuple):
    about: str
    date: dt.date
    row: Row | None = None


def due(way: Timeline, rules: Sequence[Rule], today: dt.date, days: int = 0) -> list[Due]:
    """What is open today, or will be within `days` days; the nearer date first."""
    return coming(way, rules, today, shifted(today, days))


def coming(
    way: Timeline, rules: Sequence[Rule], today: dt.date, last: dt.date = dt.date.max
) -> list[Due]:
    """What is open today or later, up to a last day, the nearer date first.

    What is ticked off is left out, what is put off comes later.
    """
    if way.stage(today) == "ended":
        return []
    found = every(way, rules, today, last)
    waiting = [item for item in found if item.id not in way.plan.done]
    return sorted(waiting, key=lambda item: item.rank(today))


def every(
    way: Timeline,
    rules: Sequence[Rule],
    first: dt.date = dt.date.min,
    last: dt.date = dt.date.max,
) -> list[Due]:
    """Every reminder of a plan that is open between these days, in the order of the rules."""
    reader = "initiator" if way.plan.handover else "group"
    model = way.plan.group.model
    end = way.plan.ended.date if way.plan.ended else dt.date.max
    return [
        item
        for rule in rules
        if rule.reader in {reader, "all"}
        and (not rule.models or model in rule.models)
        and model not in rule.except_models
        for anchor in _anchors(way, rule.anchor)
        if (item := _item(way, rule, anchor, first, last)) is not None
        # A group that ends has no meetings after that day, and is left in peace from it on.
        and item.date <= end
        and item.due < end
    ]


def days_that_matter(
    rules: Sequence[Rule], shared: Mapping[str, Event], today: dt.date, days: int | None
) -> Days | None:
    """Outside these days of its own, a plan has nothing open within `days` days.

    Without `days` all that ever comes is meant; None when the dates of a plan do not tell, since
    the organisation's `shared` dates come to them.
    """
    offsets = [0]
    for rule in rules:
        offsets += [n for n in (rule.due, rule.otherwise, rule.until) if isinstance(n, int)]
    first = shifted(today, -max(offsets))
    last = None if days is None else shifted(today, days - min(offsets))
    if any(
        first <= event.date and (last is None or event.date <= last) for event in shared.values()
    ):
        return None
    if shared and any(rule.anchor == "event" and rule.until_from != "anchor" for rule in rules):
        return None
    return Days(first, last)


def _item(way: Timeline, rule: Rule, anchor: _Anchor, first: dt.date, last: dt.date) -> Due | None:
    first_day = _opens(way, rule, anchor)
    if first_day is None or first_day > last:
        return None
    until = _until(way, rule, anchor.date)
    if until < first_day and rule.until_from == "anchor":
        return None
    if max(until, first_day) < first:
        return None
    if not all(_holds(condition, way, anchor) for condition in rule.only):
        return None
    late_after = None
    if rule.late is not None:
        # A plan that is made late does not begin with a reproach.
        late_after = max(shifted(anchor.date, rule.late), shifted(way.plan.made, WEEK.days))
    about = rule.about or anchor.about
    put_off = way.plan.snoozed.get(f"{rule.id}:{about}", first_day)
    # What it is about may have come nearer since it was put off.
    opens = min(max(first_day, put_off), max(until, first_day))
    if opens > last:
        return None
    return Due(
        rule=rule,
        about=about,
        due=first_day,
        opens=opens,
        until=max(until, first_day),
        date=anchor.date,
        late_after=late_after,
    )


def _anchors(way: Timeline, name: Anchor) -> list[_Anchor]:
    """The ids, dates and rows of what a rule speaks of; none when the plan has no such thing."""
    match name:
        case "information-meeting" | "event":
            return [
                _Anchor(key, event.date)
                for key, event in way.events.items()
                if (key == INFORMATION_MEETING) == (name == "information-meeting")
            ]
        case "end":
            return [_Anchor("group", way.plan.ended.date)] if way.plan.ended else []
        case "follow-up" | "goodbye":
            visit = way.follow_up
            if visit and not visit.cancelled:
                return [_Anchor(visit.row.id if visit.row else "follow-up", visit.date, visit.row)]
            return _rows([way.handover]) if name == "goodbye" else []
        case "first":
            return _rows(way.planned[:1])
        case "attended":
            return _rows(way.facilitated)
        case "half-alone":
            return _rows(way.half_alone[:1])
        case "alone":
            # She has not gone before her last meeting was held.
            is_handed_over = not (way.handover and way.handover.cancelled)
            return _rows(way.alone[:1]) if is_handed_over else []
        case "handover":
            return _rows([way.handover])


def _rows(rows: Sequence[Row | None]) -> list[_Anchor]:
    return [_Anchor(row.id, row.date, row) for row in rows if row and not row.cancelled]


def _holds(condition: Condition, way: Timeline, anchor: _Anchor) -> bool:
    plan, row = way.plan, anchor.row
    match condition:
        case "gap over a week":
            # The group would hear of the last meeting too late, and `half-alone` does not tell.
            previous = way.before(row) if row else None
            told = next(iter(way.half_alone), None)
            return bool(
                row
                and previous
                and row.date - previous.date > WEEK
                and not (told and told.id == row.id)
            )
        case "not the first":
            return row is None or row.id != way.first.id
        case "not the last":
            return plan.handover is None or anchor.about != plan.handover.meeting
        case "not at home":
            return plan.place.kind != "home"
        case "few known":
            return plan.group.participants < FEW


def _opens(way: Timeline, rule: Rule, anchor: _Anchor) -> dt.date | None:
    if rule.due != BEFORE:
        assert isinstance(rule.due, int)  # noqa: S101 - rules.read has looked
        return shifted(anchor.date, rule.due)
    previous = way.before(anchor.row) if anchor.row else None
    if previous is not None:
        return previous.date
    return None if rule.otherwise is None else shifted(anchor.date, rule.otherwise)


def _until(way: Timeline, rule: Rule, date: dt.date) -> dt.date:
    """The last day that it matters; without the meeting it counts from, the anchor's own day."""
    if rule.until_from == "anchor":
        return shifted(date, rule.until)
    end = way.handover if rule.until_from == "handover" else way.follow_up
    return max(date, shifted(end.date, rule.until)) if end and not end.cancelled else date


def shifted(day: dt.date, days: int) -> dt.date:
    """That many days later; the first or the last day of all where the calendar ends."""
    try:
        return day + dt.timedelta(days=days)
    except OverflowError:
        return dt.date.max if days > 0 else dt.date.min
