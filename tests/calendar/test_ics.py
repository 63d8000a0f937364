"""The text of a calendar: what stands in it for whom, and that no name can break it."""

import dataclasses
import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import HOSTILE, make_plan
from igangsetter import language
from igangsetter.calendar import entries, ics, plain, words, zones
from igangsetter.errors import InvalidPlanError
from igangsetter.handouts import reading
from igangsetter.plan import models, plan
from igangsetter.plan.timeline import Timeline

GROUP = entries.Wish(audience="group")
HERS = entries.Wish()
ID = "5f0c0000-0000-4000-8000-000000000000"
NAMES = {"BEGIN", "END", "SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "SEQUENCE", "DESCRIPTION",
         "LOCATION", "STATUS", "TRANSP", "ACTION", "TRIGGER", "VERSION", "PRODID", "CALSCALE",
         "METHOD", "NAME", "X-WR-CALNAME", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME",
         "RRULE"}  # fmt: skip


def small(**given):
    """A plan with something of everything: moved, cancelled, a visit on a day of its own."""
    base = make_plan("link-oslo", code="en", **given)
    meetings = {key: base.meetings[key] for key in ("m01", "m02", "m03")}
    meetings["m02"] = dataclasses.replace(
        meetings["m02"], moved_from=dt.date(2027, 1, 19), date=dt.date(2027, 1, 21), reason="snow"
    )
    meetings["m03"] = dataclasses.replace(meetings["m03"], status="cancelled", reason="flu")
    return dataclasses.replace(
        base,
        meetings=meetings,
        place=plan.Place(name="The house", address="River Street 3", access="code 4711",
                         url="https://example.org/room"),
        initiators={"i1": plan.Initiator(name="Kari Nordmann", email="kari@example.org"),
                    "i2": plan.Initiator(name="Ola Hansen", phone="99999999")},
        follow_up=plan.FollowUp(date=dt.date(2027, 2, 18)),
        events={"info": plan.Event(title="Information evening", date=dt.date(2027, 1, 5),
                                   time=dt.time(19))},
    )  # fmt: skip


def prepared(**given):
    return entries.Preparation(
        **{"id": "handover-week:m01", "day": dt.date(2027, 1, 5), "date": dt.date(2027, 1, 12),
           "title": "In one week: the start", "text": "☐ Ask for the key.\n☐ Print."} | given
    )  # fmt: skip


def written(found, wish=HERS, code="en", sequence=1, name="Groups", **given):
    source = entries.Source(way=Timeline(found), sequence=sequence, **given)
    return b"".join(ics.calendar(entries.entries(source, language.of(code), wish), name))


def events(content):
    """Every event as icalendar reads it, by what its UID says after the plan's id."""
    found = icalendar.Calendar.from_ical(content).walk("VEVENT")
    by_uid = {str(event["UID"]).removesuffix("@igangsetter"): event for event in found}
    assert len(by_uid) == len(found)
    return {uid.removeprefix(f"{ID}-"): event for uid, event in by_uid.items()}


