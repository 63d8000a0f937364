"""`show` and `groups`: the contract's JSON, and what a person reads."""

import dataclasses
import datetime as dt

import pytest

from conftest import make_plan
from igangsetter.plan import plan
from igangsetter.store import folder as plans

DAY = ("--today", "2026-11-21")


@pytest.fixture
def winter(folder):
    break_ = plan.ClosedDays(
        first=dt.date(2027, 2, 22), last=dt.date(2027, 2, 26), why="vinterferie"
    )
    return plans.add(folder, make_plan(closed_days=[break_]))


def test_show_in_bokmaal(run, winter):
    assert (
        run("show", *DAY, speak="nb").out
        == """\
Tirsdagsgruppa – Frivilligsentralen – tirsdager kl. 18.00–20.00
Nå: før start. Neste: 1. møte, tirsdag 12. januar 2027.

 1  tir 12. jan.   du er med            presentasjonsrunde, forventningsrunde,
                                        sluttrunde
 2  tir 19. jan.   du er med
 3  tir 26. jan.   du går i pausen
 4  tir  2. feb.   du går i pausen      DITT SISTE MØTE
 5  tir  9. feb.   gruppa alene
 6  tir 16. feb.   gruppa alene
    tir 23. feb.   ikke møte            vinterferie
 7  tir  2. mars   gruppa alene
 8  tir  9. mars   gruppa alene
 9  tir 16. mars   OPPFØLGING           forslag, ikke avtalt ennå

Etter 2. februar er det gruppa selv som bestemmer dager og form.
Gruppa varer så lenge deltakerne vil.
"""
    )


def test_show_as_json_is_the_contract(run, winter):
    found = run("show", "--json", *DAY).data
    assert found == {
        "schema": 1,
        "slug": "tirsdagsgruppa",
        "id": "5f0c0000-0000-4000-8000-000000000000",
        "name": "Tirsdagsgruppa",
        "language": "nb",
        "model": "selvhjelp-norge",
        "stage": "before",
        "meetings": [
            {
                "id": f"m{number:02}",
                "number": number,
                "date": date,
                "start": "18:00",
                "end": "20:00",
                "initiator": initiator,
                "status": "planned",
                "rounds": ["presentation", "expectations", "closing"]
                if number == 1
                else ["opening", "closing"],
                "moved_from": None,
                "reason": None,
            }
            for number, (date, initiator) in enumerate(
                [
                    ("2027-01-12", "whole"), ("2027-01-19", "whole"), ("2027-01-26", "half"),
                    ("2027-02-02", "half"), ("2027-02-09", "away"), ("2027-02-16", "away"),
                    ("2027-03-02", "away"), ("2027-03-09", "away"), ("2027-03-16", "visit"),
                ],
                start=1,
            )
        ],
        "skipped": [{"date": "2027-02-23", "reason": "vinterferie"}],
        "handover": {"meeting": "m04", "date": "2027-02-02"},
        "follow_up": {
            "meeting": "m09",
            "date": "2027-03-16",
            "window": ["2027-03-16", "2027-03-30"],
            "agreed": False,
        },
        "events": [],
        "next": {"what": "meeting", "date": "2027-01-12"},
    }  # fmt: skip


def test_keys_and_dates_are_never_translated(run, winter):
    assert run("show", "--json", *DAY, speak="nb").out == run("show", "--json", *DAY).out


def test_every_key_is_there_without_an_initiator(run, folder):
    plans.add(folder, make_plan("uten-igangsetter"))
    found = run("show", "--json", *DAY).data
    assert found["handover"] is None
    assert found["follow_up"]["date"] == "2027-02-16"
    assert {row["initiator"] for row in found["meetings"]} == {"away"}


def test_moves_cancellations_and_other_places_are_shown_with_their_reasons(run, folder):
    base = make_plan()
    meetings = dict(base.meetings)
    meetings["m02"] = dataclasses.replace(
        meetings["m02"],
        date=dt.date(2027, 1, 21),
        moved_from=dt.date(2027, 1, 19),
        reason="snøstorm",
    )
    meetings["m05"] = dataclasses.replace(meetings["m05"], status="cancelled", reason="sykdom")
    meetings["m06"] = dataclasses.replace(meetings["m06"], place="Biblioteket")
    plans.add(folder, dataclasses.replace(base, meetings=meetings))
    lines = run("show", *DAY, speak="nb").out.splitlines()
    assert " 2  tor 21. jan.   du er med            flyttet fra tir 19. jan.: snøstorm" in lines
    assert " 5  tir  9. feb.   avlyst               sykdom" in lines
    assert " 6  tir 16. feb.   gruppa alene         Biblioteket" in lines


@pytest.mark.parametrize("speak", ["nb", "nn", "en"])
@pytest.mark.parametrize("columns", [40, 60, 80, 120])
def test_the_width_of_the_screen_is_respected(run, winter, monkeypatch, columns, speak):
    monkeypatch.setattr("igangsetter.cli.output.width", lambda: columns)
    for line in run("show", *DAY, speak=speak).out.splitlines():
        assert len(line) <= columns


