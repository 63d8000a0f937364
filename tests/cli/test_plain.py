"""`--plain` and a dumb terminal: line by line, «label: value», for a screen reader and a pipe."""

import dataclasses
import datetime as dt
import re

import pytest

from conftest import make_plan
from igangsetter.plan import plan
from igangsetter.store import folder as plans

COMMANDS = [
    ["show"],
    ["groups"],
    ["handout"],
    ["handout", "kjoreplan"],
    ["remind", "--today", "2027-01-26"],
    ["remind", "--days", "14"],
    ["history"],
    ["check"],
]
BOXES = re.compile(r"[─-╿═]|={3,}|-{3,}|\S {3,}\S|\x1b")


@pytest.fixture
def eventful(folder):
    info = plan.Event(title="Informasjonsmøte", date=dt.date(2026, 12, 8), time=dt.time(19))
    plans.add(folder, make_plan())
    path = next(folder.glob("*.toml"))
    stored = plans.load(path)
    plans.save(stored, dataclasses.replace(stored.plan, events={"info": info}))


@pytest.mark.parametrize("speak", ["nb", "nn", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_answer_line_by_line(run, eventful, snapshot, command, speak):
    day = (
        []
        if "--today" in command or command[0] in {"history", "handout"}
        else ["--today", "2027-01-20"]
    )
    found = run(*command, *day, "--plain", speak=speak)
    assert (found.code, found.err == "") == (0, "--days" not in command)
    told = re.sub(r"(?m)^(\d), .*?: ", r"\1, WHEN: ", found.out)
    assert BOXES.search(told) is None
    assert told == snapshot


def test_a_dumb_terminal_is_told_the_same(run, eventful, monkeypatch):
    plainly = run("show", "--plain")
    drawn = run("show")
    monkeypatch.setenv("TERM", "dumb")
    assert run("show").out == plainly.out != drawn.out
