"""Killed at every step of sending: no reminder is lost, at most one comes twice, and that is said."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import make_plan
from igangsetter.delivery import account, ledger
from igangsetter.plan import plan
from igangsetter.store import folder as plans
from post_offices import HOST, Box, post_office

KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org")
AGAIN = "You may have had this before"
KILLED = -getattr(signal, "SIGKILL", 9)

pytestmark = [
    pytest.mark.enable_socket,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="no such process here"),
]


class Sender:
    """A process that sends, in a child that is killed at a step."""

    def __init__(self, folder):
        program = [sys.executable, str(Path(__file__).with_name("killed.py"))]
        arguments = ["remind", "--mail", "send", "--today", "2027-02-01", "--language", "en"]
        self._process = subprocess.Popen(
            [*program, *arguments, "--folder", str(folder)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def send(self, step=0):
        self._process.stdin.write(f"{step}\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith(">"):
                _mark, code, steps = line.split()
                return int(code), steps
        raise AssertionError(self._process.wait())

    def close(self):
        self._process.communicate()


def killed(folder, count):
    """Kill at `count` steps, evenly spread; how many of these, and how often it came twice."""
    plans.add(folder, make_plan(initiators=[KARI]))
    box, repeats = Box(), 0
    with post_office(box) as port:
        account.place().parent.mkdir(parents=True)
        account.place().write_text(
            f'host = "{HOST}"\nport = {port}\nsecurity = "none"\nsender = "kari@example.org"\n'
        )
        sender = Sender(folder)
        code, steps = sender.send()
        assert code == 0
        for number in range(count):
            step = 1 + number * (int(steps) - 1) // count
            ledger.place().unlink(missing_ok=True)
            box.mails.clear()
            assert sender.send(step) == (KILLED, "-"), step
            assert sender.send()[0] == 0
            told = [AGAIN in mail.get_body(("plain",)).get_content() for mail in box.mails]
            assert told in ([False], [True], [False, True]), step
            if len(told) == 2:
                assert box.mails[0]["Message-ID"] == box.mails[1]["Message-ID"]
                repeats += 1
            assert sender.send()[0] == 0
            assert len(box.mails) == len(told), step
        sender.close()
    print(f"{count} kills at {steps} steps: {repeats} came twice and said so, none was lost")
    return repeats


def test_killed_at_some_steps(folder):
    killed(folder, 8)


@pytest.mark.slow
def test_killed_at_200_steps(folder):
    assert killed(folder, 200) > 0