def unfolded(content):
    """The lines of a calendar, after a look at how they are folded and ended."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", content) is None
    lines = content.decode().split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    return content.decode().replace("\r\n ", "").split("\r\n")[:-1]


def properties(content):
    """Name and raw value of every line."""
    found = [re.fullmatch(r"([A-Z-]+)(?:;[^:]*)?:(.*)", line) for line in unfolded(content)]
    assert all(found)
    return [(match[1], match[2]) for match in found]


def unescaped(text):
    """RFC 5545 §3.3.11."""
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], text)


@pytest.mark.parametrize("audience", entries.AUDIENCES)
@pytest.mark.parametrize("code", ["en", "nb", "nn"])
def test_the_whole_text(snapshot, audience, code):
    earlier = [small(events={})]
    base = dataclasses.replace(earlier[0], events={})
    content = written(
        dataclasses.replace(base, group=dataclasses.replace(base.group, language=code)),
        entries.Wish(audience=audience),
        code,
        sequence=4,
        preparations=[prepared(), prepared(id="send:group", done=True)],
        earlier=earlier,
        name="Meetings",
    )
    assert content.decode().replace("\r\n", "\n") == snapshot


def test_equal_plans_give_equal_bytes():
    assert written(small(), preparations=[prepared()]) == written(
        small(), preparations=[prepared()]
    )


def test_what_the_group_gets_tells_nobody_why_it_meets():
    found = small(theme="Angst", name="Angstgruppa")
    content = written(found, GROUP, preparations=[prepared()]).decode().replace("\r\n ", "")
    for secret in ("Angst", "Kari", "Ola", "kari@", "9999", "snow", "flu", "4711", "example.org",
                   "Information", "VALARM", "key", "initiator"):  # fmt: skip
        assert secret not in content
    assert set(re.findall("SUMMARY:(.*)\r", content)) == {"Meeting", "Cancelled: Meeting"}
    assert "Moved from Tuesday 19 January." in content
    assert "LOCATION:The house\\, River Street 3" in content


def test_the_group_may_have_its_link_and_its_word():
    wish = entries.Wish(audience="group", title="Kaffe; og, prat", with_link=True)
    found = events(written(small(), wish))
    assert str(found["m01"]["SUMMARY"]) == "Kaffe; og, prat"
    assert str(found["m01"]["DESCRIPTION"]) == "Link: https://example.org/room"
    assert str(found["follow-up"]["DESCRIPTION"]) == "Link: https://example.org/room"


def test_how_to_get_in_stands_nowhere():
    for wish in (HERS, GROUP, entries.Wish(audience="group", with_link=True)):
        assert b"4711" not in written(small(), wish)


@pytest.mark.parametrize(
    ("name", "summary", "status", "busy", "alarm"),
    [
        ("m01", "Tirsdagsgruppa: meeting 1 – your last meeting", "CONFIRMED", True, "-P1D"),
        ("m02", "Tirsdagsgruppa: meeting 2 – the group alone", "CONFIRMED", False, None),
        ("m03", "Cancelled: Tirsdagsgruppa: meeting 3 – the group alone", "CANCELLED", False, None),
        ("follow-up", "Tirsdagsgruppa: the follow-up", "TENTATIVE", True, "-P1D"),
        ("event-info", "Information evening", "CONFIRMED", True, "-P1D"),
        ("remind-handover-week.m01", "Tirsdagsgruppa: In one week: the start", "CONFIRMED", False,
         "PT9H"),
    ],
)  # fmt: skip
def test_what_stands_out_for_her(name, summary, status, busy, alarm):
    found = events(written(small(), preparations=[prepared()]))[name]
    alarms = [one["TRIGGER"].to_ical().decode() for one in found.walk("VALARM")]
    assert (str(found["SUMMARY"]), found["STATUS"], found["TRANSP"] == "OPAQUE", alarms) == (
        summary, status, busy, [alarm] if alarm else [],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "number", "part", "first_line"),
    [
        ({}, 1, "", "You are there for the whole meeting."),
        ({}, 3, " – you leave at the break", "You leave at 19:00. After that the group is alone."),
        ({"break_minutes": 0}, 3, " – you leave half-way",
         "You leave at 19:00. After that the group is alone."),
        ({"alone_half": "first"}, 3, " – you come at the break",
         "The group begins alone. You come at 19:00."),
        ({"alone_half": "first", "break_minutes": 0}, 3, " – you come half-way",
         "The group begins alone. You come at 19:00."),
        ({}, 5, " – the group alone", "The group meets without you."),
        ({}, 10, " – the follow-up", "You come back as a guest, for the whole group."),
        ({"model": "uten-igangsetter"}, 1, "",
         "Rounds, as a suggestion: introduction round, expectations round, closing round."),
    ],
)  # fmt: skip
def test_her_part(given, number, part, first_line):
    base = make_plan(given.pop("model", "selvhjelp-norge"), code="en")
    base = dataclasses.replace(base, schedule=dataclasses.replace(base.schedule, **given))
    found = events(written(base))[f"m{number:02}"]
    assert str(found["SUMMARY"]) == f"Tirsdagsgruppa: meeting {number}{part}"
    assert str(found["DESCRIPTION"]).splitlines()[0] == first_line


def test_a_visit_that_the_group_asked_for_is_no_follow_up():
    base = make_plan(code="en", initiators=[plan.Initiator(name="Kari Nordmann")])
    asked = dataclasses.replace(base.meetings["m07"], initiator="visit")
    found = events(written(dataclasses.replace(base, meetings=base.meetings | {"m07": asked})))
    assert [
        (str(found[key]["SUMMARY"]), str(found[key]["DESCRIPTION"])) for key in ("m07", "m10")
    ] == [
        ("Tirsdagsgruppa: meeting 7 – you come on a visit",
         "Initiator: Kari Nordmann\nRounds, as a suggestion: opening round, closing round."),
        ("Tirsdagsgruppa: meeting 10 – the follow-up",
         "You come back as a guest, for the whole group.\n"
         "The day is a suggestion, not agreed with the group yet.\nInitiator: Kari Nordmann\n"
         "Rounds, as a suggestion: opening round, closing round."),
    ]  # fmt: skip


@pytest.mark.parametrize("number", [1, 4])
def test_a_group_without_an_initiator_looks_back_by_itself(number):
    base = make_plan("uten-igangsetter", code="en")
    look = dataclasses.replace(base.follow_up, meeting=f"m{number:02}")
    found = events(written(dataclasses.replace(base, follow_up=look)))[f"m{number:02}"]
    assert str(found["SUMMARY"]) == f"Tirsdagsgruppa: meeting {number} – looking back together"
    assert "You" not in str(found["DESCRIPTION"])


def test_an_agreed_follow_up_is_certain():
    base = make_plan()
    agreed = dataclasses.replace(base, follow_up=dataclasses.replace(base.follow_up, agreed=True))
    assert events(written(base))["m10"]["STATUS"] == "TENTATIVE"
    assert events(written(agreed))["m10"]["STATUS"] == "CONFIRMED"


def test_without_an_initiator_the_owner_is_there_every_time():
    found = events(written(make_plan("uten-igangsetter")))
    assert all(event["TRANSP"] == "OPAQUE" and event.walk("VALARM") for event in found.values())


def test_after_the_end_everything_is_taken_back():
    ended = dataclasses.replace(make_plan(), ended=plan.Ended(date=dt.date(2027, 1, 26)))
    late = prepared(id="x:m04", day=dt.date(2027, 1, 20), date=dt.date(2027, 2, 2))
    last = prepared(id="shred:group", day=dt.date(2027, 1, 27), date=dt.date(2027, 1, 26))
    found = events(written(ended, preparations=[late, last]))
    assert [found[f"m{n:02}"]["STATUS"] for n in (1, 3, 4, 9)] == [
        "CONFIRMED", "CONFIRMED", "CANCELLED", "CANCELLED",
    ]  # fmt: skip
    assert found["remind-x.m04"]["STATUS"] == "CANCELLED"
    assert found["remind-shred.group"]["STATUS"] == "CONFIRMED"


def test_what_earlier_versions_had_is_taken_back_with_its_last_date():
    now = make_plan()
    longer, other = make_plan(facilitated=6), make_plan(first=dt.date(2027, 1, 11), facilitated=7)
    gone = dataclasses.replace(
        longer, follow_up=plan.FollowUp(date=dt.date(2027, 5, 4)),
        events={"talk": plan.Event(title="Talk", date=dt.date(2027, 3, 1), time=dt.time(12))},
    )  # fmt: skip
    found = events(written(now, earlier=[gone, other]))
    assert set(found) == {f"m{n:02}" for n in range(1, 14)} | {"follow-up", "event-talk"}
    for name in ("m11", "m12", "m13", "follow-up", "event-talk"):
        assert found[name]["STATUS"] == "CANCELLED"
        assert not found[name].walk("VALARM")
    assert found["m12"].decoded("DTSTART").date() == longer.meetings["m12"].date
    assert found["m10"]["STATUS"] == "TENTATIVE"
    neutral = events(written(now, GROUP, earlier=[gone, other]))
    assert str(neutral["m12"]["SUMMARY"]) == "Cancelled: Meeting"
    assert "event-talk" not in neutral


def test_a_preparation_is_a_day_that_stays_free_and_taken_back_when_it_is_done():
    items = [prepared(), prepared(id="a:b", done=True), prepared(id="c:d", gone=True, title="")]
    found = events(written(small(), preparations=items))
    one = found["remind-handover-week.m01"]
    assert one["DTSTART"].to_ical() == b"20270105"
    assert str(one["DESCRIPTION"]) == "☐ Ask for the key.\n☐ Print."
    done, gone = found["remind-a.b"], found["remind-c.d"]
    assert (str(done["SUMMARY"]), done["STATUS"]) == (
        "Done: Tirsdagsgruppa: In one week: the start", "CANCELLED",
    )  # fmt: skip
    assert (str(gone["SUMMARY"]), gone["STATUS"]) == ("Cancelled: Tirsdagsgruppa", "CANCELLED")


def test_the_dates_of_an_organisation_stand_once_for_all_its_groups():
    when = dt.datetime(2026, 11, 21, 12, 0, 1, 5, tzinfo=dt.UTC)
    event = plan.Event(title="Kontaktmøte", date=dt.date(2027, 2, 11), time=dt.time(18))
    ours = entries.organisation("Eksempelsentralen")
    first = entries.shared({"kontakt": event}, ours, when, "Europe/Oslo")
    later = entries.shared({"kontakt": event}, ours, when + dt.timedelta(hours=1), "Europe/Oslo")
    assert first[0].uid == later[0].uid == f"{ours}-event-kontakt@igangsetter"
    assert later[0].sequence == first[0].sequence + 3600
    assert entries.organisation("Andre") != ours


@pytest.mark.parametrize("zone", ["Moon/Base", "", "../../etc/passwd", "x" * 3000, "a\0b"])
def test_a_time_zone_that_is_none(zone):
    base = make_plan()
    base = dataclasses.replace(base, schedule=dataclasses.replace(base.schedule, time_zone=zone))
    with pytest.raises(InvalidPlanError, match="Tirsdagsgruppa: the time zone"):
        written(base)


def test_only_zones_that_are_used_stand_in_the_file():
    assert written(make_plan()).count(b"BEGIN:VTIMEZONE") == 1
    base = make_plan()
    far = dataclasses.replace(
        base, schedule=dataclasses.replace(base.schedule, time_zone="America/New_York")
    )
    content = written(far)
    assert b"VTIMEZONE" not in content
    assert b"DTSTART:20270112T230000Z" in content


@pytest.mark.parametrize("name", sorted(zones.CONSTANT))
def test_our_clocks_agree_with_the_zone_for_forty_years(name):
    """dateutil reads the VTIMEZONE by its rule and knows nothing of the zone's name."""
    ours = tz.tzical(_stream(zones.vtimezone(name))).get(name)
    theirs = ZoneInfo(name)
    for year in range(2004, 2038):
        for month in (3, 10):
            last = max(d for d in range(25, 32) if dt.date(year, month, d).weekday() == 6)
            for hours in (-24, -1, 0, 1, 2, 3, 4, 5, 24):
                moment = dt.datetime(year, month, last) + dt.timedelta(hours=hours)  # noqa: DTZ001
                there = moment.replace(tzinfo=theirs)
                if there.utcoffset() == there.replace(fold=1).utcoffset():
                    assert moment.replace(tzinfo=ours).utcoffset() == there.utcoffset(), moment


