"""A fault of ours tells where it is and nothing of what stands in a plan, whoever looks."""

import importlib
import multiprocessing
import os
import subprocess
import sys

import pytest

from conftest import make_plan
from every_command import NAME, PLACE
from igangsetter.delivery import ledger
from igangsetter.handouts import pdf
from igangsetter.plan import plan
from igangsetter.store import folder as plans

WHO, NOTE, PHONE, TYPED = "Kari Nordmann", "Ola er innlagt", "91234567", "fordi Ola er syk"
SECRETS = (NAME, PLACE, WHO, NOTE, PHONE, TYPED, "kari@example.org", "hemmelig-42")
"""What no traceback and no log may hold. The file's name is the group's, and stands in paths only."""


@pytest.fixture
def group(folder):
    found = make_plan(
        name=NAME,
        place=plan.Place(name=PLACE),
        initiators=[plan.Initiator(name=WHO, email="kari@example.org", phone=PHONE)],
    )
    return plans.add(folder, found)


class OddFault(Exception):  # noqa: N818 - what somebody's library may raise
    def __repr__(self):
        return " ".join(SECRETS)

    __str__ = __repr__


def plainly():
    kept = SECRETS  # noqa: F841 - what a careless traceback shows
    raise KeyError(" ".join(SECRETS))


def because_of_another():
    try:
        plainly()
    except KeyError as error:
        raise ValueError(f"not {SECRETS}") from error


def on_the_way():
    try:
        plainly()
    except KeyError:
        raise OddFault(SECRETS)  # noqa: B904 - as careless code does


def with_a_remark():
    error = TypeError(*SECRETS)
    error.add_note(" ".join(SECRETS))
    raise error


def several():
    raise ExceptionGroup(" ".join(SECRETS), [KeyError(one) for one in SECRETS])


def of_bytes():
    " ".join(SECRETS).encode().join([b"\xff"] * 2).decode()


HOW = (plainly, because_of_another, on_the_way, with_a_remark, several, of_bytes)
DUE = ("--today", "2027-02-01")
WHERE = [
    ("store.folder.load", ["show"]),
    ("store.folder.stored", ["groups"]),
    ("store.folder.text", ["meeting", "move", "3", "28.1.2027", "--because", TYPED]),
    ("store.files.write", ["handover", "5"]),
    ("store.files.read", ["check"]),
    ("store.history.file", ["meeting", "cancel", "2", "--because", TYPED]),
    ("store.history.versions", ["undo"]),
    ("store.erasing.traces", ["forget", "--yes"]),
    ("store.settings.read", ["show"]),
    ("plan.toml.read", ["show", "--json"]),
    ("plan.toml.write", ["follow-up", "--agreed"]),
    ("plan.leaving.end", ["end", "--because", TYPED]),
    ("plan.schedule.lay", ["new-group", NAME, "--first", "1.2.2027", "--place", PLACE, "--no-input"]),
    ("reminders.due.due", ["remind", *DUE]),
    ("reminders.words.words", ["remind", *DUE, "--json"]),
    ("templating.render", ["handout", "rammer"]),
    ("handouts.pdf._compiled", ["handout", "rammer", "--format", "pdf"]),
    ("calendar.ics.calendar", ["calendar"]),
    ("delivery.mail.message", ["remind", "--mail", "draft", *DUE]),
    ("delivery.account.read", ["remind", "--mail", "send", *DUE]),
    ("delivery.letters.letters", ["remind", "--mail", "draft", "--daily", *DUE]),
    ("delivery.ledger.opened", ["remind", "--notify", *DUE]),
    ("delivery.schedulers.installed", ["daily", "status"]),
    ("cli.output.out", ["groups"]),
]  # fmt: skip


def told_nothing(text):
    return [one for one in SECRETS if one in text] == []


