"""What is answered and what the model says, as it stands in the plan."""

import dataclasses
import datetime as dt

import pytest

from conftest import FIRST, TODAY, lay
from igangsetter.plan import models, plan, schedule
from igangsetter.plan.timeline import Timeline

WINTER = plan.ClosedDays(first=dt.date(2027, 2, 22), last=dt.date(2027, 2, 26), why="vinterferie")


def test_every_answer_stands_in_the_plan():
    place = plan.Place(kind="home", name="Hjemme", address="Storgata 1")
    kari, ola = plan.Initiator(name="Kari Nordmann"), plan.Initiator(name="Ola Hansen")
    event = plan.Event(title="Informasjonsmøte", date=dt.date(2027, 1, 5), time=dt.time(19))
    found = lay(
        "link-oslo", language="nn", name="Tysdagsgruppa", time=dt.time(17, 30), place=place,
        initiators=[kari, ola], theme="sorg", organisation="Frivilligsentralen",
        closed_days=[WINTER, dataclasses.replace(WINTER, why="stengt")], every="2 weeks",
        events={"info": event}, country="SE", time_zone="Europe/Stockholm", holidays="keep",
    ).plan  # fmt: skip
    assert dataclasses.replace(found, meetings={}) == plan.Plan(
        id="x", made=TODAY,
        group=plan.Group(
            name="Tysdagsgruppa", language="nn", model="link-oslo", topic="shared", theme="sorg",
            organisation="Frivilligsentralen"),
        place=place, initiators={"i1": kari, "i2": ola},
        schedule=plan.Schedule(
            every="2 weeks", time=dt.time(17, 30), minutes=120, break_minutes=15,
            time_zone="Europe/Stockholm", country="SE", holidays="keep"),
        closed_days={"d1": WINTER, "d2": dataclasses.replace(WINTER, why="stengt")},
        rounds={
            "presentation": plan.Round(when="first"), "expectations": plan.Round(when="first"),
            "opening": plan.Round(when="opening"), "closing": plan.Round(when="closing"),
            "process": plan.Round(when="stuck")},
        meetings={}, handover=plan.Handover(meeting="m01"),
        follow_up=plan.FollowUp(meeting="m05", rule="meetings", earliest=3, latest=4),
        events={"info": event},
    )  # fmt: skip


def test_what_a_model_says_of_break_and_rhythm_stands_in_the_plan():
    base = models.load("selvhjelp-norge")
    own = dataclasses.replace(
        base, every_alone=models.Value(default="month", source="x"),
        break_minutes=models.Value(default=20, source="x"), topic="shared",
    )  # fmt: skip
    found = lay(model="selvhjelp-norge").plan
    answers = schedule.Answers(
        id="x", made=TODAY, name="T", language="nb", model=own, first=FIRST, time=dt.time(18)
    )
    changed = schedule.lay(answers, {}).plan
    assert (found.schedule.every_alone, found.schedule.break_minutes) == ("", 15)
    assert (changed.schedule.every_alone, changed.schedule.break_minutes) == ("month", 20)
    assert (changed.group.topic, changed.group.theme) == ("shared", "")
    # From her last meeting on: each first Tuesday of a month.
    assert [row.date for row in Timeline(changed).rows][2:7] == [
        dt.date(2027, 1, 26), dt.date(2027, 2, 2), dt.date(2027, 3, 2), dt.date(2027, 4, 6),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "meetings", "count"),
    [("week", None, 3), ("week", 43, 3), ("week", 44, 4), ("2 weeks", None, 4), ("4 weeks", None, 6),
     ("month", None, 7)],
)  # fmt: skip
def test_the_years_whose_holidays_are_looked_up(every, meetings, count):
    answers = schedule.Answers(
        id="x", made=TODAY, name="T", language="nb", model=models.load("selvhjelp-norge"),
        first=FIRST, time=dt.time(18), every=every, meetings=meetings,
    )  # fmt: skip
    assert schedule.years(answers) == range(2027, 2027 + count)
