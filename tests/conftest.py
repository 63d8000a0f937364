"""What all tests share: a fixed today, plans built in one line, the command line in process."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import loopback
from igangsetter import holidays, language
from igangsetter.cli import app, output
from igangsetter.plan import models, plan, schedule
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from pathlib import Path

# pytest-socket lets a test that starts its own peer go anywhere, and asks it nothing about names.
sys.addaudithook(loopback.guard)

# That a machine is busy with something else is no fault of ours.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

pytest_plugins = ["every_message"]

TODAY = dt.date(2026, 11, 21)
FIRST = dt.date(2027, 1, 12)
HOSTILE = '**#1** | <b> $x$ #read("x") [a](javascript:b) \\ "æøå"'


def make_plan(model="selvhjelp-norge", name="Tirsdagsgruppa", code="nb", **given):
    """A plan as `new-group` lays it."""
    answers = schedule.Answers(
        **{
            "id": "5f0c0000-0000-4000-8000-000000000000",
            "made": TODAY,
            "name": name,
            "language": code,
            "model": models.load(model),
            "first": FIRST,
            "time": dt.time(18),
            "place": plan.Place(kind="digital", url="https://example.org/rom")
            if model == "digital"
            else plan.Place(name="Frivilligsentralen"),
        }
        | given
    )
    days = holidays.public_holidays(answers.country, schedule.years(answers), code)
    return schedule.lay(answers, days).plan


def lay(model="selvhjelp-norge", days=None, **given):
    """What `schedule` lays for few answers, without holidays unless they are given."""
    answers = schedule.Answers(
        **{
            "id": "x",
            "made": TODAY,
            "name": "T",
            "language": "nb",
            "model": models.load(model),
            "first": FIRST,
            "time": dt.time(18),
        }
        | given
    )
    return schedule.lay(answers, days or {})


@dataclass
class Result:
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def data(self):
        return json.loads(self.out)


@pytest.fixture(autouse=True)
def _alone(monkeypatch, tmp_path):
    """No test sees this machine's settings, and every one speaks English unless it says so."""
    for name in (
        "IGANGSETTER_LANG",
        "IGANGSETTER_FOLDER",
        "LC_ALL",
        "LC_MESSAGES",
        "NO_COLOR",
        "IGANGSETTER_DEBUG",
        "IGANGSETTER_MAIL_PASSWORD",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    language.speak("en")
    yield
    output.be_plain(False)
    language.speak("en")


@pytest.fixture
def folder(tmp_path):
    """An empty folder of plans."""
    return tmp_path / "plans"


@pytest.fixture
def stored(folder):
    """The example group, written."""
    return plans.add(folder, make_plan())


@pytest.fixture
def run(capfd, folder, monkeypatch):
    """Run a command line in this process, in that folder, as on TODAY's machine."""
    monkeypatch.setenv("IGANGSETTER_FOLDER", str(folder))

    def call(*arguments, speak="en"):
        language.speak(speak)
        capfd.readouterr()
        code = app.run([str(argument) for argument in arguments])
        found = capfd.readouterr()
        return Result(code, found.out, found.err)

    return call


def pytest_terminal_summary(terminalreporter):
    """What the crash tests struck, by kind."""
    counts = Counter()
    for report in (one for reports in terminalreporter.stats.values() for one in reports):
        if getattr(report, "when", "") == "call":
            for name, value in report.user_properties:
                counts.update(value if name == "faults" else {})
    if counts:
        terminalreporter.section(f"{counts.total()} faults")
        for kind, count in sorted(counts.items()):
            terminalreporter.line(f"{count:>7}  {kind}")


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the lock and the history, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock" and ".history" not in path.parts
    }