def test_groups(run, folder):
    plans.add(folder, make_plan())
    plans.add(folder, make_plan("link-oslo", name="Oslogruppa"))
    found = run("groups", "--today", "2027-01-14", speak="nb")
    assert (
        found.out
        == """\
Oslogruppa      på egen hånd            2. møte, tirsdag 19. januar
Tirsdagsgruppa  i gang, med igangsetter  2. møte, tirsdag 19. januar
""".replace("på egen hånd            2", "på egen hånd             2")
    )
    assert run("groups", "--json", "--today", "2027-01-14").data == [
        {"slug": "oslogruppa", "name": "Oslogruppa", "stage": "alone",
         "next": {"what": "meeting", "date": "2027-01-19"}},
        {"slug": "tirsdagsgruppa", "name": "Tirsdagsgruppa", "stage": "facilitated",
         "next": {"what": "meeting", "date": "2027-01-19"}},
    ]  # fmt: skip


def test_groups_by_stage_and_initiator(run, folder):
    kari = [plan.Initiator(name="Kari Nordmann")]
    plans.add(folder, make_plan(name="En", initiators=kari))
    plans.add(folder, make_plan("link-oslo", name="To"))
    day = ("--today", "2027-01-14", "--json")
    assert [one["name"] for one in run("groups", "--stage", "alone", *day).data] == ["To"]
    assert [one["name"] for one in run("groups", "--initiator", "kari", *day).data] == ["En"]
    assert run("groups", "--stage", "begun").code == 2


def test_a_broken_plan_is_told_and_the_others_are_shown(run, winter, folder):
    (folder / "broken.toml").write_text("schema = ", encoding="utf-8")
    found = run("groups", *DAY)
    assert found.code == 65
    assert "Tirsdagsgruppa" in found.out
    assert "broken.toml" in found.err


@pytest.mark.parametrize("command", ["show", "groups", "remind"])
def test_an_empty_folder_says_what_to_type(run, command):
    found = run(command, speak="nb")
    assert found.code == 66
    assert found.err.endswith("Lag en: igangsetter new-group\n")


def test_an_unknown_key_is_warned_of(run, winter):
    text = winter.path.read_text(encoding="utf-8").replace("language =", "langage =")
    winter.path.write_text(text, encoding="utf-8")
    found = run("show", *DAY)
    assert found.code == 0
    assert found.err.endswith(
        "group.langage: “langage” is not known here; it is kept. Did you mean “language”?\n"
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "schema: this must be there."),
        (b"\x00\x01\x02\xff\xfe", "this is not UTF-8 text."),
        ("# grønn\nname = 'blå'".encode("latin-1"), "line 1: this is not UTF-8 text."),
        (b"schema = 1\n[group", "2: this line cannot be read"),
        (b"a = 2027-13-40", "there is no date 2027-13-40."),
        (b"\x00" * 3_000_000, "is far too large to be a plan."),
    ],
)
def test_a_file_that_is_no_plan_is_told_and_never_rewritten(run, folder, content, message):
    folder.mkdir()
    (folder / "x.toml").write_bytes(content)
    found = run("show")
    assert found.code == 65
    assert message in found.err.replace("\n", " ")
    assert "Traceback" not in found.err
    assert (folder / "x.toml").read_bytes() == content


def test_a_missing_plan(run, winter):
    found = run("show", "-g", "onsdag", speak="nb")
    assert (found.code, found.err) == (
        66,
        "Jeg finner ingen gruppe som heter «onsdag».\nDu har: tirsdagsgruppa.\n",
    )


def test_what_a_terminal_would_obey_is_not_printed(run, winter):
    text = winter.path.read_text(encoding="utf-8").replace(
        'name = "Frivilligsentralen"', 'name = "x\\u001b[2Jy"'
    )
    winter.path.write_text(text, encoding="utf-8")
    assert "\x1b" not in run("show", *DAY).out


def test_without_a_break_she_leaves_half_way_through_that_meeting(run, folder):
    base = make_plan()
    short = dataclasses.replace(base.meetings["m04"], minutes=60)
    plans.add(
        folder,
        dataclasses.replace(
            base,
            schedule=dataclasses.replace(base.schedule, break_minutes=0),
            meetings={**base.meetings, "m04": short},
        ),
    )
    shown = run("show", *DAY).out
    assert "you leave half-way" in shown
    assert "break" not in shown
    told = run("remind", "--today", "2027-02-02", "--language", "en").out
    assert "half-way, at 18:30" in " ".join(told.split())


def test_only_the_follow_up_is_agreed_or_not(run, folder):
    base = make_plan()
    visit = dataclasses.replace(base.meetings["m07"], initiator="visit")
    plans.add(folder, dataclasses.replace(base, meetings={**base.meetings, "m07": visit}))
    shown = run("show", *DAY).out
    assert shown.count("not agreed yet") == 1
    assert "you come on a visit\n" in shown


def test_the_last_words_after_the_follow_up(run, stored):
    words = (
        "Gruppa står på egne bein, og din del er gjort. Takk for innsatsen.\n"
        "Ligger det lister eller lapper igjen hos deg? Makuler dem.\n"
        "Planen kan du slette her: igangsetter forget\n"
    )
    assert run("show", "--today", "2027-03-17", speak="nb").out.endswith("\n\n" + words)
    assert "forget" not in run("show", "--today", "2027-03-16", speak="nb").out
    later = run("remind", "--today", "2027-06-01", speak="nb").out
    assert later == "Ingenting haster i dag.\n" + words