def _stream(content):
    import io

    frame = b"BEGIN:VCALENDAR\r\n%sEND:VCALENDAR\r\n" % content
    return io.StringIO(frame.decode())


@pytest.mark.parametrize(
    ("zone", "start", "minutes", "expected"),
    [
        ("Europe/Oslo", "2027-03-27T23:30", 120, ("2027-03-27T23:30", "2027-03-28T01:30")),
        ("Europe/Oslo", "2027-03-28T01:30", 120, ("2027-03-28T01:30", "2027-03-28T03:30")),
        ("Europe/Oslo", "2027-03-28T02:30", 30, ("2027-03-28T03:30", "2027-03-28T04:00")),
        ("Europe/Oslo", "2027-03-28T01:30", 60, ("2027-03-28T01:30", "2027-03-28T03:30")),
        ("Europe/Oslo", "2027-10-31T02:30", 15, ("2027-10-31T02:30", "2027-10-31T02:45")),
        ("Europe/Oslo", "2027-10-31T01:30", 120, ("2027-10-31T01:30", "2027-10-31T03:30")),
        ("Europe/Helsinki", "2027-03-28T03:30", 30, ("2027-03-28T04:30", "2027-03-28T05:00")),
        ("America/New_York", "2027-03-14T02:30", 30, ("2027-03-14T07:30", "2027-03-14T08:00")),
        ("Europe/Oslo", "2027-12-31T23:00", 1440, ("2027-12-31T23:00", "2028-01-01T23:00")),
    ],
)
def test_midnight_and_the_nights_when_the_clocks_change(zone, start, minutes, expected):
    first = dt.datetime.fromisoformat(start)
    found = zones.span(first.date(), first.time(), minutes, ZoneInfo(zone))
    assert tuple(f"{one:%Y-%m-%dT%H:%M}" for one in found) == expected
    assert found[0] < found[1]