@pytest.mark.parametrize("debug", ["", "1"], ids=["", "debug"])
@pytest.mark.parametrize(("where", "arguments"), WHERE, ids=[where for where, _rest in WHERE])
def test_a_fault_anywhere(run, group, monkeypatch, where, arguments, debug):
    monkeypatch.setenv("IGANGSETTER_DEBUG", debug)
    module, _dot, name = where.rpartition(".")
    fail = HOW[[one for one, _rest in WHERE].index(where) % len(HOW)]
    monkeypatch.setattr(
        importlib.import_module(f"igangsetter.{module}"), name, lambda *_given, **_named: fail()
    )
    found = run(*arguments)
    assert found.code == 1
    assert "Something went wrong that should not:" in found.err
    assert f"({fail.__name__}:" in found.err or f"({plainly.__name__}:" in found.err
    assert (f"in {fail.__name__}" in found.err) == bool(debug)
    assert told_nothing(found.out + found.err)


def test_the_causes_stand_before_what_they_led_to(run, group, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_DEBUG", "1")
    monkeypatch.setattr(plans, "load", lambda _path: because_of_another())
    lines = run("show").err.splitlines()
    assert [line for line in lines if line in {"KeyError", "ValueError"}] == [
        "KeyError",
        "ValueError",
    ]
    assert lines[lines.index("KeyError") - 1].strip() == 'raise KeyError(" ".join(SECRETS))'


def test_the_ledger_holds_nothing_of_a_run_that_failed(run, group, monkeypatch):
    monkeypatch.setattr(
        "igangsetter.cli.composing.Composer.mail", lambda *_given, **_named: plainly()
    )
    assert run("remind", "--mail", "draft", "--daily", *DUE).code == 1
    assert (ledger.last_run().code, ledger.last_run().error) == (1, "cut short")
    for path in ledger.place().parent.iterdir():
        assert told_nothing(path.read_bytes().decode("latin-1"))


SHIM = """
import sys
from igangsetter import __main__
from igangsetter.cli import app, output
from igangsetter.store import settings

SECRETS = {secrets!r}

def fail(*_given, **_named):
    try:
        raise KeyError(SECRETS)
    except KeyError as error:
        raise {fault} from error

class PanicException(BaseException):
    pass

class Command:
    def main(self, *_given, **_named):
        class Odd:
            __del__ = fail
        Odd()
        return 7

{patch}
sys.argv = ["igangsetter", "show", "-g", "nobody", "--folder", {folder!r}]
__main__.main()
"""


@pytest.mark.parametrize(
    ("patch", "fault", "code"),
    [
        ("settings.language = fail", "ValueError", 1),  # before the commands
        ("output.tell = fail", "ValueError", 1),  # while an error is told
        (
            "app._command = fail",
            "PanicException",
            1,
        ),  # no Exception at all, as of a library in Rust
        ("app._command = Command", "ValueError", 7),  # where nothing can be raised
    ],
)
def test_a_fault_that_nothing_catches(group, patch, fault, code):
    shim = SHIM.format(
        secrets=SECRETS, patch=patch, fault=f"{fault}(SECRETS)", folder=str(group.path.parent)
    )
    found = subprocess.run(
        [sys.executable, "-c", shim],
        env={**os.environ, "IGANGSETTER_DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stdout) == (code, "")
    assert found.stderr.endswith("what you did.\n" if code == 1 else "")
    assert (f"\n{fault}\n" in found.stderr) == (code == 1)
    assert told_nothing(found.stderr)


def test_a_process_of_its_own_tells_the_kind_and_no_more(tmp_path):
    """A layout of one's own is set in another process, which nobody sees fail."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    # In its process: it closes its own way to the network, and limits its memory.
    layout = (theirs, b"", " ".join(SECRETS), {"nonsense": SECRETS}, str(tmp_path))
    worker = multiprocessing.get_context("spawn").Process(target=pdf._answer, args=layout)
    worker.start()
    assert ours.recv() == "TypeError"
    worker.join()
