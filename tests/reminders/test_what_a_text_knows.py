"""What a reminder's text may speak of: every value, written out by a template of one's own."""

import dataclasses
import datetime as dt

import pytest

from conftest import make_plan
from igangsetter import resources
from igangsetter.plan import plan
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules
from igangsetter.reminders.words import words

SHOWN = (
    "group.name", "place.kind", "where", "owner", "with_initiator", "people", "event.title",
    "meeting.id", "first.id", "last.id", "last_date", "date", "start", "end", "turn", "has_break",
    "half", "soon", "today", "near", "again", "tonight", "previous", "previous_is", "handover.id",
    "handover_is_next", "only", "together", "contact", "partner", "follow_up.date", "rule.rule",
    "window", "span", "alone", "handouts", "run_sheet", "help.life",
)  # fmt: skip
KARI = plan.Initiator(name="Kari", email="kari@example.org", phone="99 99 99 99", public=True)
OLA = plan.Initiator(name="Ola", phone="11 11 11 11")
TITLES = {"rammer": "Practical ground rules", "kjoreplan": "Run sheet"}


def day(month, number):
    return dt.date(2027, month, number)


@pytest.fixture
def said(tmp_path):
    """The values that the text of a small rule sees on a day."""
    place = tmp_path / "templates" / "reminders"
    place.mkdir(parents=True)
    lines = "\n".join(
        f"{name}={{{{ {name} if {name.partition('.')[0]} is not none }}}}" for name in SHOWN
    )
    (place / "en.md.j2").write_text(
        f"{{% block x %}}\n\n{lines}\n{{% endblock %}}", encoding="utf-8"
    )
    models = tmp_path / "templates" / "models"
    models.mkdir()
    ours = (resources.packaged() / "models" / "digital.toml").read_text(encoding="utf-8")
    own = ours.replace('id = "digital"', 'id = "own"').partition("[participants]")[0]
    (models / "own.toml").write_text(
        own + '[participants]\ndefault = 3\nleast = 2\nmost = 4\nsource = "our default"\n',
        encoding="utf-8",
    )

    def call(found, rule, today):
        way = Timeline(found)
        (item, *_rest) = due.every(way, rules.read(f'[x]\nreader = "all"\n{rule}'))
        text = words(way, item, today, code="en", titles=TITLES, folder=tmp_path)
        text = text.replace("\\", "")  # what Markdown would take for a sign of its own
        return dict(line.split("=", 1) for line in text.splitlines() if "=" in line), text

    return call


def usual():
    base = make_plan(initiators=[KARI, OLA], organisation="Sentralen")
    return dataclasses.replace(base, reflection_partner=plan.ReflectionPartner(name="Per"))


def test_every_value_of_the_last_meeting(said):
    found, _text = said(
        usual(), 'anchor = "handover"\ndue = -7\nhandouts = ["rammer", "x"]', day(1, 26)
    )
    assert found == {
        "group.name": "Tirsdagsgruppa", "place.kind": "room", "where": "Frivilligsentralen",
        "owner": "Sentralen", "with_initiator": "True", "people": "(4, 8)",
        "event.title": "", "meeting.id": "m04", "first.id": "m01", "last.id": "m04",
        "last_date": "2027-03-16", "date": "2027-02-02", "start": "18:00:00", "end": "20:00:00",
        "turn": "19:00:00", "has_break": "True", "half": "second", "soon": "In one week",
        "today": "False", "near": "False", "again": "2027-03-09", "tonight": "Tonight",
        "previous": "2027-01-26", "previous_is": "today", "handover.id": "m04",
        "handover_is_next": "False", "only": "False", "together": "2",
        "contact": "['kari@example.org', '99 99 99 99']", "partner": "Per", "follow_up.date": "2027-03-16",
        "rule.rule": "weeks", "window": "(datetime.date(2027, 3, 16), datetime.date(2027, 3, 30))", "span": "16–30 March", "alone": "5",
        "handouts": "['“Practical ground rules”']", "run_sheet": "True", "help.life": "113",
    }  # fmt: skip


ANY = 'anchor = "handover"\ndue = -30'
FIRST = 'anchor = "first"\ndue = -60\nabout = "group"'


def having_meeting(key, base=None, **values):
    found = base or usual()
    one = dataclasses.replace(found.meetings[key], **values)
    return dataclasses.replace(found, meetings=found.meetings | {key: one})


def having(table, base=None, **values):
    found = base or usual()
    return dataclasses.replace(
        found, **{table: dataclasses.replace(getattr(found, table), **values)}
    )


def with_event():
    event = plan.Event(title="Kontaktmøte", date=day(4, 13), time=dt.time(12), minutes=45)
    return dataclasses.replace(usual(), events={"k1": event})


def visited(on, **values):
    return having("follow_up", meeting="", date=on, **values)


