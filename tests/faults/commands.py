"""Every command that writes, each with the folder that it starts from and how it goes on after."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from conftest import make_plan
from igangsetter.cli import app
from igangsetter.delivery import ledger
from igangsetter.plan import plan
from igangsetter.store import folder as plans
from igangsetter.store import settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org")
WEEK = ("--today", "2027-01-26")
DAY = ("--today", "2026-11-21")
ASKING_NOTHING = ("--no-input", *DAY)
EDITED = "minutes = 90"
NEXT = ("meeting", "add", "1.12.2027", "--no-input", *DAY)
SECOND = ("meeting", "add", "3.12.2027", "--no-input", *DAY)
SECOND_DATE = b"2027-12-03"
WIZARD = (
    "Onsdagsgruppa",
    "",
    "12. januar kl. 18",
    "",
    "Frivilligsentralen",
    "Kari Nordmann",
    "",
    "",
)
NEW = ("new-group", "Onsdagsgruppa", "--first", "2027-01-13", "--no-input", *DAY)


def empty(_home, _folder):
    """No folder of plans yet."""


def one_group(_home, folder):
    """A plan of a centre's shared folder, with two changes and all of it filed."""
    stored = plans.add(folder, make_plan(initiators=[KARI]))
    stored.path.chmod(0o640)
    for change in (("meeting", "move", "6", "17.2"), ("meeting", "move", "7", "24.2")):
        assert app.run([*change, "--no-input", *DAY]) == 0


def by_hand(home, folder):
    """The same, edited by hand since."""
    one_group(home, folder)
    path = folder / "tirsdagsgruppa.toml"
    path.write_bytes(path.read_bytes().replace(b"minutes = 120", b"minutes = 100"))


def ticked(home, folder):
    """The same, a reminder ticked off."""
    one_group(home, folder)
    assert app.run(["remind", "--done", "handover-week:m04", *WEEK]) == 0


def cancelled(home, folder):
    """The same, a meeting cancelled."""
    one_group(home, folder)
    assert app.run(["meeting", "cancel", "5", "--no-input", *DAY]) == 0


def with_paper(home, folder):
    """The same with everything that can be made, and a note of mail that was sent."""
    one_group(home, folder)
    for line in (
        ("handout", "rammer", "--format", "md"),
        ("remind", "--mail", "draft", *WEEK),
        ("calendar",),
        ("calendar", "-g", "tirs"),
    ):
        assert app.run(line) == 0
    with ledger.opened() as book:
        book.note(
            [
                ledger.Telling(
                    plan=make_plan().id, reminder="x", opened=make_plan().made, way="mail",
                    recipient="kari@example.org",
                )
            ],
            "sent",
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Command:
    """One command that writes.

    `again` is what is done next, besides one more change of the plan; `best_effort` are files that
    it may leave out when they cannot be written; `is_erasing` says that what goes is meant to go.
    """

    name: str
    arguments: Sequence[str] = ()
    call: Callable[[Path], object] | None = None
    answers: Sequence[str] = ()
    start: Callable[[Path, Path], None] = one_group
    plan: str = "tirsdagsgruppa"
    again: Sequence[str] | None = None
    second: Sequence[str] = SECOND
    best_effort: frozenset[str] = frozenset()
    some: int = 7
    """How many faults it gets in the ordinary run."""
    is_erasing: bool = False
    takes_back: bool = False

    def __str__(self):
        return self.name


def _meeting(*words, name=None, **more):
    return Command(
        name=name or " ".join(("meeting", *words[:2])), arguments=("meeting", *words), **more
    )


def _remind(*words, **more):
    return Command(name="remind " + words[0], arguments=("remind", *words, *WEEK), **more)


def _paper(name, *words, force=("--force",), **more):
    return Command(
        name=name, arguments=words, again=(*words, *force), start=by_hand, some=4, **more
    )


COMMANDS = [
    Command(name="new-group", arguments=NEW, start=empty, plan="onsdagsgruppa", second=NEW),
    Command(name="new-group beside another", arguments=NEW, plan="onsdagsgruppa", second=NEW),
    Command(
        name="new-group by questions", arguments=("new-group", *DAY), answers=WIZARD, start=empty,
        plan="onsdagsgruppa", second=NEW, best_effort=frozenset({settings.FILE}),
    ),
    Command(
        name="remember_initiators",
        call=lambda folder: settings.remember_initiators(folder, ["Kari Nordmann"]),
        best_effort=frozenset({settings.FILE}),
    ),
    _meeting("move", "3", "28.1", *ASKING_NOTHING, start=by_hand),
    _meeting("move", "5..", "--time", "19.00", *ASKING_NOTHING, name="meeting move 5.."),
    _meeting("cancel", "5", *ASKING_NOTHING),
    _meeting("cancel", "2", "--push", *ASKING_NOTHING, name="meeting cancel --push"),
    _meeting("restore", "5", start=cancelled),
    _meeting("add", "2.12.2027", *ASKING_NOTHING),
    _meeting("push", "3", start=by_hand),
    Command(name="handover", arguments=("handover", "3")),
    Command(name="follow-up DATE", arguments=("follow-up", "18.3.2027", *DAY)),
    Command(name="follow-up --agreed", arguments=("follow-up", "--agreed", *DAY)),
    Command(name="end", arguments=("end", "1.3.2027", *WEEK)),
    Command(name="edit", arguments=("edit",)),
    Command(name="edit what was edited by hand", arguments=("edit",), start=by_hand),
    Command(name="undo", arguments=("undo",), takes_back=True),
    Command(name="undo a hand edit", arguments=("undo",), start=by_hand, takes_back=True),
    Command(name="undo --to", arguments=("undo", "--to", "1"), takes_back=True),
    _remind("--done", "handover-week:m04"),
    _remind("--snooze", "handover-week:m04", "30.1"),
    _remind("--undo-done", "handover-week:m04", start=ticked),
    _paper("remind --mail draft", "remind", "--mail", "draft", *WEEK, force=()),
    _paper("calendar", "calendar", force=()),
    _paper("calendar --for group", "calendar", "-g", "tirs", "--for", "group", force=()),
    _paper("handout md", "handout", "rammer", "prinsipper", "--format", "md"),
    _paper("handout html --one-file", "handout", "--for-meeting", "2", "--one-file", "--format", "html"),
    _paper("handout docx", "handout", "rammer", "--format", "docx"),
    _paper("print", "print", "rammer", force=()),
    _paper("templates copy", "templates", "copy", "rammer"),
    Command(name="forget", arguments=("forget", "--yes"), start=with_paper, is_erasing=True,
            again=("forget", "--yes")),
    Command(name="forget --history", arguments=("forget", "--history", "--yes"), start=by_hand,
            is_erasing=True),
]  # fmt: skip


def editor(home):
    """An EDITOR that changes one line, without starting a Python."""
    script = home / "editor.sh"
    script.write_text(
        "#!/bin/sh\nexec 2> /dev/null\n"
        "while IFS= read -r line; do\n"
        f'  case $line in "minutes = "*) echo "{EDITED}" ;; *) printf \'%s\\n\' "$line" ;; esac\n'
        'done < "$1" > "$0.out" && cat "$0.out" > "$1"\n'
    )
    script.chmod(stat.S_IRWXU)
    os.environ["EDITOR"] = str(script)
    os.environ.pop("VISUAL", None)
