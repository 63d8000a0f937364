"""When each reminder opens and closes, in tables that a person can read."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_plan
from igangsetter import resources
from igangsetter.plan import models, plan
from igangsetter.reminders import due, rules

RULES = rules.read((resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8"))


def table(found):
    return [(item.id, f"{item.due:%d.%m.}", f"{item.until:%d.%m.}") for item in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, [
            ("half-alone:m03", "19.01.", "26.01."),
            ("handover-week:m04", "26.01.", "02.02."),
            ("handover-day:m04", "01.02.", "02.02."),
            ("stay-away:m05", "09.02.", "09.03."),
            ("follow-up-week:m10", "09.03.", "16.03."),
        ]),
        ({"every": "2 weeks"}, [
            ("half-alone:m03", "26.01.", "09.02."),
            ("last-but-one:m04", "09.02.", "23.02."),
            ("handover-week:m04", "16.02.", "23.02."),
            ("handover-day:m04", "22.02.", "23.02."),
            ("stay-away:m05", "09.03.", "30.03."),
            ("follow-up-week:m07", "30.03.", "06.04."),
        ]),
        ({"every": "2 weeks", "half_alone": 1}, [
            # `half-alone` falls on the evening before the last meeting and tells it there.
            ("half-alone:m04", "09.02.", "23.02."),
            ("handover-week:m04", "16.02.", "23.02."),
            ("handover-day:m04", "22.02.", "23.02."),
            ("stay-away:m05", "09.03.", "30.03."),
            ("follow-up-week:m07", "30.03.", "06.04."),
        ]),
        ({"every": "2 weeks", "half_alone": 0}, [
            ("last-but-one:m04", "09.02.", "23.02."),
            ("handover-week:m04", "16.02.", "23.02."),
            ("handover-day:m04", "22.02.", "23.02."),
            ("stay-away:m05", "09.03.", "30.03."),
            ("follow-up-week:m07", "30.03.", "06.04."),
        ]),
        ({"model": "link-oslo"}, [
            ("handover-week:m01", "05.01.", "12.01."),
            ("handover-day:m01", "11.01.", "12.01."),
            ("stay-away:m02", "19.01.", "09.02."),
            ("follow-up-week:m06", "09.02.", "16.02."),
        ]),
        ({"model": "uten-igangsetter"}, []),
        ({"facilitated": 2, "half_alone": 1}, [
            ("half-alone:m02", "12.01.", "19.01."),
            ("handover-week:m02", "12.01.", "19.01."),
            ("handover-day:m02", "18.01.", "19.01."),
            ("stay-away:m03", "26.01.", "02.03."),
            ("follow-up-week:m09", "02.03.", "09.03."),
        ]),
    ],
)  # fmt: skip
def test_every_reminder_of_a_plan(given, expected):
    assert table(due.every(make_plan(**given), RULES)) == expected


@pytest.mark.parametrize(
    ("day", "ids"),
    [
        ("2026-10-01", []),
        ("2027-01-18", []),
        ("2027-01-19", ["half-alone:m03"]),
        ("2027-01-26", ["half-alone:m03", "handover-week:m04"]),
        ("2027-01-27", ["handover-week:m04"]),
        ("2027-02-01", ["handover-day:m04", "handover-week:m04"]),
        ("2027-02-02", ["handover-day:m04", "handover-week:m04"]),
        ("2027-02-03", []),
        ("2027-02-09", ["stay-away:m05"]),
        ("2027-03-09", ["stay-away:m05", "follow-up-week:m10"]),
        ("2027-03-16", ["follow-up-week:m10"]),
        ("2027-03-17", []),
    ],
)
def test_what_is_open_on_a_day_the_nearer_first(day, ids):
    found = due.due(make_plan(), RULES, dt.date.fromisoformat(day))
    assert [item.id for item in found] == ids


def test_a_look_ahead():
    found = due.due(make_plan(), RULES, dt.date(2027, 1, 18), days=8)
    assert [item.id for item in found] == ["half-alone:m03", "handover-week:m04"]


def test_what_is_ticked_off_or_snoozed_is_silent():
    base, day = make_plan(), dt.date(2027, 2, 1)
    ticked = dataclasses.replace(base, done={"handover-week:m04": day})
    assert [item.id for item in due.due(ticked, RULES, day)] == ["handover-day:m04"]
    asleep = dataclasses.replace(base, snoozed={"handover-week:m04": dt.date(2027, 2, 2)})
    assert [item.id for item in due.due(asleep, RULES, day)] == ["handover-day:m04"]
    assert len(due.due(asleep, RULES, dt.date(2027, 2, 2))) == 2


def test_an_ended_group_is_left_in_peace():
    ended = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 1, 20)))
    assert due.due(ended, RULES, dt.date(2027, 1, 26)) == []


def test_a_cancelled_follow_up_is_not_reminded_of():
    base = make_plan()
    meetings = dict(base.meetings)
    meetings["m10"] = dataclasses.replace(meetings["m10"], status="cancelled")
    found = due.every(dataclasses.replace(base, meetings=meetings), RULES)
    assert "follow-up-week:m10" not in [item.id for item in found]


def test_a_follow_up_with_a_day_of_its_own_is_reminded_of():
    base = make_plan()
    visit = dataclasses.replace(base.follow_up, meeting="", date=dt.date(2027, 3, 18))
    found = due.every(dataclasses.replace(base, follow_up=visit), RULES)[-1]
    assert (found.id, found.due) == ("follow-up-week:follow-up", dt.date(2027, 3, 11))


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([name for name in models.names() if name != "uten-igangsetter"]),
    st.sampled_from(["week", "2 weeks", "3 weeks", "4 weeks", "month"]),
    st.dates(dt.date(2024, 1, 1), dt.date(2040, 1, 1)),
    st.integers(1, 8),
    st.integers(0, 7),
)
def test_every_reminder_opens_once_and_closes(model, rhythm, first, facilitated, half):
    found = make_plan(
        model, every=rhythm, first=first, facilitated=facilitated, half_alone=half, country="NO"
    )
    items = due.every(found, RULES)
    assert len({item.id for item in items}) == len(items)
    assert {"handover-week", "handover-day"} <= {item.rule.id for item in items}
    for item in items:
        assert item.due <= item.until
        open_days = [
            item.due + dt.timedelta(days=count)
            for count in range(-2, (item.until - item.due).days + 3)
        ]
        seen = [item.id in {i.id for i in due.due(found, RULES, day)} for day in open_days]
        assert seen == [False] * 2 + [True] * (len(seen) - 4) + [False] * 2


@pytest.mark.parametrize(
    "text",
    ["[x]\nanchor = 'moon'\ndue = 1", "[x]\ndue = 1", "[x]\nanchor = 'handover'\ndue = 'soon'",
     "[x]\nanchor = 'handover'\ndue = 1\nuntil = 'ever'", "[x]\nanchor = 'handover'\ndue = 1\nz = 1",
     "[x]\nanchor = 'handover'\ndue = 1\nonly = 'x'", "[x", "x = 1", "x = " + "[" * 5000,
     "[x]\nanchor = 'handover'\ndue = true", "[x]\nanchor = 'handover'\ndue = 99999999999",
     "[x]\nanchor = 'handover'\ndue = 1\nhandouts = 'rammer'", "[x]\nanchor = []\ndue = 1",
     "[x]\nanchor = 'handover'\ndue = 1\nsources = [1]", "[x]\nanchor = 'handover'\ndue = 1\nonly = []",
     "[x]\nanchor = 'handover'\ndue = 'meeting before'\notherwise = 'x'"],
)  # fmt: skip
def test_a_rule_that_makes_no_sense(text):
    with pytest.raises(ValueError, match=r"x|\[|recursion"):
        rules.read(text)
