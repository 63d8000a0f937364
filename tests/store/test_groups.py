"""Many plans, one at a time."""

import gc
import weakref

from conftest import make_plan
from igangsetter.errors import InvalidPlanError
from igangsetter.store import folder as plans
from igangsetter.store.groups import Groups
from igangsetter.store.settings import Organisation, Settings


def filled(folder, count=4):
    for number in range(count):
        plans.add(folder, make_plan(name=f"Gruppe {number}"))
    return plans.paths(folder)


def test_no_more_than_two_are_held(folder):
    paths = filled(folder, 6)
    alive = []
    for one in Groups(paths):
        alive.append(weakref.ref(one))
        gc.collect()
        assert sum(ref() is not None for ref in alive) <= 2
    assert len(alive) == len(paths)


def test_they_are_read_anew_each_time(folder):
    groups = Groups(filled(folder, 2))
    assert [one.slug for one in groups] == ["gruppe-0", "gruppe-1"]
    (folder / "gruppe-0.toml").write_text("x = ", encoding="utf-8")
    assert [one.slug for one in groups] == ["gruppe-1"]
    assert [one.slug for one in groups] == ["gruppe-1"]
    assert [type(fault) for fault in groups.faults] == [InvalidPlanError]
    assert groups.first().slug == "gruppe-1"


def test_what_is_odd_is_told_once(folder):
    paths = filled(folder, 2)
    paths[0].write_text(
        paths[0].read_text("utf-8").replace("schema = 1", 'schema = 1\nx = ""'), "utf-8"
    )
    told = []
    groups = Groups(paths, warn=told.append)
    assert len(list(groups)) == len(list(groups)) == 2
    assert [finding.key for findings in told for finding in findings] == ["x"]


def test_each_has_the_settings_of_the_folder(folder):
    ours = Settings(organisation=Organisation(name="Solvik frivilligsentral"))
    assert [one.settings for one in Groups(filled(folder, 2), ours)] == [ours, ours]


def test_one_that_was_read_already(folder):
    stored = plans.load(filled(folder, 1)[0])
    groups = Groups.of(stored)
    assert (list(groups), len(groups), groups.first(), groups.faults) == ([stored], 1, stored, [])
