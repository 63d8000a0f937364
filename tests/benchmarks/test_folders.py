"""The folders that are measured are what they say: real plans, silent, a share of them running."""

from __future__ import annotations

from benchmarks import folders
from igangsetter.store import folder as plans
from igangsetter.store import history
from igangsetter.store.groups import Groups

COUNT = 120


def test_a_made_folder_is_valid_silent_and_a_third_of_it_runs(run, folder):
    folders.make_folder(folder, COUNT, running=1 / 3)
    groups = Groups(plans.paths(folder))
    found = list(groups)
    assert (len(found), groups.faults) == (COUNT, [])
    assert all(plans.text(one.plan).encode() == one.content and not one.findings for one in found)
    assert all(history.versions(one.path)[-1].content() == one.content for one in found)
    assert len({one.plan.id for one in found}) == COUNT
    assert len({one.plan.group.model for one in found}) == 12
    assert sum(one.way.next(folders.TODAY) is not None for one in found) == COUNT / 3
    silent = run("remind", "--quiet", "--today", folders.TODAY)
    assert (silent.code, silent.out, silent.err) == (0, "", "")


def test_a_made_folder_is_the_same_every_time(tmp_path):
    for name in ("one", "other"):
        folders.make_folder(tmp_path / name, 20)
    one, other = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*.toml")}
        for place in (tmp_path / "one", tmp_path / "other")
    )
    assert one == other
