"""Plan file text ↔ Plan: the docstring-like text above each finding is the input."""

import dataclasses
import datetime as dt
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_plan
from igangsetter import findings, language
from igangsetter.plan import plan, toml

GOOD = """\
schema = 1
id = "5f0c"
made = 2026-11-21
[group]
name = "Tirsdagsgruppa"
[schedule]
time = 18:00:00
[meetings.m01]
date = 2027-01-12
initiator = "whole"
[handover]
meeting = "m01"
"""


def sentences(text, code="en"):
    return [findings.sentence(finding, language.of(code)) for finding in toml.read(text).findings]


def test_the_smallest_plan_is_read():
    found = toml.read(GOOD)
    assert found.findings == []
    assert found.plan.group == plan.Group(name="Tirsdagsgruppa")
    assert found.plan.meetings == {
        "m01": plan.Meeting(date=dt.date(2027, 1, 12), initiator="whole")
    }
    assert found.plan.schedule.minutes == 120


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema = 1\n", "", "schema: this must be there. Add the line."),
        ("schema = 1", "schema = 2", "1: schema: written by a newer igangsetter (form 2; this one "
         "knows 1). Install the newest igangsetter."),
        ("schema = 1", "schema = 0", "1: schema: 0 is out of range. Write a number from 1 to 1."),
        ("schema = 1", "schema = true", "1: schema: here stands True; it must be a whole number."),
        ("made = 2026-11-21", 'made = "2026-11-21"', "3: made: here stands 2026-11-21; it must be "
         "a date without quotation marks, such as 2027-01-12."),
        ('name = "Tirsdagsgruppa"\n', "", "4: group.name: this must be there. Add the line."),
        ('"Tirsdagsgruppa"', '""', "5: group.name: the name must have 1 to 120 characters, all on "
         "one line. Give the group a shorter name."),
        ('"Tirsdagsgruppa"', '"\\ufeff \\u200d"', "5: group.name: the name must have 1 to 120 characters, "
         "all on one line. Give the group a shorter name."),
        ('"Tirsdagsgruppa"', '"a\\nb"', "5: group.name: the name must have 1 to 120 characters, all "
         "on one line. Give the group a shorter name."),
        ("time = 18:00:00", 'time = "18:00"', "7: schedule.time: here stands 18:00; it must be a "
         "time without quotation marks, such as 18:00:00."),
        ("time = 18:00:00", "time = 18:00:00\nevery = 'weekly'", "8: schedule.every: “weekly” is "
         "not known here. Write week, 2 weeks, 3 weeks, 4 weeks or month."),
        ("time = 18:00:00", "time = 18:00:00\nminutes = 0", "8: schedule.minutes: 0 is out of "
         "range. Write a number from 1 to 1440."),
        ("date = 2027-01-12", "date = 2027-01-12T18:00:00", "9: meetings.m01.date: here stands "
         "2027-01-12 18:00:00; it must be a date without quotation marks, such as 2027-01-12."),
        ('[handover]\nmeeting = "m01"\n', "", "handover: this part must be there. Add [handover], "
         "or look at a plan fresh from “new-group --dry-run”."),
        ("date = 2027-01-12", "date = 0207-01-12", "9: meetings.m01.date: 0207-01-12 lies "
         "outside our calendar. Write a year from 1900 to 2999."),
        ('meeting = "m01"', 'meeting = "m04"', "12: handover.meeting: there is no meeting “m04”. "
         "Write the name of a [meetings.…] in this file."),
        ("[schedule]\ntime = 18:00:00\n", "", "schedule: this part must be there. Add [schedule], "
         "or look at a plan fresh from “new-group --dry-run”."),
        ("[handover]", "[follow_up]\nrule='weeks'\n[handover]", "11: follow_up.meeting: this must "
         "be there. Add the line."),
        ("[handover]", "[follow_up]\nearliest=8\nlatest=6\nmeeting='m01'\n[handover]",
         "13: follow_up.latest: the latest comes before the earliest. Swap the two numbers."),
        ("[handover]", "[follow_up]\nmeeting='m01'\ndate=2027-03-16\n[handover]",
         "13: follow_up.date: there is a meeting (m01) and a date for the same. Keep “meeting” for "
         "one of the meetings, or “date” for another day; not both."),
        ("[handover]", "[initiators.i1]\nname=' '\n[handover]",
         "12: initiators.i1.name: this must not be empty. Write it, or take the part out."),
        ("[handover]", "[closed_days.w]\nfrom=2027-02-28\nto=2027-02-22\n[handover]",
         "13: closed_days.w.to: the last day comes before the first. Swap the two dates."),
        ("[handover]", "[done]\nx = 1\n[handover]", "12: done.x: here stands 1; it must be a date "
         "without quotation marks, such as 2027-01-12."),
        ("[handover]", "[skipped]\nsnart = 'x'\n[handover]", "12: skipped.snart: here stands snart; "
         "it must be a date without quotation marks, such as 2027-01-12."),
        ("[handover]", '[events."å"]\n[handover]', "11: events.å: “å” cannot be a name here. Use the "
         "letters a–z, figures, - and _, at most 40."),
        ("[handover]", "rounds = 3\n[handover]", "11: meetings.m01.rounds: “rounds” is not known "
         "here; it is kept."),
        ("made", "rounds = 3\nmade", "3: rounds: here stands 3; it must be a part with its own "
         "lines, such as [group]."),
        ("[group]", "[grop]\nx = 1\n[group]", "4: grop: “grop” is not known here; it is kept. Did "
         "you mean “group”?"),
        ("[group]\n", "[group]\nlangage = 'nb'\n", "5: group.langage: “langage” is not known here; "
         "it is kept. Did you mean “language”?"),
    ],
)  # fmt: skip
def test_each_fault_is_told_with_its_line_and_key(old, new, expected):
    assert old in GOOD
    assert sentences(GOOD.replace(old, new)) == [expected]


