"""`remind --done`, `--undo-done`, `--snooze`: what is written, said and taken back."""

import datetime as dt

import pytest

from conftest import make_plan, tree
from igangsetter.store import folder as plans

DAY = ("--today", "2027-01-26")
WEEK = "handover-week:m04"


def ids(run, *arguments):
    return [one["id"] for one in run("remind", "--json", *(arguments or DAY)).data]


def test_what_is_ticked_off_is_gone_for_both(run, stored):
    assert WEEK in ids(run)
    found = run("remind", "--done", WEEK, *DAY, speak="nb")
    assert found.out == "Krysset av: Om en uke: ditt siste møte med Tirsdagsgruppa\n"
    assert WEEK not in ids(run)
    assert f'[done]\n"{WEEK}" = 2027-01-26\n' in stored.path.read_text(encoding="utf-8")
    back = run("remind", "--undo-done", WEEK, *DAY, speak="nb")
    assert back.out.startswith("På lista igjen: ")
    assert stored.path.read_bytes() == stored.content


def test_what_is_put_off_comes_back_on_its_day(run, stored):
    found = run("remind", "--snooze", WEEK, "lørdag", *DAY, speak="nb")
    assert found.out.startswith("Utsatt til lørdag 30. januar: Om en uke")
    assert WEEK not in ids(run)
    assert WEEK not in ids(run, "--today", "2027-01-29")
    assert WEEK in ids(run, "--today", "2027-01-30")
    run("remind", "--done", WEEK, "--today", "2027-01-30")
    assert plans.load(stored.path).plan.snoozed == {}


def test_a_tick_is_a_change_that_can_be_taken_back(run, stored):
    run("remind", "--done", WEEK, *DAY)
    assert run("history").out.splitlines()[-1].endswith("a reminder ticked off or put off")
    assert run("undo").code == 0
    assert stored.path.read_bytes() == stored.content


def test_the_screen_says_how_to_tick_off(run, stored, folder):
    assert f"Done? Write: igangsetter remind --done {WEEK}\n" in run("remind", *DAY).out
    plans.add(folder, make_plan(name="Annen"))
    assert f"--done {WEEK} -g annen\n" in run("remind", *DAY).out


def test_dry_run_writes_nothing(run, stored, folder):
    before = tree(folder)
    found = run("remind", "--done", WEEK, "--dry-run", *DAY)
    assert f'  +"{WEEK}" = 2027-01-26' in found.out
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--done", "nothing:m01"], 66, "There is no reminder “nothing:m01”. Open today: "),
        (["--done", ""], 66, "There is no reminder “”."),
        (["--undo-done", WEEK], 1, "It is so already."),
        (["--snooze", WEEK, "2027-02-03"], 2, "Choose one after 26 January and up to 2 February."),
        (["--snooze", WEEK, "2027-01-26"], 2, "is no day to put it off to."),
        (["--snooze", WEEK, "snart"], 2, "I do not understand the date “snart”."),
        (["--snooze", WEEK], 2, "Got unexpected extra argument"),
        (
            ["--done", WEEK, "--undo-done", WEEK],
            2,
            "These do not go together: --done, --undo-done, --snooze. Choose one of them.",
        ),
    ],
)
def test_bad_input(run, stored, folder, arguments, code, message):
    before = tree(folder)
    found = run("remind", *arguments, *DAY)
    assert found.code == code
    assert message in " ".join(found.err.split())
    assert tree(folder) == before


def test_twice_the_same_is_told(run, stored):
    run("remind", "--done", WEEK, *DAY)
    assert run("remind", "--done", WEEK, *DAY).code == 1


def test_an_id_of_two_groups_asks_which(run, stored, folder):
    plans.add(folder, make_plan(name="Annen"))
    found = run("remind", "--done", WEEK, *DAY)
    assert found.code == 2
    assert "Which group? You have: annen, tirsdagsgruppa." in found.err
    assert run("remind", "--done", WEEK, "-g", "annen", *DAY).code == 0
    assert plans.load(stored.path).plan.done == {}


def test_of_several_groups_the_one_that_has_it_open_is_meant(run, folder):
    plans.add(folder, make_plan())
    later = plans.add(folder, make_plan(name="Onsdagsgruppa", first=dt.date(2027, 6, 2)))
    assert run("remind", "--done", WEEK, *DAY).code == 0
    assert plans.load(later.path).plan.done == {}
    assert run("remind", "--undo-done", WEEK, *DAY).code == 0
    plans.add(folder, make_plan(name="Annen"))
    both = run("remind", "--done", WEEK, *DAY)
    assert both.code == 2
    assert "annen, tirsdagsgruppa." in both.err


def test_the_name_of_the_rule_is_enough_where_only_one_is_meant(run, stored):
    assert run("remind", "--done", "handover-week", *DAY).code == 0
    assert list(plans.load(stored.path).plan.done) == [WEEK]
    several = run("remind", "--done", "reflect", "--today", "2027-06-01")
    assert several.code == 2
