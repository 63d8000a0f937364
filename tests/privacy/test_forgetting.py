"""`forget` finds what hides: under an earlier name, in an editor's leftovers, in a broken ledger."""

import datetime as dt
import random
import shutil

import pytest

from conftest import make_plan
from igangsetter.delivery import ledger
from igangsetter.store import folder as plans
from igangsetter.store import history

OTHER = "5f0c0000-0000-4000-8000-000000000001"
MINE = make_plan().id


@pytest.fixture
def other(folder):
    """Another group whose file begins like the first one's."""
    return plans.add(folder, make_plan(id=OTHER, name="Tirsdagsgruppa 2"))


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def telling(owner):
    return ledger.Telling(
        plan=owner,
        reminder="handover-week:m04",
        opened=dt.date(2027, 1, 1),
        way="mail",
        recipient="kari@example.org",
    )


LEFTOVERS = [
    ".edit-tirsdagsgruppa.0a1b2c3d.txt~",
    ".edit-tirsdagsgruppa.0a1b2c3d.txt.swp",
    "..edit-tirsdagsgruppa.0a1b2c3d.txt.swp",
    ".edit-tirsdagsgruppa.0a1b2c3d.txt.save",
    "#.edit-tirsdagsgruppa.0a1b2c3d.txt#",
    "..edit-tirsdagsgruppa.0a1b2c3d.txt",
]


def test_what_an_editor_or_a_crash_left_goes_too(run, folder, stored, other):
    theirs = [name.replace("gruppa", "gruppa-2") for name in LEFTOVERS]
    for name in (*LEFTOVERS, *theirs):
        (folder / name).write_text("x", encoding="utf-8")
    paper = folder / "papir"
    paper.mkdir()
    for name, owner in ((".kalender.ics.k7x1.tmp", MINE), (".kalender.ics.q2p0.tmp", OTHER)):
        (paper / name).write_text(f"UID:{owner}-m01", encoding="utf-8")
    shown = run("forget", "-g", "tirsdagsgruppa", "--dry-run").out
    assert run("forget", "-g", "tirsdagsgruppa", "--yes").code == 0
    assert set(everything(folder)) == {
        "tirsdagsgruppa-2.toml", ".history/tirsdagsgruppa-2/0001.toml", "papir/.kalender.ics.q2p0.tmp", *theirs,
    }  # fmt: skip
    assert [name for name in LEFTOVERS if str(folder / name) not in shown] == []


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ('name = "Tirsdagsgruppa"\nplace = "Biblioteket"\n', False),
        ('name = "Torsdagsgruppa"\nplace = "Biblioteket"\n', True),
        ('place = "Biblioteket"\n', True),
        ("name = ", True),
    ],
)
def test_the_answers_of_a_wizard_that_was_stopped(run, folder, stored, text, stays):
    answers = folder / ".new-group.toml"
    answers.write_text(text, encoding="utf-8")
    assert run("forget", "--yes").code == 0
    assert answers.exists() == stays


def test_a_plan_that_was_given_another_name(run, folder, stored, other):
    run("handout", "rammer", "--format", "md", "-g", "tirsdagsgruppa")
    stored.path.rename(folder / "mandag.toml")
    (folder / ".history" / "torsdag").mkdir()
    kept = folder / ".history" / "torsdag" / "0001.toml"
    kept.write_text(f'id = "{OTHER}"\n', encoding="utf-8")
    found = run("forget", "-g", "mandag", "--yes")
    assert found.code == 0
    assert str(folder / "papir" / "tirsdagsgruppa" / "rammer.md") in found.out
    assert set(everything(folder)) == {
        "tirsdagsgruppa-2.toml", ".history/tirsdagsgruppa-2/0001.toml", ".history/torsdag/0001.toml",
    }  # fmt: skip
    assert not (folder / "papir" / "tirsdagsgruppa").exists()


def test_a_plan_that_was_deleted_by_hand(run, folder, stored, other):
    run("handout", "rammer", "--format", "md", "-g", "tirsdagsgruppa")
    run("calendar")
    with ledger.opened() as book:
        book.note([telling(MINE), telling(OTHER)], "sent")
    stored.path.unlink()
    assert run("forget", "-g", "onsdagsgruppa", "--yes").code == 66
    # Another one whose name begins so is there.
    found = run("forget", "-g", "Tirsdagsgruppa", "--yes")
    assert (found.code, str(stored.path) in found.out) == (0, False)
    assert set(everything(folder)) == {
        "tirsdagsgruppa-2.toml", ".history/tirsdagsgruppa-2/0001.toml",
    }  # fmt: skip
    with ledger.opened() as book:
        assert (book.forget(MINE), book.forget(OTHER)) == (0, 1)


def test_a_copy_of_the_plan_is_told_and_stays(run, folder, stored):
    """A synchronising client makes them, and so does who begins a group with the last one's file."""
    copy = folder / "tirsdagsgruppa (1).toml"
    shutil.copy(stored.path, copy)
    found = run("forget", "-g", "tirsdagsgruppa", "--yes")
    assert found.code == 0
    assert "Nothing of it is left here" not in found.out
    assert str(copy) in found.out
    assert set(everything(folder)) == {copy.name}
    assert "Nothing of it is left here" in run("forget", "--yes").out
    assert everything(folder) == {}


