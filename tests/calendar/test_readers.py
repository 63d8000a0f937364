"""Other programs read our files: icalendar, ical and khal, on both sides of every clock change."""

import dataclasses
import datetime as dt
import re
import subprocess
import sys
import uuid
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from conftest import make_plan
from igangsetter import language
from igangsetter.calendar import entries, ics
from igangsetter.plan import plan
from igangsetter.plan.timeline import Timeline

ZONES = ["Europe/Oslo", "Europe/Copenhagen", "Europe/Stockholm", "Europe/Helsinki",
         "Europe/Berlin", "Europe/Zurich", "Europe/Lisbon", "Europe/Dublin",
         "America/New_York", "Asia/Kathmandu"]  # fmt: skip
SUNDAYS = ["2027-03-21", "2027-03-28", "2027-04-04", "2027-10-24", "2027-10-31", "2027-11-07"]
FORMAT = "{start-date-long} {start-time} {end-date-long} {end-time}|{title}|{status}|{uid}"


def weekly(zone, name="", time=dt.time(18)):
    """A group that meets on Sundays, also on those when the clocks change."""
    base = make_plan(name=name or zone, id=str(uuid.uuid5(uuid.NAMESPACE_URL, zone)))
    meetings = {
        f"m{number:02}": plan.Meeting(date=dt.date.fromisoformat(day), initiator="whole")
        for number, day in enumerate(SUNDAYS, start=1)
    }
    return dataclasses.replace(
        base,
        meetings=meetings,
        handover=plan.Handover(meeting="m06"),
        follow_up=plan.FollowUp(rule="none"),
        schedule=dataclasses.replace(base.schedule, time_zone=zone, time=time),
    )


def calendar(*plans, sequence=1, **given):
    found = []
    for one in plans:
        source = entries.Source(way=Timeline(one), sequence=sequence, **given)
        found += entries.entries(source, language.of("en"), entries.Wish())
    return b"".join(ics.calendar(found, "Groups"))


def expected(zone, time=dt.time(18)):
    """Start and end of every meeting, as UTC."""
    starts = [
        dt.datetime.combine(dt.date.fromisoformat(day), time, ZoneInfo(zone)) for day in SUNDAYS
    ]
    return [
        (one.astimezone(dt.UTC), one.astimezone(dt.UTC) + dt.timedelta(hours=2)) for one in starts
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_icalendar_reads_the_right_times(zone):
    content = calendar(weekly(zone))
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in events] == expected(zone)


@pytest.mark.parametrize("zone", ZONES)
def test_a_program_that_knows_only_our_clock_reads_the_right_times(zone):
    """The zone has a name that nobody knows: only the VTIMEZONE tells."""
    content = calendar(weekly(zone)).replace(zone.encode(), b"Our/" + zone.encode())
    found = icalendar.Calendar.from_ical(content)
    clocks = [one.to_tz() for one in found.walk("VTIMEZONE")]
    for event, (start, end) in zip(found.walk("VEVENT"), expected(zone), strict=True):
        for key, right in (("DTSTART", start), ("DTEND", end)):
            time = event.decoded(key)
            if clocks:
                time = time.replace(tzinfo=clocks[0])
            assert time.astimezone(dt.UTC) == right


@pytest.mark.parametrize("zone", ZONES)
def test_ical_reads_the_right_times(zone):
    found = IcsCalendarStream.calendar_from_ics(calendar(weekly(zone)).decode()).events
    assert sorted(
        (e.dtstart.astimezone(dt.UTC), e.dtend.astimezone(dt.UTC)) for e in found
    ) == expected(zone)
    assert {e.alarm[0].trigger for e in found} == {dt.timedelta(days=-1)}


@pytest.mark.parametrize("reader", ["icalendar", "ical"])
@pytest.mark.parametrize("day", ["2027-03-28", "2027-10-31"])
@pytest.mark.parametrize("time", ["01:30", "02:00", "02:30", "02:59", "03:00"])
def test_a_meeting_in_the_night_itself_is_read(reader, day, time):
    content = calendar(weekly("Europe/Oslo", time=dt.time.fromisoformat(time)))
    if reader == "ical":
        found = IcsCalendarStream.calendar_from_ics(content.decode()).events
        spans = [(e.dtstart, e.dtend) for e in found]
    else:
        walked = icalendar.Calendar.from_ical(content).walk("VEVENT")
        spans = [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in walked]
    start, end = next(span for span in spans if f"{span[0]:%Y-%m-%d}" == day)
    assert start.astimezone(dt.UTC) < end.astimezone(dt.UTC)