def test_all_faults_are_told_at_once():
    text = GOOD.replace("2026-11-21", "1").replace("18:00:00", "18").replace('"whole"', '"often"')
    assert [finding.key for finding in toml.read(text).findings] == [
        "made",
        "schedule.time",
        "meetings.m01.initiator",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "schema: this must be there. Add the line."),
        ("schema = \n", "1: this line cannot be read (column 10). Look for a missing quotation "
         "mark or equals sign, there or on the line above."),
        ("schema = 1\nname = 'x\n", "2: this line cannot be read (column 1). Look for a missing "
         "quotation mark or equals sign, there or on the line above."),
        ("a = 2027-13-40\nb = 2027-02-30\n", "1: there is no date 2027-13-40. Write year-month-day, "
         "for example 2027-01-12."),
        ("participants = " + "9" * 5000, "a number is too long. Write a shorter one."),
        ("[group]\nparticipants = 0x" + "f" * 5000, "2: group.participants: a number is too long. "
         "Write a shorter one."),
        ("x = [[1], [-9223372036854775809]]", "1: x: a number is too long. Write a shorter one."),
        ("x = " + "[" * 200 + "]" * 200, "1: x: too many brackets or parts stand within each other. Take "
         "out what does not belong here."),
        ("x = '" + "a" * 200_000 + "'", "there are more than 200000 characters here, far more than "
         "anybody needs. Take out what does not belong here."),
        ("[meetings]\n" + "".join(f"m{n} = {{}}\n" for n in range(1001)), "1: meetings: 1001 of these "
         "are too many; at most 1000 can be read. Take out what is long past, or begin a new plan."),
        ("'line 7, column 8' = 1\n" * 2, "2: this line cannot be read (column 23). Look for a missing "
         "quotation mark or equals sign, there or on the line above."),
        ("x = '\u2028'\nmade = 1\n" + GOOD.replace("made = 2026-11-21\n", ""), "2: made: here stands 1; it "
         "must be a date without quotation marks, such as 2027-01-12."),
        ('"a\\nb" = 1', "a b: “a b” is not known here; it is kept."),
        ("x = " + "[" * 5000, "too many brackets or parts stand within each other. Take out "
         "what does not belong here."),
    ],
)  # fmt: skip
def test_text_that_is_no_plan(text, expected):
    found = toml.read(text)
    assert found.plan is None
    assert expected in sentences(text)


