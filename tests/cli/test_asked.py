"""What a person at a terminal is asked, and what comes of each answer."""

import getpass

import pytest

from conftest import tree
from igangsetter.cli import asking, output
from igangsetter.store import settings

DAY = ("--today", "2026-11-21")
SERVER = ("calendar", "--publish", "http://127.0.0.1:9/kalender/", "--user", "kari")


@pytest.fixture
def person(run, monkeypatch):
    """Run a command line for somebody who sits there and types these answers."""

    def call(*arguments, types=()):
        answers = iter(types)
        monkeypatch.setattr(output, "is_terminal", lambda: True)
        monkeypatch.setattr(asking, "line", lambda _prompt: next(answers))
        found = run(*arguments, speak="nb")
        assert next(answers, None) is None
        return found

    return call


def test_a_visit_waits_until_the_whole_group_wants_it(person, stored, folder):
    before = tree(folder)
    found = person("meeting", "add", "1.6.2027", "--visit", *DAY, types=["nei"])
    assert found.code == 1
    assert (
        found.err
        == "   Vil hele gruppa ha besøket?\nDa venter du til den vil. Ingenting er endret.\n"
    )
    assert tree(folder) == before


@pytest.mark.parametrize(("reply", "last"), [("1", "2027-02-02"), ("2", "2027-02-09")])
def test_her_last_meeting_stays_or_moves(person, stored, reply, last):
    found = person("meeting", "cancel", "3", *DAY, types=[reply, ""])
    assert found.code == 0, found.err
    assert "Skal ditt siste møte ligge fast 2. februar, eller flyttes til 9. februar?" in found.err
    shown = person("show", "--json").data
    assert shown["handover"]["date"] == last


def test_answers_of_a_wizard_that_was_stopped(person, folder):
    folder.mkdir()
    (folder / settings.ANSWERS).write_text('name = "Tirsdagsgruppa"\n', encoding="utf-8")
    first = ("Tirsdagsgruppa", "--first", "2027-01-12", "--every", "week", "--place", "Sentralen")
    options = (*first, "--initiator", "Kari Nordmann", "--facilitated", "4", "--not-on", "uke 8")
    found = person("new-group", *options, *DAY, types=["ja", ""])
    assert "Du hadde begynt på «Tirsdagsgruppa». Gå videre derfra?" in found.err
    assert found.code == 0


def test_reminders_are_published_only_when_she_says_yes(person, stored):
    found = person(*SERVER, types=["nei"])
    assert found.code == 1
    assert found.err.startswith(
        "   Påminnelsene dine, med navn og huskelister, blir liggende på 127.0.0.1."
    )
    assert found.err.endswith(
        "Ingenting ble publisert. Vil du bare ha datoene, skriv --for group i tillegg.\n"
    )


@pytest.mark.enable_socket
def test_a_password_is_typed_unseen_and_never_told(person, stored, monkeypatch):
    asked = []
    monkeypatch.setattr(getpass, "getpass", lambda words: asked.append(words) or "hemmelig ord")
    found = person(*SERVER, "--for", "group")
    assert asked == ["Passordet til kari hos 127.0.0.1: "]
    assert found.code == 75
    assert "hemmelig" not in found.out + found.err
