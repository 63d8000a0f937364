"""Public holidays of a country and year, and the quiet weeks when few groups meet."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from dateutil.easter import easter

from igangsetter import language as words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

COUNTRIES = ("NO", "DK", "SE", "FI", "DE", "CH")

QuietDay = Literal["christmas-eve", "new-years-eve", "easter-eve", "easter-wednesday"]
QuietWeek = Literal["easter", "christmas", "july"]


def public_holidays(country: str, years: Iterable[int], language: words.Code) -> dict[dt.date, str]:
    """The public holidays of `country` (`NO`, or a part as `DE-NW`), named in `language`.

    Raises ValueError for a country or part that is not known.
    """
    return dict(_holidays(country, frozenset(years), language))


@lru_cache(maxsize=64)
def _holidays(country: str, years: frozenset[int], language: words.Code) -> dict[dt.date, str]:
    """One answer for the many plans of a folder that lie in the same years."""
    import holidays  # noqa: PLC0415 - 0.3 s, and most commands never ask

    country, _, part = country.partition("-")
    if country not in COUNTRIES:
        raise ValueError(country)

    def named_in(wanted: str | None) -> dict[dt.date, str]:
        try:
            return dict(
                holidays.country_holidays(
                    country, subdiv=part or None, years=sorted(years), language=wanted
                )
            )
        except NotImplementedError:
            raise ValueError(f"{country}-{part}") from None

    english = named_in("en_US")
    if language == "en":
        return {day: " / ".join(name.split("; ")) for day, name in english.items()}
    # The package has no nynorsk and no Norwegian names for other countries' days: the common ones
    # are in our catalogue, the rest keep the name that their own country gives them.
    local = named_in(None)
    known = _common_names(words.of(language))
    named = {}
    for day, name in english.items():
        parts = [known.get(part) for part in name.split("; ")]
        named[day] = words.of(language).listed(filter(None, parts)) if all(parts) else local[day]
    return named


def _common_names(speaker: words.Language) -> dict[str, str]:
    return {
        "New Year's Day": speaker.gettext("New Year’s Day"),
        "Epiphany": speaker.gettext("Epiphany"),
        "Maundy Thursday": speaker.gettext("Maundy Thursday"),
        "Good Friday": speaker.gettext("Good Friday"),
        "Easter Sunday": speaker.gettext("Easter Sunday"),
        "Easter Monday": speaker.gettext("Easter Monday"),
        "Labor Day": speaker.gettext("Labour Day"),
        "May Day": speaker.gettext("Labour Day"),
        "Constitution Day": speaker.gettext("Constitution Day"),
        "Ascension Day": speaker.gettext("Ascension Day"),
        "Pentecost": speaker.gettext("Whit Sunday"),
        "Pentecost Monday": speaker.gettext("Whit Monday"),
        "Midsummer Day": speaker.gettext("Midsummer Day"),
        "All Saints' Day": speaker.gettext("All Saints’ Day"),
        "Christmas Eve": speaker.gettext("Christmas Eve"),
        "Christmas Day": speaker.gettext("Christmas Day"),
        "Second Day of Christmas": speaker.gettext("Boxing Day"),
    }


def quiet_week(day: dt.date) -> QuietWeek | None:
    """Which quiet week `day` lies in, if any. These are no holidays. Source: design.md §4."""
    from_easter = (day - easter(day.year)).days
    if _SATURDAY_BEFORE_PALM_SUNDAY <= from_easter <= 1:
        return "easter"
    if (day.month, day.day) >= (12, 23) or (day.month, day.day) == (1, 1):
        return "christmas"
    return "july" if day.month == 7 else None  # noqa: PLR2004


def quiet_day(day: dt.date) -> QuietDay | None:
    """Which half-holiday `day` is, if any: shops and rooms close early."""
    if (day.month, day.day) in _EVES:
        return _EVES[day.month, day.day]
    from_easter = (day - easter(day.year)).days
    return {-1: "easter-eve", -4: "easter-wednesday"}.get(from_easter)  # type: ignore[return-value]


_EVES: dict[tuple[int, int], QuietDay] = {(12, 24): "christmas-eve", (12, 31): "new-years-eve"}
_SATURDAY_BEFORE_PALM_SUNDAY = -8
