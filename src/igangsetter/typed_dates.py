"""Dates, clock times, rhythms and closed days as people type them, in three languages.

Every function answers None for what it does not understand; the caller says so in words.
`today` is always an argument.
"""

from __future__ import annotations

import datetime as dt
import re

from igangsetter.value import YEARS

LONGEST = 80
"""Characters of what may be a date."""

_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "mandag måndag monday man mån mon mand",
            "tirsdag tysdag tuesday tir tys tue tirs tues",
            "onsdag wednesday ons wed",
            "torsdag thursday tor thu tors thurs",
            "fredag friday fre fri",
            "lørdag laurdag saturday lør lau sat",
            "søndag sundag sunday søn sun",
        )
    )
    for name in names.split()
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar january jan",
            "februar february feb",
            "mars march mar",
            "april apr",
            "mai may",
            "juni june jun",
            "juli july jul",
            "august aug",
            "september sept sep",
            "oktober october okt oct",
            "november nov",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}
NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "en ei én éi ett eit one a",
            "to two",
            "tre three",
            "fire four",
            "fem five",
            "seks six",
            "sju syv seven",
            "åtte eight",
        ),
        start=1,
    )
    for word in words.split()
}
_DAY_UNITS = {"dag": 1, "dager": 1, "dagar": 1, "day": 1, "days": 1}
_WEEK_UNITS = {"uke": 7, "uker": 7, "veke": 7, "veker": 7, "week": 7, "weeks": 7}

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?(?:\s?(\d{4}|\d{2}))?")
_NAMED = re.compile(r"([a-zæøå]+)\.?,?\s+(?:den\s+|the\s+)?(\d.*)")
_SPELLED = re.compile(r"(\d{1,2})\.?\s+([a-zæøå]+)\.?(?:\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]+)\s+(\d{1,2})(?:,?\s+(\d{4}))?")
_RELATIVE = re.compile(r"(?:om|in)\s+(\w+)\s+([a-z]+)")
_CLOCK = re.compile(r"(?:kl\.?\s*|at\s+)?(\d{1,2})(?:[.:](\d{2}))?\s*(am|pm)?")
_WHEN = re.compile(
    r"(?P<day>.*?)[,\s]+(?:(?:kl\.?|klokka|klokken|at)\s*(?P<spoken>\d{1,2}(?:[.:]\d{2})?\s*(?:am|pm)?)"
    r"|(?P<bare>\d{1,2}:\d{2}|\d{1,2}\.\d{2}(?!\d|\.)|\d{1,2}\s*(?:am|pm)))"
    # «kl. 18–20»: how long the meeting lasts is another question.
    r"(?:\s*[–-]\s*\d{1,2}(?:[.:]\d{2})?)?"
)
_WEEK_NUMBER = re.compile(r"(?:uke|veke|week)\s+(\d{1,2})(?:\s+(\d{4}))?")
_RANGE_SEPARATORS = (
    r"\.\.",
    r"\s+(?:til|to|through)\s+",
    r"\s*–\s*",
    r"\s+-\s+",
    r"(?<=[.\d])-(?=\d)",
)


def day(text: str, today: dt.date) -> dt.date | None:
    """`2027-01-12`, `12.1.2027`, `12.1`, `12. januar`, `tirsdag`, `om 2 uker`, `i morgen`.

    Without a year the next such day from `today` on is meant.
    """
    found = _day(_tidy(text), today)
    return found if found and found.year in YEARS else None


def _day(text: str, today: dt.date) -> dt.date | None:
    if match := _ISO.fullmatch(text):
        return _date(*map(int, match.groups()))
    if match := _NUMERIC.fullmatch(text):
        return _dated(int(match[1]), int(match[2]), match[3], today)
    if (match := _NAMED.fullmatch(text)) and match[1] in _WEEKDAYS:
        found = day(match[2], today)
        # «tirsdag 13. januar» that is a Wednesday: better asked again than guessed.
        return found if found and found.weekday() == _WEEKDAYS[match[1]] else None
    if (match := _SPELLED.fullmatch(text)) and match[2] in _MONTHS:
        return _dated(int(match[1]), _MONTHS[match[2]], match[3], today)
    if (match := _MONTH_FIRST.fullmatch(text)) and match[1] in _MONTHS:
        return _dated(int(match[2]), _MONTHS[match[1]], match[3], today)
    return _relative(text, today)


