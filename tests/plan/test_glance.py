"""The glance at the bytes of a plan: it may look once too often, and never once too seldom."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import FIRST, make_plan
from igangsetter import resources
from igangsetter.plan import models, plan
from igangsetter.plan.glance import Days, can_matter
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules
from igangsetter.store import folder as plans

OURS = rules.read((resources.packaged() / "reminders/rules.toml").read_text(encoding="utf-8"))
WHOLE = b"made = 2026-11-21\n[meetings.m01]\ndate = 2027-01-12\n[follow_up]\ndate = 2027-03-16\n"


@pytest.mark.parametrize(
    ("content", "first", "last", "expected"),
    [
        (WHOLE, "2027-03-16", "2027-03-16", True),
        (WHOLE, "2027-03-17", "2027-05-01", False),
        (WHOLE, "2026-01-01", "2026-11-20", False),
        (WHOLE, "2026-01-01", "2026-11-21", True),
        (WHOLE, "2026-12-01", "2026-12-02", True),
        (WHOLE, "2026-01-01", None, True),
        (WHOLE, "2027-03-17", None, False),
        (WHOLE[: WHOLE.index(b"[follow_up]")], "2030-01-01", "2030-01-02", True),
        (b"", "2030-01-01", "2030-01-02", True),
        (b"\n[follow_up]\n", "2030-01-01", "2030-01-02", True),
        (b"\xff\n[follow_up]\n", "2030-01-01", "2030-01-02", True),
    ],
)
def test_what_can_matter(content, first, last, expected):
    days = Days(dt.date.fromisoformat(first), last and dt.date.fromisoformat(last))
    assert can_matter(content, days) is expected


@st.composite
def some_plans(draw):
    """Plans of every way of starting, at many times, some ended, snoozed, ticked off, with events."""
    name = draw(st.sampled_from([name for name in models.names() if name != "digital"]))
    made = make_plan(name, first=FIRST + dt.timedelta(days=draw(st.integers(-900, 900))))
    days = st.dates(made.made - dt.timedelta(days=400), made.made + dt.timedelta(days=1200))
    changes = {}
    if draw(st.booleans()):
        changes["ended"] = plan.Ended(date=draw(days))
    if draw(st.booleans()):
        event = plan.Event(title="Kurs", date=draw(days), time=dt.time(19))
        changes["events"] = {draw(st.sampled_from(["info", "kurs"])): event}
    found = Timeline(made)
    if every := [item.id for item in due.every(found, OURS)]:
        changes["snoozed"] = draw(st.dictionaries(st.sampled_from(every), days, max_size=3))
        changes["done"] = draw(st.dictionaries(st.sampled_from(every), days, max_size=3))
    return dataclasses.replace(made, **changes) if changes else made


@given(some_plans(), st.integers(-1000, 2500), st.integers(0, 40), st.integers(-1000, 2500))
def test_what_is_passed_over_has_nothing_open(found, away, days, shared_away):
    today = found.made + dt.timedelta(days=away)
    day = found.made + dt.timedelta(days=shared_away)
    shared = {"mote": plan.Event(title="Møte for alle", date=day, time=dt.time(18))}
    content = plans.text(found).encode()
    for events in ({}, shared):
        way = Timeline(found, events)
        near = due.days_that_matter(OURS, events, today, days)
        if near is not None and not can_matter(content, near):
            assert due.due(way, OURS, today, days) == []
        ever = due.days_that_matter(OURS, events, today, None)
        if ever is not None and not can_matter(content, ever):
            assert (due.coming(way, OURS, today), way.next(today)) == ([], None)


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("", ("2026-09-26", "2027-01-16")),
        ('[x]\nanchor = "first"\ndue = -100\nuntil = 200\n', ("2026-05-05", "2027-03-01")),
        (
            '[x]\nanchor = "handover"\ndue = "meeting before"\notherwise = -90\n',
            ("2026-09-26", "2027-02-19"),
        ),
    ],
)
def test_the_days_follow_the_rules(own, expected):
    found = rules.read((resources.packaged() / "reminders/rules.toml").read_text("utf-8"), own)
    days = due.days_that_matter(found, {}, dt.date(2026, 11, 21), 0)
    assert tuple(map(str, days)) == expected


def test_with_dates_for_all_near_by_nothing_is_passed_over():
    shared = {"mote": plan.Event(title="x", date=dt.date(2026, 11, 24), time=dt.time(18))}
    assert due.days_that_matter(OURS, shared, dt.date(2026, 11, 21), 0) is None