def test_every_impossible_date_is_told_at_once():
    text = GOOD.replace("2027-01-12", "2027-13-40").replace("2026-11-21", "2026-02-30")
    assert [finding.line for finding in toml.read(text).findings] == [3, 9]


def test_norwegian_findings():
    text = GOOD.replace('meeting = "m01"', 'meeting = "m04"')
    assert sentences(text, "nb") == [
        "12: handover.meeting: det er ikke noe møte «m04». "
        "Skriv navnet på et av [meetings.…] i denne fila."
    ]


def test_without_an_initiator_no_handover_is_missed():
    text = GOOD.replace('[handover]\nmeeting = "m01"\n', "").replace(
        "[group]\n", '[group]\nmodel = "uten-igangsetter"\n'
    )
    assert toml.read(text).findings == []


def test_unknown_keys_survive_a_rewrite():
    text = GOOD.replace("[group]\n", "[group]\nfarge = 'blå'\n") + "[egen]\nx = [1, 2]\n"
    found = toml.read(text)
    again = toml.write(found.plan, "x")
    assert 'farge = "blå"' in again
    assert toml.read(again).plan == found.plan


def test_a_long_note_is_written_over_several_lines():
    base = make_plan()
    noted = dataclasses.replace(base, group=dataclasses.replace(base.group, note="en\nto"))
    text = toml.write(noted, "x")
    assert 'note = """\nen\nto"""' in text
    assert toml.read(text).plan == noted


# --- Properties ---

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


@settings(max_examples=200, deadline=None)
@given(whole_plans())
def test_every_plan_reads_back_as_itself_and_writes_the_same_bytes(found):
    text = toml.write(found, "x")
    again = toml.read(text)
    assert again.findings == []
    assert again.plan == found
    assert toml.write(again.plan, "x") == text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300) | st.builds(lambda cut: GOOD[:cut], st.integers(0, len(GOOD))))
def test_any_text_gives_a_plan_or_findings(text):
    found = toml.read(text)
    assert (found.plan is not None) != any(f.level == "error" for f in found.findings)
    for finding in found.findings:
        for code in language.LANGUAGES:
            assert findings.sentence(finding, language.of(code))


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=5)
    | days
    | st.lists(st.integers())
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([spec.name for spec in dataclasses.fields(plan.Plan)]), scalars)
def test_anything_in_any_place_gives_a_plan_or_findings(key, value):
    import tomli_w

    if value is None:
        return
    text = tomli_w.dumps({key: value}) + "\n" + GOOD
    found = toml.read(text)
    assert (found.plan is not None) != any(f.level == "error" for f in found.findings)


# --- Whole outputs ---

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


