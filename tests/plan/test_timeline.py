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
        ("19:00", 90, 10, "19:45"), ("18:00", 120, 1, "19:00"), ("18:00", 108, 15, "19:00"),
        ("18:00", 120, 0, None), ("18:00", 60, 60, None),
    ],
)  # fmt: skip
def test_when_the_break_begins(start, minutes, pause, expected):
    found = break_start(dt.time.fromisoformat(start), minutes, pause)
    assert (f"{found:%H:%M}" if found else None) == expected


def test_rounds_are_suggested_where_they_belong():
    rows = Timeline(make_plan()).rows
    assert rows[0].rounds == ("presentation", "expectations", "closing")
    assert rows[1].rounds == ("opening", "closing")


def with_event(day, base=None):
    event = plan.Event(title="Kontaktmøte", date=day, time=dt.time(19))
    return dataclasses.replace(base or make_plan(), events={"k1": event})


def visited(day, **changes):
    base = make_plan()
    visit = dataclasses.replace(base.follow_up, meeting="", date=day, **changes)
    return dataclasses.replace(base, follow_up=visit)


@pytest.mark.parametrize(
    ("make", "day", "expected"),
    [
        (make_plan, "2027-01-19", ("meeting", "m02", "2027-01-19")),
        (make_plan, "2027-01-27", ("handover", "m04", "2027-02-02")),
        (make_plan, "2027-03-16", ("follow-up", "m10", "2027-03-16")),
        (lambda: changed(make_plan(), "m02", status="cancelled"), "2027-01-13",
         ("meeting", "m03", "2027-01-26")),
        (lambda: make_plan("uten-igangsetter"), "2027-02-02", ("meeting", "m04", "2027-02-02")),
        # What comes on one day: the meeting before the event, the event before the visit.
        (lambda: with_event(dt.date(2027, 1, 21)), "2027-01-20", ("event", "k1", "2027-01-21")),
        (lambda: with_event(dt.date(2027, 1, 21)), "2027-01-21", ("event", "k1", "2027-01-21")),
        (lambda: with_event(dt.date(2027, 1, 21)), "2027-01-22", ("meeting", "m03", "2027-01-26")),
        (lambda: with_event(dt.date(2027, 1, 26)), "2027-01-22", ("meeting", "m03", "2027-01-26")),
        (lambda: with_event(dt.date(2027, 3, 18), visited(dt.date(2027, 3, 18))), "2027-03-18",
         ("event", "k1", "2027-03-18")),
        (lambda: visited(dt.date(2027, 3, 18)), "2027-03-16", ("meeting", "m10", "2027-03-16")),
        (lambda: visited(dt.date(2027, 3, 18)), "2027-03-18", ("follow-up", "follow-up", "2027-03-18")),
        (lambda: visited(dt.date(2027, 3, 18)), "2027-03-19", None),
        (lambda: visited(None, rule="none"), "2027-03-16", ("meeting", "m10", "2027-03-16")),
        (lambda: visited(None, rule="none"), "2027-03-17", None),
    ],
)  # fmt: skip
def test_what_comes_next(make, day, expected):
    found = Timeline(make()).next(dt.date.fromisoformat(day))
    assert (found and (found.what, found.about, found.date.isoformat())) == expected


@pytest.mark.parametrize(
    ("make", "stages"),
    [
        # The first day of each stage.
        (make_plan, {"facilitated": "01-12", "alone": "02-03", "followed-up": "03-17"}),
        (lambda: visited(dt.date(2027, 3, 18)),
         {"facilitated": "01-12", "alone": "02-03", "followed-up": "03-19"}),
        (lambda: visited(None, rule="none"), {"facilitated": "01-12", "alone": "02-03"}),
        (lambda: changed(make_plan(), "m01", status="cancelled"),
         {"facilitated": "01-19", "alone": "02-03", "followed-up": "03-17"}),
        (lambda: dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 2, 20))),
         {"facilitated": "01-12", "alone": "02-03", "ended": "02-20"}),
        (lambda: dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 1, 5))),
         {"ended": "01-05"}),
    ],
)  # fmt: skip
def test_when_each_stage_begins(make, stages):
    way, found = Timeline(make()), {}
    for count in range(120):
        day = dt.date(2027, 1, 1) + dt.timedelta(days=count)
        found.setdefault(way.stage(day), f"{day:%m-%d}")
    assert found == {"before": "01-01"} | stages


def test_a_group_whose_meetings_are_all_cancelled_has_not_begun():
    base = make_plan("link-oslo")
    off = {key: dataclasses.replace(one, status="cancelled") for key, one in base.meetings.items()}
    way = Timeline(dataclasses.replace(base, meetings=off))
    assert way.stage(dt.date(2028, 1, 1)) == "before"
    assert (way.first.id, way.next(dt.date(2027, 1, 1))) == ("m01", None)


