"""Help, aliases, unknown words, and the one error boundary."""

import errno
import importlib
import os

import pytest

from igangsetter import __version__, language
from igangsetter.cli import app, output
from igangsetter.cli.commands import entries


def test_every_command_has_help_an_alias_and_examples(run):
    for name, entry in entries().items():
        found = run(name, "--help")
        assert found.code == 0
        assert entry.help.split(":")[0] in found.out.replace("\n ", "")
        assert "Examples:" in found.out
        module = importlib.import_module(f"igangsetter.cli.{entry.module}")
        assert all(line.startswith("igangsetter ") for line in module.EXAMPLES)
        assert run(entry.alias, "--help").code == 0


def test_root_help_lists_every_command(run):
    found = run("--help")
    for name in entries():
        assert f"\n  {name} " in found.out


def test_version(run):
    assert run("--version").out == f"igangsetter {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "err"),
    [
        (["shw"], "There is no command “shw”. Did you mean show?\nSee igangsetter --help.\n"),
        (["frobnicate"], "There is no command “frobnicate”.\nSee igangsetter --help.\n"),
        (["show", "--foldr", "x"],
         "No such option: --foldr Did you mean --folder?\nSee igangsetter show --help.\n"),
        (["show", "a"], "Got unexpected extra argument (a)\nSee igangsetter show --help.\n"),
        (["remind", "--days", "x"],
         "Invalid value for '--days': 'x' is not a valid integer range.\n"
         "See igangsetter remind --help.\n"),
    ],
)  # fmt: skip
def test_wrong_usage(run, arguments, err):
    found = run(*arguments)
    assert (found.code, found.out, found.err) == (2, "", err)


def test_a_command_that_has_others_shows_them(run):
    for name in ("meeting", "daily", "templates"):
        found = run(name)
        assert found.code == 0
        assert f"Usage: igangsetter {name}" in found.out + found.err


def test_a_fault_of_ours_is_told_without_a_traceback_or_a_value(run, stored, monkeypatch):
    from igangsetter.store import folder as plans

    def fail(_path):
        raise KeyError("Kari Nordmann")

    monkeypatch.setattr(plans, "load", fail)
    found = run("show")
    assert found.code == 1
    assert "Something went wrong that should not: KeyError (fail:" in found.err.replace("\n", " ")
    assert "Kari" not in found.err


def test_a_screen_that_cannot_be_written_on(run, stored, monkeypatch):
    def full(_text="", _style=""):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(output, "out", full)
    found = run("show", speak="nb")
    assert (found.code, found.err) == (
        73,
        "Svaret kunne ikke skrives: disken er full.\n"
        "Gjør plass på disken, eller send svaret et annet sted.\n",
    )


def test_ctrl_c_gives_130(monkeypatch):
    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(app, "_command", interrupted)
    assert app.run([]) == 130


def test_norwegian_usage_errors(run):
    language.speak("nb")
    found = run("shw", speak="nb")
    assert found.err == "Kommandoen «shw» finnes ikke. Mente du show?\nSe igangsetter --help.\n"
    assert run("show", "a", speak="nb").err.startswith("Dette er ett ord for mye: a\n")
