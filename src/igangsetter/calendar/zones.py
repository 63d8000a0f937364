"""Time zones as calendar programs read them: one rule for Europe, constant; UTC for the rest.

The rule is the EU's since 1996: the last Sundays of March and October, at 01.00 UTC. The VTIMEZONE
that icalendar makes lists dates instead, and some programs read those one hour off (design.md §9).
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class _Offset(NamedTuple):
    """Hours from UTC in winter, and what winter and summer time are called."""

    hours: int
    winter: str
    summer: str


_WESTERN = _Offset(0, "WET", "WEST")
_CENTRAL = _Offset(1, "CET", "CEST")
_EASTERN = _Offset(2, "EET", "EEST")
_ZONES = (
    dict.fromkeys(
        ("Atlantic/Canary", "Atlantic/Faroe", "Atlantic/Madeira", "Europe/Lisbon"), _WESTERN
    )
    | {"Europe/Dublin": _Offset(0, "GMT", "IST")}
    | dict.fromkeys(
        (
            "Africa/Ceuta",
            "Arctic/Longyearbyen",
            "Europe/Amsterdam",
            "Europe/Andorra",
            "Europe/Berlin",
            "Europe/Bratislava",
            "Europe/Brussels",
            "Europe/Budapest",
            "Europe/Busingen",
            "Europe/Copenhagen",
            "Europe/Ljubljana",
            "Europe/Luxembourg",
            "Europe/Madrid",
            "Europe/Malta",
            "Europe/Monaco",
            "Europe/Oslo",
            "Europe/Paris",
            "Europe/Prague",
            "Europe/Rome",
            "Europe/San_Marino",
            "Europe/Stockholm",
            "Europe/Vaduz",
            "Europe/Vatican",
            "Europe/Vienna",
            "Europe/Warsaw",
            "Europe/Zagreb",
            "Europe/Zurich",
        ),
        _CENTRAL,
    )
    | dict.fromkeys(
        (
            "Asia/Nicosia",
            "Europe/Athens",
            "Europe/Bucharest",
            "Europe/Helsinki",
            "Europe/Mariehamn",
            "Europe/Riga",
            "Europe/Sofia",
            "Europe/Tallinn",
            "Europe/Vilnius",
        ),
        _EASTERN,
    )
)
CONSTANT = frozenset(_ZONES)
"""The zones that are written with their own clock."""

_TEXT = """\
BEGIN:VTIMEZONE
TZID:{name}
BEGIN:DAYLIGHT
TZOFFSETFROM:+{winter:02}00
TZOFFSETTO:+{summer:02}00
TZNAME:{offset.summer}
DTSTART:19700329T{summer:02}0000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+{summer:02}00
TZOFFSETTO:+{winter:02}00
TZNAME:{offset.winter}
DTSTART:19701025T{end:02}0000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


def find(name: str) -> ZoneInfo | None:
    """The zone of that name; None when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def vtimezone(name: str) -> bytes:
    """The VTIMEZONE of one of the CONSTANT zones."""
    offset = _ZONES[name]
    summer = offset.hours + 1
    text = _TEXT.format(
        name=name, offset=offset, winter=offset.hours, summer=summer, end=summer + 1
    )
    return text.replace("\n", "\r\n").encode("ascii")


def span(
    day: dt.date, time: dt.time, minutes: int, zone: ZoneInfo
) -> tuple[dt.datetime, dt.datetime]:
    """Start and end by the clock of the zone, or in UTC for one that is not CONSTANT.

    A time that the clocks leap over is an hour later; of one that comes twice it is the first.
    """
    planned = dt.datetime.combine(day, time.replace(tzinfo=None))
    start = _existing(planned, zone)
    end = _existing(planned + dt.timedelta(minutes=minutes) + (start - planned), zone)
    found = start.replace(tzinfo=zone), end.replace(tzinfo=zone)
    if zone.key in CONSTANT:
        return found
    return found[0].astimezone(dt.UTC), found[1].astimezone(dt.UTC)


def _existing(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    there = moment.replace(tzinfo=zone).astimezone(dt.UTC)
    return there.astimezone(zone).replace(tzinfo=None, fold=0)