def test_the_days_of_the_way_with_what_was_skipped_and_what_is_marked():
    base = visited(dt.date(2027, 1, 20))
    meetings = {key: base.meetings[key] for key in ("m01", "m02", "m03", "m04", "m05")}
    meetings["m02"] = dataclasses.replace(meetings["m02"], status="cancelled", reason="snø")
    found = dataclasses.replace(
        base, meetings=meetings, skipped={dt.date(2027, 1, 25): "vinterferie"}
    )
    way = Timeline(found)
    assert [(f"{one.date:%d.%m.}", one.mark, one.row and one.row.id, one.reason) for one in way.days] == [
        ("12.01.", "whole", "m01", ""),
        ("19.01.", "none", "m02", "snø"),
        ("20.01.", "visit", None, ""),
        ("25.01.", "none", None, "vinterferie"),
        ("26.01.", "half", "m03", ""),
        ("02.02.", "handover", "m04", ""),
        ("09.02.", "away", "m05", ""),
    ]  # fmt: skip
    usual = Timeline(make_plan())
    assert [usual.mark(row) for row in usual.rows[-2:]] == ["away", "visit"]


@pytest.mark.parametrize(
    ("rule", "earliest", "latest", "expected"),
    [
        ("weeks", 6, 8, ("03-16", "03-30")),
        ("weeks", 0, 1, ("02-02", "02-09")),
        # The meeting after so many alone: the second one alone is on 16 February.
        ("meetings", 1, 2, ("02-16", "02-23")),
        ("meetings", 0, 0, ("02-09", "02-09")),
        ("meetings", 5, 9, ("03-16", "03-16")),
        ("meetings", 6, 9, None),
        ("total", 1, 2, ("01-12", "01-19")),
        ("total", 10, 11, ("03-16", "03-16")),
        ("total", 11, 12, None),
        ("total", 0, 2, None),
        ("none", 1, 2, None),
    ],
)  # fmt: skip
def test_the_window_of_each_rule(rule, earliest, latest, expected):
    base = make_plan()
    visit = dataclasses.replace(base.follow_up, rule=rule, earliest=earliest, latest=latest)
    window = Timeline(dataclasses.replace(base, follow_up=visit)).follow_up.window
    assert (window and tuple(f"{one:%m-%d}" for one in window)) == expected


def test_without_an_initiator_meetings_alone_are_counted_from_the_first_and_weeks_from_nowhere():
    base = make_plan("uten-igangsetter")
    for rule, expected in (
        ("meetings", (dt.date(2027, 1, 19), dt.date(2027, 1, 26))),
        ("weeks", None),
    ):
        visit = dataclasses.replace(base.follow_up, rule=rule, earliest=1, latest=2)
        way = Timeline(dataclasses.replace(base, follow_up=visit))
        assert way.follow_up.window == expected


def test_two_meetings_on_one_day_stand_in_the_order_of_their_ids_and_events_in_that_of_the_clock():
    base = changed(make_plan(), "m03", date=dt.date(2027, 1, 12))
    noon, evening = dt.time(12), dt.time(19)
    day = dt.date(2027, 1, 5)
    own = {
        "late": plan.Event(title="b", date=day, time=evening),
        "early": plan.Event(title="a", date=day, time=noon),
    }
    shared = {
        "late": plan.Event(title="overwritten", date=day, time=noon),
        "shared": plan.Event(title="c", date=dt.date(2027, 1, 4), time=evening),
    }
    way = Timeline(dataclasses.replace(base, events=own), shared)
    assert [row.id for row in way.rows[:3]] == ["m01", "m03", "m02"]
    assert [(key, event.title) for key, event in way.events.items()] == [
        ("shared", "c"), ("early", "a"), ("late", "b"),
    ]  # fmt: skip


def test_the_meeting_with_her_before_another():
    way = Timeline(changed(make_plan(), "m02", status="cancelled"))
    before = {row.id: way.before(row) and way.before(row).id for row in way.rows[:6]}
    assert before == {
        "m01": None, "m02": "m01", "m03": "m01", "m04": "m03", "m05": "m04", "m06": "m04",
    }  # fmt: skip


def test_a_row_says_everything_of_its_meeting():
    found = changed(make_plan(), "m03", moved_from=dt.date(2027, 1, 25), reason="snø", minutes=60)
    row = Timeline(found).rows[2]
    assert vars(row) == {
        "number": 3, "id": "m03", "date": dt.date(2027, 1, 26), "start": dt.time(18),
        "end": dt.time(19), "minutes": 60, "break_at": dt.time(18, 30), "initiator": "half",
        "cancelled": False, "rounds": ("opening", "closing"), "place": "Frivilligsentralen",
        "moved_from": dt.date(2027, 1, 25), "reason": "snø",
    }  # fmt: skip
