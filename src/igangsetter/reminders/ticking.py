"""Ticking a reminder off, back on, or putting it off: pure functions of a plan."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from igangsetter.plan.plan import Plan


def done(plan: Plan, about: str, day: dt.date) -> Plan:
    """The plan with that reminder (`handover-week:m04`) ticked off on a day."""
    return replace(plan, done={**plan.done, about: day}, snoozed=_without(plan.snoozed, about))


def undone(plan: Plan, about: str) -> Plan:
    """The plan with that reminder neither ticked off nor put off."""
    return replace(plan, done=_without(plan.done, about), snoozed=_without(plan.snoozed, about))


def snoozed(plan: Plan, about: str, until: dt.date) -> Plan:
    """The plan with that reminder put off until a day."""
    return replace(plan, snoozed={**plan.snoozed, about: until}, done=_without(plan.done, about))


def _without(ticked: Mapping[str, dt.date], about: str) -> dict[str, dt.date]:
    return {key: day for key, day in ticked.items() if key != about}