NASTY = [
    "Rad1\r\nBEGIN:VEVENT\r\nSUMMARY:falsk\r\nEND:VEVENT",
    "\nATTENDEE:mailto:ola@example.org",
    "a\x00b\x07c\x1b[31md",
    "\u202egnimmargorp\u2066\u200f",
    'C:\\Nordre\\new;x,y:z"q"',
    "\u2028BEGIN:VALARM\u2029",
    "æ" * 10_000,
    "👩‍👩‍👧‍👦" * 500,
    HOSTILE,
    "END:VCALENDAR",
    "   ",
    "\ufeff=?utf-8?q?x?=",
]


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("audience", entries.AUDIENCES)
def test_no_words_break_out_of_their_place(name, audience):
    found = hostile(name)
    wish = entries.Wish(audience=audience, title=name if audience == "group" else "")
    items = [prepared(id=name, title=name, text=name)]
    content = written(found, wish, preparations=items, name=name)
    assert_sound(content, len(entries.entries(source_of(found, items), language.of("en"), wish)))


def hostile(name):
    base = small()
    meetings = dict(base.meetings)
    meetings["m02"] = dataclasses.replace(meetings["m02"], reason=name, place=name)
    return dataclasses.replace(
        base,
        id=name,
        meetings=meetings,
        group=dataclasses.replace(base.group, name=name, theme=name, organisation=name),
        place=plan.Place(name=name, address=name, access=name, url=name),
        initiators={"i1": plan.Initiator(name=name)},
        events={"info": dataclasses.replace(base.events["info"], title=name)},
        rounds={"own": plan.Round(title=name, when="first")},
    )


