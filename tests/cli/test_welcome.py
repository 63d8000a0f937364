"""`igangsetter` alone: where she stands, and the list that needs no command's name."""

import sys

import pytest

from conftest import make_plan
from igangsetter.cli import output, welcome
from igangsetter.store import folder as plans


@pytest.fixture
def choose(run, monkeypatch):
    """Answer the list as on a terminal."""

    def call(*lines, speak="nb"):
        import io

        waiting = iter(lines)
        monkeypatch.setattr(output, "is_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO())

        def typed(prompt=""):
            sys.stderr.write(prompt)
            try:
                answer = next(waiting)
            except StopIteration:
                raise EOFError from None
            sys.stderr.write(f"{answer}\n")
            return answer

        monkeypatch.setattr("builtins.input", typed)
        return run(speak=speak)

    return call


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(
        welcome.options,
        "today",
        lambda text, real=welcome.options.today: real(text or "2027-01-26"),
    )


@pytest.mark.parametrize("speak", ["en", "nb", "nn"])
@pytest.mark.parametrize("count", [0, 1, 2, 7])
def test_where_she_stands(run, folder, snapshot, speak, count):
    for number in range(count):
        plans.add(folder, make_plan(name=f"Gruppe {number + 1}"))
    found = run(speak=speak)
    assert found.code == 0
    assert found.out + "――\n" + found.err == snapshot


def test_a_plan_that_cannot_be_read_is_told_there_too(run, folder):
    plans.add(folder, make_plan())
    (folder / "x.toml").write_text("x = ", encoding="utf-8")
    found = run()
    assert found.code == 0
    assert "Tirsdagsgruppa" in found.out
    assert "x.toml" in found.err


@pytest.mark.parametrize(
    ("lines", "commands"),
    [
        (["1", ""], ["igangsetter show"]),
        (["3", "4", "28. januar 2027", ""], ['igangsetter meeting move 4 "28. januar 2027"']),
        (["4", "1"], ["igangsetter remind", "igangsetter show"]),
        (["x", "9", "3", "", "3", "2", "", ""], []),
        ([""], []),
    ],
)
def test_what_is_chosen_is_spelled_and_done(choose, stored, lines, commands):
    found = choose(*lines)
    spelled = [line for line in found.err.splitlines() if line.startswith("igangsetter ")]
    assert (found.code, spelled) == (0, commands)
    if commands == ["igangsetter show"]:
        assert "DITT SISTE MØTE" in found.out
    moved = plans.load(stored.path).plan.meetings["m04"].date.isoformat()
    assert moved == ("2027-01-28" if "move" in "".join(commands) else "2027-02-02")


def test_of_several_groups_one_is_asked_for(choose, folder):
    for name in ("Tirsdagsgruppa", "Onsdagsgruppa"):
        plans.add(folder, make_plan(name=name))
    found = choose("1", "", "1", "ons", "1", "lør", "")
    assert found.err.count("igangsetter show -g ons") == 1
    assert "Onsdagsgruppa – " in found.out
    assert "Jeg finner ingen gruppe som heter «lør»." in found.err


def test_without_a_plan_the_list_begins_with_one(choose, folder):
    found = choose("1")
    assert "  1  Ny gruppe\n  2  Se hvordan alt virker\n  Enter = avslutt\n" in found.err
    assert "igangsetter new-group" in found.err
    assert "Hva skal gruppa hete?" in found.err
