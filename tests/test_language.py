"""Words of dates and numbers, checked against Babel's CLDR; every message in every language."""

import ast
import datetime as dt
import re
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from igangsetter import language

SOURCE = Path(language.__file__).parent
CLDR = {"nb": "nb", "nn": "nn", "en": "en_GB"}
YEAR = [dt.date(2027, 1, 1) + dt.timedelta(days=count) for count in range(365)]


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_names_of_days_and_months_are_those_of_cldr(code):
    cldr, speaker = Locale.parse(CLDR[code]), language.of(code)
    for day in YEAR:
        assert speaker.weekday(day) == cldr.days["format"]["wide"][day.weekday()]
        assert speaker.month(day) == cldr.months["format"]["wide"][day.month]


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_short_names_are_those_of_cldr(code):
    cldr, speaker = Locale.parse(CLDR[code]), language.of(code)
    # CLDR's only three-letter weekdays in nynorsk are those that stand alone.
    form = "stand-alone" if code == "nn" else "format"
    for day in YEAR:
        weekday = cldr.days[form]["abbreviated"][day.weekday()].rstrip(".")
        month = cldr.months["format"]["abbreviated"][day.month]
        dot = "" if code == "en" else "."
        assert speaker.short_day(day) == f"{weekday} {day.day}{dot} {month}"
        assert len(speaker.short_day(day, aligned=True)) <= 12


@pytest.mark.parametrize(
    ("code", "date", "day", "short", "span", "hours"),
    [
        ("nb", "tirsdag 2. februar 2027", "tirsdag 2. februar", "tir 2. feb.",
         "16.–30. mars", "18.00–20.00"),
        ("nn", "tysdag 2. februar 2027", "tysdag 2. februar", "tys 2. feb.",
         "16.–30. mars", "18.00–20.00"),
        ("en", "Tuesday 2 February 2027", "Tuesday 2 February", "Tue 2 Feb",
         "16–30 March", "18:00–20:00"),
    ],
)  # fmt: skip
def test_dates_in_words(code, date, day, short, span, hours):
    speaker, tuesday = language.of(code), dt.date(2027, 2, 2)
    assert speaker.date(tuesday) == date
    assert speaker.day(tuesday) == day
    assert speaker.short_day(tuesday) == short
    assert speaker.span(dt.date(2027, 3, 16), dt.date(2027, 3, 30)) == span
    assert speaker.hours(dt.time(18), dt.time(20)) == hours


