"""A simulated life: `remind` on every day of every way of starting, as tables that a person reads.

After a change read the tables in `__snapshots__/test_life/`, then `pytest tests/reminders/test_life.py --snapshot-update`.
"""

import dataclasses
import datetime as dt

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from conftest import FIRST, make_plan
from igangsetter import resources
from igangsetter.plan import models, plan
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules
from igangsetter.store import folder as plans

RULES = rules.read((resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8"))
BEFORE, AFTER = 70, 240


class Table(SingleFileSnapshotExtension):
    """One text file a way of starting."""

    file_extension = "txt"
    _write_mode = WriteMode.TEXT


def event(title, day):
    return plan.Event(title=title, date=dt.date.fromisoformat(day), time=dt.time(18))


def full():
    """With an information meeting, a meeting across groups, and a last day."""
    events = {
        "info": event("Informasjonsmøte", "2026-12-08"),
        "k1": event("Kontaktmøte", "2027-04-13"),
    }
    return dataclasses.replace(
        make_plan(), events=events, ended=plan.Ended(date=dt.date(2027, 5, 18))
    )


LIVES = dict.fromkeys(models.names(), make_plan) | {
    "every-other-week": lambda _: make_plan(every="2 weeks"),
    "monthly": lambda _: make_plan(every="month"),
    "with-everything": lambda _: full(),
}


def days():
    return [FIRST + dt.timedelta(days=count) for count in range(-BEFORE, AFTER + 1)]


def lived(opens_on):
    """What opens and what closes on each day, by what `opens_on(day)` says is open."""
    lines, before = [], []
    for day in days():
        now = opens_on(day)
        news = [f"+ {name}" for name in now if name not in before]
        gone = [f"- {name}" for name in before if name not in now]
        lines += [(day, one) for one in gone + news]
        before = now
    assert before == []
    return lines


def shown(lines, found):
    marks = Timeline(found)
    table = [f"{found.group.model}, from {FIRST:%a %d %b %Y}"]
    dates = {row.date: row for row in marks.planned}
    for day in days():
        changes = [words for date, words in lines if date == day]
        met = f"meeting {dates[day].number} ({marks.mark(dates[day])})" if day in dates else ""
        if changes or met:
            table.append(f"{day:%a %d %b}  {met:<22}  {changes[0] if changes else ''}".rstrip())
            table += [f"{'':<10}  {'':<22}  {words}" for words in changes[1:]]
    return "\n".join(table) + "\n"


@pytest.mark.parametrize("name", LIVES)
def test_a_life(name, snapshot):
    found = LIVES[name](name)
    way = Timeline(found)
    lines = lived(lambda day: [item.id for item in due.due(way, RULES, day)])
    opened = [words for _day, words in lines if words.startswith("+")]
    assert len(opened) == len(set(opened))
    expected = {item.id: item for item in due.every(way, RULES)}
    if found.ended is None:
        assert {words[2:] for words in opened} == set(expected)
    for day, words in lines:
        item = expected[words[2:]]
        closes = item.until + dt.timedelta(days=1)
        ended = found.ended and found.ended.date
        assert day == (item.due if words.startswith("+") else min(closes, ended or closes))
    assert shown(lines, found) == snapshot.use_extension(Table)


@pytest.mark.slow
@pytest.mark.parametrize("name", LIVES)
def test_a_life_on_the_command_line(name, run, folder):
    """The same by the command itself, with every text made on every day."""
    found = LIVES[name](name)
    plans.add(folder, found)
    way = Timeline(found)
    for day in days():
        told = run("remind", "--today", day.isoformat(), "--json").data
        assert [one["id"] for one in told] == [item.id for item in due.due(way, RULES, day)]
        assert all(one["title"] and one["body"] for one in told)
