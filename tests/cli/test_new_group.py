"""`new-group` by options: what is written, what is said, and what is refused."""

import pytest

from conftest import HOSTILE, tree
from igangsetter.store import folder as plans

GOOD = ("new-group", "Tirsdagsgruppa", "--first", "2027-01-12", "--time", "18:00",
        "--place", "Frivilligsentralen", "--no-input", "--today", "2026-11-21")  # fmt: skip


def test_the_closing_words_in_bokmaal(run, folder):
    found = run(*GOOD, "--not-on", "2027-02-22..2027-02-26", speak="nb")
    assert found.code == 0
    assert (
        found.out
        == f"""\
Tirsdagsgruppa er klar.

  tir 12. jan.   1. møte     du er med
  tir 19. jan.   2. møte     du er med
  tir 26. jan.   3. møte     du går i pausen
  tir  2. feb.   4. møte     du går i pausen – ditt siste møte
  9. feb.–9. mars            gruppa på egen hånd (4 møter)
  tir 16. mars   oppfølging  du kommer på besøk – avtal dagen med gruppa
  Ikke møte 23. februar (du skrev 22.–26. februar).

  Fire møter er vårt forslag, ikke et fast tall.
  Oppfølgingen er lagt til 16. mars, seks uker etter, for å unngå påskeuka.

Tre ting først
  1. Bestill rommet for alle datoene, også 16. mars.
  2. Finn en samtalepartner – en du kan tenke høyt med.
  3. Skriv ut det du trenger før start:   igangsetter print start

Si datoen for ditt siste møte allerede første gang. Da er det lettere å holde på
planen.

Programmet minner deg bare på ting når du åpner det (igangsetter remind).
Vil du ha datoene i kalenderen din?               igangsetter calendar --open
Vil du at det skal si fra av seg selv hver dag?   igangsetter daily install

Planen ligger i {folder}/tirsdagsgruppa.toml
Den inneholder ingenting om deltakerne. Alt kan endres, og alt kan angres
(igangsetter undo).

Lykke til. Du trenger ikke kunne alt.
"""
    )
    assert len(found.out.splitlines()) <= 30


@pytest.mark.parametrize("speak", ["nb", "nn", "en"])
@pytest.mark.parametrize("model", ["selvhjelp-norge", "link-oslo", "uten-igangsetter", "digital"])
def test_closing_words_fit_the_screen_and_name_what_reaches_her(run, model, speak):
    found = run("new-group", "T", "--model", model, "--first", "2027-01-12", "--no-input",
                "--today", "2026-11-21", speak=speak)  # fmt: skip
    assert found.code == 0
    assert max(map(len, found.out.splitlines()[:-5])) <= 80
    for command in ("igangsetter calendar --open", "igangsetter daily install"):
        assert command in found.out
    assert "{" not in found.out


@pytest.mark.parametrize(
    ("model", "count", "day"),
    [
        ("selvhjelp-norge", True, False),
        ("digital", True, True),
        ("link-bergen", False, True),
        ("link-oslo", False, False),
    ],
)
def test_what_is_ours_is_called_ours_beside_no_organisation(run, model, count, day):
    found = run("new-group", "T", "--model", model, "--first", "2027-01-12", "--no-input")
    assert ("Four meetings is our suggestion" in found.out) == count
    assert ("The day of the follow-up is our suggestion" in found.out) == day
    assert "Selvhjelp Norge" not in found.out


def test_dry_run_prints_the_plan_and_writes_nothing(run, folder):
    found = run(*GOOD, "--dry-run")
    assert found.out.startswith("# Tirsdagsgruppa – skrevet av igangsetter.")
    assert 'meeting = "m04"' in found.out
    assert not folder.exists()


