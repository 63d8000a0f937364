"""Scale: from one plan to ten thousand, against programs that read the same dates."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from folders import TODAY, make_folder
from measuring import Command, cost, side_by_side
from table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from measuring import Cost

PEERS = ("remind", "taskwarrior", "khal", "todoman")
ROUNDS, ROUNDS_FOR_FEW = 3, 7
PATIENCE = 120.0
"""CPU seconds: what would take longer over MANY plans, by its first run over SOME, is left out."""

SOME, MANY = 1_000, 10_000
_TOMLLIB = "tomllib alone"
_SILENT = "silent remind"
_AIMS = {"a third running": 0.8, "all running": 1.6}
_GROWTH, _MEGABYTES = 11, 80
_DAY = ("--today", TODAY.isoformat())
_OURS = {
    _SILENT: ("remind", "--quiet"),
    "groups": ("groups",),
    "check": ("check",),
    "calendar": ("calendar", "--output"),
}
_Key = tuple[str, int]


def rows(place: Path, rounds: int | None, notes: list[str]) -> Iterator[Row]:
    """Each size; then the growth and the memory of the two largest."""
    notes += peers.missing(PEERS)
    for count in (1, 100):
        commands = _commands(place, count, "all running", PEERS)
        found = side_by_side(commands, rounds or ROUNDS_FOR_FEW)
        yield from _against("all running", count, found)
    for running, names in (("a third running", PEERS), ("all running", PEERS[:2])):
        found = _two_sizes(place, running, names, rounds or ROUNDS, notes)
        for count in (SOME, MANY):
            yield from _against(running, count, found)
        yield from _growth(running, found)


def _two_sizes(
    place: Path, running: str, names: tuple[str, ...], rounds: int, notes: list[str]
) -> dict[_Key, Cost]:
    """What everything costs over SOME and MANY plans, but what would take too long."""
    commands = _commands(place, SOME, running, names)
    first = {key: cost(command) for key, command in commands.items()}
    slow = [name for (name, _), once in first.items() if once.cpu * MANY / SOME > PATIENCE]
    notes += [
        f"{name} over {MANY:,} plans, {running}: left out, the first time over {SOME:,} took "
        f"{first[name, SOME].cpu:.0f} s."
        for name in slow
    ]
    quick = tuple(name for name in names if name not in slow)
    many = _commands(place, MANY, running, quick)
    commands |= {key: command for key, command in many.items() if key[0] not in slow}
    # The others' first run filled a cache of theirs, which is not what they cost on a day.
    ours = {key: once for key, once in first.items() if key[0] in _OURS}
    return side_by_side(commands, rounds, ours)


def _commands(place: Path, count: int, running: str, names: tuple[str, ...]) -> dict[_Key, Command]:
    """Ours and the others' over a folder made for them."""
    folder = place / f"{count}-{running.replace(' ', '-')}"
    home = place / f"{folder.name}-home"
    make_folder(folder, count, 1 / 3 if running == "a third running" else 1)
    print(f"  {count:,} plans, {running} …", file=sys.stderr, flush=True)
    found: dict[_Key, Command] = {}
    for name, words in _OURS.items():
        last = [str(home / "calendar.ics")] if name == "calendar" else []
        advised = (0, 1) if name == "check" else (0,)
        found[name, count] = peers.ours(folder, home, *words, *last, *_DAY, codes=advised)
    bare = Path(__file__).with_name("bare") / "tomllib_alone.py"
    found[_TOMLLIB, count] = Command([sys.executable, str(bare), str(folder)], peers.environ(home))
    for name in names:
        if command := peers.ready(name, folder, place / f"{folder.name}-{name}"):
            found[name, count] = command
    return found


def _against(running: str, count: int, found: dict[_Key, Cost]) -> Iterator[Row]:
    section = f"{count:,} plans, {running}" if count > 1 else "One plan"
    for name in _OURS:
        others = (_TOMLLIB, *PEERS) if name == _SILENT else (_TOMLLIB,)
        for other in others:
            if (name, count) in found and (other, count) in found:
                aim = _AIMS[running] if (name, other, count) == (_SILENT, _TOMLLIB, MANY) else None
                ours, theirs = found[name, count].cpu * 1000, found[other, count].cpu * 1000
                yield Row(section, f"{name} : {other}", ours, theirs, most=aim)


def _growth(running: str, found: dict[_Key, Cost]) -> Iterator[Row]:
    section = f"{MANY:,} plans against {SOME:,}, {running}"
    grown = [name for name in (*_OURS, _TOMLLIB, *PEERS) if (name, MANY) in found]
    for name in grown:
        many, some = found[name, MANY], found[name, SOME]
        aim = _GROWTH if name in _OURS else None
        yield Row(section, f"{name}: time", many.cpu * 1000, some.cpu * 1000, most=aim)
    section = f"Peak memory over {MANY:,} plans, {running}"
    for name in grown:
        aim = _MEGABYTES if name in _OURS else None
        yield Row(section, name, found[name, MANY].memory, unit="MB", most=aim)
