"""A folder of many plans: nothing is passed over that is open, and one that is broken stops none."""

import datetime as dt
import json
import sys
from pathlib import Path

import pexpect
import pytest

from benchmarks import folders
from igangsetter import resources
from igangsetter.cli import output
from igangsetter.reminders import due, rules
from igangsetter.store import folder as plans
from igangsetter.store.groups import Groups

COUNT = 150
OURS = rules.read((resources.packaged() / "reminders/rules.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    place = tmp_path_factory.mktemp("many") / "plans"
    folders.make_folder(place, COUNT, running=1 / 3)
    return place


@pytest.fixture
def run_many(run, many, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_FOLDER", str(many))
    return run


@pytest.mark.parametrize("away", [-200, -30, -1, 0, 1, 8, 60, 400])
@pytest.mark.parametrize("days", [0, 14])
def test_what_is_open_in_any_of_them_is_told(run_many, many, away, days):
    today = folders.TODAY + dt.timedelta(days=away)
    groups = list(Groups(plans.paths(many)))
    assert len(groups) == COUNT
    expected = [
        (item.rank(today), one.slug, item.id)
        for one in groups
        for item in due.due(one.way, OURS, today, days)
    ]
    found = run_many("remind", "--json", "--today", today, "--days", days)
    told = [(one["group"], one["id"]) for one in found.data]
    assert (found.code, told) == (0, [(slug, name) for _rank, slug, name in sorted(expected)])


@pytest.mark.parametrize(
    ("command", "count"),
    [
        (["groups", "--json"], COUNT),
        (["check", "--json"], None),
        (["calendar", "--for", "group", "-o", "-"], None),
    ],
)
def test_a_broken_one_is_told_and_stops_none(run_many, many, command, count):
    broken = many / "broken.toml"
    broken.write_text(
        "schema = 1\nmade = 2014-01-01\n[meetings.m01]\ndate = 2014-0", encoding="utf-8"
    )
    try:
        found = run_many(*command, "--today", folders.TODAY)
        silent = run_many("remind", "--quiet", "--today", folders.TODAY)
    finally:
        broken.unlink()
    assert (found.code, silent.code) == (65, 65)
    assert "broken.toml" in found.err
    assert "broken.toml" in silent.err
    if command[0] == "calendar":
        assert found.out.count("BEGIN:VCALENDAR") == found.out.count("END:VCALENDAR") == 1
        # One time zone, before its first use, for all groups.
        assert found.out.count("BEGIN:VTIMEZONE") == 1
        assert found.out.index("BEGIN:VTIMEZONE") < found.out.index("BEGIN:VEVENT")
    else:
        slugs = {one["group"] if command[0] == "check" else one["slug"] for one in found.data}
        assert len(slugs) == (count or COUNT)


def test_nothing_due_names_the_nearest_of_all(run_many, many):
    found = run_many("remind", "--today", folders.TODAY)
    nearest = min(
        following.date
        for one in Groups(plans.paths(many))
        if (following := one.way.next(folders.TODAY))
    )
    assert found.out.startswith("Nothing is urgent today.")
    assert (nearest - folders.TODAY).days < 3


@pytest.mark.parametrize("values", [[], [1], [{"a": "x\ny", "b": [1, {}]}, [], "[]"]])
def test_a_list_that_is_written_as_it_comes(capfd, values):
    output.out_json_list(iter(values))
    assert capfd.readouterr().out == json.dumps(values, indent=2) + "\n"


@pytest.mark.slow
def test_a_bar_shows_the_way_on_a_terminal(tmp_path, monkeypatch):
    place = tmp_path / "plans"
    folders.make_folder(place, 6000)
    monkeypatch.setenv("TERM", "xterm-256color")
    program = Path(sys.executable).with_name("igangsetter")
    command = f"{program} remind --quiet --today {folders.TODAY} --folder {place}"
    for more, expected in (("", True), (" --plain", False)):
        child = pexpect.spawn(command + more, encoding="utf-8", timeout=120, dimensions=(24, 80))
        shown = child.read()
        child.close()
        assert (child.exitstatus, "Reading the plans" in shown) == (0, expected)
        # It is wiped away when it is done.
        assert expected == ("\x1b[2K" in shown)
