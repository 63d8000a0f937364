"""The words of a change: what was done, and why one cannot be made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from igangsetter.language import _, current
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping

    from igangsetter.errors import Finding
    from igangsetter.plan.change import Changed


def done(changed: Changed) -> str:
    """What a change did, in a sentence."""
    change, way = changed.change, Timeline(changed.plan)
    row = way.by_id.get(change.about)
    values = _spoken(change.values)
    date = change.values.get("date")
    values["with_year"] = current().date(date) if isinstance(date, dt.date) else ""
    return {
        "move": _("Meeting {number} is moved to {to}."),
        "move-event": _("{title} is moved to {to}."),
        "add-event": _("{title} on {with_year} is added; its name here is {about}."),
        "cancel-event": _("{title} on {date} is taken out."),
        "push": _("Meeting {number} and all after it are moved one step; it is now on {to}."),
        "cancel": _("Meeting {number} on {date} is cancelled."),
        "restore": _("Meeting {number} on {date} takes place after all."),
        "add": _("A meeting on {date} is added: meeting {number}."),
        "rearrange": _("Meeting {number} and all after it are changed."),
        "handover": _("Your last meeting with the group is meeting {number}, {date}."),
        "follow-up": _("The follow-up is on {date}."),
        "agreed": _("The follow-up on {date} is agreed."),
        "no-follow-up": _("There is no follow-up any more."),
        "end": _("The group ended on {date}. The reminders stop."),
    }[change.id].format(**{"number": row.number if row else "", "about": change.about} | values)


def refused(finding: Finding) -> tuple[str, str]:
    """Why a change cannot be made, and what to do instead."""
    values = _spoken(finding.values)
    message, advice = {
        "nothing-to-change": (_("It is so already."), _("See the plan: {show}")),
        "into-the-past": (_("{with_year} is in the past."), _("Choose a day from today on.")),
        "day-taken": (
            _("Meeting {number} is on {date} already."),
            _("Choose another day, or move all: {command}"),
        ),
        "out-of-order": (_("{date} is out of order."), _between(finding.values)),
        "is-cancelled": (
            _("Meeting {number} is cancelled."),
            _("Take that back first: {restore}"),
        ),
        "not-cancelled": (_("Meeting {number} is not cancelled."), _("See the plan: {show}")),
        "last-one-left": (
            _("Meeting {number} is the only one left."),
            _("Has the group ended? Write: {end}"),
        ),
        "no-initiator": (
            _("This group has no initiator, and so no last meeting with one."),
            _("See the plan: {show}"),
        ),
        "before-the-handover": (
            _("{date} is not after your last meeting on {handover}."),
            _("Come back later, when the group has met on its own."),
        ),
        "after-the-follow-up": (
            _("{date} is not before the follow-up on {visit}."),
            _("Move that first: {follow_up}"),
        ),
        "no-follow-up": (
            _("This plan has no follow-up."),
            _("Set one: {follow_up}"),
        ),
        "no-such-number": (
            _("There is no meeting “{found}”."),
            _("Write a number from 1 to {count}."),
        ),
    }[finding.id]
    date = finding.values.get("date")
    values |= {
        "with_year": current().date(date) if isinstance(date, dt.date) else "",
        "command": f"igangsetter meeting push {values.get('push', '')}",
        "restore": f"igangsetter meeting restore {values.get('number', '')}",
        "end": "igangsetter end",
        "show": "igangsetter show",
        "follow_up": "igangsetter follow-up",
    }
    return message.format(**values), advice.format(**values)


def _between(values: Mapping[str, object]) -> str:
    """Between which days a meeting may be moved."""
    after, before = values.get("after"), values.get("before")
    if after and before:
        return _("Choose a day between {after} and {before}, or move all: {command}")
    if before:
        return _("Choose a day before {before}, or move all: {command}")
    return _("Choose a day after {after}, or move all: {command}")


def _spoken(values: Mapping[str, object]) -> dict[str, Any]:
    speaker = current()
    return {
        key: speaker.day(value) if isinstance(value, dt.date) else value
        for key, value in values.items()
    }
