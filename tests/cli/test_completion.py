"""The Tab key: what is suggested, how little is read for it, and that real shells take it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import make_plan
from igangsetter.cli import completing
from igangsetter.store import folder as plans

BIN = Path(sys.executable).parent


@pytest.fixture
def tab(run, monkeypatch):
    """What the Tab key of fish suggests after these words; the last one is being typed."""

    def call(line, shell="zsh", speak="en"):
        *words, incomplete = line.split(" ")
        monkeypatch.setenv("IGANGSETTER_COMPLETE", f"{shell}_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["igangsetter", *words, incomplete]))
        monkeypatch.setenv("COMP_CWORD", str(len(words) + 1))
        monkeypatch.setenv("IGANGSETTER_LINE", f"igangsetter {line}")
        monkeypatch.setenv("IGANGSETTER_WORD", incomplete)
        found = run(speak=speak)
        assert (found.code, found.err) == (0, "")
        if shell == "bash":
            return [line.partition(",")[2] for line in found.out.splitlines()]
        if shell == "powershell":
            return [line.partition("\t")[0] for line in found.out.splitlines()]
        return found.out.splitlines()[1::3]

    return call


@pytest.fixture
def two(folder):
    plans.add(folder, make_plan())
    plans.add(folder, make_plan(name="Onsdagsgruppa"))


@pytest.mark.parametrize("shell", ["bash", "zsh", "powershell"])
@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("mee", ["meeting"]),
        ("meeting ", ["move", "cancel", "restore", "push", "add"]),
        ("vi", ["vis"]),
        ("show -g ", ["onsdagsgruppa", "tirsdagsgruppa"]),
        ("show -g o", ["onsdagsgruppa"]),
        ("show --gr", ["--group"]),
        ("handout r", ["rammer", "ringeliste", "runder"]),
        ("handout rammer --language ", ["nb", "nn", "en"]),
        ("print -g ons 1", ["1", "10"]),
        ("print -g ons f", ["follow-up", "folder"]),
        ("handover -g ons ", [str(number) for number in range(1, 11)]),
        ("handover ", []),
        ("remind --today 2027-02-01 --done handover", ["handover-week:m04", "handover-day:m04"]),
        ("new-group --model l", ["link-bergen", "link-oslo", "link-tromso", "link-trondheim"]),
        ("nonsense ", []),
        ("show --nonsense ", []),
    ],
)
def test_what_is_suggested(tab, two, line, expected, shell):
    assert sorted(tab(line, shell)) == sorted(expected)


def test_both_names_for_who_reads_norwegian(tab, two):
    assert tab("s", speak="en") == ["show"]
    assert tab("s", speak="nb") == ["show", "skriv-ut", "siste-mote", "sjekk", "slett"]


def test_what_was_ticked_off_can_be_put_on_the_list_again(tab, run, stored):
    run("remind", "--done", "book-room:group", "--today", "2026-12-01")
    assert tab("remind --undo-done ") == ["book-room:group"]


def test_no_plan_is_read_for_the_name_of_a_group(tab, two, monkeypatch):
    def read(*_given):
        raise AssertionError

    for name in ("content", "load"):
        monkeypatch.setattr(plans, name, read)
    assert tab("show -g o") == ["onsdagsgruppa"]
    assert tab("handout ra") == ["rammer"]


def test_a_plan_that_cannot_be_read_suggests_nothing(tab, folder, two):
    (folder / "onsdagsgruppa.toml").write_bytes(b"\xff")
    assert tab("handover -g ons ") == []
    assert tab("handover -g tirs 2") == ["2"]


def test_a_question_that_no_shell_asks(run, monkeypatch):
    for question in ("", "x", "bash_source", "elvish_complete"):
        monkeypatch.setenv("IGANGSETTER_COMPLETE", question)
        found = run("--version") if not question else run()
        assert (found.code, found.err) == (0, "")


@pytest.mark.parametrize("shell", completing.SHELLS)
def test_the_lines_and_where_they_go(run, snapshot, shell):
    monkey = run("completion", shell)
    assert monkey.code == 0
    assert monkey.err == snapshot
    assert "IGANGSETTER_COMPLETE" in monkey.out


def test_another_shell_is_refused(run):
    assert run("completion", "tcsh").code == 2


def asked(shell, script, folder):
    environ = os.environ | {
        "IGANGSETTER_FOLDER": str(folder),
        "PATH": f"{BIN}:{os.environ['PATH']}",
    }
    done = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", script], check=False, env=environ,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")
def test_in_bash(two, folder):
    script = """eval "$(igangsetter completion bash 2> /dev/null)"
    COMP_WORDS=(igangsetter show -g t); COMP_CWORD=3; compopt() { :; }
    _igangsetter_completion igangsetter; echo "${COMPREPLY[@]}" """
    assert asked("bash", script, folder) == ["tirsdagsgruppa"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("fish"), reason="no fish here")
def test_in_fish(two, folder):
    script = (
        'igangsetter completion fish 2> /dev/null | source; complete -C "igangsetter show -g t"'
    )
    assert asked("fish", script, folder) == ["tirsdagsgruppa"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("zsh"), reason="no zsh here")
def test_in_zsh(two, folder):
    script = """autoload -Uz compinit; compinit -D; eval "$(igangsetter completion zsh 2> /dev/null)"
    compadd() { print -l -- ${(P)@[-1]}; }
    words=(igangsetter show -g t); CURRENT=4; _igangsetter_completion"""
    assert asked("zsh", script, folder) == ["tirsdagsgruppa"]
