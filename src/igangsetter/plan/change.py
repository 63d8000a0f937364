"""A change of a plan as a value, and what every kind of change needs.

Changes are pure functions from a plan to a plan and what was changed. One that cannot be made
raises RefusedError with a finding; none asks a clock or a calendar: `today` and the public holidays
come in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.errors import Finding, RefusedError
from igangsetter.plan import rhythm
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from igangsetter.plan.plan import Meeting, Plan
    from igangsetter.plan.timeline import Row

    Holidays = Mapping[dt.date, str]


@dataclass(frozen=True, kw_only=True)
class Change:
    """What was done, to which meeting or event; `findings` puts it in words."""

    id: str
    about: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


class Changed(NamedTuple):
    """The new plan, and the change that led to it."""

    plan: Plan
    change: Change


def next_date(old: Plan, holidays: Holidays) -> dt.date:
    """The next day of the rhythm after the last meeting."""
    rows = Timeline(old).rows
    last = rows[-1]
    days = rhythm.days(old, last.moved_from or last.date, holidays)
    return next(day for day in days if day > last.date)


def free_id(old: Plan) -> str:
    """The id that the next added meeting gets."""
    number = len(old.meetings) + 1
    while f"m{number:02}" in old.meetings:
        number += 1
    return f"m{number:02}"


def with_meetings(old: Plan, meetings: Mapping[str, Meeting]) -> Plan:
    """The plan with these meetings put in or replaced."""
    return replace(old, meetings={**old.meetings, **meetings})


def row_of(old: Plan, about: str) -> Row:
    """The meeting with that number or id. Raises RefusedError."""
    found = Timeline(old).find(about)
    if found:
        return found
    raise refused("no-such-number", found=about, count=len(old.meetings))


def refused(kind: str, **values: object) -> RefusedError:
    """The error for a change that the plan does not allow."""
    return RefusedError(Finding(id=kind, values=values))
