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
