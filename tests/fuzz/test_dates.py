"""Whatever is typed as a date, the answer is a date of our calendar or None."""

import datetime as dt

from hypothesis import example, given
from hypothesis import strategies as st

from fuzz import law, strategies
from igangsetter import language, typed_dates
from igangsetter.value import YEARS

RHYTHMS = {None, "week", "2 weeks", "3 weeks", "4 weeks", "month"}


@law.many(250)
@given(strategies.typed_dates(), strategies.days)
@example("uke 52 9999", dt.date(2026, 11, 21))
@example("week 53 2999", dt.date(2999, 12, 31))
@example("1.1.0000..31.12.9999", dt.date(1900, 1, 1))
def test_what_looks_like_a_date(text, today):
    with law.kept("dates"):
        day, clock = typed_dates.day(text, today), typed_dates.clock(text)
        moment, span = typed_dates.moment(text, today), typed_dates.span(text, today)
        every = typed_dates.every(text)
    assert day is None or day.year in YEARS
    assert clock is None or clock.tzinfo is None
    assert every in RHYTHMS
    if day is not None:
        assert moment == (day, None)
        assert span is None or span == (day, day) or text.strip(" ,")[:1].isalpha()
    if moment is not None:
        assert moment[0].year in YEARS
    if span is not None:
        assert span[0] <= span[1]
        assert {span[0].year, span[1].year} <= set(YEARS)


@law.many(100)
@given(strategies.days, strategies.times, st.sampled_from(language.LANGUAGES), st.data())
def test_what_we_write_in_any_case_and_spacing(day, time, code, data):
    speaker = language.of(code)
    today = data.draw(st.dates(dt.date(1900, 1, 1), day))
    text = data.draw(
        st.sampled_from([speaker.date(day), day.isoformat(), f"{day.day}.{day.month}.{day.year}"])
    )
    text = data.draw(st.sampled_from([text, text.upper(), f"  {text} ", text.replace(" ", "  ")]))
    with law.kept("dates"):
        assert typed_dates.day(text, today) == day
        assert typed_dates.moment(f"{text} kl. {speaker.clock(time)}", today) == (
            day,
            time.replace(second=0, microsecond=0, fold=0),
        )