def clock(text: str) -> dt.time | None:
    """`18`, `18.00`, `18:30`, `kl. 18`, `6 pm`."""
    match = _CLOCK.fullmatch(_tidy(text))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:  # noqa: PLR2004
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def moment(text: str, today: dt.date) -> tuple[dt.date, dt.time | None] | None:
    """A day, perhaps with a clock time: `12. januar kl. 18`, `2027-01-12 18:00`."""
    text = _tidy(text)
    if (whole := day(text, today)) is not None:
        return whole, None
    match = _WHEN.fullmatch(text)
    if match is None:
        return None
    date, time = day(match["day"], today), clock(match["spoken"] or match["bare"])
    return None if date is None or time is None else (date, time)


def span(text: str, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """First and last day of `2027-02-22..2027-02-26`, `22.–26. februar`, `uke 8` or one day."""
    text = _tidy(text)
    if match := _WEEK_NUMBER.fullmatch(text):
        return _week(int(match[1]), match[2], today)
    if (one := day(text, today)) is not None:
        return one, one
    for separator in _RANGE_SEPARATORS:
        start, *end = re.split(separator, text, maxsplit=1)
        last = day(end[0], today) if end else None
        first = _range_start(start, last) if last else None
        if first and last and first <= last:
            return first, last
    return None


def every(text: str) -> str | None:
    """The plan file's rhythm for `uke`, `hver uke`, `annenhver uke`, `2 weeks`, `måned`."""
    text = _tidy(text)
    if re.search(r"måned|månad|month", text):
        return "month"
    if re.fullmatch(r"(?:hver |kvar |every )?(?:uke|veke|week)|ukentlig|vekentleg|weekly", text):
        return "week"
    if re.match(
        r"annenhver|annankvar|kvar andre|hver andre|every other|every second|fortnight", text
    ):
        return "2 weeks"
    number = re.search(
        r"\b(\d)\b|\b(to|tre|tredje|fire|fjerde|two|three|third|four|fourth)\b", text
    )
    if number is None or not re.search(r"uke|veke|week", text):
        return None
    word = number[1] or {"tredje": "3", "third": "3", "fjerde": "4", "fourth": "4"}.get(
        number[2], str(NUMBER_WORDS.get(number[2], ""))
    )
    return {"1": "week", "2": "2 weeks", "3": "3 weeks", "4": "4 weeks"}.get(word)


def _tidy(text: str) -> str:
    if len(text) > LONGEST:
        return ""
    text = re.sub(r"(?<=\d)\.(?=[a-zæøå])", ". ", " ".join(text.split()).casefold())
    return text.strip(" ,")


def _date(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def _dated(number: int, month: int, year: str | None, today: dt.date) -> dt.date | None:
    """The day in the given year, else the next one from today on (29 February may be far away)."""
    if year:
        return _date(int(year) + (2000 if len(year) == 2 else 0), month, number)  # noqa: PLR2004
    candidates = (_date(today.year + ahead, month, number) for ahead in range(9))
    return next((found for found in candidates if found and found >= today), None)


def _relative(text: str, today: dt.date) -> dt.date | None:
    plain = re.sub(r"^(?:på|neste|førstkommende|on|next) ", "", text)
    if plain in _WEEKDAYS:
        return today + dt.timedelta(days=(_WEEKDAYS[plain] - today.weekday() - 1) % 7 + 1)
    if text in {"i dag", "idag", "today"}:
        return today
    if text in {"i morgen", "imorgen", "i morgon", "tomorrow"}:
        return today + dt.timedelta(days=1)
    match = _RELATIVE.fullmatch(text)
    if match is None:
        return None
    count = int(match[1]) if match[1].isdecimal() else NUMBER_WORDS.get(match[1])
    unit = {**_DAY_UNITS, **_WEEK_UNITS}.get(match[2])
    if count is None or unit is None:
        return None
    try:
        return today + dt.timedelta(days=count * unit)
    except OverflowError:
        return None


def _week(number: int, year: str | None, today: dt.date) -> tuple[dt.date, dt.date] | None:
    """Monday and Sunday of that ISO week, the next one that is not over."""
    for candidate in [int(year)] if year else [today.year, today.year + 1]:
        try:
            monday = dt.date.fromisocalendar(candidate, number, 1)
        except ValueError:
            continue
        if monday.year not in YEARS:
            continue
        if year or monday + dt.timedelta(days=6) >= today:
            return monday, monday + dt.timedelta(days=6)
    return None


def _range_start(text: str, last: dt.date) -> dt.date | None:
    """The first day of a range: month and year may stand in the last (`22.–26. februar`)."""
    if match := re.fullmatch(r"(\d{1,2})\.?", text):
        return _date(last.year, last.month, int(match[1]))
    # The year that puts it at most a year before the last day.
    return day(text, last - dt.timedelta(days=365))