def test_all_options_reach_the_plan(run, folder):
    found = run(
        "new-group", "Onsdag", "--model", "digital", "--first", "13.1.2027 kl. 19", "--every",
        "annenhver uke", "--url", "https://example.org/rom", "--initiator", "Kari Nordmann",
        "--initiator", "Ola Hansen", "--facilitated", "3", "--half-alone", "1", "--not-on",
        "uke 8", "--not-on", "påske 2027-03-22..2027-03-29", "--theme", "Sorg", "--language", "nn",
        "--meetings", "12", "--information-meeting", "2027-01-05 18:30", "--country", "DK",
        "--holidays", "next", "--no-input", "--today", "2026-11-21",
    )  # fmt: skip
    assert found.code == 0, found.err
    plan = plans.load(folder / "onsdag.toml").plan
    assert (plan.group.model, plan.group.language, plan.group.theme) == ("digital", "nn", "Sorg")
    assert plan.group.topic == "shared"
    assert plan.place.url == "https://example.org/rom"
    assert [who.name for who in plan.initiators.values()] == ["Kari Nordmann", "Ola Hansen"]
    assert (plan.schedule.every, plan.schedule.country, plan.schedule.holidays) == (
        "2 weeks", "DK", "next",
    )  # fmt: skip
    assert f"{plan.schedule.time:%H:%M}" == "19:00"
    assert len(plan.meetings) == 12
    assert plan.handover.meeting == "m03"
    assert plan.events["info"].title == "Informasjonsmøte"
    assert f"{plan.events['info'].time:%H:%M}" == "18:30"
    assert [days.why for days in plan.closed_days.values()] == ["", "påske"]


@pytest.mark.parametrize("name", ["../x", "con", "😀", "!!!", HOSTILE, "æ" * 120])
def test_odd_names_work(run, folder, name):
    found = run("new-group", name, "--first", "2027-01-12", "--no-input")
    assert found.code == 0, found.err
    (path,) = plans.paths(folder)
    assert path.parent == folder
    assert plans.load(path).plan.group.name == name
    assert " ".join(run("show").out.split()).startswith(f"{name} – ")


def test_the_past_is_said(run):
    found = run("new-group", "T", "--first", "2020-01-14", "--no-input")
    assert found.code == 0
    assert "The first meeting is in the past." in found.out


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--first", "2027-01-12"], 2, "Missing: NAME."),
        (["T"], 2, "Missing: --first."),
        ([], 2, "Missing: NAME, --first."),
        (["", "--first", "2027-01-12"], 2, "The group must have a name."),
        (["x" * 10_000, "--first", "2027-01-12"], 2, "The name must have 1 to 120 characters"),
        (["a\nb", "--first", "2027-01-12"], 2, "The name must have 1 to 120 characters"),
        (["T", "--first", "2027-13-40"], 2, "I do not understand “2027-13-40”."),
        (["T", "--first", "12/1"], 2, "I do not understand “12/1”."),
        (["T", "--first", "9999-12-01"], 2, "I do not understand “9999-12-01”."),
        (["T", "--first", "2999-12-01"], 2, "The calendar ends before the last meeting."),
        (["T", "--first", "2027-01-12", "--time", "25"], 2, "I do not understand the time “25”."),
        (["T", "--first", "2027-01-12", "--model", "x"], 66, "There is no way of starting called"),
        (["T", "--first", "2027-01-12", "--every", "day"], 2, "I do not understand “day”."),
        (["T", "--first", "2027-01-12", "--language", "de"], 2, "“de” is no language of ours."),
        (["T", "--first", "2027-01-12", "--country", "XX"], 2, "The holidays of “XX”"),
        (["T", "--first", "2027-01-12", "--country", "DE-XX"], 2, "The holidays of “DE-XX”"),
        (["T", "--first", "2027-01-12", "--holidays", "x"], 2, "“x” is no rule for holidays."),
        (["T", "--first", "2027-01-12", "--url", "ftp://x"], 2, "“ftp://x” is no link."),
        (["T", "--first", "2027-01-12", "--not-on", "x"], 2, "I do not understand “x”."),
        (["T", "--first", "2027-01-12", "--facilitated", "99"], 2, "99 is not in the range"),
        (["T", "--first", "2027-01-12", "--facilitated", "0"], 2, "at least one meeting that she is at"),
        (["T", "--first", "2027-01-12", "--facilitated", "2", "--half-alone", "2"], 2,
         "The first meeting is never half alone: of 2 at most 1."),
        (["T", "--first", "2027-01-12", "--model", "uten-igangsetter", "--facilitated", "2"], 2,
         "A group without an initiator has no meetings with one."),
        (["T", "--first", "2027-01-12", "--initiator", "a, b, c, d"], 2, "One to three people"),
        (["T", "--first", "2027-01-12", "--meetings", "0"], 2, "0 is not in the range"),
        (["T", "--frist", "2027-01-12"], 2, "No such option: --frist Did you mean --first?"),
    ],
)  # fmt: skip
def test_bad_input_is_told_once_and_nothing_is_written(run, folder, arguments, code, message):
    found = run("new-group", *arguments, "--no-input", "--today", "2026-11-21")
    assert found.code == code
    assert message in found.err.replace("\n", " ")
    assert found.out == ""
    assert not folder.exists() or tree(folder) == {}


