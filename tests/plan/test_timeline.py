"""Stage, next date, numbers and days of a plan."""

import dataclasses
import datetime as dt

import pytest

from conftest import make_plan
from igangsetter.plan import plan
from igangsetter.plan.timeline import Timeline, break_start


def changed(found, meeting_id, **changes):
    meetings = dict(found.meetings)
    meetings[meeting_id] = dataclasses.replace(meetings[meeting_id], **changes)
    return dataclasses.replace(found, meetings=meetings)


@pytest.mark.parametrize(
    ("day", "stage", "what", "date"),
    [
        ("2026-11-21", "before", "meeting", "2027-01-12"),
        ("2027-01-11", "before", "meeting", "2027-01-12"),
        ("2027-01-12", "facilitated", "meeting", "2027-01-12"),
        ("2027-01-27", "facilitated", "handover", "2027-02-02"),
        ("2027-02-02", "facilitated", "handover", "2027-02-02"),
        ("2027-02-03", "alone", "meeting", "2027-02-09"),
        ("2027-03-10", "alone", "follow-up", "2027-03-16"),
        ("2027-03-16", "alone", "follow-up", "2027-03-16"),
        ("2027-03-17", "followed-up", None, None),
    ],
)
def test_stage_and_next_date(day, stage, what, date):
    way, today = Timeline(make_plan()), dt.date.fromisoformat(day)
    assert way.stage(today) == stage
    found = way.next(today)
    assert (found and found.what, found and found.date.isoformat()) == (what, date)


def test_a_cancelled_follow_up_leaves_the_group_alone():
    way = Timeline(changed(make_plan(), "m10", status="cancelled"))
    assert way.stage(dt.date(2027, 4, 1)) == "alone"


def test_an_ended_group_has_no_next_date():
    found = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 1, 20)))
    way = Timeline(found)
    assert way.stage(dt.date(2027, 1, 19)) == "facilitated"
    assert way.stage(dt.date(2027, 1, 20)) == "ended"
    assert way.next(dt.date(2027, 1, 20)) is None


def test_without_an_initiator_facilitated_never_occurs():
    way = Timeline(make_plan("uten-igangsetter"))
    assert {way.stage(dt.date(2027, 1, 1) + dt.timedelta(days=n)) for n in range(90)} == {
        "before",
        "alone",
        "followed-up",
    }


def test_a_number_is_the_place_in_date_order_and_cancelled_ones_count():
    found = changed(make_plan(), "m02", date=dt.date(2027, 1, 11), status="cancelled")
    way = Timeline(found)
    assert [(row.number, row.id) for row in way.rows[:3]] == [(1, "m02"), (2, "m01"), (3, "m03")]
    assert [row.id for row in way.planned[:2]] == ["m01", "m03"]


def test_an_event_may_come_first():
    event = plan.Event(title="Informasjonsmøte", date=dt.date(2027, 1, 5), time=dt.time(19))
    way = Timeline(dataclasses.replace(make_plan(), events={"info": event}))
    found = way.next(dt.date(2026, 12, 1))
    assert (found.what, found.about) == ("event", "info")
    assert way.event_end(event) == dt.time(20, 30)


def test_a_follow_up_with_a_date_of_its_own():
    base = make_plan()
    found = dataclasses.replace(
        base, follow_up=dataclasses.replace(base.follow_up, meeting="", date=dt.date(2027, 3, 18))
    )
    way = Timeline(found)
    assert way.follow_up.row is None
    assert way.follow_up.date == dt.date(2027, 3, 18)
    assert way.days[-1].mark == "visit"
    assert way.next(dt.date(2027, 3, 17)).what == "follow-up"


def test_a_meeting_has_its_own_hour_length_and_place():
    found = changed(make_plan(), "m01", time=dt.time(23), minutes=180, place="Biblioteket")
    row = Timeline(found).rows[0]
    assert (row.start, row.end, row.place) == (dt.time(23), dt.time(2), "Biblioteket")


@pytest.mark.parametrize(
    ("start", "minutes", "pause", "expected"),
    [
        ("18:00", 120, 15, "19:00"), ("18:00", 180, 15, "19:30"), ("18:00", 105, 15, "18:45"),
        ("19:00", 90, 10, "19:45"), ("18:00", 120, 0, None), ("18:00", 60, 60, None),
    ],
)  # fmt: skip
def test_when_the_break_begins(start, minutes, pause, expected):
    found = break_start(dt.time.fromisoformat(start), minutes, pause)
    assert (f"{found:%H:%M}" if found else None) == expected


def test_rounds_are_suggested_where_they_belong():
    rows = Timeline(make_plan()).rows
    assert rows[0].rounds == ("presentation", "expectations", "closing")
    assert rows[1].rounds == ("opening", "closing")
