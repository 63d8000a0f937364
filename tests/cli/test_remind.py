"""`remind`: what is due, for people and for programs."""

import pytest

from conftest import make_plan
from igangsetter.store import folder as plans

LAST = "2027-02-02"


def test_the_acceptance_of_the_first_issue(run, stored):
    found = {one["id"]: one for one in run("remind", "--today", "2027-01-26", "--json").data}
    week = found["handover-week:m04"]
    assert (week["about"], week["due"], week["until"], week["date"]) == (
        "m04", "2027-01-26", LAST, LAST,
    )  # fmt: skip
    assert "16. mars" in week["body"]
    assert set(week) == {
        "group", "id", "about", "due", "until", "date", "title", "body", "handouts", "sources",
    }  # fmt: skip
    day = run("remind", "--today", "2027-02-01", "--json").data
    assert day[0]["id"] == "handover-day:m04"
    visit = run("remind", "--today", "2027-03-09", "--json").data
    assert any(one["id"].startswith("follow-up-week:") for one in visit)
    silent = run("remind", "--today", "2026-10-01", "--quiet")
    assert (silent.code, silent.out, silent.err) == (0, "", "")


def test_nothing_due_is_one_line_with_the_next_date(run, stored):
    def said(day):
        return run("remind", "--today", day, speak="nb").out.replace("\n", " ")

    assert said("2026-10-01") == (
        "Ingenting haster i dag. Neste påminnelse kommer tirsdag 17. november: Bestill rommet til "
        "alle møtene. "
    )
    run("remind", "--done", "book-room:group", "--today", "2026-12-01")
    assert said("2026-12-01") == (
        "Ingenting haster i dag. Neste påminnelse kommer tirsdag 22. desember: Sjekk at det er nok deltakere. "
    )
    assert said("2030-01-01").startswith("Ingenting haster i dag. Gruppa står på egne bein")
    run("follow-up", "--none", "--today", "2026-12-01")
    assert said("2030-01-01") == "Ingenting haster i dag. "


def test_the_reminder_on_the_screen(run, stored):
    found = run("remind", "--today", "2027-02-01", speak="nb")
    assert found.out.startswith(
        "I morgen: ditt siste møte med Tirsdagsgruppa\n"
        "============================================\n"
    )
    assert "────" in found.out
    assert max(map(len, found.out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--today", "2027-01-26", "--exit-code"], 3),
        (["--today", "2027-01-26"], 0),
        (["--today", "2026-10-01", "--exit-code"], 0),
        (["--today", "2027-01-20", "--days", "7", "--exit-code"], 3),
        (["--today", "snart"], 2),
        (["--days", "-1"], 2),
        (["-g", "onsdag"], 66),
    ],
)
def test_exit_codes(run, stored, arguments, code):
    assert run("remind", *arguments).code == code


def test_all_groups_at_once_or_one(run, folder):
    plans.add(folder, make_plan())
    plans.add(folder, make_plan(name="Onsdagsgruppa", code="nn"))
    day = ("--today", "2027-01-26", "--json")
    assert {one["group"] for one in run("remind", *day).data} == {"tirsdagsgruppa", "onsdagsgruppa"}
    only = run("remind", *day, "-g", "onsdag").data
    assert {one["group"] for one in only} == {"onsdagsgruppa"}
    assert any(one["title"].startswith("Om ei veke") for one in only)
    spoken = run("remind", *day, "-g", "onsdag", "--language", "en").data
    assert any(one["title"].startswith("In one week") for one in spoken)


def test_a_broken_plan_does_not_silence_the_others(run, stored, folder):
    (folder / "x.toml").write_text("schema = ", encoding="utf-8")
    found = run("remind", "--today", "2027-01-26", "--json")
    assert found.code == 65
    assert len(found.data) == 4
    assert "x.toml" in found.err


def test_rules_of_ones_own_that_make_no_sense(run, stored, folder):
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    (place / "rules.toml").write_text("[x]\nanchor = 'moon'\ndue = 1\n", encoding="utf-8")
    found = run("remind")
    assert found.code == 78
    assert "rules.toml" in found.err


def test_rules_of_ones_own_that_are_no_text(run, stored, folder):
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    (place / "rules.toml").write_bytes(b"\xff\xfe[x]")
    found = run("remind")
    assert (found.code, "it is no UTF-8 text" in found.err.replace("\n", " ")) == (78, True)


def test_a_plan_whose_name_is_no_text(run, stored, folder):
    import os

    os.link(stored.path, os.fsencode(folder) + b"/\xff.toml")
    for command in (("remind", "--today", "2027-01-26"), ("calendar", "--for", "group")):
        found = run(*command)
        assert found.code == 65
        assert "holds bytes that are no text" in found.err
        assert found.out


def test_it_cannot_be_put_off_on_its_last_day(run, stored):
    found = run("remind", "--snooze", "handover-week:m04", "i morgen", "--today", LAST)
    assert found.code == 2
    assert "It cannot be put off any longer: 2 February was its last day." in found.err


def test_a_list_for_several_groups_says_which(run, folder):
    plans.add(folder, make_plan())
    plans.add(folder, make_plan(name="Annen"))
    found = run("remind", "--days", "3", "--today", "2027-01-26")
    assert "Done with one? igangsetter remind --done prepare:m03 -g annen" in found.err.replace(
        "\n", " "
    )


def test_words_of_ones_own_without_a_title_stand_under_the_name_of_the_reminder(
    run, stored, folder
):
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    (place / "nb.md.j2").write_text(
        "{% block first_meeting_day %}Bare ord.{% endblock %}", encoding="utf-8"
    )
    found = run("remind", "--today", "2027-01-12")
    assert found.out.startswith("first-meeting-day:m01\n=====================\n\nBare ord.\n"), (
        found.out
    )
