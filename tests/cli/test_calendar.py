"""`calendar`: the file, where it goes, what it says of a change, and what is refused."""

import dataclasses
import os
import re
import subprocess
import sys
import uuid

import icalendar
import pytest

from conftest import make_plan, tree
from igangsetter import resources
from igangsetter.cli import paper
from igangsetter.plan import plan
from igangsetter.store import folder as plans
from igangsetter.store import history

ID = "5f0c0000-0000-4000-8000-000000000000"
OTHER = "6f0c0000-0000-4000-8000-000000000000"
FILE = "papir/tirsdagsgruppa/kalender.ics"
GROUPS_FILE = "papir/tirsdagsgruppa/kalender-gruppa.ics"
HERS = ("--for", "initiator", "--language", "en")
EVENTS = (
    '[organisation]\nname = "Eksempelsentralen"\n[events.kontakt]\ntitle = "Kontaktmøte"\n'
    "date = 2027-02-11\ntime = 18:00:00\n"
)


def events(run, *arguments):
    """Every event of the calendar on stdout, by what its UID says after the plan's id.

    The group's is made in a moment; hers has the reminders.
    """
    found = run("calendar", "-o", "-", *(arguments or ("--for", "group")))
    walked = icalendar.Calendar.from_ical(found.out).walk("VEVENT")
    return {re.sub(f"{ID}-|@igangsetter", "", str(event["UID"])): event for event in walked}


def meetings(found):
    return {name: event for name, event in found.items() if re.fullmatch(r"m\d\d", name)}


def changed(stored, **given):
    return plans.save(stored, dataclasses.replace(stored.plan, **given))


def test_the_file_of_one_group_lies_with_its_papers(run, stored, folder):
    found = run("calendar")
    assert (found.code, found.out, found.err) == (0, f"{folder / FILE}\n", "")
    first = (folder / FILE).read_bytes()
    assert first.startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("kalender", "--for", "initiator", "-g", "tirs").code == 0
    assert (folder / FILE).read_bytes() == first
    assert run("calendar", "-o", "-").out.encode() == first


def test_several_groups_in_one_file_or_one_by_name(run, stored, folder):
    plans.add(folder, make_plan(name="Onsdagsgruppa", code="nn", id=OTHER))
    assert run("calendar").out == f"{folder / 'papir/kalender.ics'}\n"
    content = (folder / "papir/kalender.ics").read_text(encoding="utf-8")
    assert content.count("BEGIN:VTIMEZONE") == 1
    assert "NAME:Grupper" in content
    assert "SUMMARY:Tirsdagsgruppa: 1. møte" in content
    assert "SUMMARY:Onsdagsgruppa: 1. møte" in content
    assert run("calendar", "-g", "tirs", "--for", "group").out == f"{folder / GROUPS_FILE}\n"
    assert "Onsdag" not in (folder / GROUPS_FILE).read_text(encoding="utf-8")


def test_another_language_has_a_file_of_its_own(run, stored, folder):
    found = run("calendar", "--language", "en")
    assert found.out == f"{folder / 'papir/tirsdagsgruppa/kalender-en.ics'}\n"
    assert "SUMMARY:Tirsdagsgruppa: meeting 1" in (
        folder / "papir/tirsdagsgruppa/kalender-en.ics"
    ).read_text(encoding="utf-8")
    assert run("calendar", "--language", "nb", "--for", "group").out == f"{folder / GROUPS_FILE}\n"
    assert run("calendar", "--language", "sv").code == 2


def test_a_broken_plan_does_not_keep_the_others_out(run, stored, folder):
    (folder / "x.toml").write_text("schema = ", encoding="utf-8")
    found = run("calendar", "--for", "group")
    assert found.code == 65
    assert "x.toml" in found.err
    assert found.out == f"{folder / 'papir/kalender-gruppa.ics'}\n"
    assert b"-m10@igangsetter" in (folder / "papir/kalender-gruppa.ics").read_bytes()


def test_only_broken_plans_make_no_file(run, folder):
    folder.mkdir()
    (folder / "x.toml").write_text("schema = ", encoding="utf-8")
    found = run("calendar")
    assert (found.code, found.out) == (65, "")
    assert not (folder / "papir").exists()


def test_a_copied_plan_is_told_and_not_written_over_the_other(run, stored, folder):
    (folder / "kopi.toml").write_bytes(stored.content)
    found = run("calendar", "--for", "group")
    assert found.code == 65
    assert "has the same id as" in found.err
    assert found.out != ""


def test_an_unknown_time_zone_is_told(run, stored):
    changed(stored, schedule=dataclasses.replace(stored.plan.schedule, time_zone="Moon/Base"))
    found = run("calendar")
    assert found.code == 65
    assert "Tirsdagsgruppa: the time zone “Moon/Base” is not known." in found.err
    assert "Write for example Europe/Oslo." in found.err


