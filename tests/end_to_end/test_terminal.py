"""The wizard and the tour on a real terminal, as a person meets them."""

import contextlib
import io
import os
import re
import signal
import sys
import time

import pytest

pexpect = pytest.importorskip("pexpect", reason="a terminal to drive (not on Windows)")

from igangsetter.store import folder as plans  # noqa: E402

COMMAND = [sys.executable, "-m", "igangsetter"]


@pytest.fixture
def terminal(folder):
    started = []

    def start(*arguments, lang="nb", columns=80, **environ):
        child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *map(str, arguments)],
            env={name: text for name, text in os.environ.items() if name != "COLUMNS"} | {
                "IGANGSETTER_FOLDER": str(folder), "IGANGSETTER_LANG": lang, "TERM": "xterm",
            } | environ,
            dimensions=(50, columns),
            encoding="utf-8",
            timeout=20,
        )  # fmt: skip
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def _runs(number):
    """Whether the process still runs; one that has ended is taken leave of."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(number, os.WNOHANG) == (0, 0)
    return False


def answer(child, question, text):
    child.expect(question)
    child.expect("> ")
    child.sendline(text)


def test_a_window_that_is_closed_keeps_the_answers(terminal, folder):
    first = terminal("new-group", "--today", "2026-11-21")
    answer(first, "Hva skal gruppa hete", "Tirsdagsgruppa")
    answer(first, "komme i gang", "1")
    first.expect("første møtet")
    first.expect("> ")
    # As the system does when the window goes: the line is cut, and the program is told.
    number = first.pid
    first.close(force=False)
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGHUP)
    until = time.monotonic() + 10
    while time.monotonic() < until and _runs(number):
        time.sleep(0.02)
    assert [path.name for path in folder.iterdir() if path.name != ".lock"] == [".new-group.toml"]
    second = terminal("new-group", "--today", "2026-11-21")
    second.expect("Du hadde begynt på «Tirsdagsgruppa»")


def test_ctrl_c_keeps_the_answers_and_the_next_run_goes_on(terminal, folder):
    first = terminal("new-group", "--today", "2026-11-21")
    answer(first, "Hva skal gruppa hete", "Tirsdagsgruppa")
    answer(first, "komme i gang", "1")
    answer(first, "første møtet", "12. januar kl. 18")
    first.expect("Hvor ofte")
    first.expect("> ")
    first.sendintr()
    first.expect("Svarene dine er tatt vare på")
    first.expect(pexpect.EOF)
    first.wait()
    assert first.exitstatus == 130
    assert plans.paths(folder) == []

    second = terminal("new-group", "--today", "2026-11-21")
    second.expect("Du hadde begynt på «Tirsdagsgruppa»")
    second.sendline("")
    for question in ("Hvor ofte", "Hvor møtes", "Hvem setter", "Hvor mange", "ikke kan møtes"):
        answer(second, question, "")
    second.expect("Tirsdagsgruppa er klar")
    second.expect(pexpect.EOF)
    second.wait()
    assert second.exitstatus == 0
    assert [path.name for path in plans.paths(folder)] == ["tirsdagsgruppa.toml"]
    assert not (folder / ".new-group.toml").exists()


@pytest.mark.parametrize(
    ("lang", "first", "ready"),
    [("nb", "12. januar kl. 18", "er klar"), ("nn", "12. januar kl. 18", "er klar"),
     ("en", "12 January at 18", "is ready")],
)  # fmt: skip
def test_the_wizard_on_a_narrow_dumb_terminal(terminal, lang, first, ready):
    child = terminal("new-group", "--today", "2026-11-21", lang=lang, columns=40, TERM="dumb")
    for text in ("Gruppe", "", first, "", "", "", "", ""):
        child.expect("> ")
        child.sendline(text)
    child.expect(ready)
    child.expect(pexpect.EOF)
    shown = child.before
    assert "\x1b[" not in shown
    for line in shown.splitlines():
        assert len(line) <= 40 or "/" in line


ANSWERS = {
    "nb": ("?", "Tirsdagsgruppa", "1", "i forfjor en gang", "12. januar kl. 18", "<", "",
           "hver uke", "Frivilligsentralen", "Kari Nordmann", "tjue", "4", "uke 8", ""),
    "nn": ("?", "Tysdagsgruppa", "1", "i fjor ein gong", "12. januar kl. 18", "<", "",
           "kvar veke", "Frivilligsentralen", "Kari Nordmann", "tjue", "4", "veke 8", ""),
    "en": ("?", "Tuesday Group", "1", "some time ago", "12 January at 18", "<", "",
           "every week", "The volunteer centre", "Kari Nordmann", "twenty", "4", "week 8", ""),
}  # fmt: skip
"""Help for the first question, a date and a number that nobody understands, and once back."""


@pytest.mark.parametrize("lang", ANSWERS)
def test_the_wizard_from_the_first_question_to_the_plan(terminal, folder, lang, snapshot):
    child = terminal("new-group", "--today", "2026-11-21", lang=lang)
    child.logfile_read = seen = io.StringIO()
    for text in ANSWERS[lang]:
        child.expect("> ")
        child.sendline(text)
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    lines = re.sub(r"\x1b\[[\d;]*m", "", seen.getvalue()).replace("\r\n", "\n").splitlines()
    assert all(len(line) <= 80 or str(folder) in line for line in lines)
    assert "\n".join(line.replace(str(folder), "/PLANS") for line in lines) == snapshot


def test_the_tour_waits_for_enter_between_its_parts(terminal, tmp_path):
    child = terminal("tour", tmp_path / "demo", "--today", "2026-11-21", DISPLAY="")
    for part in ("1  Hva dette er", "2  Veien", "3  Papiret", "4  Påminnelsen"):
        child.expect(part)
        child.expect("Trykk Enter for å gå videre.")
        child.sendline("")
    child.expect("5  Din tur")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


def test_a_sheet_on_a_terminal_says_how_it_comes_on_paper(terminal, stored):
    child = terminal("handout", "taushetserklaering")
    child.expect("På papir: igangsetter print taushetserklaering")
    child.expect(pexpect.EOF)


def test_no_colour_when_it_is_not_wanted(terminal, stored):
    for environ, coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        child = terminal("show", **environ)
        child.expect(pexpect.EOF)
        assert ("\x1b[1m" in child.before) is coloured


def test_a_cancellation_asks_whether_her_last_meeting_stays(terminal, stored):
    child = terminal("meeting", "cancel", "3")
    child.expect("Rådet er å holde på planen")
    child.expect("Skal ditt siste møte ligge fast 2. februar,\\s+eller flyttes til 9. februar")
    child.expect("1 Ligge fast")
    child.expect("2 Flyttes")
    answer(child, r"\[1\]", "kanskje")
    answer(child, "Skriv et tall fra 1 til 2", "2")
    answer(child, "Skriv ikke hvem det gjelder", "snøstorm")
    child.expect("3. møte, tirsdag 26. januar, er avlyst.")
    child.expect("9. feb.   du går i pausen      DITT SISTE MØTE")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0
    found = plans.load(stored.path).plan
    assert found.meetings["m03"].reason == "snøstorm"
    assert found.handover.meeting == "m05"


def test_enter_takes_the_proposal_and_no_reason(terminal, stored):
    child = terminal("meeting", "cancel", "2")
    answer(child, r"flyttes til 9. februar.*\[2\]", "")
    answer(child, "Skriv ikke hvem det gjelder", "")
    child.expect(pexpect.EOF)
    found = plans.load(stored.path).plan
    assert (found.meetings["m02"].reason, found.handover.meeting) == ("", "m05")


@pytest.mark.parametrize(("reply", "added"), [("nei", False), ("ja", True)])
def test_a_visit_is_added_when_the_whole_group_wants_it(terminal, stored, reply, added):
    child = terminal("meeting", "add", "2027-02-18", "--visit", "--because", "uenighet")
    answer(child, "Vil hele gruppa ha besøket", reply)
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == (0 if added else 1)
    assert len(plans.load(stored.path).plan.meetings) == (11 if added else 10)


def test_ctrl_c_in_a_question_changes_nothing(terminal, stored):
    child = terminal("meeting", "move", "3", "2027-01-28")
    child.expect("Skriv ikke hvem det gjelder")
    child.expect("> ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130
    assert stored.path.read_bytes() == stored.content
