"""The other programs: which are here, and how each is asked for the same week."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import agenda
from folders import TODAY
from measuring import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXTRA = "pip install '.[benchmarks]'"
PROGRAMS = {
    "khal": ("khal", EXTRA),
    "todoman": ("todo", EXTRA),
    "WeasyPrint": ("weasyprint", EXTRA),
    "LibreOffice": ("soffice", "the package libreoffice-writer of the system"),
    "remind": ("remind", "the package remind of the system"),
    "taskwarrior": ("task", "the package taskwarrior of the system"),
}
"""What each is started as, and where it is to be had."""

_DAY = dt.timedelta(days=1)
_LAST_DAY = TODAY + 6 * _DAY
_OURS = ("IGANGSETTER", "XDG_", "LC_", "PYTHON", "TASK")
_KHAL = """\
[calendars]
[[groups]]
path = {events}
[locale]
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = groups
"""
_TODOMAN = 'path = "{todos}"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
_TASKWARRIOR = "data.location={data}\nconfirmation=off\nverbose=nothing\n"


def find(name: str) -> str | None:
    """The path of one of PROGRAMS: beside this Python, else on the search path."""
    program, _ = PROGRAMS[name]
    beside = Path(sys.executable).with_name(program)
    return str(beside) if beside.exists() else shutil.which(program)


def missing(names: Sequence[str]) -> list[str]:
    """A line for each that is not here."""
    return [
        f"{name} is not here ({PROGRAMS[name][1]}): its rows are left out."
        for name in names
        if find(name) is None
    ]


def versions(names: Sequence[str]) -> str:
    """Those that are here, with their versions."""
    found = [f"Python {sys.version.split()[0]}"]
    for name in names:
        if path := find(name):
            said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False)
            number = re.search(r"\d+(\.\d+)+", said.stdout + said.stderr)
            found.append(f"{name} {number[0] if number else '?'}")
    return ", ".join(found)


def environ(home: Path) -> dict[str, str]:
    """What every command sees: a home of its own, Oslo's time, and no wishes of the caller's."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {key: value for key, value in os.environ.items() if not key.startswith(_OURS)}
    return kept | {
        "HOME": str(home),
        "TZ": "Europe/Oslo",
        "LC_ALL": "C.UTF-8",
        "IGANGSETTER_LANG": "nb",
    }


def ready(name: str, folder: Path, home: Path) -> Command | None:
    """One of these set up with the dates of a folder of plans, to list a week; None: not here."""
    program = find(name)
    return _READY[name](program, folder, home) if program else None


def _khal(program: str, folder: Path, home: Path) -> Command:
    events = home / "events"
    seen = environ(home)
    agenda.vdir(_calendar(folder, home, seen), events)
    _write(home / ".config/khal/config", _KHAL.format(events=events))
    return Command([program, "list", TODAY.isoformat(), "7d"], seen)


def _todoman(program: str, folder: Path, home: Path) -> Command:
    todos = home / "todos"
    seen = environ(home)
    agenda.todo_dir(_calendar(folder, home, seen), todos)
    _write(home / ".config/todoman/config.py", _TODOMAN.format(todos=todos))
    # It counts from now; what is over is done, so that the same week is left.
    end = dt.datetime.combine(_LAST_DAY, dt.time.max)
    hours = int((end - dt.datetime.now()).total_seconds() / 3600)  # noqa: DTZ005 - both local
    return Command([program, "list", "--due", str(hours)], seen)


def _remind(program: str, folder: Path, home: Path) -> Command:
    seen = environ(home)
    agenda.remind_files(folder, home / "reminders")
    return Command([program, "-s+1", str(home / "reminders"), TODAY.isoformat()], seen)


def _taskwarrior(program: str, folder: Path, home: Path) -> Command:
    data = home / "data"
    seen = environ(home) | {"TASKRC": str(home / "taskrc")}
    data.mkdir()
    _write(home / "taskrc", _TASKWARRIOR.format(data=data))
    agenda.tasks(folder, home / "tasks.json")
    subprocess.run(
        [program, "import", str(home / "tasks.json")],
        env=seen, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    week = [f"due.after:{TODAY - _DAY}T23:59", f"due.before:{_LAST_DAY + _DAY}"]
    return Command([program, *week, "list"], seen, codes=(0, 1))


_READY: dict[str, Callable[[str, Path, Path], Command]] = {
    "khal": _khal,
    "todoman": _todoman,
    "remind": _remind,
    "taskwarrior": _taskwarrior,
}


def ours(folder: Path, home: Path, *arguments: str, codes: tuple[int, ...] = (0,)) -> Command:
    """One of our commands in that folder."""
    program = str(Path(sys.executable).with_name("igangsetter"))
    seen = environ(home) | {"IGANGSETTER_FOLDER": str(folder)}
    return Command([program, *arguments], seen, codes)


def _calendar(folder: Path, home: Path, seen: dict[str, str]) -> Path:
    """Our calendar file of a folder, made once."""
    made = home.parent / f"{folder.name}.ics"
    if not made.exists():
        command = ours(folder, home, "calendar", "--output", str(made))
        subprocess.run(
            command.arguments, env=command.environ, check=True, stdout=subprocess.DEVNULL
        )
    return made


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8")
