"""What a collection on a server lacks, against the entries of our plans, and making it good.

Only objects of ours are touched: the UID begins as those of the plan do, and the object says by its
PRODID or its SEQUENCE that it was made here. What is there is compared, so nothing is sent twice,
and a run that broke off is simply run again.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from igangsetter.calendar import ics
from igangsetter.calendar.caldav import StaleError, Thing
from igangsetter.calendar.entries import SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from igangsetter.calendar.caldav import Collection
    from igangsetter.calendar.entries import Entry

Step = Literal["created", "updated", "withdrawn", "deleted", "unchanged", "conflict"]
_COMPARED = ("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "SUMMARY", "LOCATION", "DESCRIPTION")
_PROPERTY = re.compile(rb'([\w-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)')
_NUMBER = re.compile("[0-9]{1,9}")
_WHEN_MISSING = {"STATUS": "CONFIRMED", "TRANSP": "OPAQUE"}


class Done(NamedTuple):
    """What was done, with which entry; a deleted one has only its UID."""

    step: Step
    uid: str
    entry: Entry | None = None


class _There(NamedTuple):
    """What we keep of an object on the server: little, for there may be thousands."""

    href: str
    etag: str
    uid: str
    sequence: int
    ours: bool
    print: bytes
    """Equal for objects that show the same; empty for one that cannot be read."""


class Publisher:
    """Brings one collection up to date, plan by plan. With `dry_run` nothing is written."""

    def __init__(self, collection: Collection, *, dry_run: bool = False) -> None:
        self._collection, self._dry_run = collection, dry_run
        self._there: dict[str, _There] = {}

    def look(self) -> None:
        """List what is there, once."""
        for thing in self._collection.things(SUFFIX):
            seen = _seen(thing)
            if seen is not None:
                self._there[seen.uid] = seen

    def publish(self, entries: Sequence[Entry], owner: str, *, whole: bool) -> Iterator[Done]:
        """Bring the objects of one owner up to date; `whole`: what is not among them goes.

        Raises DeliveryError, ConfigurationError; what was done until then stays done.
        """
        for entry in entries:
            there = self._there.pop(entry.uid, None)
            step = self._settle(entry, there)
            if step is not None:
                yield Done(step, entry.uid, entry)
        if whole and _is_unique(owner):
            for uid in [uid for uid in self._there if uid.startswith(f"{owner}-")]:
                there = self._there.pop(uid)
                if there.ours:
                    yield Done(self._remove(there), uid)

    def _settle(self, entry: Entry, there: _There | None) -> Step | None:
        """Do what is needed; when somebody was quicker, look again once."""
        try:
            return self._do(entry, there)
        except StaleError:
            thing = self._collection.read(
                there.href if there else self._collection.href(_name(entry.uid))
            )
        now = _seen(thing) if thing else None
        if thing and (now is None or now.uid != entry.uid):
            return "conflict"
        try:
            return self._do(entry, now)
        except StaleError:
            return "conflict"

    def _do(self, entry: Entry, there: _There | None) -> Step | None:
        if there is None:
            if entry.gone:
                return None
            if not self._dry_run:
                self._collection.create(_name(entry.uid), ics.single(entry))
            return "created"
        if not there.ours:
            return "conflict"
        # The server's object may be newer than our history, when that was deleted.
        raised = replace(entry, sequence=max(entry.sequence, there.sequence + 1))
        content = ics.single(raised)
        if _print_of(content) == there.print:
            return "unchanged"
        if not self._dry_run:
            self._collection.update(Thing(there.href, there.etag, b""), content)
        return "withdrawn" if entry.status == "CANCELLED" else "updated"

    def _remove(self, there: _There) -> Step:
        if self._dry_run:
            return "deleted"
        try:
            self._collection.remove(Thing(there.href, there.etag, b""))
        except StaleError:
            thing = self._collection.read(there.href)
            now = _seen(thing) if thing else None
            if thing is None:
                return "deleted"
            if now is None or now.uid != there.uid or not now.ours:
                return "conflict"
            try:
                self._collection.remove(thing)
            except StaleError:
                return "conflict"
        return "deleted"


def _name(uid: str) -> str:
    """What the object of a UID is called; our UIDs have no character that an address obeys."""
    return uid.removesuffix(SUFFIX)


def _is_unique(owner: str) -> bool:
    """Whether no other plan's UIDs can begin like this one's."""
    try:
        uuid.UUID(owner)
    except ValueError:
        return False
    return True


def _seen(thing: Thing) -> _There | None:
    """What an object is to us; None for one whose UID is none of ours.

    Its marks are found without a parser: what others have there may be broken.
    """
    marks = _marks(thing.content)
    uid = marks.get("VEVENT.UID", "")
    if not uid.endswith(SUFFIX):
        return None
    number = marks.get("VEVENT.SEQUENCE", "")
    sequence = int(number) if _NUMBER.fullmatch(number) else 0
    ours = marks.get("VCALENDAR.PRODID") == ics.PRODUCT or sequence > 0
    try:
        shown = _print_of(thing.content)
    except Exception:  # noqa: BLE001 - icalendar has many errors; ours is written over it
        shown = b""
    return _There(thing.href, thing.etag, uid, sequence, ours, shown)


def _marks(content: bytes) -> dict[str, str]:
    """The first value of every property, by its component and name."""
    found: dict[str, str] = {}
    inside: list[str] = []
    for line in re.sub(rb"\r?\n[ \t]", b"", content).splitlines():
        if parts := _PROPERTY.fullmatch(line):
            name, value = parts[1].decode().upper(), parts[2].decode(errors="replace")
            if name == "BEGIN":
                inside.append(value.upper())
            elif name == "END":
                del inside[-1:]
            elif inside:
                found.setdefault(f"{inside[-1]}.{name}", value)
    return found


def _print_of(content: bytes) -> bytes:
    from icalendar import Calendar  # noqa: PLC0415 - as in ics.py

    return _print(Calendar.from_ical(content).walk("VEVENT"))


def _print(events: Iterable[Any]) -> bytes:
    """A fingerprint of what a person sees, and hears by an alarm; no stamps, no marks of others."""
    shown: list[object] = []
    for event in events:
        for key in _COMPARED:
            shown += [key, *_values(event, key)]
        for key, usual in _WHEN_MISSING.items():
            shown += [key, str(event.get(key, usual))]
        shown += sorted(_values(alarm, "TRIGGER") for alarm in event.walk("VALARM"))
    return hashlib.sha256(repr(shown).encode()).digest()


def _values(component: Any, key: str) -> list[str]:
    """Servers that use icalendar give back a line break for a capital N after a backslash."""
    found = component.get(key, [])
    values = found if isinstance(found, list) else [found]
    return [
        f"{value.params.get('TZID', '')}:{value.to_ical().decode()}"
        if hasattr(value, "dt")
        else str(value).replace("\\N", "\n")
        for value in values
    ]
