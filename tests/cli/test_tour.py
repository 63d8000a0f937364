"""`tour`: the five parts, in order, touching nothing of the user's."""

import pytest

from conftest import tree
from igangsetter.store import folder as plans


@pytest.mark.parametrize(
    ("speak", "parts"),
    [
        ("nb", ["1  Hva dette er", "2  Veien", "3  Papiret", "4  Påminnelsen", "5  Din tur"]),
        ("nn", ["1  Kva dette er", "2  Vegen", "3  Papiret", "4  Påminninga", "5  Din tur"]),
        (
            "en",
            ["1  What this is", "2  The way", "3  The paper", "4  The reminder", "5  Your turn"],
        ),
    ],
)
def test_the_five_parts(run, tmp_path, speak, parts):
    found = run("tour", tmp_path / "demo", "--today", "2026-11-21", speak=speak)
    assert found.code == 0, found.err
    places = [found.out.index(part) for part in parts]
    assert places == sorted(places)
    assert "igangsetter new-group" in found.out
    assert max(map(len, found.out.splitlines())) <= max(80, len(str(tmp_path)) + 60)
    (path,) = plans.paths(tmp_path / "demo")
    assert plans.load(path).plan.group.language == speak
    assert (tmp_path / "demo" / "papir" / path.stem / "print-1.pdf").exists()


def test_the_plans_of_the_user_are_left_alone(run, stored, folder):
    before = tree(folder)
    assert run("tour", "--today", "2026-11-21").code == 0
    assert tree(folder) == before


def test_a_tour_into_the_users_own_folder_overwrites_nothing(run, stored, folder):
    before = tree(folder)
    assert run("tour", folder, speak="nb").code == 0
    after = tree(folder)
    assert before.items() <= after.items()
    assert "tirsdagsgruppa-2.toml" in after


def test_a_tour_to_where_nothing_can_be_written(run, tmp_path):
    (tmp_path / "x").write_text("mine")
    assert run("tour", tmp_path / "x").code == 73
