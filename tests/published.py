"""The group's calendar on a server of `calendar_servers`: which servers, what was told, what lies there."""

import dataclasses
import re

import pytest

from igangsetter.store import folder as plans

ID = "5f0c0000-0000-4000-8000-000000000000"
SERVERS = pytest.mark.parametrize(
    "peer",
    [pytest.param("radicale", marks=pytest.mark.slow), "xandikos"],
    indirect=True,
)
BOTH = pytest.mark.parametrize(
    "peer",
    [pytest.param(name, marks=pytest.mark.slow) for name in ("radicale", "xandikos")],
    indirect=True,
)
RADICALE = pytest.mark.parametrize(
    "peer", [pytest.param("radicale", marks=pytest.mark.slow)], indirect=True
)
FOREIGN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Else//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270101T000000Z
DTSTART:20270112T180000Z
SUMMARY:Somebody else’s
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def told(found):
    """The counts of the last line."""
    last = found.out.splitlines()[-1] if found.out else ""
    return {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last)}


def moved(stored, name, day):
    meetings = dict(stored.plan.meetings)
    meetings[name] = dataclasses.replace(meetings[name], date=day)
    return plans.save(stored, dataclasses.replace(stored.plan, meetings=meetings))


def without(stored, name):
    meetings = {key: one for key, one in stored.plan.meetings.items() if key != name}
    return plans.save(stored, dataclasses.replace(stored.plan, meetings=meetings))


def text_of(peer, name):
    return peer.objects()[f"{ID}-{name}.ics"]