@pytest.mark.parametrize(
    ("make", "rule", "today", "expected"),
    [
        # --- before its day it says what it will say then ---
        (usual, ANY, day(1, 1), {"soon": "In 30 days", "previous_is": "ahead"}),
        # --- which meeting ---
        (usual, FIRST, day(1, 12), {"meeting.id": "m01", "today": "True", "soon": "Today"}),
        (usual, 'anchor = "handover"\ndue = 0\nabout = "group"', day(2, 2),
         {"meeting.id": "", "turn": "19:00:00", "half": "none", "previous": "",
          "previous_is": "none", "has_break": "False"}),
        (usual, 'anchor = "attended"\ndue = 0', day(1, 12), {"meeting.id": "m01", "half": "none"}),
        (usual, 'anchor = "half-alone"\ndue = 0', day(1, 26),
         {"half": "second", "handover_is_next": "True", "previous": "2027-01-19",
          "previous_is": "past"}),
        (lambda: having("schedule", alone_half="first"), 'anchor = "half-alone"\ndue = 0', day(1, 26),
         {"half": "first"}),
        (with_event, 'anchor = "event"\ndue = 0', day(4, 13),
         {"event.title": "Kontaktmøte", "meeting.id": "", "start": "12:00:00", "end": "12:45:00",
          "tonight": "Today", "last_date": "2027-03-16"}),
        # --- how soon ---
        *[(usual, ANY, day(2, 2) - dt.timedelta(days=count),
           {"soon": soon, "today": str(count == 0), "near": str(count < 2)})
          for count, soon in ((0, "Today"), (1, "Tomorrow"), (2, "In two days"), (6, "In six days"),
                              (7, "In one week"), (8, "In eight days"), (14, "In two weeks"),
                              (21, "In three weeks"))],
        (usual, 'anchor = "handover"\ndue = -7\nuntil = 3', day(2, 4), {"soon": "Today", "near": "True"}),
        # --- the hour ---
        (lambda: having_meeting("m04", time=dt.time(16)), ANY, day(1, 26), {"tonight": "Tonight"}),
        (lambda: having_meeting("m04", time=dt.time(15, 59)), ANY, day(1, 26), {"tonight": "Today"}),
        (lambda: having_meeting("m04", time=dt.time(17), minutes=45), ANY, day(1, 26),
         {"start": "17:00:00", "end": "17:45:00", "turn": "17:15:00", "has_break": "True"}),
        (lambda: having_meeting("m04", having("schedule", break_minutes=0), minutes=45), ANY, day(1, 26),
         {"turn": "18:22:00", "has_break": "False"}),
        (lambda: having("schedule", break_minutes=0, minutes=91),
         'anchor = "handover"\ndue = 0\nabout = "group"', day(2, 2),
         {"start": "18:00:00", "end": "19:31:00", "turn": "18:45:00"}),
        # --- the place ---
        (lambda: having("place", kind="digital"), ANY, day(1, 26), {"where": "online"}),
        (lambda: having_meeting("m04", place="Biblioteket"), ANY, day(1, 26), {"where": "Biblioteket"}),
        (with_event, 'anchor = "event"\ndue = 0', day(4, 13), {"where": "Frivilligsentralen"}),
        # --- the follow-up ---
        (lambda: visited(day(3, 18)), ANY, day(1, 26),
         {"follow_up.date": "2027-03-18", "again": "2027-03-11", "last_date": "2027-03-18"}),
        (lambda: visited(day(3, 1)), ANY, day(1, 26), {"last_date": "2027-03-16"}),
        (lambda: visited(None, rule="none"), ANY, day(1, 26),
         {"follow_up.date": "", "again": "", "span": "", "window": "", "rule.rule": "none",
          "alone": "5"}),
        (lambda: having_meeting("m10", status="cancelled"), ANY, day(1, 26),
         {"follow_up.date": "", "again": "", "last_date": "2027-03-09"}),
        (lambda: having("follow_up", rule="total", earliest=99, latest=99), ANY, day(1, 26),
         {"window": "", "span": ""}),
        (usual, 'anchor = "follow-up"\ndue = -8', day(3, 8), {"again": "2027-03-09"}),
        (usual, 'anchor = "follow-up"\ndue = -8', day(3, 9), {"again": ""}),
        # --- who ---
        (lambda: make_plan("uten-igangsetter"), 'anchor = "first"\ndue = 0', day(1, 12),
         {"with_initiator": "False", "together": "0", "contact": "[]", "partner": "",
          "handover.id": "", "last.id": "", "handover_is_next": "False"}),
        (lambda: having_meeting("m04", status="cancelled"), 'anchor = "first"\ndue = 0', day(1, 12),
         {"last.id": "", "handover.id": "m04"}),
        (lambda: make_plan("link-oslo"), 'anchor = "handover"\ndue = 0', day(1, 12),
         {"only": "True", "handover_is_next": "False", "half": "none"}),
        # --- how many a group is thought to be ---
        (lambda: having("group", model="own"), ANY, day(1, 26), {"people": "(2, 4)"}),
        (lambda: having("group", model="nowhere"), ANY, day(1, 26), {"people": "(5, 8)"}),
    ],
)  # fmt: skip
def test_what_depends_on_the_plan_and_on_the_day(said, make, rule, today, expected):
    found, _text = said(make(), rule, today)
    assert {key: found[key] for key in expected} == expected


def test_where_all_meetings_are_cancelled_the_last_of_them_is_the_last_day(said):
    base = with_event()
    off = {key: dataclasses.replace(one, status="cancelled") for key, one in base.meetings.items()}
    found, _text = said(
        dataclasses.replace(base, meetings=off), 'anchor = "event"\ndue = 0', day(4, 13)
    )
    assert (found["last_date"], found["first.id"]) == ("2027-03-16", "m01")


@pytest.mark.parametrize(
    ("today", "late"),
    [(day(1, 31), ""), (day(2, 1), "*One day late. It is fine to do it now.*"),
     (day(2, 2), "*Two days late. It is fine to do it now.*")],
)  # fmt: skip
def test_the_reproach_stands_under_the_title(said, today, late):
    early = dataclasses.replace(usual(), made=day(1, 1))
    _found, text = said(early, 'anchor = "handover"\ndue = -7\nlate = -2', today)
    assert text.splitlines()[:4] == (
        ["group.name=Tirsdagsgruppa", "", late, "place.kind=room"] if late
        else ["group.name=Tirsdagsgruppa", "place.kind=room", "where=Frivilligsentralen", "owner=Sentralen"]
    )  # fmt: skip
