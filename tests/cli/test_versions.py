"""What `undo`, `history` and `edit` say of two versions of a plan: each change in words."""

import dataclasses
import datetime as dt

import pytest

from conftest import TODAY, make_plan
from igangsetter import holidays, language
from igangsetter.cli import versions
from igangsetter.plan import changes, leaving, toml
from igangsetter.reminders import ticking

DAYS = holidays.public_holidays("NO", range(2026, 2029), "nb")


def day(month, number):
    return dt.date(2027, month, number)


def written(plan):
    return toml.write(plan, "x").encode()


def noted(plan):
    return dataclasses.replace(plan, group=dataclasses.replace(plan.group, note="x"))


def with_event():
    return changes.add_event(make_plan(), "Kontaktmøte", day(4, 15), None).plan


@pytest.mark.parametrize(
    ("make", "change", "there", "back"),
    [
        (make_plan, noted, "words and other fields", "words and other fields"),
        (make_plan, lambda p: changes.move(p, "3", day(1, 28), TODAY).plan,
         "meeting 3 moved to Thursday 28 January", "meeting 3 moved to Tuesday 26 January"),
        (make_plan, lambda p: changes.push(p, "9", DAYS).plan,
         "meeting 9 moved to Tuesday 16 March; meeting 10 moved to Tuesday 23 March; "
         "the follow-up is now Tuesday 23 March",
         "meeting 9 moved to Tuesday 9 March; meeting 10 moved to Tuesday 16 March; "
         "the follow-up is now Tuesday 16 March"),
        (make_plan, lambda p: changes.push(p, "8", DAYS).plan,
         "3 meetings moved, from meeting 8 on; the follow-up is now Tuesday 23 March",
         "3 meetings moved, from meeting 8 on; the follow-up is now Tuesday 16 March"),
        (make_plan, lambda p: changes.cancel(p, "5", DAYS, further=False).plan,
         "meeting 5 cancelled, Tuesday 9 February", "meeting 5 restored, Tuesday 9 February"),
        (make_plan, lambda p: changes.add(p, day(1, 21), TODAY).plan,
         "meeting 3 added, Thursday 21 January", "meeting on Thursday 21 January taken out"),
        (make_plan, lambda p: changes.add_event(p, "Kontaktmøte", day(4, 15), None).plan,
         "Kontaktmøte added, Thursday 15 April 2027", "Kontaktmøte taken out, Thursday 15 April 2027"),
        (with_event, lambda p: changes.move(p, "e1", day(4, 16), TODAY).plan,
         "Kontaktmøte moved to Friday 16 April 2027", "Kontaktmøte moved to Thursday 15 April 2027"),
        (make_plan, lambda p: leaving.hand_over(p, "3", DAYS, half_alone=0).plan,
         "your last meeting is now Tuesday 26 January", "your last meeting is now Tuesday 2 February"),
        (make_plan, lambda p: leaving.agree(p).plan, "the follow-up agreed", "the follow-up not agreed"),
        (make_plan, lambda p: leaving.no_visit(p).plan,
         "no follow-up any more", "the follow-up is now Tuesday 16 March"),
        (make_plan, lambda p: ticking.done(p, "reflect:m01", TODAY),
         "a reminder ticked off or put off", "a reminder ticked off or put off"),
        (make_plan, lambda p: ticking.snoozed(p, "reflect:m01", TODAY),
         "a reminder ticked off or put off", "a reminder ticked off or put off"),
        (make_plan, lambda p: leaving.end(p, day(6, 1)).plan, "the group ended", "the group not ended"),
    ],
)  # fmt: skip
def test_a_change_in_words_and_the_way_back(make, change, there, back):
    language.speak("en")
    old = make()
    before, after = written(old), written(change(old))
    assert versions.difference_in_words(before, after) == there
    assert versions.difference_in_words(after, before) == back


def test_a_version_that_cannot_be_read():
    language.speak("en")
    good = written(make_plan())
    for two in ((b"x", good), (good, b"\xff")):
        assert versions.difference_in_words(*two) == "a version that cannot be read"


def test_the_lines_of_a_difference():
    old = make_plan()
    found = versions.difference(written(old), written(leaving.agree(old).plan))
    assert [line for line in found if line[0] in "+-"] == ["-agreed = false", "+agreed = true"]
    assert versions.difference(b"a\n-- b\n", b"a\n++ c\n")[1:] == [" a", "--- b", "+++ c"]
    assert versions.difference(b"a\n", b"a\n") == []
