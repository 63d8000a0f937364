"""Which of the days after the handover the initiator visits."""

import datetime as dt

import pytest

from igangsetter.plan.visit import Chosen, choose

HANDOVER = dt.date(2027, 2, 2)


def weekly(count, first="2027-02-09", step=7):
    return [
        dt.date.fromisoformat(first) + dt.timedelta(days=step * number) for number in range(count)
    ]


@pytest.mark.parametrize(
    ("days", "window", "expected"),
    [
        # 16, 23 and 30 March: the middle one is in Holy Week, and of two as near the earlier wins.
        (weekly(8), (6, 8), Chosen(5, "easter")),
        (weekly(7), (6, 8), None),
        ([], (6, 8), None),
        # The middle, the only one, and the nearest where none lies within.
        (weekly(8, "2027-04-06"), (10, 12), Chosen(2, None)),
        (weekly(12), (9, 11), Chosen(9, None)),
        (weekly(4, "2027-02-09", 28), (10, 12), Chosen(2, None)),
        (weekly(4, "2027-02-09", 28), (11, 13), Chosen(3, None)),
        (weekly(4, "2027-02-09", 28), (8, 8), Chosen(2, None)),
        (weekly(4, "2027-04-17", 4), (10, 12), Chosen(1, None)),
        # All of the window is quiet.
        (weekly(8), (7, 7), Chosen(6, None)),
        # To the day: opens and closes are within.
        (weekly(2, "2027-04-13", 7), (10, 10), Chosen(0, None)),
        (weekly(2, "2027-04-12", 8), (10, 11), Chosen(1, None)),
    ],
)
def test_by_weeks_after_the_handover(days, window, expected):
    assert choose("weeks", days, last=HANDOVER, before=4, window=window) == expected


@pytest.mark.parametrize(
    ("rule", "days", "before", "window", "wished", "expected"),
    [
        # The visit comes after so many alone: the place is their number.
        ("meetings", weekly(4), 4, (3, 3), None, Chosen(3, None)),
        ("meetings", weekly(3), 4, (3, 3), None, None),
        ("meetings", weekly(6), 1, (3, 4), None, Chosen(4, None)),
        ("meetings", weekly(6), 1, (3, 5), None, Chosen(4, None)),
        ("meetings", weekly(6), 1, (3, 5), 3, Chosen(3, None)),
        ("meetings", weekly(6), 1, (3, 5), 5, Chosen(5, None)),
        ("meetings", weekly(5), 1, (3, 5), 3, None),
        # The seventh day is in Holy Week: one that is as near as can be outside it.
        ("meetings", weekly(8), 1, (5, 7), None, Chosen(5, "easter")),
        ("meetings", weekly(9), 1, (6, 8), 6, Chosen(7, "easter")),
        ("meetings", weekly(9), 1, (4, 8), 6, Chosen(5, "easter")),
        ("meetings", weekly(9), 1, (6, 6), None, Chosen(6, None)),
        # Meetings in all: those up to the handover are counted.
        ("total", weekly(4), 4, (6, 6), None, Chosen(1, None)),
        ("total", weekly(4), 0, (3, 4), None, Chosen(3, None)),
        ("total", weekly(4), 0, (1, 1), None, Chosen(0, None)),
        ("total", weekly(1), 4, (6, 6), None, None),
        ("total", weekly(4), 4, (5, 6), 5, Chosen(0, None)),
        # The number lies before the handover: the first meeting after it.
        ("total", weekly(4), 4, (2, 3), None, Chosen(0, None)),
        ("total", weekly(4), 4, (3, 6), None, Chosen(0, None)),
        ("total", [], 4, (2, 3), None, None),
    ],
)
def test_by_meetings(rule, days, before, window, wished, expected):
    found = choose(rule, days, last=HANDOVER, before=before, window=window, wished=wished)
    assert found == expected


def test_weeks_without_a_handover_are_meetings_in_all():
    assert choose("weeks", weekly(4), last=None, before=0, window=(2, 2)) == Chosen(1, None)
