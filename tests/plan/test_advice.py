"""The checks: what sets each off, and what a plan fresh from `new-group` is told."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from conftest import make_plan
from igangsetter import holidays
from igangsetter.language import LANGUAGES, speak
from igangsetter.plan import advice, models, plan
from igangsetter.plan.timeline import Timeline

TODAY = dt.date(2026, 11, 21)
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", phone="99 99 99 99")


def known(found, **more):
    days = holidays.public_holidays(found.schedule.country, range(2026, 2029), "nb")
    return advice.Known(
        today=more.pop("today", TODAY), public_holidays=days,
        model=models.load(found.group.model), **more,
    )  # fmt: skip


def ids(found, **more):
    return {finding.id for finding in advice.findings(found, known(found, **more))}


def changed(table, **values):
    def make():
        base = make_plan(initiators=[KARI])
        return dataclasses.replace(
            base, **{table: dataclasses.replace(getattr(base, table), **values)}
        )

    return make


def meeting(key, **values):
    def make():
        base = make_plan(initiators=[KARI])
        meetings = dict(base.meetings)
        meetings[key] = dataclasses.replace(meetings[key], **values)
        return dataclasses.replace(base, meetings=meetings)

    return make


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (meeting("m06", initiator="whole"), "handover-not-last"),
        (meeting("m04", status="cancelled"), "handover-cancelled"),
        (lambda: make_plan(facilitated=11), "many-facilitated"),
        (meeting("m01", initiator="half"), "half-alone-elsewhere"),
        (changed("follow_up", meeting="", date=dt.date(2027, 5, 4)), "follow-up-window"),
        (changed("group", participants=12), "participants"),
        (changed("group", participants=3), "participants"),
        (changed("group", minimum_age=16), "minimum-age"),
        (lambda: make_plan(initiators=[KARI]), "on-her-own"),
        (lambda: make_plan(first=dt.date(2027, 7, 6)), "quiet-week"),
        (changed("follow_up", meeting="", date=dt.date(2027, 2, 5)), "follow-up-soon"),
        (lambda: make_plan("danmark", facilitated=6), "follow-up-soon"),
        (changed("follow_up", meeting="", date=dt.date(2027, 2, 2)), "date-order"),
        (changed("follow_up", meeting="m03"), "date-order"),
        (lambda: make_plan(first=dt.date(2027, 5, 3), holidays="keep"), "on-holiday"),
        (meeting("m02", date=dt.date(2027, 1, 12)), "same-day"),
        (changed("schedule", minutes=150), "long-meeting"),
        (changed("schedule", break_minutes=0), "no-break"),
        (lambda: dataclasses.replace(
            make_plan("digital"), schedule=dataclasses.replace(
                make_plan("digital").schedule, break_minutes=0)), "digital-no-break"),
        (changed("place", kind="home"), "private-home"),
        (changed("place", access="Alarm: 4711"), "door-code"),
        (changed("place", access=""), "no-access-note"),
        (lambda: make_plan(name="Angstgruppa"), "neutral-name"),
        (changed("group", note="Ring Anne på 41 23 45 67"), "personal-data"),
        (changed("group", note="anne@eksempel.no"), "personal-data"),
        (changed("group", note="01019912345"), "personal-data"),
        (meeting("m02", reason="Per 41234567 var syk"), "personal-data"),
        (meeting("m02", date=dt.date(2027, 3, 28), time=dt.time(2, 30)), "clock-change"),
        (meeting("m02", date=dt.date(2027, 10, 31), time=dt.time(2, 30)), "clock-change"),
        (changed("schedule", time_zone="Mars/Base"), "unknown-time-zone"),
        (lambda: make_plan(country="DE"), "country-part"),
        (lambda: make_plan("uten-igangsetter"), "owner-takes-part"),
    ],
)  # fmt: skip
def test_what_sets_a_check_off(make, expected):
    assert expected in ids(make())


@pytest.mark.parametrize(
    ("make", "silent"),
    [
        (changed("group", participants=0), "participants"),
        (changed("group", note="Ring sentralen, eller meg på 99 99 99 99"), "personal-data"),
        (changed("place", access="Nøkkel i skranken, rom 204"), "door-code"),
        (lambda: make_plan("angstringen", place=plan.Place(kind="home", name="Hjemme")), "private-home"),
        (lambda: make_plan("angstringen", facilitated=5), "many-facilitated"),
        (lambda: make_plan("link-oslo"), "follow-up-soon"),
        (lambda: make_plan(every="month"), "follow-up-soon"),
        (lambda: make_plan(name="Russegruppa"), "neutral-name"),
        (lambda: make_plan(country="DE-NW"), "country-part"),
        (meeting("m02", date=dt.date(2027, 3, 27), time=dt.time(2, 30)), "clock-change"),
    ],
)  # fmt: skip
def test_what_leaves_a_check_silent(make, silent):
    assert silent not in ids(make())


@pytest.mark.parametrize(
    ("day", "quiet"),
    [("2027-12-24", "christmas-eve"), ("2027-12-31", "new-years-eve"), ("2027-12-28", "christmas"),
     ("2027-03-24", "easter-wednesday"), ("2027-03-27", "easter-eve"), ("2027-03-23", "easter"),
     ("2027-07-20", "july")],
)  # fmt: skip
def test_a_quiet_day_is_named(day, quiet):
    found = make_plan(first=dt.date.fromisoformat(day), facilitated=1)
    first = next(f for f in advice.findings(found, known(found)) if f.id == "quiet-week")
    assert first.values == {"date": dt.date.fromisoformat(day), "quiet": quiet}


def test_a_closed_day_and_a_follow_up_not_agreed():
    base = make_plan()
    closed = {"d1": plan.ClosedDays(first=dt.date(2027, 1, 18), last=dt.date(2027, 1, 20))}
    assert "on-closed-day" in ids(dataclasses.replace(base, closed_days=closed))
    assert "follow-up-not-agreed" in ids(base, today=dt.date(2027, 2, 10))
    assert "follow-up-not-agreed" not in ids(base, today=dt.date(2027, 2, 2))


def test_one_initiator_at_two_groups_at_once():
    one = make_plan(initiators=[KARI])
    other = make_plan(name="Annen", initiators=[KARI])
    late = make_plan(name="Sen", initiators=[KARI], time=dt.time(20))

    def with_(*others):
        every = [one, *others]
        return ids(
            one, hours=Counter(hour for plan in every for hour in advice.hours(Timeline(plan)))
        )

    assert "same-hour" in with_(other)
    assert "same-hour" not in with_(late, make_plan(name="Ukjent"))


def test_old_numbers():
    found = make_plan()
    assert "old-numbers" in ids(found, numbers_checked=[dt.date(2021, 11, 1)])
    assert "old-numbers" not in ids(found, numbers_checked=[TODAY])


@pytest.mark.parametrize("model", models.names())
@pytest.mark.parametrize("every", ["week", "2 weeks", "month"])
def test_a_fresh_plan_is_told_nothing_but_notes(model, every):
    found = make_plan(model, every=every)
    levels = {f.level for f in advice.findings(found, known(found))}
    assert levels <= {"info"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_check_has_its_words(code):
    from igangsetter.cli import advice_words

    speak(code)
    assert set(advice_words.table()) == set(advice.CHECKS)
    for words in advice_words.table().values():
        assert all(words)
