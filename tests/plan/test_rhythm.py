"""Which days a group meets on, and where a meeting goes that cannot be held."""

import dataclasses
import datetime as dt
from itertools import islice

import pytest

from conftest import make_plan
from igangsetter.plan import plan, rhythm

# Monday 17 May 2027 is Constitution Day and Whit Monday.
DAYS = {dt.date(2027, 5, 17): "17. mai"}
MONDAY = dt.date(2027, 5, 3)


def day(month, number):
    return dt.date(2027, month, number)


def shut(first, last, why="stengt"):
    return plan.ClosedDays(first=first, last=last, why=why)


@pytest.mark.parametrize(
    ("first", "every", "expected"),
    [
        ("2027-01-12", "week", ["01-12", "01-19", "01-26", "02-02"]),
        ("2027-01-12", "2 weeks", ["01-12", "01-26", "02-09", "02-23"]),
        ("2027-01-12", "3 weeks", ["01-12", "02-02", "02-23", "03-16"]),
        ("2027-01-12", "4 weeks", ["01-12", "02-09", "03-09", "04-06"]),
        # The first, the second, the fourth and the fifth, which is the last.
        ("2027-01-05", "month", ["01-05", "02-02", "03-02", "04-06"]),
        ("2027-01-07", "month", ["01-07", "02-04", "03-04", "04-01"]),
        ("2027-01-08", "month", ["01-08", "02-12", "03-12", "04-09"]),
        ("2027-01-28", "month", ["01-28", "02-25", "03-25", "04-22"]),
        ("2027-01-29", "month", ["01-29", "02-26", "03-26", "04-30"]),
    ],
)
def test_the_days_of_a_rhythm(first, every, expected):
    found = rhythm.occurrences(dt.date.fromisoformat(first), every)
    assert [f"{one:%m-%d}" for one in islice(found, 4)] == expected


def test_a_rhythm_ends_with_our_calendar():
    found = rhythm.occurrences(dt.date(2999, 12, 24), "week")
    assert list(islice(found, 2)) == [dt.date(2999, 12, 24), dt.date(2999, 12, 31)]
    with pytest.raises(ValueError, match="week"):
        next(found)


@pytest.mark.parametrize(
    ("rule", "closed", "expected"),
    [
        ("skip", [], ["05-03", "05-10", "05-24", "05-31"]),
        ("next", [], ["05-03", "05-10", "05-18", "05-24"]),
        ("previous", [], ["05-03", "05-10", "05-14", "05-24"]),
        ("keep", [], ["05-03", "05-10", "05-17", "05-24"]),
        ("next", [shut(day(5, 18), day(5, 18))], ["05-03", "05-10", "05-19", "05-24"]),
        # No two meetings on a day, and none before the one that came first.
        ("next", [shut(day(5, 17), day(5, 24))], ["05-03", "05-10", "05-25", "05-31"]),
        ("previous", [shut(day(5, 17), day(5, 24))], ["05-03", "05-10", "05-14", "05-31"]),
        ("previous", [shut(day(5, 11), day(5, 17))], ["05-03", "05-10", "05-24", "05-31"]),
    ],
)
def test_how_a_group_goes_on(rule, closed, expected):
    base = make_plan(first=MONDAY)
    found = dataclasses.replace(
        base,
        schedule=dataclasses.replace(base.schedule, holidays=rule),
        closed_days={f"d{number}": one for number, one in enumerate(closed)},
    )
    assert [f"{one:%m-%d}" for one in islice(rhythm.days(found, MONDAY, DAYS), 4)] == expected


def test_alone_it_may_go_on_in_another_rhythm():
    base = make_plan(first=MONDAY)
    own = dataclasses.replace(base.schedule, every_alone="2 weeks")
    found = rhythm.days(dataclasses.replace(base, schedule=own), MONDAY, {})
    assert [f"{one:%m-%d}" for one in islice(found, 3)] == ["05-03", "05-17", "05-31"]


@pytest.mark.parametrize(
    ("rule", "closed", "after", "before", "expected"),
    [
        ("skip", [], day(5, 10), day(5, 24), None),
        ("keep", [], day(5, 10), day(5, 24), (day(5, 17), None, "")),
        ("next", [], day(5, 10), day(5, 24), (day(5, 18), day(5, 17), "17. mai")),
        ("previous", [], day(5, 10), day(5, 24), (day(5, 14), day(5, 17), "17. mai")),
        # A closed day is named before the holiday.
        ("next", [shut(day(5, 17), day(5, 17), "ferie")], day(5, 10), day(5, 24),
         (day(5, 18), day(5, 17), "ferie")),
        ("next", [], day(5, 10), day(5, 18), None),
        ("next", [], day(5, 10), day(5, 19), (day(5, 18), day(5, 17), "17. mai")),
        ("previous", [], day(5, 14), day(5, 24), None),
        ("previous", [], day(5, 13), day(5, 24), (day(5, 14), day(5, 17), "17. mai")),
        # Friday may do, Saturday not; a search ends after thirty days.
        ("next", [shut(day(5, 18), day(5, 20))], day(5, 1), day(8, 1), (day(5, 21), day(5, 17), "17. mai")),
        ("next", [shut(day(5, 18), day(5, 21))], day(5, 1), day(8, 1), (day(5, 24), day(5, 17), "17. mai")),
        ("next", [shut(day(5, 18), day(6, 15))], day(5, 1), day(8, 1), (day(6, 16), day(5, 17), "17. mai")),
        ("next", [shut(day(5, 18), day(6, 16))], day(5, 1), day(8, 1), None),
    ],
)  # fmt: skip
def test_where_a_meeting_on_a_holiday_goes(rule, closed, after, before, expected):
    open_days = rhythm.OpenDays(closed, DAYS, rule)
    found = open_days.settle(day(5, 17), after=after, before=before)
    assert (found and (found.date, found.moved_from, found.reason)) == expected
    free = open_days.settle(day(5, 10), after=after, before=before)
    assert free == rhythm.Laid(date=day(5, 10))
