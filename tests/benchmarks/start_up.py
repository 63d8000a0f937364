"""Start-up: what a command costs before it has done anything, against its like."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from folders import TODAY, make_folder
from measuring import Command, side_by_side
from table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator

PEERS = ("khal", "todoman")
ROUNDS = 9
_BARE = Path(__file__).with_name("bare")
_DAY = ("--today", TODAY.isoformat())


def rows(place: Path, rounds: int | None, notes: list[str]) -> Iterator[Row]:
    """One plan with nothing due, and a hundred of them."""
    notes += peers.missing(PEERS)
    one, hundred, home = place / "one", place / "hundred", place / "home"
    make_folder(one, 1)
    make_folder(hundred, 100)
    seen = peers.environ(home)
    python = sys.executable
    commands = {
        "python -c pass": Command([python, "-c", "pass"], seen),
        "Typer hello-world": Command([python, str(_BARE / "typer_hello.py")], seen),
        "--version": peers.ours(one, home, "--version"),
        "silent remind": peers.ours(one, home, "remind", "--quiet", *_DAY),
        "remind --days 7": peers.ours(one, home, "remind", "--days", "7", *_DAY),
        "show": peers.ours(one, home, "show", *_DAY),
        "silent remind, 100 plans": peers.ours(hundred, home, "remind", "--quiet", *_DAY),
    }
    for name in PEERS:
        if command := peers.ready(name, one, place / name):
            commands[f"{name} list"] = command
    found = side_by_side(commands, rounds or ROUNDS)

    def row(title: str, other: str, most: float | None = None, faster: float | None = None) -> Row:
        ours = found[title].cpu * 1000
        section = "Start-up, one plan with nothing due"
        return Row(
            section, f"{title} : {other}", ours, found[other].cpu * 1000, most=most, faster=faster
        )

    lists = [f"{name} list" for name in PEERS if f"{name} list" in found]
    for title in ("--version", "silent remind", "show"):
        yield row(title, "python -c pass")
        yield row(title, "Typer hello-world", most=1.4 if title == "silent remind" else None)
        for other in lists if title != "--version" else ():
            yield row(title, other, faster=2.5 if title == "silent remind" else None)
    for other in lists:
        yield row("remind --days 7", other)
    yield row("silent remind, 100 plans", "silent remind", most=2)