def test_every_change_raises_the_sequence_an_undo_and_a_hand_edit_too(run, stored):
    def sequence():
        return {int(event["SEQUENCE"]) for event in events(run).values()}

    assert sequence() == {1}
    run("meeting", "move", "3", "2027-01-27", "--no-input")
    assert sequence() == {2}
    run("undo")
    assert sequence() == {3}
    text = stored.path.read_text(encoding="utf-8")
    stored.path.write_text(text.replace("2027-01-26", "2027-01-28"), encoding="utf-8")
    assert sequence() == {4}
    assert events(run)["m03"].decoded("DTSTART").day == 28
    run("meeting", "cancel", "6", "--no-input")
    assert sequence() == {5}


def test_a_plan_without_history_counts_one(run, stored):
    for version in history.versions(stored.path):
        version.path.unlink()
    assert int(events(run)["m01"]["SEQUENCE"]) == 1


def test_a_move_a_cancellation_and_what_is_gone(run, stored):
    run("meeting", "push", "9", "--no-input")
    run("meeting", "add", "2027-04-20", "--no-input")
    assert events(run)["m11"]["STATUS"] == "CONFIRMED"
    run("undo")
    run("meeting", "cancel", "6", "--no-input", "--because", "flu")
    found = events(run, "--language", "en")
    assert found["m11"]["STATUS"] == found["m06"]["STATUS"] == "CANCELLED"
    assert found["m11"].decoded("DTSTART").date().isoformat() == "2027-04-20"
    assert str(found["m06"]["DESCRIPTION"]) == "Why: flu"
    run("meeting", "move", "2", "2027-01-20", "--no-input", "--because", "snow")
    two = events(run, "--language", "en")["m02"]
    assert "Moved from Tuesday 19 January: snow" in str(two["DESCRIPTION"])


def test_a_version_that_cannot_be_read_and_another_groups_are_passed_over(run, stored):
    history.file(stored.path, b"schema = ")
    other = dataclasses.replace(
        make_plan(id=OTHER), meetings={"m77": plan.Meeting(date=stored.plan.made, initiator="away")},
        handover=plan.Handover(meeting="m77"), follow_up=plan.FollowUp(rule="none"),
    )  # fmt: skip
    history.file(stored.path, plans.text(other).encode())
    assert set(meetings(events(run))) == set(stored.plan.meetings)


def test_her_reminders_stand_on_their_days(run, stored):
    found = events(run, *HERS)
    week = found["remind-handover-week.m04"]
    assert week.decoded("DTSTART").isoformat() == "2027-01-26"
    assert "your last meeting with Tirsdagsgruppa" in str(week["SUMMARY"])
    assert str(week["DESCRIPTION"]).endswith(
        "Done? Write: igangsetter remind --done handover-week:m04 -g tirsdagsgruppa"
    )
    assert "☐" in str(week["DESCRIPTION"])
    run("remind", "--done", "handover-week:m04", "--today", "2027-01-26")
    assert events(run, *HERS)["remind-handover-week.m04"]["STATUS"] == "CANCELLED"
    run("remind", "--undo-done", "handover-week:m04", "--today", "2027-01-26")
    run("remind", "--snooze", "handover-week:m04", "2027-01-30", "--today", "2027-01-26")
    day = events(run, *HERS)["remind-handover-week.m04"].decoded("DTSTART")
    assert day.isoformat() == "2027-01-30"


def test_a_reminder_whose_meeting_is_another_now_is_taken_back(run, stored):
    assert run("handover", "5").code == 0
    found = events(run, *HERS)
    assert found["remind-handover-week.m05"]["STATUS"] == "CONFIRMED"
    assert found["remind-handover-week.m04"]["STATUS"] == "CANCELLED"


def test_the_groups_calendar_has_its_meetings_and_nothing_else(run, stored, folder):
    place = dataclasses.replace(stored.plan.place, access="kode 4711", url="https://example.org/x")
    changed(
        stored, place=place, initiators={"i1": plan.Initiator(name="Kari Nordmann")},
        group=dataclasses.replace(stored.plan.group, theme="Angst"),
    )  # fmt: skip
    (folder / "igangsetter.toml").write_text(EVENTS, encoding="utf-8")
    found = run("calendar", "--for", "group", "-o", "-")
    assert found.code == 0
    for secret in (
        "Tirsdag",
        "Kari",
        "Angst",
        "4711",
        "example.org",
        "VALARM",
        "remind",
        "Kontakt",
    ):
        assert secret not in found.out
    titled = run("calendar", "--for", "group", "--title", "Kaffe", "--with-link", "-o", "-").out
    assert set(re.findall("SUMMARY:(.*)\r", titled)) == {"Kaffe"}
    assert "https://example.org/x" in titled


