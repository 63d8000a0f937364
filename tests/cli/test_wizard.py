"""The eight questions, answered by lines piped in: their words, help, going back, bad answers."""

import io
import sys

import pytest

from conftest import tree
from igangsetter.store import folder as plans


@pytest.fixture
def answer(run, monkeypatch):
    def call(*lines, speak="nb", arguments=()):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("new-group", *arguments, "--today", "2026-11-21", speak=speak)

    return call


ALL = ("Tirsdagsgruppa", "", "12. januar kl. 18", "", "Frivilligsentralen", "Kari Nordmann", "", "")


def test_eight_answers_make_a_plan(answer, folder):
    found = answer(*ALL)
    assert found.code == 0, found.err
    plan = plans.load(folder / "tirsdagsgruppa.toml").plan
    assert plan.handover.meeting == "m04"
    assert plan.initiators["i1"].name == "Kari Nordmann"
    assert "Tirsdagsgruppa er klar." in found.out


def test_the_words_of_the_questions(answer, snapshot):
    found = answer(*ALL)
    assert found.err == snapshot


def test_help_going_back_and_bad_answers(answer, folder):
    found = answer(
        "?", "", "Tirsdagsgruppe", "<", "Tirsdagsgruppa", "17", "1", "12/1", "12. januar kl. 18",
        "3", "hver tredje uke", "", "", "hundre", "4 hele", "x", "uke 8", "", "",
    )  # fmt: skip
    assert found.code == 0, found.err
    err = found.err.replace("\n   ", " ")
    assert "Ikke ta med problem eller diagnose i navnet." in err
    assert "Gruppa må ha et navn. For eksempel: Tirsdagsgruppa" in err
    assert "Skriv et tall fra lista, eller navnet på en måte." in err
    assert "Jeg forstår ikke «12/1». Skriv for eksempel «12. januar kl. 18»" in err
    assert "Skriv for eksempel «hver tredje uke»" in err
    assert "Jeg forstår ikke «hundre»." in err
    assert "Jeg forstår ikke «x»." in err
    plan = plans.load(folder / "tirsdagsgruppa.toml").plan
    assert plan.schedule.every == "3 weeks"
    assert [m.initiator for m in plan.meetings.values()][:4] == ["whole"] * 4
    assert not (folder / "tirsdagsgruppe.toml").exists()


def test_without_an_initiator_nobody_asks_who_she_is(answer, folder):
    found = answer("T", "3", "12. januar kl. 18", "", "", "")
    assert found.code == 0, found.err
    assert "Hvem setter i gang?" not in found.err
    assert "Hvor mange møter er du med på?" not in found.err
    assert plans.load(folder / "t.toml").plan.initiators == {}


def test_online_the_link_is_asked_for(answer, folder):
    found = answer("T", "4", "12. januar kl. 18", "", "rom", "https://example.org/r", "", "", "")
    assert "Hva er lenken til møterommet?" in found.err
    assert "«rom» er ingen lenke." in found.err
    assert plans.load(folder / "t.toml").plan.place.url == "https://example.org/r"


def test_a_past_or_quiet_day_is_asked_about(answer, folder):
    found = answer("T", "", "2026-01-13 18:00", "nei", "23. mars kl. 18", "", "", "", "", "", "")
    assert found.code == 0, found.err
    err = found.err.replace("\n   ", " ")
    assert "Den dagen er alt forbi. Vil du det likevel?" in err
    assert "Tirsdag 23. mars er i påskeuka. Skal vi ta tirsdag 30. mars i stedet?" in err
    assert f"{plans.load(folder / 't.toml').plan.meetings['m01'].date}" == "2027-03-30"


def test_a_holiday_is_named_and_may_be_kept(answer, folder):
    found = answer("T", "", "17. mai kl. 18", "nei", "", "", "", "", "")
    assert "Mandag 17. mai er grunnlovsdagen og andre pinsedag." in found.err.replace("\n   ", " ")
    assert found.code == 0


def test_many_meetings_are_questioned(answer, folder):
    found = answer("T", "", "12. januar kl. 18", "", "", "", "9", "", "10", "ja", "")
    assert "Tyske kontaktsteder sier høyst 8" in found.err
    assert plans.load(folder / "t.toml").plan.handover.meeting == "m10"


def test_a_home_is_noted_and_advised_on(answer, folder):
    found = answer("T", "", "12. januar kl. 18", "", "Hjemme hos Kari", "", "", "")
    assert "Hjemme hos noen er ikke alltid lurt" in found.err
    assert plans.load(folder / "t.toml").plan.place.kind == "home"


def test_what_the_options_tell_is_not_asked(answer, folder):
    found = answer(
        "", "", "", "", "", arguments=("T", "--first", "2027-01-12 18:00", "--model", "digital")
    )
    assert "Hva skal gruppa hete?" not in found.err
    assert "Når er det første møtet?" not in found.err
    assert found.code == 0, found.err


def test_who_she_is_is_remembered_for_the_next_group(answer, folder):
    answer(*ALL)
    found = answer("To", "", "12. januar kl. 18", "", "", "", "", "")
    assert "[Kari Nordmann] >" in found.err
    assert plans.load(folder / "to.toml").plan.initiators["i1"].name == "Kari Nordmann"
    settings = (folder / "igangsetter.toml").read_text(encoding="utf-8")
    assert settings == '[defaults]\ninitiators = [\n    "Kari Nordmann",\n]\n'


def test_settings_with_remarks_keep_them(answer, folder):
    folder.mkdir(parents=True)
    (folder / "igangsetter.toml").write_text('# vår\n[tool]\nlanguage = "nb"\n', encoding="utf-8")
    answer(*ALL)
    text = (folder / "igangsetter.toml").read_text(encoding="utf-8")
    assert text.startswith('# vår\n[tool]\nlanguage = "nb"\n\n[defaults]\n')


@pytest.mark.parametrize(
    "text", ["defaults = 3", "tool = []", "x = " + "[" * 5000, "x = " + "9" * 5000, "x = \n"]
)
def test_settings_that_cannot_be_read_are_told(answer, folder, text):
    folder.mkdir(parents=True)
    (folder / "igangsetter.toml").write_text(text, encoding="utf-8")
    found = answer(*ALL)
    assert found.code == 78
    assert "Innstillingene" in found.err
    assert "Rett fila, eller flytt den bort" in found.err
    assert set(tree(folder)) == {"igangsetter.toml"}


def test_answers_that_end_too_early_are_kept_and_told(answer, folder):
    found = answer("Tirsdagsgruppa", "", "12. januar kl. 18")
    assert found.code == 2
    assert "Svarene tok slutt før spørsmålene." in found.err
    assert set(tree(folder)) == {".new-group.toml"}


@pytest.mark.parametrize("speak", ["nb", "nn", "en"])
def test_the_wizard_speaks_every_language(answer, speak, folder):
    first = {"nb": "12. januar kl. 18", "nn": "12. januar kl. 18", "en": "12 January at 18"}[speak]
    found = answer("T", "", first, "", "", "", "", "", speak=speak)
    assert found.code == 0, found.err
