"""When each reminder opens and closes, in tables that a person can read."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_plan
from igangsetter import resources
from igangsetter.plan import models, plan
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules

OURS = (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
RULES = rules.read(OURS)
LEAVING = [
    rule
    for rule in RULES
    if rule.id
    in {
        "half-alone",
        "last-but-one",
        "handover-week",
        "handover-day",
        "stay-away",
        "follow-up-week",
    }
]
"""The rules of reminders.md, whose timings and collisions are its table."""


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
def test_every_reminder_around_her_leaving(given, expected):
    assert table(due.every(Timeline(make_plan(**given)), LEAVING)) == expected


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
        ("2027-03-09", ["follow-up-week:m10", "stay-away:m05"]),
        ("2027-03-16", ["follow-up-week:m10"]),
        ("2027-03-17", []),
    ],
)
def test_what_is_open_on_a_day_the_nearer_first(day, ids):
    found = due.due(Timeline(make_plan()), LEAVING, dt.date.fromisoformat(day))
    assert [item.id for item in found] == ids


def test_a_look_ahead():
    found = due.due(Timeline(make_plan()), LEAVING, dt.date(2027, 1, 18), days=8)
    assert [item.id for item in found] == ["half-alone:m03", "handover-week:m04"]


def test_what_is_ticked_off_or_snoozed_is_silent():
    base, day = make_plan(), dt.date(2027, 2, 1)
    ticked = dataclasses.replace(base, done={"handover-week:m04": day})
    assert [item.id for item in due.due(Timeline(ticked), LEAVING, day)] == ["handover-day:m04"]
    asleep = dataclasses.replace(base, snoozed={"handover-week:m04": dt.date(2027, 2, 2)})
    assert [item.id for item in due.due(Timeline(asleep), LEAVING, day)] == ["handover-day:m04"]
    assert len(due.due(Timeline(asleep), LEAVING, dt.date(2027, 2, 2))) == 2


def test_an_ended_group_is_left_in_peace():
    ended = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 1, 20)))
    assert due.due(Timeline(ended), RULES, dt.date(2027, 1, 26)) == []


def test_a_cancelled_follow_up_is_not_reminded_of():
    base = make_plan()
    meetings = dict(base.meetings)
    meetings["m10"] = dataclasses.replace(meetings["m10"], status="cancelled")
    found = due.every(Timeline(dataclasses.replace(base, meetings=meetings)), RULES)
    assert "follow-up-week:m10" not in [item.id for item in found]


def test_a_follow_up_with_a_day_of_its_own_is_reminded_of():
    base = make_plan()
    visit = dataclasses.replace(base.follow_up, meeting="", date=dt.date(2027, 3, 18))
    found = due.every(Timeline(dataclasses.replace(base, follow_up=visit)), LEAVING)[-1]
    assert (found.id, found.due) == ("follow-up-week:follow-up", dt.date(2027, 3, 11))


@settings(max_examples=25, deadline=None)
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
    items = due.every(Timeline(found), RULES)
    assert len({item.id for item in items}) == len(items)
    assert {"handover-week", "handover-day"} <= {item.rule.id for item in items}
    for item in items:
        assert item.due <= item.until
        open_days = [
            item.due + dt.timedelta(days=count)
            for count in range(-2, (item.until - item.due).days + 3)
        ]
        seen = [
            item.id in {i.id for i in due.due(Timeline(found), RULES, day)} for day in open_days
        ]
        assert seen == [False] * 2 + [True] * (len(seen) - 4) + [False] * 2


def opened(plan_, day, ours=RULES):
    return [item.id for item in due.due(Timeline(plan_), ours, dt.date.fromisoformat(day))]


def test_rules_of_ones_own_change_ours_key_by_key_and_add_others():
    own = """
    [reflect]
    on = false
    [prepare]
    due = -2
    [yearly-call]
    on = true
    [buy-cake]
    anchor = "handover"
    due = -3
    models = ["selvhjelp-norge"]
    """
    both = rules.read(OURS, own)
    assert "reflect" not in {rule.id for rule in both}
    assert "reflect" in {rule.id for rule in RULES}
    assert "prepare:m02" in opened(make_plan(), "2027-01-17", both)
    assert "buy-cake:m04" in opened(make_plan(), "2027-01-30", both)
    assert "buy-cake:m05" not in opened(make_plan("angstringen"), "2027-02-06", both)
    assert "yearly-call:group" in opened(make_plan(), "2028-03-20", both)
    assert "yearly-call:group" not in opened(make_plan(), "2028-03-20")


@pytest.mark.parametrize(
    ("change", "day", "rule", "is_open"),
    [
        ({"place": plan.Place(kind="home")}, "2026-12-01", "book-room", False),
        ({"place": plan.Place(kind="digital")}, "2026-12-01", "book-room", True),
        ({"participants": 0}, "2026-12-29", "enough-people", True),
        ({"participants": 4}, "2026-12-29", "enough-people", True),
        ({"participants": 5}, "2026-12-29", "enough-people", False),
        ({"model": "etter-kurs"}, "2026-12-29", "enough-people", False),
        ({"model": "uten-igangsetter"}, "2027-01-06", "call-everyone", False),
        ({"model": "uten-igangsetter"}, "2027-01-11", "group-first-day", True),
        ({"model": "uten-igangsetter"}, "2027-01-11", "first-meeting-day", False),
        ({}, "2027-01-11", "group-first-day", False),
        ({"model": "link-oslo"}, "2027-01-13", "confidentiality-signed", True),
        ({"model": "link-oslo"}, "2027-01-16", "confidentiality-signed", False),
    ],
)  # fmt: skip
def test_what_a_rule_applies_to(change, day, rule, is_open):
    assert (
        rule in {name.partition(":")[0] for name in opened(with_participants(change), day)}
    ) is is_open


def with_participants(change):
    change = dict(change)
    count = change.pop("participants", 0)
    found = make_plan(**change)
    return dataclasses.replace(found, group=dataclasses.replace(found.group, participants=count))


def test_events_are_reminded_of_each_in_its_way_and_those_of_the_organisation_too():
    def event(day):
        return plan.Event(title="Kontaktmøte", date=dt.date.fromisoformat(day), time=dt.time(18))

    found = dataclasses.replace(
        make_plan(), events={"info": event("2026-12-10"), "k1": event("2027-04-15")}
    )
    way = Timeline(found, {"shared": event("2027-05-20")})
    dated = [
        (item.id, item.due.isoformat())
        for item in due.every(way, RULES)
        if item.rule.anchor in {"information-meeting", "event"}
    ]
    assert dated == [
        ("information-meeting-day:info", "2026-12-09"),
        ("contact-meeting:k1", "2027-04-08"),
        ("contact-meeting:shared", "2027-05-13"),
    ]


def test_what_comes_after_the_last_day_is_not_reminded_of():
    ended = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 2, 1)))
    assert opened(ended, "2027-01-31") == ["ending:group", "confidentiality-signed:m01"]
    found = due.due(Timeline(ended), RULES, dt.date(2027, 1, 20), days=300)
    assert max(item.date for item in found) <= dt.date(2027, 2, 1)


def test_what_was_put_off_is_told_before_what_it_is_about():
    base = make_plan()
    meetings = base.meetings | {
        "m04": dataclasses.replace(base.meetings["m04"], date=dt.date(2027, 1, 29))
    }
    moved = dataclasses.replace(
        base, meetings=meetings, snoozed={"handover-week:m04": dt.date(2027, 2, 1)}
    )
    assert "handover-week:m04" in opened(moved, "2027-01-29")


def test_without_a_handover_that_was_held_nobody_is_told_to_stay_away():
    base = make_plan()
    meetings = base.meetings | {
        "m04": dataclasses.replace(base.meetings["m04"], status="cancelled")
    }
    assert opened(dataclasses.replace(base, meetings=meetings), "2027-02-09", LEAVING) == []


def test_a_last_day_that_is_known_is_reminded_of_and_then_all_is_quiet():
    ended = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 6, 1)))
    assert "ending:group" in opened(ended, "2027-05-18")
    assert "ending:group" in opened(ended, "2027-05-31")
    assert opened(ended, "2027-06-01") == []


@pytest.mark.parametrize(
    ("made", "day", "late"),
    [("2026-10-01", "2026-12-01", 0), ("2026-10-01", "2026-12-02", 1), ("2026-10-01", "2027-01-12", 42),
     # A plan made late begins without a reproach, and has a week.
     ("2026-12-20", "2026-12-20", 0), ("2026-12-20", "2026-12-27", 0), ("2026-12-20", "2026-12-28", 1)],
)  # fmt: skip
def test_how_late_a_reminder_is(made, day, late):
    way = Timeline(make_plan(made=dt.date.fromisoformat(made)))
    item = next(one for one in due.every(way, RULES) if one.rule.id == "book-room")
    assert item.days_late(dt.date.fromisoformat(day)) == late


@pytest.mark.parametrize(
    "text",
    ["[x]\nanchor = 'moon'\ndue = 1", "[x]\ndue = 1", "[x]\nanchor = 'handover'\ndue = 'soon'",
     "[x]\nanchor = 'handover'\ndue = 1\nuntil = 'ever'", "[x]\nanchor = 'handover'\ndue = 1\nz = 1",
     "[x]\nanchor = 'handover'\ndue = 1\nonly = ['x']", "[x", "x = 1", "x = " + "[" * 5000,
     "[x]\nanchor = 'handover'\ndue = true", "[x]\nanchor = 'handover'\ndue = 99999999999",
     "[x]\nanchor = 'handover'\ndue = 1\nhandouts = 'rammer'", "[x]\nanchor = []\ndue = 1",
     "[x]\nanchor = 'handover'\ndue = 1\nsources = [1]", "[x]\nanchor = 'handover'\ndue = 1\nonly = 'x'",
     "[x]\nanchor = 'handover'\ndue = 1\non = 0", "[x]\nanchor = 'handover'\ndue = 1\nreader = 'you'",
     "[x]\nanchor = 'handover'\ndue = 1\nuntil_from = 'x'", "[x]\nanchor = 'handover'\ndue = 1\nabout = 'x'",
     "[x]\nanchor = 'handover'\ndue = 1\nlate = 1.5", "[x]\nanchor = 'attended'\ndue = 1\nabout = 'group'",
     "['x y']\nanchor = 'handover'\ndue = 1", "[x]\nanchor = 'handover'", "[x]\nanchor = 'handover'\ndue = 1\nid = 'y'",
     "[x]\nanchor = 'handover'\ndue = 'meeting before'\notherwise = 'x'"],
)  # fmt: skip
def test_a_rule_that_makes_no_sense(text):
    with pytest.raises(ValueError, match=r"x|\[|nested"):
        rules.read(text)