def test_the_ways_of_starting_are_explained(run):
    found = run("new-group", "--model", "list", speak="nb")
    assert found.out.startswith("selvhjelp-norge\n  Med igangsetter de første møtene")
    assert "Antallet (4) er vårt forslag." in found.out.replace("\n  ", " ")


def test_a_link_given_as_a_place_never_reaches_the_groups_sheets(run, folder):
    link = "https://meet.example/secret"
    run(*GOOD, "--model", "digital", "--place", link)
    for sheet in ("moteplan", "invitasjon", "velkommen", "siste-mote"):
        assert "secret" not in run("handout", sheet).out


def test_a_folder_that_cannot_be_written(run, folder, monkeypatch):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("a file")
    found = run(*GOOD)
    assert found.code == 73
    assert "cannot be written" in found.err.replace("\n", " ")
    assert folder.read_text() == "a file"


def test_a_full_disk(run, folder, monkeypatch):
    import errno
    import os

    from igangsetter.store import files

    def full(_handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(files.os, "fsync", full)
    found = run(*GOOD)
    assert found.code == 73
    assert "the disk is full" in found.err.replace("\n", " ")
    assert tree(folder) == {}


def test_a_folder_in_a_cloud_is_said_once(run, tmp_path):
    cloud = tmp_path / "OneDrive" / "igangsetter"
    said = "The folder lies in OneDrive and is copied to the net."
    assert said in run(*GOOD, "--folder", cloud).out
    assert said not in run(*GOOD, "--folder", cloud).out


def test_a_new_start_after_another_group(run, folder):
    run(*GOOD, "--initiator", "Kari Nordmann", "--every", "2 weeks")
    found = run("new-group", "Høst", "--after", "tirsdag", "--first", "2027-08-31", "--no-input")
    assert found.code == 0, found.err
    old = plans.load(folder / "tirsdagsgruppa.toml").plan
    new = plans.load(folder / "host.toml").plan
    assert (new.place, new.initiators, new.schedule) == (old.place, old.initiators, old.schedule)
    assert new.id != old.id
    assert run("new-group", "X", "--after", "onsdag", "--no-input").code == 66


@pytest.mark.parametrize(
    ("names", "words"), [(["Kari", "Ola"], "two of you"), (["Kari", "Ola", "Per"], "three of you")]
)
def test_those_who_set_it_going_are_counted(run, names, words):
    who = [part for name in names for part in ("--initiator", name)]
    found = run("new-group", "T", "--first", "2027-01-12", "--no-input", *who)
    assert f"There are {words}: agree who does what." in found.out
    told = run("remind", "--today", "2027-01-26", "--language", "en")
    assert f"There are {words}: agree who says what" in " ".join(told.out.split())
