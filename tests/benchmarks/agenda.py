"""The dates of a folder of plans in the files of other programs."""

from __future__ import annotations

import datetime as dt
import json
import re
import uuid
from typing import TYPE_CHECKING, NamedTuple

from folders import TODAY, our_rules

from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_EVENT = re.compile(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT\r\n", re.DOTALL)
_UID, _SUMMARY = (
    re.compile(rf"^{key}:.*?\r\n(?! )", re.DOTALL | re.MULTILINE) for key in ("UID", "SUMMARY")
)
_START = re.compile(r"^DTSTART(.*?:(\d{8}).*\r\n)", re.MULTILINE)


class Date(NamedTuple):
    """A meeting, with its hour and minutes, or the day from which a reminder is told."""

    day: dt.date
    words: str
    is_over: bool
    start: dt.time | None = None
    minutes: int = 0


def dates(way: Timeline) -> Iterator[Date]:
    """What stands in the calendar of a group: the meetings and everything to remember."""
    name = way.plan.group.name
    for row in way.planned:
        is_over = row.date < TODAY
        yield Date(row.date, f"{name}: {row.number}", is_over, row.start, row.minutes)
    for item in due.every(way, our_rules()):
        is_over = item.id in way.plan.done or item.until < TODAY
        yield Date(item.opens, f"{name}: {item.id}", is_over)


def remind_files(folder: Path, target: Path) -> None:
    """A file a group for remind; what is ticked off is left out."""
    target.mkdir()
    for path in plans.paths(folder):
        way = Timeline(plans.load(path).plan)
        lines = [_remind_line(date) for date in dates(way) if date.start or not date.is_over]
        (target / f"{path.stem}.rem").write_text("".join(lines), encoding="utf-8")


def _remind_line(date: Date) -> str:
    at = ""
    if date.start:
        at = f" AT {date.start:%H:%M} DURATION {date.minutes // 60}:{date.minutes % 60:02}"
    return f"REM {date.day:%d %b %Y}{at} MSG {date.words}\n"


def tasks(folder: Path, target: Path) -> None:
    """A file that taskwarrior imports; what is over is completed."""
    found = []
    for path in plans.paths(folder):
        for date in dates(Timeline(plans.load(path).plan)):
            day = f"{date.day:%Y%m%d}T{date.start or dt.time():%H%M}00Z"
            task = {"description": date.words, "due": day, "entry": "20180101T000000Z"}
            task |= {"status": "completed", "end": day} if date.is_over else {"status": "pending"}
            found.append(task | {"uuid": str(uuid.uuid5(uuid.NAMESPACE_OID, date.words))})
    target.write_text(json.dumps(found), encoding="utf-8")


def vdir(calendar: Path, target: Path) -> None:
    """Our calendar file, split into one event a file."""
    target.mkdir()
    content = calendar.read_bytes().decode()
    head = content[: content.index("BEGIN:VEVENT")]
    for number, event in enumerate(_EVENT.finditer(content)):
        _write(target / f"{number}.ics", f"{head}{event[0]}END:VCALENDAR\r\n")


def todo_dir(calendar: Path, target: Path) -> None:
    """The events of our calendar file as things to do, one a file; what is over is completed."""
    target.mkdir()
    content = calendar.read_bytes().decode()
    head = content[: content.index("BEGIN:VEVENT")]
    for number, event in enumerate(_EVENT.findall(content)):
        uid, summary, start = (sign.search(event) for sign in (_UID, _SUMMARY, _START))
        is_over = start[2] < f"{TODAY:%Y%m%d}" or "STATUS:CANCELLED" in event
        status = "COMPLETED" if is_over else "NEEDS-ACTION"
        todo = f"BEGIN:VTODO\r\n{uid[0]}{summary[0]}DUE{start[1]}DTSTAMP:20261127T000000Z\r\nSTATUS:{status}\r\nEND:VTODO\r\n"
        _write(target / f"{number}.ics", f"{head}{todo}END:VCALENDAR\r\n")


def _write(path: Path, content: str) -> None:
    path.write_bytes(content.encode())
