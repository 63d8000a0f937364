"""Entries → iCalendar bytes (RFC 5545)."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from igangsetter.calendar import zones
from igangsetter.characters import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from igangsetter.calendar.entries import Entry

PRODUCT = "-//igangsetter//igangsetter//EN"
_END = b"END:VCALENDAR\r\n"


def calendar(found: Iterable[Entry], name: str) -> Iterator[bytes]:
    """A file of entries under the name that calendar programs show, part by part."""
    shown = one_line(name)
    return _written(found, {"method": "PUBLISH", "name": shown, "x-wr-calname": shown})


def single(entry: Entry) -> bytes:
    """One entry as it lies on a calendar server."""
    return b"".join(_written([entry], {}))


def is_ours(content: bytes) -> bool:
    """Whether a file was made here."""
    return b"PRODID:" + PRODUCT.encode() in content


def _written(events: Iterable[Entry], properties: dict[str, str]) -> Iterator[bytes]:
    from icalendar import Calendar  # noqa: PLC0415 - 70 ms, and only calendars need it

    frame = Calendar()
    frame.add("prodid", PRODUCT)
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    for key, text in properties.items():
        frame.add(key, _text(text))
    yield frame.to_ical().removesuffix(_END)
    told: set[str] = set()
    held: list[Entry] = []
    for entry in events:
        if (name := _zone(entry)) in zones.CONSTANT and name not in told:
            told.add(name)
            yield zones.vtimezone(name)
        # Whole days wait for the first that has an hour, so that its zone stands on top.
        held.append(entry)
        if told or isinstance(entry.start, dt.datetime):
            yield from map(_event, held)
            held.clear()
    yield from map(_event, held)
    yield _END


def _zone(entry: Entry) -> str:
    clock = entry.start.tzinfo if isinstance(entry.start, dt.datetime) else None
    return clock.key if isinstance(clock, ZoneInfo) else ""


def _event(entry: Entry) -> bytes:
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", _text(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.stamp)
    event.add("dtstart", entry.start)
    if entry.end is not None:
        event.add("dtend", entry.end)
    event.add("summary", _text(entry.summary))
    for key, text in (("location", entry.location), ("description", entry.description)):
        if text:
            event.add(key, _text(text))
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.busy else "TRANSPARENT")
    if entry.alarm is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", entry.alarm)
        alarm.add("description", _text(entry.summary))
        event.add_component(alarm)
    written: bytes = event.to_ical()
    return written


def _text(text: str) -> Any:
    return _text_type()(text)


@cache
def _text_type() -> type[str]:
    """A TEXT value; icalendar itself reads a line break into a capital N after a backslash."""
    from icalendar import vText  # noqa: PLC0415 - as above

    class Text(vText):
        def to_ical(self) -> bytes:
            escaped = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
            return escaped.replace("\n", "\\n").encode()

    return Text