def source_of(found, items=()):
    return entries.Source(way=Timeline(found), sequence=1, preparations=items)


def assert_sound(content, count):
    """As many events as there are entries, and no property that is not ours."""
    found = properties(content)
    assert {name for name, _value in found} <= NAMES
    assert found.count(("BEGIN", "VEVENT")) == found.count(("END", "VEVENT")) == count
    assert found.count(("BEGIN", "VCALENDAR")) == 1
    read = icalendar.Calendar.from_ical(content)
    assert len(read.walk("VEVENT")) == count
    assert not read.errors
    assert re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]",
                     content.decode()) is None  # fmt: skip


@settings(max_examples=75, deadline=None)
@given(st.text(max_size=300), st.sampled_from(entries.AUDIENCES))
def test_any_words_come_out_as_they_went_in(name, audience):
    wish = entries.Wish(audience=audience, title=name if audience == "group" else "")
    found, items = hostile(name), [prepared(title=name, text=name)]
    content = written(found, wish, preparations=items, name=name)
    assert_sound(content, len(entries.entries(source_of(found, items), language.of("en"), wish)))
    shown = [unescaped(value) for key, value in properties(content) if key == "LOCATION"]
    clean = words.one_line(name)
    assert all(value in {clean, f"{clean}, {clean}"} for value in shown)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from(models.names()),
    st.sampled_from(["week", "2 weeks", "3 weeks", "4 weeks", "month"]),
    st.dates(dt.date(1900, 1, 1), dt.date(2990, 1, 1)),
    st.times(),
    st.integers(1, 24 * 60),
    st.sampled_from([*sorted(zones.CONSTANT), "UTC", "America/New_York", "Asia/Kathmandu",
                     "Africa/Monrovia", "Pacific/Apia"]),
)  # fmt: skip
def test_any_plan_is_a_calendar_whose_meetings_end_after_they_begin(
    model, rhythm, first, time, minutes, zone
):
    base = make_plan(
        model, every=rhythm, first=first, time=time.replace(microsecond=0), country="NO"
    )
    changed = dataclasses.replace(base.schedule, time_zone=zone, minutes=minutes)
    base = dataclasses.replace(base, schedule=changed)
    found = entries.entries(source_of(base), language.of("en"), HERS)
    assert len(found) == len(base.meetings) + len(base.events)
    assert all(entry.start < entry.end for entry in found)
    assert_sound(b"".join(ics.calendar(found, "x")), len(found))


def test_a_file_of_ours_is_known():
    assert ics.is_ours(written(small()))
    assert not ics.is_ours(b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\n")


def test_one_entry_for_a_server_has_no_method_and_no_name():
    one = entries.entries(source_of(small()), language.of("en"), GROUP)[0]
    names = [name for name, _value in properties(ics.single(one))]
    assert not {"METHOD", "NAME", "X-WR-CALNAME"} & set(names)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# T\n\none *two* **three**\\\nfour", "T\n\none two three\nfour"),
        ("- [ ] a\n- b", "☐ a\n• b"),
        ("3. a\n4. b\n\n   c", "3. a\n4. b\n   c"),
        ("[us](https://example.org)", "us (https://example.org)"),
        ("| a | b |\n|---|---|\n| c | d |", "a  b\nc  d"),
    ],
)  # fmt: skip
def test_a_reminder_as_plain_text(markdown, expected):
    assert plain.text(reading.parse(markdown)) == expected