@pytest.mark.parametrize(
    ("name", "fits"),
    [("a", True), ("a" * 120, True), (f"  {'a' * 120}  ", True), ("a" * 121, False), ("", False),
     ("  ", False), ("a\tb", False), ("a\nb", False), ("a\u2028b", False), ("a\u202eb", False)],
)  # fmt: skip
def test_what_a_group_may_be_called(name, fits):
    assert toml.is_name(name) is fits


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("schema = 1", "schema = 3", [("newer-schema", "schema", {"found": 3, "known": 1})]),
        ("schema = 1", "schema = 0", [("out-of-range", "schema", {"found": 0, "low": 1, "high": 1})]),
        ('schema = 1\nid = "5f0c"\nmade = 2026-11-21\n', "",
         [("missing-key", "schema", {}), ("missing-key", "id", {}), ("missing-key", "made", {})]),
        ('schema = 1\nid = "5f0c"', 'schema = "1"\nid = 5',
         [("wrong-type", "schema", {"wanted": "int", "found": "1"}),
          ("wrong-type", "id", {"wanted": "str", "found": 5})]),
        ('name = "Tirsdagsgruppa"', 'name = "\\t"', [("bad-name", "group.name", {"longest": 120})]),
        ("[handover]", "[skipped]\n2027-02-30 = 'x'\n2027-02-23 = 1\n[handover]",
         [("wrong-type", "skipped.2027-02-30", {"wanted": "date", "found": "2027-02-30"}),
          ("wrong-type", "skipped.2027-02-23", {"wanted": "str", "found": 1})]),
        ("[handover]", "[snoozed]\nx = 'y'\n[handover]",
         [("wrong-type", "snoozed.x", {"wanted": "date", "found": "y"})]),
        ('meeting = "m01"', 'meeting = "m02"\n[follow_up]\nmeeting = "m03"',
         [("no-such-meeting", "handover.meeting", {"found": "m02"}),
          ("no-such-meeting", "follow_up.meeting", {"found": "m03"})]),
        ("[handover]", "[closed_days.w]\nfrom = 2027-02-23\nto = 2027-02-22\n[handover]",
         [("days-backwards", "closed_days.w.to", {"found": dt.date(2027, 2, 22)})]),
        ("[handover]", "[follow_up]\nearliest = 0\nlatest = 0\nmeeting = 'm01'\ndate = 2027-03-16\n[handover]",
         [("two-days", "follow_up.date", {"found": dt.date(2027, 3, 16), "meeting": "m01"})]),
        ("[handover]", "[follow_up]\nmeeting = 'm01'\nearliest = 9\n[handover]",
         [("window-backwards", "follow_up.latest", {"found": 8})]),
        ("[handover]", "[follow_up]\nrule = 'weeks'\n[handover]",
         [("missing-key", "follow_up.meeting", {})]),
        ("[handover]", "[follow_up]\nrule = 'none'\n[handover]", []),
        ('[meetings.m01]\ndate = 2027-01-12\ninitiator = "whole"\n', "[meetings]\n",
         [("missing-table", "meetings", {})]),
        ('[meetings.m01]\ndate = 2027-01-12\ninitiator = "whole"\n[handover]\nmeeting = "m01"\n', "",
         [("missing-table", "meetings", {})]),
        ('[group]\nname = "Tirsdagsgruppa"\n', "", [("missing-table", "group", {})]),
        ('[group]\nname = "Tirsdagsgruppa"\n[schedule]\ntime = 18:00:00\n', "group = 1\n[schedule]\ntime = 18:00:00\n",
         [("wrong-type", "group", {"wanted": "table", "found": 1})]),
    ],
)  # fmt: skip
def test_each_fault_names_its_key_and_what_was_found(old, new, expected):
    assert old in GOOD
    found = toml.read(GOOD.replace(old, new))
    assert [(one.id, one.key, dict(one.values)) for one in found.findings] == expected
    assert (found.plan is None) is bool(expected)


@pytest.mark.parametrize("key", ["skipped", "done", "snoozed", "place", "rounds", "events"])
def test_what_is_to_be_a_table_and_is_none(key):
    found = toml.read(f"{key} = 3\n{GOOD}")
    assert [(one.id, one.key, dict(one.values)) for one in found.findings] == [
        ("wrong-type", key, {"wanted": "table", "found": 3})
    ]


def test_a_key_called_unknown_is_kept_as_others_are():
    found = toml.read(f"unknown = 3\n{GOOD}")
    assert [(one.id, one.key) for one in found.findings] == [("unknown-key", "unknown")]
    assert "\nunknown = 3\n" in toml.write(found.plan, "x")


def test_meetings_that_are_no_table_are_one_fault():
    text = GOOD.replace('[meetings.m01]\ndate = 2027-01-12\ninitiator = "whole"\n', "")
    found = toml.read("meetings = 3\n" + text)
    assert [(one.id, one.key) for one in found.findings] == [("wrong-type", "meetings")]
