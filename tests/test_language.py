"""Words of dates and numbers, checked against Babel's CLDR; every message in every language."""

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
            assert spoken.gettext(entry.id) == entry.string, (
                f"{po} is newer than its .mo: install the package again (pip install -e .)"
            )
