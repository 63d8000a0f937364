"""Holidays and quiet weeks, against an independent computation."""

import datetime as dt

import pytest

from igangsetter import holidays


def easter_by_gauss(year):
    """Easter Sunday by the Meeus/Jones/Butcher steps, written apart from any library."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    offset = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * offset) // 451
    month, day = divmod(h + offset - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def test_norwegian_holidays_from_1950_to_2100():
    found = holidays.public_holidays("NO", range(1950, 2101), "nb")
    expected = set()
    for year in range(1950, 2101):
        easter = easter_by_gauss(year)
        expected |= {easter + dt.timedelta(days=n) for n in (-3, -2, 0, 1, 39, 49, 50)}
        expected |= {dt.date(year, *day) for day in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}
    assert set(found) == expected


@pytest.mark.parametrize(
    ("day", "nb", "nn", "en"),
    [
        ("2027-03-25", "skjærtorsdag", "skjærtorsdag", "Maundy Thursday"),
        ("2027-05-01", "arbeidernes dag", "arbeidardagen", "Labor Day"),
        ("2027-12-26", "andre juledag", "andre juledag", "Second Day of Christmas"),
    ],
)
def test_holidays_are_named_in_the_papers_language(day, nb, nn, en):
    date = dt.date.fromisoformat(day)
    names = [holidays.public_holidays("NO", [2027], code)[date] for code in ("nb", "nn", "en")]
    assert names == [nb, nn, en]


@pytest.mark.parametrize("country", holidays.COUNTRIES)
@pytest.mark.parametrize("code", ["nb", "nn", "en"])
def test_every_country_has_names_in_every_language(country, code):
    found = holidays.public_holidays(country, [2027], code)
    assert len(found) >= 4
    assert all(found.values())


@pytest.mark.parametrize("country", ["XX", "DE-XX", "", "no"])
def test_an_unknown_country(country):
    with pytest.raises(ValueError, match=country or ".*"):
        holidays.public_holidays(country, [2027], "nb")


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2027-03-19", None), ("2027-03-20", "easter"), ("2027-03-29", "easter"),
        ("2027-03-30", None), ("2026-12-22", None), ("2026-12-23", "christmas"),
        ("2027-01-01", "christmas"), ("2027-01-02", None), ("2027-06-30", None),
        ("2027-07-01", "july"), ("2027-07-31", "july"), ("2027-08-01", None),
    ],
)  # fmt: skip
def test_the_quiet_weeks(day, week):
    assert holidays.quiet_week(dt.date.fromisoformat(day)) == week