def test_the_way_in_stands_in_no_calendar_whatever_a_template_says(run, stored, folder):
    changed(stored, place=dataclasses.replace(stored.plan.place, access="kode 4711"))
    theirs = folder / "templates/reminders/nb.md.j2"
    theirs.parent.mkdir(parents=True)
    ours = (resources.packaged() / "reminders/nb.md.j2").read_text(encoding="utf-8")
    theirs.write_text(
        ours.replace("{{ group.name }}", "{{ group.name }} [{{ place.access }}]"), encoding="utf-8"
    )
    found = run("calendar", "-o", "-").out
    assert "Tirsdagsgruppa []" in found
    assert "4711" not in found


def test_after_the_end_the_meetings_are_taken_back(run, stored):
    run("end", "2027-02-10", "--no-input", "--today", "2027-02-10")
    found = meetings(events(run))
    cancelled = [name for name, event in found.items() if event["STATUS"] == "CANCELLED"]
    assert cancelled == ["m06", "m07", "m08", "m09", "m10"]


def test_an_organisations_dates_stand_once(run, stored, folder):
    plans.add(folder, make_plan(name="Onsdagsgruppa", id=OTHER))
    settings = folder / "igangsetter.toml"
    settings.write_text(EVENTS, encoding="utf-8")
    os.utime(settings, (1_800_000_000, 1_800_000_000))
    found = events(run, *HERS)
    shared = [name for name, event in found.items() if str(event["SUMMARY"]) == "Kontaktmøte"]
    assert len(shared) == 1
    assert "event-kontakt" in shared[0]
    again = events(run, "-g", "onsdag")
    assert shared[0] in again
    os.utime(settings, (1_800_000_060, 1_800_000_060))
    assert events(run, *HERS)[shared[0]]["SEQUENCE"] == found[shared[0]]["SEQUENCE"] + 60


def test_dry_run_lists_and_writes_nothing(run, stored, folder):
    before = tree(folder)
    found = run("calendar", "--for", "group", "--dry-run")
    assert found.code == 0
    assert found.out.splitlines()[0] == "Tue 12 Jan 2027    18:00  Møte"
    assert found.out.splitlines()[-1] == "10 entries."
    assert tree(folder) == before


def test_where_it_goes(run, stored, folder, tmp_path):
    target = tmp_path / "x" / "mine.ics"
    assert run("calendar", "-o", target, "--for", "group").out == f"{target}\n"
    assert run("calendar", "--output", target, "--for", "group", "--title", "Kaffe").code == 0
    assert b"SUMMARY:Kaffe" in target.read_bytes()
    if os.name == "posix":
        assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "content", [b"", b"BEGIN:VCALENDAR\r\nPRODID:-//Other//EN\r\n", b"x" * 9999]
)
@pytest.mark.parametrize("default", [True, False])
def test_a_file_of_somebody_elses_is_not_replaced(run, stored, folder, tmp_path, content, default):
    target = folder / FILE if default else tmp_path / "theirs.ics"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    found = run("calendar", *(() if default else ("-o", target)))
    assert found.code == 73
    assert "igangsetter did not make it" in " ".join(found.err.split())
    assert target.read_bytes() == content


@pytest.mark.parametrize("target", [".", "/dev/null", "/dev/null/x.ics"])
def test_what_is_no_place_for_a_file(run, stored, target):
    found = run("calendar", "-o", target)
    assert found.code == 73
    assert "Traceback" not in found.err


def test_open_shows_the_file(run, stored, folder, monkeypatch):
    shown = []
    monkeypatch.setattr(paper, "open_file", shown.append)
    assert run("calendar", "--open", "--for", "group").code == 0
    assert shown == [folder / GROUPS_FILE]


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--for", "leader"], 2, "“leader” is nobody we make calendars for."),
        (["--title", "x"], 2, "Only with --for group: --title, --with-link."),
        (["--with-link"], 2, "Only with --for group: --title, --with-link."),
        (["--for", "group", "--title", " "], 2, "The name must have 1 to 120 characters"),
        (["--for", "group", "--title", "a\x1b[31m"], 2, "The name must have 1 to 120 characters"),
        (["--user", "kari"], 2, "Only with --publish: --user, --yes. Add --publish,"),
        (["--yes"], 2, "Only with --publish: --user, --yes. Add --publish,"),
        (["--publish", "https://x.example.org/", "-o", "-"], 2, "do not go together: --publish, -o, --open."),
        (["--publish", "https://x.example.org/"], 2, "where others may read them. Add --yes if"),
        (["--publish", "x"], 2, "That is no address of a calendar."),
        (["--publish", "https://kari:geheim@example.org/"], 2, "A password has no place in the"),
        (["--publish", "http://x.example.org/", "--yes"], 78, "in the clear, the password too."),
        (["--publish", "https://x.example.org/", "--yes", "--user", "kari"], 78,
         "There is no password for kari at x.example.org. Set IGANGSETTER_CALDAV_PASSWORD"),
        (["-g", "onsdag"], 66, "I find no group called “onsdag”."),
    ],
)  # fmt: skip
def test_bad_input(run, stored, folder, monkeypatch, arguments, code, message):
    monkeypatch.delenv("IGANGSETTER_CALDAV_PASSWORD", raising=False)
    before = tree(folder)
    found = run("calendar", *arguments)
    assert found.code == code
    assert message in " ".join(found.err.split())
    assert "geheim" not in found.err
    assert tree(folder) == before


