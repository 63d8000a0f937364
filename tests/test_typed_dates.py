"""Dates as people type them, in tables: what is typed → what is meant."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igangsetter import language, typed_dates

TODAY = dt.date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-01-12", "2027-01-12"),
        ("2027-1-2", "2027-01-02"),
        ("12.1.2027", "2027-01-12"),
        ("12.1", "2027-01-12"),
        ("12. 1.", "2027-01-12"),
        ("22.11", "2026-11-22"),
        ("21.11", "2026-11-21"),
        ("20.11", "2027-11-20"),
        ("12. januar", "2027-01-12"),
        ("12 jan.", "2027-01-12"),
        ("12. januar 2028", "2028-01-12"),
        ("12 January", "2027-01-12"),
        ("January 12, 2028", "2028-01-12"),
        ("Jan 12", "2027-01-12"),
        ("tirsdag 12. januar", "2027-01-12"),
        ("tysdag den 12. januar", "2027-01-12"),
        ("Tuesday 12 January", "2027-01-12"),
        ("onsdag 12. januar", None),
        ("tirsdag", "2026-11-24"),
        ("tysdag", "2026-11-24"),
        ("lørdag", "2026-11-28"),
        ("på tirsdag", "2026-11-24"),
        ("next tuesday", "2026-11-24"),
        ("i dag", "2026-11-21"),
        ("i morgon", "2026-11-22"),
        ("tomorrow", "2026-11-22"),
        ("om 2 uker", "2026-12-05"),
        ("om to veker", "2026-12-05"),
        ("om ei veke", "2026-11-28"),
        ("in 10 days", "2026-12-01"),
        ("29. februar", "2028-02-29"),
        ("29.2.2027", None),
        ("32.1", None),
        ("12/1", None),
        ("", None),
        ("snart", None),
        ("om 99999999 uker", None),
        ("om " + "9" * 5000 + " uker", None),
        ("9999-12-31", None),
        ("1.1.0207", None),
        ("2027-13-40", None),
        ("12. snømåned", None),
    ],
)
def test_a_day(text, expected):
    found = typed_dates.day(text, TODAY)
    assert (found.isoformat() if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18", "18:00"), ("18.30", "18:30"), ("18:30", "18:30"), ("kl. 18", "18:00"),
        ("kl 9", "09:00"), ("6 pm", "18:00"), ("12 am", "00:00"), ("12 pm", "12:00"),
        ("24", None), ("18.60", None), ("13 pm", None), ("", None), ("seks", None),
    ],
)  # fmt: skip
def test_a_clock_time(text, expected):
    found = typed_dates.clock(text)
    assert (f"{found:%H:%M}" if found else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12. januar kl. 18", ("2027-01-12", "18:00")),
        ("12. januar klokka 18.30", ("2027-01-12", "18:30")),
        ("2027-01-12 18:00", ("2027-01-12", "18:00")),
        ("12.1.2027 18.00", ("2027-01-12", "18:00")),
        ("12 January at 6 pm", ("2027-01-12", "18:00")),
        ("tirsdag 12. januar kl. 18", ("2027-01-12", "18:00")),
        ("12. januar", ("2027-01-12", None)),
        ("12. januar kl. 25", None),
        ("kl. 18", None),
    ],
)
def test_a_day_with_its_hour(text, expected):
    found = typed_dates.moment(text, TODAY)
    if expected is None:
        assert found is None
    else:
        day, clock = found
        assert (day.isoformat(), f"{clock:%H:%M}" if clock else None) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2027-02-22..2027-02-26", "2027-02-22", "2027-02-26"),
        ("2027-02-22 - 2027-02-26", "2027-02-22", "2027-02-26"),
        ("22.–26. februar", "2027-02-22", "2027-02-26"),
        ("22.-26. februar", "2027-02-22", "2027-02-26"),
        ("22. til 26. februar", "2027-02-22", "2027-02-26"),
        ("22.2-26.2", "2027-02-22", "2027-02-26"),
        ("22–26 February", "2027-02-22", "2027-02-26"),
        ("28. mars–4. april", "2027-03-28", "2027-04-04"),
        ("28. desember – 3. januar", "2026-12-28", "2027-01-03"),
        ("uke 8", "2027-02-22", "2027-02-28"),
        ("veke 8", "2027-02-22", "2027-02-28"),
        ("week 8 2028", "2028-02-21", "2028-02-27"),
        ("24. desember", "2026-12-24", "2026-12-24"),
    ],
)
def test_a_span_of_days(text, first, last):
    found = typed_dates.span(text, TODAY)
    assert found == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["", "uke 54", "uke 52 9999", "26.–22. februar", "vinterferie", "22..26..28"]
)
def test_no_span_of_days(text):
    assert typed_dates.span(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("uke", "week"), ("hver uke", "week"), ("kvar veke", "week"), ("weekly", "week"),
        ("every week", "week"), ("annenhver uke", "2 weeks"), ("kvar andre veke", "2 weeks"),
        ("annankvar veke", "2 weeks"), ("every other week", "2 weeks"), ("2 weeks", "2 weeks"),
        ("hver tredje uke", "3 weeks"), ("3 uker", "3 weeks"), ("every fourth week", "4 weeks"),
        ("første tirsdag i måneden", "month"), ("månad", "month"), ("monthly", "month"),
        ("daglig", None), ("5 uker", None), ("", None),
    ],
)  # fmt: skip
def test_a_rhythm(text, expected):
    assert typed_dates.every(text) == expected


@given(st.dates(dt.date(2026, 11, 21), dt.date(2040, 1, 1)), st.sampled_from(language.LANGUAGES))
def test_what_we_write_we_also_understand(day, code):
    assert typed_dates.day(language.of(code).date(day), TODAY) == day


@given(st.text(max_size=60))
def test_nothing_typed_makes_it_crash(text):
    typed_dates.moment(text, TODAY)
    typed_dates.span(text, TODAY)
    typed_dates.every(text)
