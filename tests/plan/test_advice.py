"""The checks: what sets each off, and what a plan fresh from `new-group` is told."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from conftest import make_plan
from igangsetter import holidays
from igangsetter.language import LANGUAGES, speak
from igangsetter.plan import advice, models, plan
from igangsetter.plan.timeline import Timeline

TODAY = dt.date(2026, 11, 21)
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", phone="99 99 99 99")


def known(found, **more):
    days = holidays.public_holidays(found.schedule.country, range(2026, 2029), "nb")
    return advice.Known(
        today=more.pop("today", TODAY), public_holidays=days,
        model=models.load(found.group.model), **more,
    )  # fmt: skip


def ids(found, **more):
    return {finding.id for finding in advice.findings(found, known(found, **more))}


def changed(table, **values):
    def make():
        base = make_plan(initiators=[KARI])
        return dataclasses.replace(
            base, **{table: dataclasses.replace(getattr(base, table), **values)}
        )

    return make


def meeting(key, **values):
    def make():
        base = make_plan(initiators=[KARI])
        meetings = dict(base.meetings)
        meetings[key] = dataclasses.replace(meetings[key], **values)
        return dataclasses.replace(base, meetings=meetings)

    return make


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (meeting("m06", initiator="whole"), "handover-not-last"),
        (meeting("m04", status="cancelled"), "handover-cancelled"),
        (lambda: make_plan(facilitated=11), "many-facilitated"),
        (meeting("m01", initiator="half"), "half-alone-elsewhere"),
        (changed("follow_up", meeting="", date=dt.date(2027, 5, 4)), "follow-up-window"),
        (changed("group", participants=12), "participants"),
        (changed("group", participants=3), "participants"),
        (changed("group", minimum_age=16), "minimum-age"),
        (lambda: make_plan(initiators=[KARI]), "on-her-own"),
        (lambda: make_plan(first=dt.date(2027, 7, 6)), "quiet-week"),
        (changed("follow_up", meeting="", date=dt.date(2027, 2, 5)), "follow-up-soon"),
        (lambda: make_plan("danmark", facilitated=6), "follow-up-soon"),
        (changed("follow_up", meeting="", date=dt.date(2027, 2, 2)), "date-order"),
        (changed("follow_up", meeting="m03"), "date-order"),
        (lambda: make_plan(first=dt.date(2027, 5, 3), holidays="keep"), "on-holiday"),
        (meeting("m02", date=dt.date(2027, 1, 12)), "same-day"),
        (changed("schedule", minutes=150), "long-meeting"),
        (changed("schedule", break_minutes=0), "no-break"),
        (lambda: dataclasses.replace(
            make_plan("digital"), schedule=dataclasses.replace(
                make_plan("digital").schedule, break_minutes=0)), "digital-no-break"),
        (changed("place", kind="home"), "private-home"),
        (changed("place", access="Alarm: 4711"), "door-code"),
        (changed("place", access=""), "no-access-note"),
        (lambda: make_plan(name="Angstgruppa"), "neutral-name"),
        (changed("group", note="Ring Anne på 41 23 45 67"), "personal-data"),
        (changed("group", note="anne@eksempel.no"), "personal-data"),
        (changed("group", note="01019912345"), "personal-data"),
        (meeting("m02", reason="Per 41234567 var syk"), "personal-data"),
        (meeting("m02", date=dt.date(2027, 3, 28), time=dt.time(2, 30)), "clock-change"),
        (meeting("m02", date=dt.date(2027, 10, 31), time=dt.time(2, 30)), "clock-change"),
        (changed("schedule", time_zone="Mars/Base"), "unknown-time-zone"),
        (lambda: make_plan(country="DE"), "country-part"),
        (lambda: make_plan("uten-igangsetter"), "owner-takes-part"),
    ],
)  # fmt: skip
def test_what_sets_a_check_off(make, expected):
    assert expected in ids(make())


@pytest.mark.parametrize(
    ("make", "silent"),
    [
        (changed("group", participants=0), "participants"),
        (changed("group", note="Ring sentralen, eller meg på 99 99 99 99"), "personal-data"),
        (changed("place", access="Nøkkel i skranken, rom 204"), "door-code"),
        (lambda: make_plan("angstringen", place=plan.Place(kind="home", name="Hjemme")), "private-home"),
        (lambda: make_plan("angstringen", facilitated=5), "many-facilitated"),
        (lambda: make_plan("link-oslo"), "follow-up-soon"),
        (lambda: make_plan(every="month"), "follow-up-soon"),
        (lambda: make_plan(name="Russegruppa"), "neutral-name"),
        (lambda: make_plan(country="DE-NW"), "country-part"),
        (meeting("m02", date=dt.date(2027, 3, 27), time=dt.time(2, 30)), "clock-change"),
    ],
)  # fmt: skip
def test_what_leaves_a_check_silent(make, silent):
    assert silent not in ids(make())


@pytest.mark.parametrize(
    ("day", "quiet"),
    [("2027-12-24", "christmas-eve"), ("2027-12-31", "new-years-eve"), ("2027-12-28", "christmas"),
     ("2027-03-24", "easter-wednesday"), ("2027-03-27", "easter-eve"), ("2027-03-23", "easter"),
     ("2027-07-20", "july")],
)  # fmt: skip
def test_a_quiet_day_is_named(day, quiet):
    found = make_plan(first=dt.date.fromisoformat(day), facilitated=1)
    first = next(f for f in advice.findings(found, known(found)) if f.id == "quiet-week")
    assert first.values == {"date": dt.date.fromisoformat(day), "quiet": quiet}


def test_a_closed_day_and_a_follow_up_not_agreed():
    base = make_plan()
    closed = {"d1": plan.ClosedDays(first=dt.date(2027, 1, 18), last=dt.date(2027, 1, 20))}
    assert "on-closed-day" in ids(dataclasses.replace(base, closed_days=closed))
    assert "follow-up-not-agreed" in ids(base, today=dt.date(2027, 2, 10))
    assert "follow-up-not-agreed" not in ids(base, today=dt.date(2027, 2, 2))


def test_one_initiator_at_two_groups_at_once():
    one = make_plan(initiators=[KARI])
    other = make_plan(name="Annen", initiators=[KARI])
    late = make_plan(name="Sen", initiators=[KARI], time=dt.time(20))

    def with_(*others):
        every = [one, *others]
        return ids(
            one, hours=Counter(hour for plan in every for hour in advice.hours(Timeline(plan)))
        )

    assert "same-hour" in with_(other)
    assert "same-hour" not in with_(late, make_plan(name="Ukjent"))


def test_old_numbers():
    found = make_plan()
    assert "old-numbers" in ids(found, numbers_checked=[dt.date(2021, 11, 1)])
    assert "old-numbers" not in ids(found, numbers_checked=[TODAY])


@pytest.mark.parametrize("model", models.names())
@pytest.mark.parametrize("every", ["week", "2 weeks", "month"])
def test_a_fresh_plan_is_told_nothing_but_notes(model, every):
    found = make_plan(model, every=every)
    levels = {f.level for f in advice.findings(found, known(found))}
    assert levels <= {"info"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_check_has_its_words(code):
    from igangsetter.cli import advice_words

    speak(code)
    assert set(advice_words.table()) == set(advice.CHECKS)
    for words in advice_words.table().values():
        assert all(words)


# --- Whole outputs: a plan that is told nothing, and what one change of it is told ---

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
