"""Paper: a sheet and a pack as PDF, against Typst alone, WeasyPrint and LibreOffice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peers
import sheets
from folders import make_folder
from measuring import Command, side_by_side
from table import Row

from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Iterator

PEERS = ("WeasyPrint", "LibreOffice")
ROUNDS = 5
_BARE = Path(__file__).with_name("bare")
_PDF = ("--format", "pdf", "--force", "--output")
_ONE = "handout rammer --format pdf"
_PACKS = {
    "print 1": ("--for-meeting", "1"),
    "print folder": ("--for-meeting", "folder"),
    "handout --all --one-file": ("--all",),
}
"""What makes a pack, and how the same sheets are asked for as Word files."""


def rows(place: Path, rounds: int | None, notes: list[str]) -> Iterator[Row]:
    """The figures for one sheet, for one more, and for packs of a group."""
    notes += peers.missing(PEERS)
    folder, home, target = place / "plans", place / "home", place / "made"
    make_folder(folder, 1)
    target.mkdir()
    stored = plans.load(plans.paths(folder)[0])
    page = sheets.as_data(stored.way, "rammer", place / "rammer.json")
    bare = [sys.executable, str(_BARE / "typst_page.py"), str(sheets.LAYOUT)]
    commands = {
        _ONE: peers.ours(folder, home, "handout", "rammer", *_PDF, str(target)),
        "typst": Command([*bare, str(target / "bare.pdf"), str(page)], peers.environ(home)),
    }
    if program := peers.find("WeasyPrint"):
        (html,) = _made(folder, home, place / "html", "html", "rammer")
        arguments = [program, html, str(target / "weasyprint.pdf")]
        commands["WeasyPrint"] = Command(arguments, peers.environ(home))
    if program := peers.find("LibreOffice"):
        for title, which in _PACKS.items():
            made = _made(folder, home, place / which[-1].strip("-"), "docx", *which)
            ours = (
                title.split() if title.startswith("print") else [*title.split(), *_PDF, str(target)]
            )
            commands[title] = peers.ours(folder, home, *ours)
            convert = [program, "--headless", "--convert-to", "pdf", "--outdir", str(target), *made]
            commands[f"{title}, LibreOffice"] = Command(convert, peers.environ(home))
    found = {
        name: cost.cpu * 1000 for name, cost in side_by_side(commands, rounds or ROUNDS).items()
    }

    yield Row("Paper", f"{_ONE} : typst alone", found[_ONE], found["typst"], most=6)
    if other := found.get("WeasyPrint"):
        yield Row("Paper", f"{_ONE} : WeasyPrint of its HTML", found[_ONE], other, faster=3)
    one_more, alone = sheets.one_more(stored.way, rounds or ROUNDS)
    yield Row("Paper", "one more sheet in one process : typst alone", one_more, alone, most=2)
    for title in _PACKS:
        if other := found.get(f"{title}, LibreOffice"):
            yield Row("Paper", f"{title} : LibreOffice of its .docx", found[title], other, faster=4)


def _made(folder: Path, home: Path, target: Path, form: str, *which: str) -> list[str]:
    """Our own sheets in another format, for others to convert."""
    command = peers.ours(folder, home, "handout", *which, "--format", form, "--output", str(target))
    subprocess.run(command.arguments, env=command.environ, check=True, stdout=subprocess.DEVNULL)
    return sorted(map(str, target.iterdir()))
