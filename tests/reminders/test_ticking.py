"""What is written in a plan when a reminder is ticked off, taken back or put off."""

import dataclasses
import datetime as dt

import pytest

from conftest import make_plan
from igangsetter.reminders import ticking

ONE, OTHER = "handover-week:m04", "prepare:m02"
MONDAY, TUESDAY = dt.date(2027, 2, 1), dt.date(2027, 2, 2)
NOTHING = ({}, {})
DONE = ({ONE: MONDAY, OTHER: MONDAY}, {})
PUT_OFF = ({}, {ONE: MONDAY, OTHER: MONDAY})


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (NOTHING, lambda p: ticking.done(p, ONE, TUESDAY), ({ONE: TUESDAY}, {})),
        (DONE, lambda p: ticking.done(p, ONE, TUESDAY), ({ONE: TUESDAY, OTHER: MONDAY}, {})),
        (PUT_OFF, lambda p: ticking.done(p, ONE, TUESDAY), ({ONE: TUESDAY}, {OTHER: MONDAY})),
        (NOTHING, lambda p: ticking.snoozed(p, ONE, TUESDAY), ({}, {ONE: TUESDAY})),
        (DONE, lambda p: ticking.snoozed(p, ONE, TUESDAY), ({OTHER: MONDAY}, {ONE: TUESDAY})),
        (PUT_OFF, lambda p: ticking.snoozed(p, ONE, TUESDAY), ({}, {ONE: TUESDAY, OTHER: MONDAY})),
        (NOTHING, lambda p: ticking.undone(p, ONE), NOTHING),
        (DONE, lambda p: ticking.undone(p, ONE), ({OTHER: MONDAY}, {})),
        (PUT_OFF, lambda p: ticking.undone(p, ONE), ({}, {OTHER: MONDAY})),
    ],
)
def test_what_stands_in_the_plan_afterwards(before, change, after):
    base = make_plan()
    found = change(dataclasses.replace(base, done=before[0], snoozed=before[1]))
    assert found == dataclasses.replace(base, done=after[0], snoozed=after[1])
