"""All that a plan is told: one that is told nothing, and what one change of it is told."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from conftest import TODAY, make_plan
from igangsetter import holidays
from igangsetter.plan import advice, models, plan
from igangsetter.plan.timeline import Timeline

KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", phone="99 99 99 99")
OLA = plan.Initiator(name="Ola Hansen")
ROOM = plan.Place(name="Frivilligsentralen", access="Nøkkel i skranken")


def whole(model="selvhjelp-norge", **given):
    return make_plan(model, **{"initiators": [KARI, OLA], "place": ROOM} | given)


def having(table, base=None, **values):
    found = base or whole()
    return dataclasses.replace(
        found, **{table: dataclasses.replace(getattr(found, table), **values)}
    )


def having_meeting(key, base=None, **values):
    found = base or whole()
    one = dataclasses.replace(found.meetings[key], **values)
    return dataclasses.replace(found, meetings=found.meetings | {key: one})


def visited(day, base=None, **values):
    return having("follow_up", base, meeting="", date=day, **values)


def closed(*days):
    return dataclasses.replace(
        whole(), closed_days={"d": plan.ClosedDays(first=days[0], last=days[-1])}
    )


def day(month, number, year=2027):
    return dt.date(year, month, number)


def window(date):
    told = {"date": date, "first": day(3, 16), "last": day(3, 30)}
    return ("follow-up-window", "follow_up", told)


AUTUMN = day(8, 17)
OUTSIDE = {"first": day(11, 9), "last": day(11, 23)}
NOT_LAST = (
    "handover-not-last",
    "meetings.m06",
    {"number": 6, "date": day(2, 16), "handover": day(2, 2)},
)


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (whole, []),
        (lambda: having_meeting("m06", initiator="whole"), [NOT_LAST]),
        (lambda: having_meeting("m06", initiator="half"), [NOT_LAST, ("half-alone-elsewhere", "", {})]),
        (lambda: having_meeting("m02", initiator="half"), []),
        (lambda: having_meeting("m03", initiator="whole"), []),
        (lambda: having_meeting("m04", initiator="whole"), [("half-alone-elsewhere", "", {})]),
        (lambda: having_meeting("m04", status="cancelled"),
         [("handover-cancelled", "handover.meeting", {"date": day(2, 2)})]),
        (lambda: having_meeting("m04", initiator="away"),
         [("handover-not-last", "meetings.m03",
           {"number": 3, "date": day(1, 26), "handover": day(2, 2)})]),
        (lambda: whole(first=AUTUMN, facilitated=8), []),
        (lambda: whole(first=AUTUMN, facilitated=9),
         [("many-facilitated", "", {"count": 9, "most": 8})]),
        (lambda: whole("in-gang-setzer", first=AUTUMN, facilitated=10), []),
        (lambda: whole("in-gang-setzer", first=AUTUMN, facilitated=11),
         [("many-facilitated", "", {"count": 11, "most": 10})]),
        (lambda: visited(day(3, 15)), [window(day(3, 15))]),
        (lambda: visited(day(3, 16)), []),
        (lambda: visited(day(3, 30)), []),
        (lambda: visited(day(3, 31)), [window(day(3, 31))]),
        # Two meetings alone are enough, and so are three weeks.
        (lambda: visited(day(2, 17)), [window(day(2, 17))]),
        (lambda: visited(day(2, 16)),
         [window(day(2, 16)), ("follow-up-soon", "follow_up", {"date": day(2, 16), "count": 1})]),
        (lambda: visited(day(10, 18), whole(first=AUTUMN, every="2 weeks")),
         [("follow-up-window", "follow_up", OUTSIDE | {"date": day(10, 18)}),
          ("follow-up-soon", "follow_up", {"date": day(10, 18), "count": 1})]),
        (lambda: visited(day(10, 19), whole(first=AUTUMN, every="2 weeks")),
         [("follow-up-window", "follow_up", OUTSIDE | {"date": day(10, 19)})]),
        (lambda: visited(day(2, 3)),
         [window(day(2, 3)), ("follow-up-soon", "follow_up", {"date": day(2, 3), "count": 0})]),
        (lambda: visited(day(2, 2)),
         [window(day(2, 2)), ("date-order", "follow_up", {"date": day(2, 2), "handover": day(2, 2)})]),
        (lambda: having_meeting("m05", having("follow_up", meeting="m05"), status="cancelled"), []),
        (lambda: having_meeting("m03", having("follow_up", meeting="m03"), status="cancelled"), []),
        *[(lambda n=n: having("group", participants=n), []) for n in (0, 4, 8)],
        *[(lambda n=n: having("group", participants=n),
           [("participants", "group.participants", {"count": n, "least": 4, "most": 8})])
          for n in (1, 3, 9)],
        (lambda: having("group", minimum_age=17), [("minimum-age", "group.minimum_age", {"age": 17})]),
        (lambda: whole(initiators=[KARI]), [("on-her-own", "reflection_partner.name", {})]),
        (lambda: having("reflection_partner", whole(initiators=[KARI]), name="Per"), []),
        (lambda: whole("uten-igangsetter", initiators=[]), [("owner-takes-part", "", {})]),
        (lambda: closed(day(1, 18)), []),
        (lambda: closed(day(1, 19)), [("on-closed-day", "meetings.m02.date", {"date": day(1, 19)})]),
        (lambda: closed(day(1, 20), day(1, 25)), []),
        (lambda: closed(day(1, 19), day(1, 26)),
         [("on-closed-day", "meetings.m02.date", {"date": day(1, 19)}),
          ("on-closed-day", "meetings.m03.date", {"date": day(1, 26)})]),
        (lambda: having_meeting("m02", date=day(1, 12)),
         [("same-day", "meetings.m02.date", {"date": day(1, 12)})]),
        (lambda: having("schedule", minutes=120), []),
        (lambda: having("schedule", minutes=121), [("long-meeting", "schedule.minutes", {"minutes": 121})]),
        (lambda: having("schedule", minutes=45, break_minutes=0), []),
        (lambda: having("schedule", minutes=46, break_minutes=0), [("no-break", "schedule.break_minutes", {})]),
        (lambda: having("schedule", minutes=46, break_minutes=1), []),
        (lambda: having("schedule", whole("digital", first=AUTUMN, place=plan.Place(kind="digital")),
                        break_minutes=0),
         [("digital-no-break", "schedule.break_minutes", {})]),
        (lambda: whole(place=plan.Place(kind="home", name="Hjemme")), [("private-home", "place.kind", {})]),
        (lambda: whole("angstringen", first=AUTUMN, place=plan.Place(kind="home", name="Hjemme")), []),
        (lambda: having("place", access=""), [("no-access-note", "place.access", {})]),
        (lambda: having("place", access="", name=""), []),
        (lambda: having("place", access="", kind="digital"), []),
        *[(lambda text=text: having("place", access=text), [("door-code", "place.access", {})])
          for text in ("kode 1234", "4711 er ALARM", "PIN: 99999", "code" + 20 * "." + "1234")],
        *[(lambda text=text: having("place", access=text), [])
          for text in ("kode 123", "1234", "code" + 21 * "." + "1234")],
        (lambda: whole(name="Sorggruppa"), [("neutral-name", "group.name", {})]),
        *[(lambda note=note: having("group", note=note), [("personal-data", "group.note", {})])
          for note in ("ring 41 23 45 67", "+47 41234567", "per@eksempel.no", "010199 12345",
                       "99 99 99 99 eller 41 23 45 67")],
        *[(lambda note=note: having("group", note=note), [])
          for note in ("99999999", "9999 9999", "kari@example.org", "4123456", "412345678")],
        (lambda: having_meeting("m02", reason="Per 41234567 er syk"),
         [("personal-data", "meetings.m02.reason", {})]),
        (lambda: dataclasses.replace(whole(), ended=plan.Ended(date=day(6, 1), reason="per@eksempel.no")),
         [("personal-data", "ended.reason", {})]),
        (lambda: having_meeting("m10", having("follow_up", rule="none"), date=day(3, 28), time=dt.time(2, 30)),
         [("quiet-week", "meetings.m10.date", {"date": day(3, 28), "quiet": "easter"}),
          ("on-holiday", "meetings.m10.date", {"date": day(3, 28), "name": "første påskedag"}),
          ("clock-change", "meetings.m10.time", {"date": day(3, 28)})]),
        *[(lambda zone=zone: having("schedule", time_zone=zone),
           [("unknown-time-zone", "schedule.time_zone", {})])
          for zone in ("Mars/Base", "", "../Oslo", "Europe", "\0")],
        *[(lambda code=code: having("schedule", country=code), [("country-part", "schedule.country", {})])
          for code in ("DE", "CH")],
        *[(lambda code=code: having("schedule", country=code), []) for code in ("DE-NW", "SE", "FI")],
        *[(lambda code=code: having("schedule", country=code),
           [("unknown-country", "schedule.country", {})]) for code in ("XX", "XX-NO", "")],
    ],
)  # fmt: skip
def test_everything_that_a_plan_is_told(make, expected):
    found = make()
    days = holidays.public_holidays("NO", range(2026, 2029), "nb")
    about = advice.Known(today=TODAY, public_holidays=days, model=models.load(found.group.model))
    told = advice.findings(found, about)
    assert [(one.id, one.key, dict(one.values)) for one in told] == expected
    assert {one.level for one in told} == {advice.CHECKS[one.id].level for one in told}


@pytest.mark.parametrize(
    ("today", "change", "is_told"),
    [
        (day(2, 2), {}, False), (day(2, 3), {}, True), (day(3, 16), {}, True),
        (day(3, 17), {}, False), (day(2, 3), {"agreed": True}, False),
        (day(2, 3), {"meeting": "", "rule": "none"}, False),
    ],
)  # fmt: skip
def test_when_the_group_is_to_be_asked_about_the_follow_up(today, change, is_told):
    found = advice.findings(having("follow_up", **change), advice.Known(today=today))
    told = [("follow-up-not-agreed", "follow_up.agreed", {"date": day(3, 16)})] * is_told
    assert [(one.id, one.key, dict(one.values)) for one in found] == told


def test_a_cancelled_follow_up_is_not_asked_about():
    off = having_meeting("m10", status="cancelled")
    assert advice.findings(off, advice.Known(today=day(2, 3))) == []


@pytest.mark.parametrize(
    ("model", "change", "expected"),
    [
        # Without the model at hand nothing is said of its numbers, and a home is a home.
        (None, {"first": AUTUMN, "facilitated": 9},
         [("many-facilitated", {"count": 9, "most": 8})]),
        (None, {"place": plan.Place(kind="home")}, [("private-home", {})]),
        ("angstringen", {"place": plan.Place(kind="home")}, []),
    ],
)  # fmt: skip
def test_what_is_known_of_the_way_of_starting(model, change, expected):
    about = advice.Known(today=TODAY, model=models.load(model) if model else None)
    found = advice.findings(whole(**change), about)
    assert [(one.id, dict(one.values)) for one in found] == expected


def test_a_limit_that_a_source_leaves_open_is_no_limit():
    base = models.load("selvhjelp-norge")

    def told(count, **limits):
        value = models.Value(default=6, source="S0", **limits)
        about = advice.Known(today=TODAY, model=dataclasses.replace(base, participants=value))
        return [
            dict(one.values) for one in advice.findings(having("group", participants=count), about)
        ]

    assert told(200, least=4) == []
    assert told(3, least=4) == [{"count": 3, "least": 4, "most": 3}]
    assert told(1, most=8) == []
    assert told(9, most=8) == [{"count": 9, "least": 0, "most": 8}]


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([whole()], ["m01", "m02", "m03", "m04"]),
        ([whole(initiators=[plan.Initiator(name="KARI NORDMANN")])], ["m01", "m02", "m03", "m04"]),
        ([whole(initiators=[plan.Initiator(name="Per")])], []),
        ([whole(time=dt.time(18, 30))], []),
        ([having_meeting("m02", time=dt.time(19))], ["m01", "m03", "m04"]),
        # Only where she is at both.
        ([whole(first=day(2, 2))], ["m04"]),
        ([whole(first=day(2, 9)), whole(initiators=[]), whole(first=day(1, 26))], ["m03", "m04"]),
    ],
)  # fmt: skip
def test_the_meetings_at_which_she_is_to_be_elsewhere(others, expected):
    base = whole()
    hours = Counter(hour for one in (base, *others) for hour in advice.hours(Timeline(one)))
    found = advice.findings(base, advice.Known(today=TODAY, hours=hours))
    assert [(one.id, one.key, dict(one.values)) for one in found] == [
        ("same-hour", f"meetings.{key}.date", {"date": base.meetings[key].date}) for key in expected
    ]


@pytest.mark.parametrize(
    ("days", "told"), [([], None), ([0], None), ([365], None), ([366], 366), ([10, 400, 366], 400)]
)
def test_how_old_the_numbers_may_be(days, told):
    checked = [TODAY - dt.timedelta(days=count) for count in days]
    found = advice.findings(whole(), advice.Known(today=TODAY, numbers_checked=checked))
    expected = [] if told is None else [("old-numbers", {"date": TODAY - dt.timedelta(days=told)})]
    assert [(one.id, dict(one.values)) for one in found] == expected