@pytest.mark.parametrize(
    ("items", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")],
)
def test_lists_in_words(items, words):
    assert language.of("nb").listed(items) == words


def test_a_span_over_two_months_names_both():
    speaker = language.of("nb")
    assert speaker.span(dt.date(2027, 3, 28), dt.date(2027, 4, 4)) == "28. mars–4. april"
    assert speaker.span(dt.date(2027, 3, 28), dt.date(2027, 3, 28)) == "28. mars"


@given(st.integers(min_value=-5, max_value=1000))
def test_a_number_is_a_word_or_figures(count):
    words = language.of("nb").number(count)
    assert words == str(count) or (0 <= count <= 12 and words.isalpha())


@pytest.mark.parametrize(
    ("environ", "settings", "code"),
    [
        ({}, "", "en"),
        ({"LANG": "nb_NO.UTF-8"}, "", "nb"),
        ({"LANG": "no_NO"}, "", "nb"),
        ({"LANG": "nn_NO.UTF-8"}, "", "nn"),
        ({"LANG": "de_DE.UTF-8"}, "", "en"),
        ({"LANG": "C"}, "", "en"),
        ({"LC_ALL": "nn_NO", "LANG": "nb_NO"}, "", "nn"),
        ({"LC_ALL": "", "LC_MESSAGES": "nb_NO", "LANG": "en_GB"}, "", "nb"),
        ({"LANG": "en_GB"}, "nn", "nn"),
        ({"IGANGSETTER_LANG": "nb", "LANG": "en_GB"}, "nn", "nb"),
        ({"IGANGSETTER_LANG": "klingon", "LANG": "nb_NO"}, "", "nb"),
        ({"IGANGSETTER_LANG": "Bokmål"}, "", "nb"),
    ],
)
def test_which_language_is_spoken(environ, settings, code):
    assert language.wished(environ, settings) == code


def test_nynorsk_falls_back_on_bokmaal_before_english(monkeypatch):
    monkeypatch.setattr(language.of("nn")._words, "_catalog", {"": ""})
    try:
        assert language.of("nn").gettext("Tonight") == "I kveld"
    finally:
        language.of.cache_clear()


# --- The catalogues ---

KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def _messages():
    found = extract_from_dir(SOURCE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {(message if isinstance(message, str) else message[0], context)
            for _file, _line, message, _comments, context in found}  # fmt: skip


def test_no_message_hides_in_an_f_string():
    # The extractor does not look into them on every Python.
    hidden = [
        path.name
        for path in SOURCE.rglob("*.py")
        if re.search(r"\{(?:_|ngettext|pgettext)\(", path.read_text(encoding="utf-8"))
    ]
    assert hidden == []


def _catalogue(code):
    with (SOURCE / "locale" / code / "LC_MESSAGES" / "igangsetter.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_every_message_is_translated(code):
    catalogue = _catalogue(code)
    missing = [
        message
        for message, context in _messages()
        if (entry := catalogue.get(message, context)) is None or not entry.string or entry.fuzzy
    ]
    assert missing == []


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_no_translation_is_left_over(code):
    ours = _messages()
    left_over = [
        entry.id
        for entry in _catalogue(code)
        if entry.id
        and "click" not in {place for place, _line in entry.locations}
        and ((entry.id if isinstance(entry.id, str) else entry.id[0]), entry.context) not in ours
    ]
    assert left_over == []


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_translations_keep_their_placeholders(code):
    def fields(text):
        return set(re.findall(r"\{(\w*)", text))

    for entry in _catalogue(code):
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        allowed = set().union(*(fields(text) for text in ids))
        for text in strings:
            # A translation may leave out what its grammar does not need, and invent nothing.
            assert fields(text) <= allowed, entry.id


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_the_compiled_catalogue_is_not_older(code):
    po = SOURCE / "locale" / code / "LC_MESSAGES" / "igangsetter.po"
    spoken = language.of(code)
    for entry in _catalogue(code):
        if isinstance(entry.id, str) and entry.id and not entry.context:
            assert spoken._words.gettext(entry.id) == entry.string, (
                f"{po} is newer than its .mo: install the package again (pip install -e .)"
            )


# --- What is not in the catalogues ---

_WORDS = re.compile(r"[A-Za-z]{2,},? [a-z]{2,}")
_NO_WORDS = re.compile(
    r"\s*(<|\\s\*<|# |igangsetter |(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\b)|.*<[/!?]?\w+",
    re.DOTALL,
)
"""Markup, remarks in a file, commands that she types, and SQL."""
_FOR_MACHINES = {
    "calendar/caldav.py": {'" -m pip install '},
    "cli/calendar.py": {"--for group"},
    "cli/answers.py": {r"\b(hjemme|heime|privat\w*|at home|home of)\b"},
    "cli/completion.py": None,  # lines of four shells
    "cli/daily.py": {"loginctl enable-linger"},
    "cli/daily_by_hand.py": {
        "launchctl bootstrap gui/$(id -u) ", "launchctl print gui/$(id -u)/",
        "launchctl bootout gui/$(id -u)/",
    },
    "cli/edit.py": {"EDITOR=nano igangsetter edit"},
    "cli/next_steps.py": None,  # what follows “igangsetter”
    "cli/publishing.py": {"keyring set "},
    "cli/suggestions.py": {"Callable[[typer.Context, str], list[Suggestion]]"},
    "delivery/account.py": {"keyring set "},
    "delivery/desktop.py": {"sudo apt install libnotify-bin"},
    "delivery/job.py": {r"=.*\s-m igangsetter remind\s.*\s--daily(?:\s|$)"},
    "delivery/ledger.py": {
        "no such table", "no such column", "already exists", "unsupported file format",
        "Could not decode",
    },
    "delivery/systemd.py": {
        "systemctl --user daemon-reload", "systemctl --user enable --now ", "--scheduler cron",
    },
    "handouts/word_blocks.py": {"Tick box"},
    "handouts/word.py": {"Tick box"},
    "handouts/terminal.py": {
        "(kind, text) → the text dressed for the screen; kind is heading, strong or quiet.",
    },
    "holidays.py": {"Second Day of Christmas"},  # a name that the library gives
    "plan/models.py": {"our default", "no overlap"},  # words of our data
    "plan/tables.py": {"too many dots"},  # compared, never shown
    "reminders/due.py": None,  # conditions of our data
    "reminders/rules.py": None,  # as above
    "store/folder.py": {"mobile documents", "google drive"},
    "typed_dates.py": None,  # what is understood, in three languages
}  # fmt: skip
"""Words that nobody reads on a screen, file by file; None: all of a file."""


def _literals(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    apart = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            apart |= {id(one.value) for one in node.body if isinstance(one, ast.Expr)}
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in KEYWORDS:
            apart |= {id(one) for part in node.args for one in ast.walk(part)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.value


def test_no_words_stand_outside_the_catalogues():
    left = {}
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        known = _FOR_MACHINES.get(name, set())
        found = {text for text in _literals(path) if _WORDS.search(text)}
        found = {text for text in found if not _NO_WORDS.match(text)}
        if known is not None and found != known:
            left[name] = found ^ known
    assert left == {}