class Khal:
    """khal with a calendar and a configuration of its own."""

    def __init__(self, place, zone):
        self._zone, self._config = ZoneInfo(zone), place / "config"
        self.vdir = place / "vdir"
        self.vdir.mkdir(parents=True)
        self._config.write_text(
            f"[calendars]\n[[ours]]\npath = {self.vdir}\n"
            "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"local_timezone = {zone}\ndefault_timezone = {zone}\n"
            f"[sqlite]\npath = {place / 'khal.db'}\n[default]\ndefault_calendar = ours\n"
        )
        self._environ = {
            "HOME": str(place), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin",
        }  # fmt: skip

    def __call__(self, *arguments):
        program = Path(sys.executable).with_name("khal")
        found = subprocess.run(
            [program, "-c", self._config, *map(str, arguments)],
            capture_output=True, text=True, check=True, env=self._environ,
        )  # fmt: skip
        assert "critical" not in found.stderr.lower()
        return found.stdout

    def take_in(self, content):
        path = self.vdir.parent / "kalender.ics"
        path.write_bytes(content)
        self("import", "--batch", path)

    def listed(self, first="2027-01-01", days=364):
        """(start, end, title, status, uid) as khal shows them, times in its own zone."""
        text = self("list", "--day-format", "", "--format", FORMAT, first, f"{days}d")
        found = []
        for line in filter(None, text.splitlines()):
            when, title, status, uid = line.split("|")
            stamps = re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", when)
            times = [
                dt.datetime.fromisoformat(one).replace(tzinfo=self._zone).astimezone(dt.UTC)
                for one in stamps
            ]
            found.append((*times, title, status.strip(), uid))
        return found


@pytest.fixture
def khal(tmp_path):
    return lambda zone="Europe/Oslo": Khal(tmp_path / zone.replace("/", "-"), zone)


@pytest.mark.parametrize("shown_in", ["Europe/Oslo", "America/New_York"])
def test_khal_reads_the_right_times_of_every_country(khal, shown_in):
    one = khal(shown_in)
    one.take_in(calendar(*map(weekly, ZONES)))
    found = one.listed()
    for zone in ZONES:
        # What goes over midnight is listed on both days.
        times = sorted({tuple(line[:2]) for line in found if line[2].startswith(zone)})
        assert times == expected(zone)


def test_taken_in_twice_nothing_is_doubled_and_a_move_is_followed(khal):
    one, base = khal(), weekly("Europe/Oslo", "Søndagsgruppa")
    one.take_in(calendar(base))
    one.take_in(calendar(base))
    assert len(one.listed()) == len(list(one.vdir.glob("*.ics"))) == 6
    meetings = dict(base.meetings)
    meetings["m02"] = dataclasses.replace(
        meetings["m02"], date=dt.date(2027, 3, 30), moved_from=meetings["m02"].date
    )
    del meetings["m03"]
    meetings["m04"] = dataclasses.replace(meetings["m04"], status="cancelled")
    moved = dataclasses.replace(base, meetings=meetings)
    one.take_in(calendar(moved, sequence=2, earlier=[base]))
    found = {line[4].partition("-m")[2][:2]: line for line in one.listed()}
    assert len(list(one.vdir.glob("*.ics"))) == 6
    assert found["02"][0] == dt.datetime(2027, 3, 30, 16, tzinfo=dt.UTC)
    assert found["02"][3] == "CONFIRMED"
    assert found["03"][2:4] == ("Cancelled: Søndagsgruppa", "CANCELLED")
    assert found["04"][3] == "CANCELLED"


def test_khal_and_ical_read_the_nastiest_names(khal):
    name = 'C:\\ny;x,y:"z" \u202e👩‍👩‍👧 BEGIN:VEVENT ' + "æ" * 3000
    base = weekly("Europe/Oslo", "Søndagsgruppa")
    base = dataclasses.replace(
        base, place=plan.Place(name=name), group=dataclasses.replace(base.group, name=name)
    )
    content = calendar(base)
    one = khal()
    one.take_in(content)
    assert len(one.listed()) == 6
    found = IcsCalendarStream.calendar_from_ics(content.decode()).events
    assert {event.location for event in found} == {name.replace("\u202e", "")}
