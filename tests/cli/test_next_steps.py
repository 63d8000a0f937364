"""After each command one line says what usually comes next, to a person; programs get none."""

import importlib
import io
import shutil
import sys

import pytest

from fake_machine import Machine
from igangsetter.cli import asking, commands, output
from igangsetter.delivery import account
from igangsetter.store import files

DAY = ("--today", "2027-01-27")
CHANGED = "Ble det feil? igangsetter undo – Kalenderen også? igangsetter calendar --open"
STEPS = {
    "new-group": (
        ("Onsdagsgruppa", "--first", "2027-01-13", "--no-input", "--today", "2026-11-21"),
        "  3. Skriv ut det du trenger før start:   igangsetter print start"),
    "groups": (DAY, "Se én av dem: igangsetter show -g NAVN"),
    "show": (DAY, "Hva du bør gjøre nå: igangsetter remind"),
    "handout": ((), "På papir: igangsetter print 1"),
    "handout rammer": ((), "På papir: igangsetter print rammer"),
    "handout runder": (("--format", "md", "--output", "."),
                       "Legg til --open, så ser du det med en gang."),
    "print": (("start",), "skriv den ut, eller skriv: igangsetter print start --open"),
    "remind": (("--today", "2027-01-26"), "Skriv ut det du trenger: igangsetter print 3"),
    "remind --done handover-week:m04": (
        DAY, "På lista igjen: igangsetter remind --undo-done handover-week:m04"),
    "remind --undo-done handover-week:m04": (DAY, "Hva du bør gjøre nå: igangsetter remind"),
    "remind --days 7": (DAY, "Les hele påminnelsen: igangsetter remind"),
    "remind --mail draft": (("--today", "2027-01-26"),
                            "Åpne den i e-postprogrammet ditt, og send den derfra."),
    "meeting move": (("5", "10.2.2027", *DAY), CHANGED),
    "meeting cancel": (("8", "--no-input", *DAY), CHANGED),
    "meeting restore": (("7",), CHANGED),
    "meeting push": (("8", "--no-input"), CHANGED),
    "meeting add": (("1.6.2027", *DAY), CHANGED),
    "handover": (("5",), CHANGED),
    "follow-up": (("--agreed",), CHANGED),
    "edit": ((), "Ingenting er endret."),
    "undo": ((), "En ny «angre» henter det fram igjen."),
    "history": ((), "Gå tilbake til en av dem: igangsetter undo --to NUMMER"),
    "check": (DAY, "Hva det sjekker, og hvorfor: igangsetter check --list"),
    "check --list": ((), "Få råd om planene dine: igangsetter check"),
    "calendar": ((), "eller skriv: igangsetter calendar --open"),
    "daily install": (("--scheduler", "cron", "--mail", "--yes"),
                      "Slik går det: igangsetter daily status"),
    "daily status": ((), "Skal maskinen si fra, skriv: igangsetter daily install"),
    "daily remove": ((), "Se selv, hver dag: igangsetter remind"),
    "templates list": ((), "Vil du skrive et av dem selv: igangsetter templates copy rammer"),
    "templates copy": (("rammer",), "igangsetter templates check"),
    "templates check": ((), "Se et av arkene: igangsetter handout rammer"),
    "completion": (("bash",), 'eval "$(igangsetter completion bash)"'),
    "tour": ((), "Skriv: igangsetter new-group"),
    "end": (("--no-input", *DAY), "Planen kan du slette her: igangsetter forget"),
    "forget": (("--yes",), "– papir: makuler det som har navn på seg"),
}  # fmt: skip
"""A command, what is written after it, and the line that then says what comes next."""


def test_every_command_has_its_line():
    known = set()
    for name, entry in commands.entries().items():
        module = importlib.import_module(f"igangsetter.cli.{entry.module}")
        under = module.subcommands() if hasattr(module, "subcommands") else [""]
        known |= {f"{name} {one}".strip() for one in under}
    assert known <= STEPS.keys()


@pytest.fixture
def person(run, monkeypatch, tmp_path):
    """Somebody who sits at a terminal, reads bokmål, and takes what is proposed."""
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setattr(asking, "line", lambda _prompt: "")
    monkeypatch.setattr("igangsetter.cli.paper.open_file", lambda _path: None)
    monkeypatch.setenv("EDITOR", shutil.which("true") or "true")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n" * 9))
    Machine(tmp_path / "machine", monkeypatch, "crontab", "systemctl")
    files.write(account.place(), b'to = "kari@example.org"\nhost = "localhost"\n')
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run(*arguments, speak="nb")


@pytest.mark.parametrize("command", STEPS)
def test_what_comes_next(person, stored, command):
    arguments, line = STEPS[command]
    person("meeting", "cancel", "7", "--no-input", *DAY)
    if "undo-done" in command:
        person("remind", "--done", "handover-week:m04", *DAY)
    found = person(*command.split(), *arguments)
    assert found.code == 0
    lines = " ".join((found.out + found.err).split())
    assert " ".join(line.split()) in lines, lines[-300:]


@pytest.mark.parametrize("option", ["--json", "--dry-run"])
def test_a_program_gets_the_answer_alone(person, stored, option):
    command = ["show"] if option == "--json" else ["meeting", "push", "8", "--no-input"]
    found = person(*command, option)
    assert (found.code, found.err) == (0, "")
