"""What each word of a rule means: small rules, and every reminder that they make of a plan."""

import dataclasses
import datetime as dt
import re

import pytest

from conftest import make_plan
from igangsetter.plan import plan
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules


def having_meeting(key, base=None, **values):
    found = base or make_plan()
    one = dataclasses.replace(found.meetings[key], **values)
    return dataclasses.replace(found, meetings=found.meetings | {key: one})


def with_follow_up(**values):
    base = make_plan()
    return dataclasses.replace(base, follow_up=dataclasses.replace(base.follow_up, **values))


def with_events():
    event = plan.Event(title="x", date=dt.date(2027, 1, 5), time=dt.time(18))
    return dataclasses.replace(make_plan(), events={"info": event, "k1": event})


def ended(day):
    return dataclasses.replace(make_plan(), ended=plan.Ended(date=day))


def day(month, number):
    return dt.date(2027, month, number)


def made(text, of_plan):
    return [
        f"{item.about} {item.due:%d.%m}–{item.until:%d.%m} {item.date:%d.%m}"
        for item in due.every(Timeline(of_plan), rules.read(f"[x]\n{text}"))
    ]


@pytest.mark.parametrize(
    ("text", "make", "expected"),
    [
        # --- anchors ---
        ('anchor = "first"\ndue = 0', make_plan, ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0', lambda: having_meeting("m01", status="cancelled"),
         ["m02 19.01–19.01 19.01"]),
        ('anchor = "attended"\ndue = 0', make_plan,
         ["m01 12.01–12.01 12.01", "m02 19.01–19.01 19.01", "m03 26.01–26.01 26.01",
          "m04 02.02–02.02 02.02"]),
        ('anchor = "half-alone"\ndue = 0', make_plan, ["m03 26.01–26.01 26.01"]),
        ('anchor = "handover"\ndue = 0', make_plan, ["m04 02.02–02.02 02.02"]),
        ('anchor = "handover"\ndue = 0', lambda: having_meeting("m04", status="cancelled"), []),
        ('anchor = "alone"\ndue = 0', make_plan, ["m05 09.02–09.02 09.02"]),
        ('anchor = "alone"\ndue = 0', lambda: having_meeting("m04", status="cancelled"), []),
        ('anchor = "alone"\ndue = 0\nreader = "all"', lambda: make_plan("uten-igangsetter"),
         ["m01 12.01–12.01 12.01"]),
        ('anchor = "follow-up"\ndue = 0', make_plan, ["m10 16.03–16.03 16.03"]),
        ('anchor = "follow-up"\ndue = 0', lambda: with_follow_up(meeting="", date=day(3, 18)),
         ["follow-up 18.03–18.03 18.03"]),
        ('anchor = "follow-up"\ndue = 0', lambda: having_meeting("m10", status="cancelled"), []),
        ('anchor = "follow-up"\ndue = 0', lambda: with_follow_up(meeting="", rule="none"), []),
        # Goodbye is said at the follow-up, else at her last meeting.
        ('anchor = "goodbye"\ndue = 0', make_plan, ["m10 16.03–16.03 16.03"]),
        ('anchor = "goodbye"\ndue = 0', lambda: having_meeting("m10", status="cancelled"),
         ["m04 02.02–02.02 02.02"]),
        ('anchor = "goodbye"\ndue = 0', lambda: with_follow_up(meeting="", rule="none"),
         ["m04 02.02–02.02 02.02"]),
        ('anchor = "information-meeting"\ndue = 0', with_events, ["info 05.01–05.01 05.01"]),
        ('anchor = "event"\ndue = 0', with_events, ["k1 05.01–05.01 05.01"]),
        ('anchor = "end"\ndue = -1', lambda: ended(day(6, 1)), ["group 31.05–01.06 01.06"]),
        ('anchor = "end"\ndue = -1', make_plan, []),
        # --- due and until ---
        ('anchor = "handover"\ndue = -3', make_plan, ["m04 30.01–02.02 02.02"]),
        ('anchor = "handover"\ndue = 3', make_plan, []),
        ('anchor = "handover"\ndue = 3\nuntil = 2', make_plan, []),
        ('anchor = "handover"\ndue = 3\nuntil = 3', make_plan, ["m04 05.02–05.02 02.02"]),
        ('anchor = "handover"\ndue = -3\nuntil = -1', make_plan, ["m04 30.01–01.02 02.02"]),
        ('anchor = "attended"\ndue = "meeting before"', make_plan,
         ["m02 12.01–19.01 19.01", "m03 19.01–26.01 26.01", "m04 26.01–02.02 02.02"]),
        ('anchor = "attended"\ndue = "meeting before"\notherwise = -2', make_plan,
         ["m01 10.01–12.01 12.01", "m02 12.01–19.01 19.01", "m03 19.01–26.01 26.01",
          "m04 26.01–02.02 02.02"]),
        ('anchor = "follow-up"\ndue = "meeting before"', make_plan, ["m10 02.02–16.03 16.03"]),
        ('anchor = "event"\ndue = "meeting before"', with_events, []),
        ('anchor = "event"\ndue = "meeting before"\notherwise = 0', with_events,
         ["k1 05.01–05.01 05.01"]),
        ('anchor = "first"\ndue = 1\nuntil = 7\nuntil_from = "handover"', make_plan,
         ["m01 13.01–09.02 12.01"]),
        ('anchor = "first"\ndue = 1\nuntil = -9\nuntil_from = "follow-up"', make_plan,
         ["m01 13.01–07.03 12.01"]),
        # It ends with the anchor where that other meeting is missing, cancelled or long past.
        ('anchor = "first"\ndue = -1\nuntil_from = "handover"',
         lambda: having_meeting("m04", status="cancelled"), ["m01 11.01–12.01 12.01"]),
        ('anchor = "first"\ndue = -1\nuntil_from = "follow-up"',
         lambda: having_meeting("m10", status="cancelled"), ["m01 11.01–12.01 12.01"]),
        ('anchor = "alone"\ndue = -1\nuntil_from = "handover"', make_plan, ["m05 08.02–09.02 09.02"]),
        ('anchor = "alone"\ndue = 2\nuntil_from = "handover"', make_plan, ["m05 11.02–11.02 09.02"]),
        # --- whom it is for ---
        ('anchor = "first"\ndue = 0\nreader = "group"', make_plan, []),
        ('anchor = "first"\ndue = 0\nreader = "all"', make_plan, ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0\nreader = "group"', lambda: make_plan("uten-igangsetter"),
         ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0', lambda: make_plan("uten-igangsetter"), []),
        ('anchor = "first"\ndue = 0\nmodels = ["digital", "selvhjelp-norge"]', make_plan,
         ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0\nmodels = ["digital"]', make_plan, []),
        ('anchor = "first"\ndue = 0\nexcept_models = ["selvhjelp-norge"]', make_plan, []),
        ('anchor = "first"\ndue = 0\nexcept_models = ["digital"]', make_plan,
         ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0\nabout = "group"', make_plan, ["group 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0\non = false', make_plan, []),
        # --- conditions ---
        ('anchor = "attended"\ndue = 0\nonly = ["not the first"]', make_plan,
         ["m02 19.01–19.01 19.01", "m03 26.01–26.01 26.01", "m04 02.02–02.02 02.02"]),
        ('anchor = "attended"\ndue = 0\nonly = ["not the first", "not the last"]', make_plan,
         ["m02 19.01–19.01 19.01", "m03 26.01–26.01 26.01"]),
        ('anchor = "event"\ndue = 0\nonly = ["not the first"]', with_events, ["k1 05.01–05.01 05.01"]),
        ('anchor = "first"\ndue = 0\nreader = "all"\nonly = ["not the last"]',
         lambda: make_plan("uten-igangsetter"), ["m01 12.01–12.01 12.01"]),
        ('anchor = "first"\ndue = 0\nonly = ["not at home"]',
         lambda: make_plan(place=plan.Place(kind="home")), []),
        ('anchor = "first"\ndue = 0\nonly = ["not at home"]',
         lambda: make_plan(place=plan.Place(kind="digital")), ["m01 12.01–12.01 12.01"]),
        *[('anchor = "first"\ndue = 0\nonly = ["few known"]',
           lambda count=count: dataclasses.replace(
               make_plan(), group=dataclasses.replace(make_plan().group, participants=count)),
           ["m01 12.01–12.01 12.01"] * (count < 5)) for count in (0, 4, 5)],
        # A week is no gap, eight days are; what `half-alone` tells is not told twice.
        ('anchor = "handover"\ndue = 0\nonly = ["gap over a week"]', make_plan, []),
        ('anchor = "handover"\ndue = 0\nonly = ["gap over a week"]',
         lambda: having_meeting("m04", date=day(2, 3)), ["m04 03.02–03.02 03.02"]),
        ('anchor = "attended"\ndue = 0\nonly = ["gap over a week"]',
         lambda: make_plan(every="2 weeks"), ["m02 26.01–26.01 26.01", "m04 23.02–23.02 23.02"]),
        ('anchor = "attended"\ndue = 0\nonly = ["gap over a week"]',
         lambda: make_plan(every="2 weeks", half_alone=0),
         ["m02 26.01–26.01 26.01", "m03 09.02–09.02 09.02", "m04 23.02–23.02 23.02"]),
        ('anchor = "event"\ndue = 0\nonly = ["gap over a week"]', with_events, []),
        # --- a group that ends ---
        ('anchor = "attended"\ndue = -2', lambda: ended(day(1, 19)),
         ["m01 10.01–12.01 12.01", "m02 17.01–19.01 19.01"]),
        ('anchor = "attended"\ndue = 0', lambda: ended(day(1, 19)), ["m01 12.01–12.01 12.01"]),
    ],
)  # fmt: skip
def test_the_reminders_that_a_rule_makes(text, make, expected):
    assert made(text, make()) == expected


@pytest.mark.parametrize(
    ("put_off", "opens"),
    [({}, day(1, 26)), ({"x:m04": day(1, 20)}, day(1, 26)), ({"x:m04": day(1, 30)}, day(1, 30)),
     ({"x:m04": day(2, 9)}, day(2, 2)), ({"y:m04": day(1, 30), "x:m03": day(1, 30)}, day(1, 26))],
)  # fmt: skip
def test_from_when_a_reminder_is_told_that_was_put_off(put_off, opens):
    found = dataclasses.replace(make_plan(), snoozed=put_off)
    rule = rules.read('[x]\nanchor = "handover"\ndue = -7')
    (item,) = due.every(Timeline(found), rule)
    assert (item.due, item.opens) == (day(1, 26), opens)
    assert due.due(Timeline(found), rule, opens - dt.timedelta(days=1)) == []
    assert due.due(Timeline(found), rule, opens) == [item]


@pytest.mark.parametrize(
    ("late", "made_on", "late_after"),
    [(None, day(1, 1), None), (0, day(1, 1), day(2, 2)), (-5, day(1, 1), day(1, 28)),
     (-5, day(1, 21), day(1, 28)), (-5, day(1, 22), day(1, 29))],
)  # fmt: skip
def test_the_last_day_in_time(late, made_on, late_after):
    text = '[x]\nanchor = "handover"\ndue = -7\n' + ("" if late is None else f"late = {late}")
    (item,) = due.every(Timeline(make_plan(made=made_on)), rules.read(text))
    assert item.late_after == late_after
    days = [item.days_late(day(1, 28) + dt.timedelta(days=count)) for count in range(9)]
    first = 9 if late_after is None else (late_after - day(1, 28)).days
    assert days == [max(0, count - first) for count in range(9)]


def test_the_nearer_first_and_of_two_about_one_day_the_one_that_came_last():
    text = """
    [last]
    anchor = "attended"
    due = -20
    until = 9
    [early]
    anchor = "attended"
    due = -21
    until = 9
    [alone]
    anchor = "alone"
    due = -40
    [b]
    anchor = "handover"
    due = -21
    until = 9
    """
    found = due.due(Timeline(make_plan()), rules.read(text), day(1, 26))
    assert [item.id for item in found] == [
        "last:m03", "early:m03",
        # A week ahead goes before a week ago.
        "last:m04", "b:m04", "early:m04", "last:m02", "early:m02",
        "alone:m05",
    ]  # fmt: skip


def test_looking_ahead_ends_with_the_calendar():
    way = Timeline(make_plan())
    ours = rules.read('[x]\nanchor = "handover"\ndue = -7')
    assert [one.id for one in due.due(way, ours, day(1, 1), days=24)] == []
    assert [one.id for one in due.due(way, ours, day(1, 1), days=25)] == ["x:m04"]
    assert [one.id for one in due.due(way, ours, day(1, 1), days=10**12)] == ["x:m04"]
    assert due.due(way, ours, day(1, 1), days=-(10**12)) == []


# --- Reading ---

WHOLE = """
[a-1_B]
anchor = "attended"
due = -3660
on = true
about = ""
reader = "all"
otherwise = 3660
late = -3660
until = 3660
until_from = "handover"
models = ["digital"]
except_models = ["sverige"]
only = ["few known", "not at home"]
handouts = ["rammer"]
sources = ["S0"]
[plain]
anchor = "end"
due = "meeting before"
"""


def test_every_key_of_a_rule_and_what_is_left_out():
    whole, plain = rules.read(WHOLE)
    assert vars(whole) == {
        "id": "a-1_B", "anchor": "attended", "due": -3660, "on": True, "about": "",
        "reader": "all", "otherwise": 3660, "late": -3660, "until": 3660, "until_from": "handover",
        "models": ("digital",), "except_models": ("sverige",), "only": ("few known", "not at home"),
        "handouts": ("rammer",), "sources": ("S0",),
    }  # fmt: skip
    assert vars(plain) == {
        "id": "plain", "anchor": "end", "due": "meeting before", "on": True, "about": "",
        "reader": "initiator", "otherwise": None, "late": None, "until": 0, "until_from": "anchor",
        "models": (), "except_models": (), "only": (), "handouts": (), "sources": (),
    }  # fmt: skip


def test_a_later_text_changes_key_by_key_puts_out_and_adds():
    own = "[plain]\ndue = 1\n[a-1_B]\non = false\n[new]\nanchor = 'first'\ndue = 0"
    found = rules.read(WHOLE, own, "[new]\ndue = 2")
    assert [(rule.id, rule.anchor, rule.due) for rule in found] == [
        ("plain", "end", 1), ("new", "first", 2),
    ]  # fmt: skip
    assert rules.read() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("['a b']\ndue = 1", "'a b'"),
        (f"[{'a' * 61}]\ndue = 1", f"'{'a' * 61}'"),
        ("x = 1", "x = 1"),
        ("[x]\ndue = 1", "x: anchor"),
        ("[x]\nanchor = 'end'", "x: due"),
        ("[x]\nz = 1\ny = 2", "x: y"),
        ("[x]\nid = 'y'", "x: id"),
        ("[x]\nmodels = 'a'", "x: models = 'a'"),
        ("[x]\nexcept_models = [1]", "x: except_models = [1]"),
        ("[x]\nonly = {}", "x: only = {}"),
        ("[x]\nhandouts = 1", "x: handouts = 1"),
        ("[x]\nsources = [[]]", "x: sources = [[]]"),
        *[(f"[x]\nanchor = 'end'\ndue = 1\n{line}", f"x: {line}") for line in (
            "reader = 'you'", "until_from = 'end'", "until = 3661", "until = 1.5", "late = -3661",
            "late = 'x'", "otherwise = 3661", "about = 'x'", "on = 1")],
        ("[x]\nanchor = 'moon'\ndue = 1", "x: anchor = 'moon'"),
        ("[x]\nanchor = 'end'\ndue = 3661", "x: due = 3661"),
        ("[x]\nanchor = 'end'\ndue = 'soon'", "x: due = 'soon'"),
        ("[x]\nanchor = 'end'\ndue = true", "x: due = True"),
        ("[x]\nanchor = 'end'\ndue = 1\nonly = ['x']", "x: only = ('x',)"),
        *[(f"[x]\nanchor = '{anchor}'\ndue = 1\nabout = 'group'", "x: about = 'group'")
          for anchor in ("attended", "event")],
        # Of several the first is told.
        ("[x]\nanchor = 'moon'\ndue = 'x'\nlate = 'x'", "x: anchor = 'moon'"),
    ],
)  # fmt: skip
def test_what_is_said_of_a_rule_that_makes_no_sense(text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        rules.read(text)


def test_a_name_may_have_sixty_letters():
    assert rules.read(f"[{'a' * 60}]\nanchor = 'end'\ndue = 1")[0].id == "a" * 60
