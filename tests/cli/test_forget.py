"""`forget`: everything of a group is shown, goes, and nothing of the others."""

import dataclasses

import pytest

from conftest import make_plan, tree
from igangsetter.delivery import ledger
from igangsetter.plan import plan
from igangsetter.store import folder as plans
from igangsetter.store import history

OTHER = "5f0c0000-0000-4000-8000-000000000001"
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org")


def everything(folder):
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if not path.is_dir() and path.name != ".lock"
    )


@pytest.fixture
def groups(run, folder):
    """Two groups with history, paper, drafts, calendars and a ledger."""
    plans.add(folder, make_plan(initiators=[KARI]))
    plans.add(folder, make_plan(name="Onsdagsgruppa", initiators=[KARI], id=OTHER))
    before = everything(folder)
    for name in ("tirs", "ons"):
        run("meeting", "move", "3", "28.1", "--today", "2026-11-21", "-g", name, "--because", "snø")
        run("handout", "rammer", "--format", "md", "-g", name)
        run("remind", "--mail", "draft", "--today", "2027-01-26", "-g", name)
        run("calendar", "-g", name)
    run("remind", "--mail", "draft", "--today", "2027-01-27")
    run("calendar")
    telling = {
        "reminder": "x",
        "opened": make_plan().made,
        "way": "mail",
        "recipient": "k@example.org",
    }
    with ledger.opened() as book:
        for one in (make_plan().id, OTHER):
            book.note([ledger.Telling(plan=one, **telling)], "sent")
    return before


def test_everything_goes_and_nothing_of_the_other_group(run, folder, groups):
    found = run("forget", "-g", "tirs", "--yes", speak="nb")
    assert found.code == 0
    assert "Slettet. Ingenting av det ligger igjen her." in found.out
    assert "makuler det som har navn på seg" in found.out
    left = everything(folder)
    assert not [name for name in left if "tirsdagsgruppa" in name]
    assert {
        "onsdagsgruppa.toml",
        "papir/onsdagsgruppa/rammer.md",
        "papir/onsdagsgruppa/kalender.ics",
    } <= set(left)
    # What was about both is gone, and can be made again.
    assert "papir/kalender.ics" not in left
    assert not list((folder / "papir").glob("*.eml"))
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"Tirsdagsgruppa" not in content
            assert make_plan().id.encode() not in content
    with ledger.opened() as book:
        assert (book.forget(make_plan().id), book.forget(OTHER)) == (0, 1)
    assert run("show").code == 0


def test_it_is_shown_first_and_nothing_goes_without_a_yes(run, folder, groups):
    before = tree(folder)
    for arguments, code in (((), 2), (("--dry-run",), 0)):
        found = run("forget", "-g", "tirs", *arguments)
        assert found.code == code
        for path in (
            "tirsdagsgruppa.toml",
            ".history/tirsdagsgruppa/0001.toml",
            "papir/kalender.ics",
        ):
            assert str(folder / path) in found.out
        assert "onsdagsgruppa" not in found.out
        assert tree(folder) == before
    assert len(history.versions(folder / "tirsdagsgruppa.toml")) == 2


def test_a_plan_that_cannot_be_read_can_be_erased(run, folder, stored):
    stored.path.write_text(
        stored.path.read_text("utf-8").replace("schema = 1", "schema = "), "utf-8"
    )
    assert run("forget", "--yes").code == 0
    assert everything(folder) == []


def test_a_link_is_taken_away_and_what_it_leads_to_stays(run, folder, stored, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.txt").write_text("mine")
    stored.paper.mkdir(parents=True)
    (stored.paper / "link").symlink_to(elsewhere)
    (stored.paper / "letter").symlink_to(elsewhere / "letter.txt")
    assert run("forget", "--yes").code == 0
    assert (elsewhere / "letter.txt").read_text() == "mine"
    assert everything(folder) == []


def test_only_the_history(run, folder, stored):
    note = dataclasses.replace(stored.plan.group, note="Ola er borte")
    written = plans.save(stored, dataclasses.replace(stored.plan, group=note))
    plans.save(written, stored.plan)
    assert run("forget", "--history").code == 2
    found = run("forget", "--history", "--yes")
    assert found.out.splitlines()[-1] == "2 versions erased."
    assert [one.number for one in history.versions(stored.path)] == [3]
    assert b"Ola" not in b"".join(path.read_bytes() for path in folder.rglob("*.toml"))
    again = run("forget", "--history", "--yes")
    assert (again.code, len(again.out.splitlines())) == (0, 1)
    assert plans.load(stored.path).plan == stored.plan
    assert run("undo").code == 1


def test_a_version_that_was_edited_by_hand_stays(run, stored):
    stored.path.write_text(stored.path.read_text("utf-8").replace("18:00:00", "19:00:00"), "utf-8")
    assert run("forget", "--history", "--yes").out.splitlines()[-1] == "1 version erased."
    (newest,) = history.versions(stored.path)
    assert (newest.number, newest.content()) == (2, stored.path.read_bytes())


def test_which_group(run, folder, groups):
    assert run("forget", "--yes").code == 2
    assert run("forget", "-g", "fredag", "--yes").code == 66
    assert len(plans.paths(folder)) == 2
