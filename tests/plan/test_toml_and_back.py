"""A plan that is written and read again is the same plan, and the same bytes."""

import dataclasses
import datetime as dt
import string

from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_plan
from igangsetter.plan import plan, toml


def test_a_long_note_is_written_over_several_lines():
    base = make_plan()
    noted = dataclasses.replace(base, group=dataclasses.replace(base.group, note="en\nto"))
    text = toml.write(noted, "x")
    assert 'note = """\nen\nto"""' in text
    assert toml.read(text).plan == noted


names = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\u202a\u202b"
                  "\u202c\u202d\u202e\u2066\u2067\u2068\u2069"), min_size=1, max_size=60
).filter(toml.is_name)  # fmt: skip
ids = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=8)
days = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
times = st.times().map(lambda time: time.replace(microsecond=0, tzinfo=None))
texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


@st.composite
def whole_plans(draw):
    meetings = draw(
        st.dictionaries(
            ids,
            st.builds(
                plan.Meeting,
                date=days,
                time=st.none() | times,
                minutes=st.none() | st.integers(1, 1440),
                place=st.none() | texts,
                moved_from=st.none() | days,
                reason=texts,
                initiator=st.sampled_from(["whole", "half", "away", "visit"]),
                status=st.sampled_from(["planned", "cancelled"]),
            ),
            min_size=1,
            max_size=4,
        )
    )
    meeting = draw(st.sampled_from(sorted(meetings)))
    first, last = sorted([draw(days), draw(days)])
    return plan.Plan(
        id=draw(texts),
        made=draw(days),
        group=draw(st.builds(plan.Group, name=names, note=texts, theme=texts,
                             participants=st.integers(0, 1000))),
        place=draw(st.builds(plan.Place, name=texts, access=texts, url=texts)),
        initiators=draw(st.dictionaries(ids, st.builds(plan.Initiator, name=names), max_size=2)),
        schedule=draw(st.builds(plan.Schedule, time=times, minutes=st.integers(1, 1440),
                                break_minutes=st.integers(0, 720))),
        closed_days={"d1": plan.ClosedDays(first=first, last=last, why=draw(texts))},
        rounds=draw(st.dictionaries(ids, st.builds(plan.Round, when=st.sampled_from(["first", "stuck"])), max_size=2)),
        meetings=meetings,
        handover=plan.Handover(meeting=meeting),
        follow_up=draw(st.sampled_from([
            plan.FollowUp(rule="none"), plan.FollowUp(meeting=meeting, agreed=True)])),
        events=draw(st.dictionaries(ids, st.builds(plan.Event, title=names, date=days, time=times,
                                                   minutes=st.integers(1, 1440)), max_size=2)),
        ended=draw(st.none() | st.builds(plan.Ended, date=days, reason=texts)),
        skipped=draw(st.dictionaries(days, texts, max_size=3)),
        done=draw(st.dictionaries(texts, days, max_size=3)),
    )  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(whole_plans())
def test_every_plan_reads_back_as_itself_and_writes_the_same_bytes(found):
    text = toml.write(found, "x")
    again = toml.read(text)
    assert again.findings == []
    assert again.plan == found
    assert toml.write(again.plan, "x") == text


EVERYTHING = """\
# Tirsdagsgruppa – skrevet av igangsetter
schema = 1
id = "5f0c"
made = 2026-11-21

[group]
name = "Tirsdagsgruppa"
language = "nn"
model = "link-oslo"
participants = 7
closed = false
topic = "shared"
theme = "sorg"
minimum_age = 21
organisation = "Frivilligsentralen"
note = \"""
en
to\"""
farge = "blå"

[place]
kind = "home"
name = "Hjemme"
address = "Storgata 1"
access = "Ring på"
url = "https://example.org"

[initiators.i1]
public = true
name = "Kari Nordmann"
email = "kari@example.org"
phone = "99 99 99 99"

[reflection_partner]
name = "Per"

[schedule]
every = "2 weeks"
every_alone = "month"
alone_half = "first"
time = 17:30:00
minutes = 90
break_minutes = 0
time_zone = "Europe/Stockholm"
country = "SE"
holidays = "next"

[closed_days.w]
from = 2027-02-22
to = 2027-02-22
why = "vinterferie"

[rounds.tea]
title = "te"
prompt = "Hvilken?"
when = "stuck"

[meetings.m02]
date = 2027-01-26
time = 18:00:00
minutes = 60
place = "Biblioteket"
moved_from = 2027-01-25
reason = "snø"
initiator = "half"
status = "cancelled"

[meetings.m01]
date = 2027-01-12
initiator = "whole"

[handover]
meeting = "m01"

[follow_up]
date = 2027-03-16
rule = "total"
earliest = 3
latest = 3
agreed = true

[events.info]
title = "Informasjonsmøte"
date = 2027-01-05
time = 19:00:00
minutes = 45

[ended]
date = 2027-06-01
reason = "flytting"

[skipped]
2027-02-23 = "vinterferie"
2027-03-23 = ""

[done]
"a:group" = 2026-12-01
"b:m01" = 2026-11-30

[snoozed]
"c:m01" = 2026-12-02
"d:m01" = 2026-12-01

[egen]
x = [
    1,
    2,
]
"""


def test_a_file_with_everything_in_it_reads_and_writes_the_same():
    found = toml.read(EVERYTHING)
    assert [(one.id, one.key, one.level) for one in found.findings] == [
        ("unknown-key", "group.farge", "warning"), ("unknown-key", "egen", "warning"),
    ]  # fmt: skip
    again = toml.write(found.plan, "Tirsdagsgruppa – skrevet av igangsetter")
    assert again == EVERYTHING
    done = {"b:m01": dt.date(2026, 11, 30), "a:group": dt.date(2026, 12, 1)}
    skipped = {dt.date(2027, 3, 23): "", dt.date(2027, 2, 23): "vinterferie"}
    other_order = dataclasses.replace(found.plan, done=done, skipped=skipped)
    assert toml.write(other_order, "Tirsdagsgruppa – skrevet av igangsetter") == EVERYTHING


def test_a_carriage_return_is_written_so_that_it_comes_back():
    base = make_plan()
    noted = dataclasses.replace(base, group=dataclasses.replace(base.group, note="en\r\nto"))
    text = toml.write(noted, "x")
    assert 'note = "en\\r\\nto"' in text
    assert toml.read(text).plan == noted
