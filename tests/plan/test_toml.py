"""Plan file text ↔ Plan: the docstring-like text above each finding is the input."""

import dataclasses
import datetime as dt

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

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


def test_meetings_that_are_no_table_are_one_fault():
    text = GOOD.replace('[meetings.m01]\ndate = 2027-01-12\ninitiator = "whole"\n', "")
    found = toml.read("meetings = 3\n" + text)
    assert [(one.id, one.key) for one in found.findings] == [("wrong-type", "meetings")]


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300) | st.builds(lambda cut: GOOD[:cut], st.integers(0, len(GOOD))))
def test_any_text_gives_a_plan_or_findings(text):
    found = toml.read(text)
    assert (found.plan is not None) != any(f.level == "error" for f in found.findings)
    for finding in found.findings:
        for code in language.LANGUAGES:
            assert findings.sentence(finding, language.of(code))


def test_unknown_keys_survive_a_rewrite():
    text = GOOD.replace("[group]\n", "[group]\nfarge = 'blå'\n") + "[egen]\nx = [1, 2]\n"
    found = toml.read(text)
    again = toml.write(found.plan, "x")
    assert 'farge = "blå"' in again
    assert toml.read(again).plan == found.plan


def test_a_key_called_unknown_is_kept_as_others_are():
    found = toml.read(f"unknown = 3\n{GOOD}")
    assert [(one.id, one.key) for one in found.findings] == [("unknown-key", "unknown")]
    assert "\nunknown = 3\n" in toml.write(found.plan, "x")


scalars = (
    st.booleans()
    | st.integers(-5, 5)
    | st.text(max_size=5)
    | st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
    | st.lists(st.integers())
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([spec.name for spec in dataclasses.fields(plan.Plan)]), scalars)
def test_anything_in_any_place_gives_a_plan_or_findings(key, value):
    text = tomli_w.dumps({key: value}) + "\n" + GOOD
    found = toml.read(text)
    assert (found.plan is not None) != any(f.level == "error" for f in found.findings)
