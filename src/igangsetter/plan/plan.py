"""The plan of one group, as frozen dataclasses. The fields are the schema of the plan file.

Order of classes and fields is the order in the file. A field without default must be there.
Nothing here names a participant: `participants` is a count.
"""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the codec reads the annotations
from dataclasses import field
from typing import TYPE_CHECKING, Any, Literal

from igangsetter.language import Code  # noqa: TC001 - the codec reads the annotations
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = 1
WITHOUT_INITIATOR = "uten-igangsetter"

Presence = Literal["whole", "half", "away", "visit"]
Rhythm = Literal["week", "2 weeks", "3 weeks", "4 weeks", "month"]
HolidayRule = Literal["skip", "next", "previous", "keep"]
FollowUpRule = Literal["weeks", "meetings", "total", "none"]
RoundWhen = Literal["first", "opening", "closing", "stuck"]


def _limits(low: int, high: int) -> dict[str, Any]:
    return {"low": low, "high": high}


_WHEN_SET = {"when_set": True}
"""Written only when it differs from its default."""

_FILLED = {"filled": True}
"""Not left empty."""


class Group(Value):
    """Who meets, and on what terms."""

    name: str
    language: Code = "nb"
    model: str = "selvhjelp-norge"
    participants: int = field(default=0, metadata=_limits(0, 1000))
    """A count; 0 = not known yet."""
    closed: bool = True
    topic: Literal["mixed", "shared"] = "mixed"
    theme: str = ""
    """Public words for the poster; never printed on lists of names."""
    minimum_age: int = field(default=18, metadata=_limits(0, 120))
    organisation: str = ""
    note: str = ""


class Place(Value):
    """Where the group meets. `access` stands only on the initiator's run sheet."""

    kind: Literal["room", "home", "digital"] = "room"
    name: str = ""
    address: str = ""
    access: str = ""
    url: str = ""


class Initiator(Value):
    """`public`: may phone and e-mail stand on the group's sheets?"""

    public: bool = False
    name: str = field(metadata=_FILLED)
    email: str = ""
    phone: str = ""


class ReflectionPartner(Value):
    """The one whom the initiator thinks aloud with."""

    name: str = ""


class Schedule(Value):
    """The rhythm, the hour, and whose holidays are kept. Lengths are minutes."""

    every: Rhythm = "week"
    every_alone: Literal["", "week", "2 weeks", "3 weeks", "4 weeks", "month"] = ""
    alone_half: Literal["second", "first"] = "second"
    time: dt.time
    minutes: int = field(default=120, metadata=_limits(1, 24 * 60))
    break_minutes: int = field(default=15, metadata=_limits(0, 12 * 60))
    time_zone: str = "Europe/Oslo"
    country: str = "NO"
    holidays: HolidayRule = "skip"


class ClosedDays(Value):
    """Days when the group cannot meet, first and last included. In the file: from, to, why."""

    first: dt.date = field(metadata={"key": "from"})
    last: dt.date = field(metadata={"key": "to"})
    why: str = ""


class Round(Value):
    """An optional suggestion. Without title and prompt our wording is used."""

    title: str = field(default="", metadata=_WHEN_SET)
    prompt: str = field(default="", metadata=_WHEN_SET)
    when: RoundWhen


class Meeting(Value):
    """One meeting. `time`, `minutes` and `place` override the schedule's."""

    date: dt.date
    time: dt.time | None = field(default=None, metadata=_WHEN_SET)
    minutes: int | None = field(default=None, metadata=_limits(1, 24 * 60) | _WHEN_SET)
    place: str | None = field(default=None, metadata=_WHEN_SET)
    moved_from: dt.date | None = field(default=None, metadata=_WHEN_SET)
    reason: str = field(default="", metadata=_WHEN_SET)
    initiator: Presence
    status: Literal["planned", "cancelled"] = field(default="planned", metadata=_WHEN_SET)


class Handover(Value):
    """Which meeting is the last one with the initiator."""

    meeting: str


class FollowUp(Value):
    """The initiator's visit: a meeting of the group, or a `date` of its own.

    `earliest` and `latest` count weeks after the handover, meetings alone, or meetings in all.
    """

    meeting: str = field(default="", metadata=_WHEN_SET)
    date: dt.date | None = field(default=None, metadata=_WHEN_SET)
    rule: FollowUpRule = "weeks"
    earliest: int = field(default=6, metadata=_limits(0, 1000))
    latest: int = field(default=8, metadata=_limits(0, 1000))
    agreed: bool = False


class Event(Value):
    """Something dated that is no group meeting, such as the information meeting."""

    title: str = field(metadata=_FILLED)
    date: dt.date
    time: dt.time
    minutes: int = field(default=90, metadata=_limits(1, 24 * 60))


class Ended(Value):
    """The group has ended, or never started."""

    date: dt.date
    reason: str = ""


class Plan(Value):
    """Everything that the file holds. `unknown` keeps the keys of a newer or mistaken hand."""

    schema: int = SCHEMA
    id: str
    made: dt.date
    group: Group
    place: Place = Place()
    initiators: Mapping[str, Initiator] = field(default_factory=dict)
    reflection_partner: ReflectionPartner = ReflectionPartner()
    schedule: Schedule
    closed_days: Mapping[str, ClosedDays] = field(default_factory=dict)
    rounds: Mapping[str, Round] = field(default_factory=dict)
    meetings: Mapping[str, Meeting]
    handover: Handover | None = None
    follow_up: FollowUp = FollowUp(rule="none")
    events: Mapping[str, Event] = field(default_factory=dict)
    ended: Ended | None = None
    skipped: Mapping[dt.date, str] = field(default_factory=dict)
    done: Mapping[str, dt.date] = field(default_factory=dict)
    snoozed: Mapping[str, dt.date] = field(default_factory=dict)
    unknown: Mapping[str, Any] = field(default_factory=dict)
