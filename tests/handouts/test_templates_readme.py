"""templates/README.md names everything that a template may use, and nothing else."""

import dataclasses
import re

import pytest

from conftest import make_plan
from igangsetter import language, resources, templating
from igangsetter.handouts import catalogue, reading
from igangsetter.handouts.values import values
from igangsetter.plan import plan
from igangsetter.plan.timeline import Day, Row, Timeline, Visit
from igangsetter.reminders import due, rules, words
from igangsetter.store import folder as plans
from igangsetter.store.settings import NONE

README = (resources.packaged() / "README.md").read_text(encoding="utf-8")


def names(heading, until):
    """The names in the first column of the table between two texts."""
    part = README.partition(heading)[2].partition(until)[0]
    return set(re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE))


def test_every_variable_is_named():
    sheet = catalogue.sheet("moteplan", language.of("nb"))
    found = values(Timeline(make_plan()), sheet, None, NONE.organisation)
    assert names("## What a sheet may say", "A row has") == set(found)


def test_every_filter_is_named():
    assert names("Filters of ours", "Jinja's own") == set(templating._filters(language.of("nb")))
    assert re.findall(r"`(\w+)`", README.partition("much of little: ")[2].partition(". ")[0]) == [
        *templating._SWELLING_FILTERS
    ]


def test_every_key_of_the_front_matter_is_named():
    assert names("## Front matter", "In `[when]`") == set(catalogue.FIELDS)
    for word in (*catalogue.PACKS, *catalogue.ONLY, *catalogue.AUDIENCES):
        assert f"`{word}`" in README


def test_every_fenced_block_is_named():
    assert names("Three fenced blocks", "## What") == set(reading._FENCES)


@pytest.mark.parametrize(
    ("name", "kind", "left_out"),
    [
        ("group", plan.Group, ()), ("place", plan.Place, ()), ("schedule", plan.Schedule, ()),
        ("initiators", plan.Initiator, ()), ("events", plan.Event, ()), ("days", Day, ()),
        ("follow_up", Visit, ()), ("A row has", Row, ()),
    ],
)  # fmt: skip
def test_every_field_of_a_variable_is_named(name, kind, left_out):
    line = re.search(rf"^(?:\| `{name}` \||{name}).*(?:\n`.*)*", README, re.MULTILINE)[0]
    fields = {spec.name for spec in dataclasses.fields(kind)} - set(left_out)
    assert set(re.findall(r"`\.(\w+)`", line)) == fields


# --- Reminders ---


def test_every_variable_of_a_reminder_is_named():
    ours = rules.read(
        (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
    )
    way = Timeline(make_plan())
    item = due.every(way, ours)[0]
    found = words._values(way, item, item.due, language.of("nb"), {}, None)
    part = README.partition("A reminder may use:")[2].partition(". ")[0].partition("\n\n")[0]
    assert re.findall(r"`(\w+)`", part) == sorted(found)


def test_the_reminder_of_ones_own_works(run, folder):
    plans.add(folder, make_plan())
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    example = README.partition("## Reminders")[2].partition("\n## ")[0]
    (rules_text,) = re.findall(r"```toml\n(.*?)```", example, re.DOTALL)
    (block,) = re.findall(r"```jinja\n(.*?)```", example, re.DOTALL)
    (place / "rules.toml").write_text(rules_text, encoding="utf-8")
    (place / "nb.md.j2").write_text(block, encoding="utf-8")
    found = run("remind", "--today", "2027-01-31", "--json").data
    titles = {one["id"]: one["title"] for one in found}
    assert titles["flowers:m04"] == "Om to dager: Tirsdagsgruppa går videre alene"
    assert "first-meeting-day:m01" in [
        one["id"] for one in run("remind", "--today", "2027-01-10", "--json").data
    ]
    assert "reflect" not in run("remind", "--today", "2027-01-13", "--json").out
    spoken = run("remind", "--today", "2027-01-31", "--language", "en")
    assert spoken.code == 65
    assert "There are no words for “flowers” in en" in spoken.err
    assert "your last meeting" in spoken.out