def test_an_id_in_other_quotes(run, folder, stored):
    run("calendar")
    (folder / "papir" / "tirsdagsgruppa" / "kalender.ics").rename(folder / "papir" / "alle.ics")
    text = stored.path.read_text("utf-8").replace(f'id = "{MINE}"', f"id = '{MINE}'")
    stored.path.write_text(text, encoding="utf-8")
    assert run("forget", "--yes").code == 0
    assert everything(folder) == {}


def test_no_byte_of_it_stays_in_the_ledger(run, stored):
    """Rows of many lengths come and go, so that SQLite moves them from page to page."""
    luck = random.Random(9)  # noqa: S311 - one with which bytes stayed without VACUUM
    owners = [f"{number:08x}-aaaa-4000-8000-000000000000" for number in range(5)]
    live = []
    with ledger.opened() as book:
        for _turn in range(12):
            new = [_odd_telling(luck, owners) for _one in range(luck.randint(1, 120))]
            book.note(new, "sent")
            live += new
            gone = luck.sample(live, len(live) // 4)
            book.note(gone, "")
            live = [one for one in live if one not in gone]
    ledger.forget(owners[2])
    content = ledger.place().read_bytes()
    assert [number for number in range(5) if owners[number].encode() in content] == [0, 1, 3, 4]
    with ledger.opened() as book:
        left = [one for one in live if one.plan != owners[2]]
        assert [book.state(one) for one in left] == ["sent"] * len(left)


def _odd_telling(luck, owners):
    return ledger.Telling(
        plan=luck.choice(owners),
        reminder="r" * luck.randint(1, 60) + str(luck.random()),
        opened=dt.date(2027, 1, 1),
        way="mail",
        recipient="k" * luck.randint(1, 80),
    )


def test_a_ledger_that_cannot_be_read(run, stored):
    """It was put aside, or lies there now; what it still holds of the group goes with it."""
    place = ledger.place()
    place.parent.mkdir(parents=True)
    place.write_bytes(b"torn " + MINE.encode())
    place.with_name("ledger-broken-1.sqlite").write_bytes(MINE.encode())
    place.with_name("ledger-broken-2.sqlite").write_bytes(OTHER.encode())
    assert run("forget", "--yes").code == 0
    assert [path for path in place.parent.iterdir() if MINE.encode() in path.read_bytes()] == []
    assert place.with_name("ledger-broken-2.sqlite").exists()


def test_a_ledger_that_is_in_use_stops_it_before_anything_goes(run, folder, stored, monkeypatch):
    monkeypatch.setattr("igangsetter.store.files.LOCK_SECONDS", 0.1)
    before = everything(folder)
    with ledger.opened() as book:
        book.note([telling(MINE)], "sent")
        assert run("forget", "--yes").code == 75
    assert everything(folder) == before
    assert run("forget", "--yes").code == 0
    assert everything(folder) == {}


def test_only_earlier_versions_go_with_history(run, folder, stored, other):
    run("meeting", "move", "3", "28.1.2027", "--today", "2026-11-21", "-g", "tirsdagsgruppa")
    run("handout", "rammer", "--format", "md", "-g", "tirsdagsgruppa")
    run("remind", "--mail", "draft", "--today", "2027-01-27")
    run("calendar")
    with ledger.opened() as book:
        book.note([telling(MINE)], "sent")
    before = everything(folder) | everything(ledger.place().parent)
    assert run("forget", "-g", "tirsdagsgruppa", "--history", "--yes").code == 0
    now = everything(folder) | everything(ledger.place().parent)
    assert now == {
        name: content for name, content in before.items() if name != ".history/tirsdagsgruppa/0001.toml"
    }  # fmt: skip
    assert [one.number for one in history.versions(stored.path)] == [2]


def test_what_it_cannot_reach_is_said(run, stored):
    told = " ".join(run("forget", "--yes").out.split("What I cannot reach")[1].split())
    for word in ("paper", "calendar server", "phone", "mail that was sent", "put elsewhere",
                 "igangsetter.toml", "backup", "cloud", "terminal", "files that were opened"):  # fmt: skip
        assert word in told


def test_paper_that_lies_elsewhere_is_only_unlinked(run, folder, stored, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "mine.txt").write_text("mine", encoding="utf-8")
    (folder / "papir").mkdir()
    (folder / "papir" / stored.slug).symlink_to(elsewhere)
    assert run("forget", "--yes").code == 0
    assert everything(folder) == {}
    assert not (folder / "papir" / stored.slug).is_symlink()
    assert (elsewhere / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_folder_called_like_a_plan_stops_nothing(run, folder, stored):
    (folder / "annet.toml").mkdir()
    assert run("forget", "-g", stored.slug, "--yes").code == 0
    assert everything(folder) == {}
    assert (folder / "annet.toml").is_dir()
