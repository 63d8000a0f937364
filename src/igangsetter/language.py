"""The three languages: the tool's own words, and dates, clock times and lists in words."""

from __future__ import annotations

import gettext as _gettext
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

Code = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Code, ...] = ("nb", "nn", "en")
DOMAIN = "igangsetter"
LOCALE_FOLDER = Path(__file__).parent / "locale"

_RANGE_DASH = "–"


class Language:
    """One language's words. `code` is nb, nn or en."""

    def __init__(self, code: Code) -> None:
        self.code: Code = code
        # A word still missing in nynorsk is better in bokmål than in English.
        fallbacks = {"nn": ["nn", "nb"], "nb": ["nb"]}.get(code, [])
        self._words = _gettext.translation(
            DOMAIN, LOCALE_FOLDER, fallbacks or ["en"], fallback=True
        )

    @property
    def own_name(self) -> str:
        """What the language calls itself."""
        return {"nb": "bokmål", "nn": "nynorsk", "en": "English"}[self.code]

    def gettext(self, message: str) -> str:
        """Return the message in this language."""
        return self._words.gettext(message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """Return the message for `count` things."""
        return self._words.ngettext(singular, plural, count)

    def pgettext(self, context: str, message: str) -> str:
        """Return a message that means different things in different places."""
        return self._words.pgettext(context, message)

    def weekday(self, day: dt.date) -> str:
        """`tirsdag`."""
        names = self.pgettext(
            "weekdays", "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
        )
        return names.split()[day.weekday()]

    def weekdays(self, day: dt.date) -> str:
        """`tirsdager`: that day of every week."""
        names = self.pgettext(
            "weekdays", "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays"
        )
        return names.split()[day.weekday()]

    def month(self, day: dt.date) -> str:
        """`februar`."""
        names = self.pgettext(
            "months",
            "January February March April May June July August September October November December",
        )
        return names.split()[day.month - 1]

    def date(self, day: dt.date) -> str:
        """`tirsdag 2. februar 2027`."""
        return f"{self.day(day)} {day.year}"

    def day(self, day: dt.date) -> str:
        """`tirsdag 2. februar`."""
        return f"{self.weekday(day)} {self.day_of_month(day)}"

    def day_of_month(self, day: dt.date) -> str:
        """`2. februar`."""
        # Translators: a day of the month, "2. februar"
        pattern = self.pgettext("day of month", "{day} {month}")
        return pattern.format(day=day.day, month=self.month(day))

    def short_day(self, day: dt.date, *, aligned: bool = False) -> str:
        """`tir 2. feb.`; `aligned` for a column: `tir  2. feb.`, at most twelve characters."""
        weekdays = self.pgettext("weekdays, short", "Mon Tue Wed Thu Fri Sat Sun")
        months = self.pgettext("months, short", "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec")
        # Translators: a short date in a table, "tir 2. feb."
        pattern = self.pgettext("short date", "{weekday} {day} {month}")
        return pattern.format(
            weekday=weekdays.split()[day.weekday()],
            day=f"{day.day:>2}" if aligned else day.day,
            month=months.split()[day.month - 1],
        )

    def span(self, first: dt.date, last: dt.date) -> str:
        """`16.–30. mars`; `28. mars–4. april`; one day when both are the same."""
        if first == last:
            return self.day_of_month(first)
        if (first.year, first.month) != (last.year, last.month):
            return f"{self.day_of_month(first)}{_RANGE_DASH}{self.day_of_month(last)}"
        # Translators: days within one month, "16.–30. mars"
        pattern = self.pgettext("days of month", "{first}–{last} {month}")  # noqa: RUF100
        return pattern.format(first=first.day, last=last.day, month=self.month(first))

    def clock(self, time: dt.time) -> str:
        """`18.00`; in English `18:00`."""
        return time.strftime("%H:%M" if self.code == "en" else "%H.%M")

    def hours(self, start: dt.time, end: dt.time) -> str:
        """`18.00–20.00`."""
        return f"{self.clock(start)}{_RANGE_DASH}{self.clock(end)}"

    def number(self, count: int) -> str:
        """A small number as a word, `fem`; a larger one in figures."""
        words = self.pgettext(
            "numbers", "zero one two three four five six seven eight nine ten eleven twelve"
        ).split()
        return words[count] if 0 <= count < len(words) else str(count)

    def quoted(self, text: str) -> str:
        """`«text»`."""
        return self.pgettext("quotation marks", "“{text}”").format(text=text)

    def listed(self, items: Iterable[str]) -> str:
        """`a, b og c`."""
        return self._joined(list(items), self.pgettext("list", "and"))

    def alternatives(self, items: Iterable[str]) -> str:
        """`a, b eller c`."""
        return self._joined(list(items), self.pgettext("list", "or"))

    @staticmethod
    def _joined(items: list[str], word: str) -> str:
        return f" {word} ".join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


@cache
def of(code: Code) -> Language:
    """The language with that code."""
    return Language(code)


_current: Code = "en"


def speak(code: Code) -> None:
    """Make `code` the tool's own language, Click's messages included."""
    global _current  # noqa: PLW0603 - one language a process
    _current = code
    # Click asks the global gettext domain, and that one asks LANGUAGE.
    os.environ["LANGUAGE"] = {"nn": "nn:nb"}.get(_current, _current)
    _gettext.bindtextdomain(DOMAIN, LOCALE_FOLDER)
    _gettext.textdomain(DOMAIN)


def current() -> Language:
    """The tool's own language."""
    return of(_current)


def _(message: str) -> str:
    return current().gettext(message)


def pgettext(context: str, message: str) -> str:
    """The tool's own word for what means different things in different places."""
    return current().pgettext(context, message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """The tool's own words for `count` things."""
    return current().ngettext(singular, plural, count)


def wished(environ: Mapping[str, str], settings: str = "") -> Code:
    """The language to speak: IGANGSETTER_LANG, the settings, the locale, the system; else English.

    Source: design.md §5.
    """
    for wish in (environ.get("IGANGSETTER_LANG", ""), settings):
        if code := _code(wish):
            return code
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return _code(environ[name]) or "en"
    return _code(_system_language()) or "en"


def _code(name: str) -> Code | None:
    """`nb` of `nb_NO.UTF-8`, `no` and `Norwegian`; None for a language that we do not speak."""
    stem = name.strip().lower().replace("-", "_").split(".")[0].split("_")[0]
    return _NAMES.get(stem)


_NAMES: dict[str, Code] = {
    "nb": "nb",
    "no": "nb",
    "bokmål": "nb",
    "norwegian": "nb",
    "nn": "nn",
    "nynorsk": "nn",
    "en": "en",
    "english": "en",
}


def _system_language() -> str:
    """The display language of Windows or macOS when no variable tells."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415
        import locale  # noqa: PLC0415

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    if sys.platform == "darwin":
        import subprocess  # noqa: PLC0415

        command = ["/usr/bin/defaults", "read", "-g", "AppleLanguages"]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        return answer.stdout.strip('( \n"').split('"')[0]
    return ""