def test_without_a_plan_it_says_how_to_make_one(run, folder):
    assert run("calendar").code == 66


@pytest.mark.enable_socket
def test_the_keyring_knows_the_password(run, stored, monkeypatch):
    import types

    asked = []
    ring = types.SimpleNamespace(get_password=lambda *names: asked.append(names) or "geheim")
    monkeypatch.setitem(sys.modules, "keyring", ring)
    monkeypatch.delenv("IGANGSETTER_CALDAV_PASSWORD", raising=False)
    found = run(
        "calendar", "--publish", "http://127.0.0.1:1/x/", "--user", "kari", "--for", "group"
    )
    assert asked == [("igangsetter-caldav", "kari")]
    assert found.code == 75
    assert "geheim" not in found.out + found.err


PROBE = """
import sys
sys.argv = ["igangsetter", *{arguments!r}]
from igangsetter.__main__ import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
names = ("icalendar", "caldav", "niquests", "jinja2", "keyring")
print("LOADED", *[name for name in names if name in sys.modules], file=sys.stderr)
"""


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (["calendar", "--help"], []),
        (["calendar", "--for", "group"], ["icalendar"]),
        (["calendar"], ["icalendar", "jinja2"]),
    ],
)
def test_only_what_is_needed_is_loaded(stored, folder, arguments, loaded):
    found = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=arguments)],
        capture_output=True, text=True, check=True,
        env={"IGANGSETTER_FOLDER": str(folder), "HOME": str(folder), "PATH": ""},
    )  # fmt: skip
    assert found.stderr.split("LOADED")[1].split() == loaded


@pytest.fixture
def terminal(folder):
    pexpect = pytest.importorskip("pexpect", reason="a terminal to drive (not on Windows)")
    started = []

    def start(*arguments):
        environ = {key: text for key, text in os.environ.items() if key != "COLUMNS"}
        environ |= {"IGANGSETTER_FOLDER": str(folder), "IGANGSETTER_LANG": "en", "TERM": "dumb"}
        environ.pop("IGANGSETTER_CALDAV_PASSWORD", None)
        child = pexpect.spawn(
            sys.executable, ["-m", "igangsetter", *arguments], env=environ, encoding="utf-8",
            timeout=20, dimensions=(50, 100),
        )  # fmt: skip
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def test_a_person_is_told_what_to_do_with_the_file(terminal, stored):
    child = terminal("calendar")
    child.expect("kalender.ics")
    child.expect("Open the file with your calendar program, or write: igangsetter calendar --open")
    child.expect("\r\n$")


def test_a_person_is_asked_before_her_reminders_are_published(terminal, stored):
    child = terminal("calendar", "--publish", "http://127.0.0.1:1/x/")
    child.expect("will lie on 127.0.0.1")
    child.expect(r"\[no\] > ")
    child.sendline("")
    child.expect("Nothing was published.")
    child.expect("\r\n$")
    child.wait()
    assert child.exitstatus == 1


def test_a_password_is_typed_unseen(terminal, stored):
    child = terminal("calendar", "--publish", "http://127.0.0.1:1/x/", "--user", "kari",
                     "--for", "group")  # fmt: skip
    child.expect("Password of kari at 127.0.0.1: ")
    child.waitnoecho()
    child.sendline("hemmelig")
    child.expect("it cannot be reached")
    assert "hemmelig" not in child.before + child.after
    child.expect("\r\n$")
    child.wait()
    assert child.exitstatus == 75


def test_ids_are_unique_in_the_examples(run, folder, monkeypatch):
    """A usual plan is a small file."""
    found = run("calendar", "--folder", resources.packaged().parent / "examples", "-o", "-")
    names = [str(one["UID"]) for one in icalendar.Calendar.from_ical(found.out).walk("VEVENT")]
    assert len(set(names)) == len(names) > 30
    assert len(found.out.encode()) / 3 < 40_000
    uuid.UUID(names[0][:36])
