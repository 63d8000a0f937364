"""What every command makes is for its owner alone, and what was there keeps who may use it."""

import os
import stat
import tempfile
from pathlib import Path

import pytest

from conftest import make_plan
from every_command import SLUG, Owner
from igangsetter.delivery import ledger
from igangsetter.store import files
from igangsetter.store import folder as plans
from watching import OTHERS, modes, watched

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")

BY_SYSTEMD = ("timers.target.wants", "stamp-", "share")
"""What systemd makes itself."""


@pytest.fixture
def umask(request):
    old = os.umask(request.param)
    yield request.param
    os.umask(old)


@pytest.fixture
def other_group():
    """A group that is not the usual one of this user, and that files may be given to."""
    if os.geteuid() == 0:
        return 4321
    return next((one for one in os.getgroups() if one != os.getegid()), os.getegid())


@pytest.fixture
def place_for_all():
    """A folder that every user of this machine gets to, as none under `tmp_path` is."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o711)
        yield Path(place)


@pytest.mark.parametrize("umask", [0o022, 0o077], indirect=True, ids=oct)
def test_what_is_made_is_for_its_owner_alone_at_every_instant(umask, tmp_path, run, monkeypatch):
    """As in test_a_whole_life.py, where the umask is 0."""
    owner = Owner(tmp_path, run, monkeypatch)
    with watched(owner.home) as watcher:
        owner.make()
        owner.change()
    assert watcher.wide == []
    assert watcher.seen > 100
    made = {path: mode for path, (mode, _group) in modes(owner.home).items()}
    assert {path.name for path in made} > {f"{SLUG}.toml", "ledger.sqlite", ".lock", "kalender.ics"}
    assert [path for path, mode in made.items() if mode & OTHERS] == []


def version(path):
    """What a file has of its own until it is written anew; its number alone may come again."""
    found = path.stat()
    return found.st_ino, found.st_mtime_ns


def test_what_was_there_keeps_its_mode_and_group(tmp_path, run, monkeypatch, other_group):
    """After every write, move, undo, edit and `forget --history`; what is new is the owner's."""
    owner = Owner(tmp_path, run, monkeypatch)
    owner.make()
    owner.change()
    before = {}
    for path in modes(owner.home):
        os.chown(path, -1, other_group)
        path.chmod(0o750 if path.is_dir() else 0o640)
        before[path] = version(path)
    with watched(owner.home) as watcher:
        owner.change("29.1.2027")
    assert watcher.wide == []
    now = modes(owner.home)
    written = [path for path, old in before.items() if path in now and version(path) != old]
    assert {path.name for path in written} >= {
        f"{SLUG}.toml", "onsdagsgruppa.toml", "kalender.ics", "rammer.md", "nb.md.j2", ".originals.toml",
    }  # fmt: skip
    for path, found in now.items():
        usual = (0o750, other_group) if path.is_dir() else (0o640, other_group)
        if path in before:
            assert found == usual, path
        else:
            assert found[0] & OTHERS == 0, path


@pytest.mark.parametrize(
    ("old", "new"), [(0o660, 0o600), (0o664, 0o644), (0o644, 0o644), (0o606, 0o606), (0o646, 0o646)]
)
def test_a_group_that_cannot_be_kept_hands_nothing_to_another(tmp_path, monkeypatch, old, new):
    """Who has left the group of the file must not let her own group in instead."""
    path = tmp_path / "x.toml"
    path.write_bytes(b"old")
    path.chmod(old)

    def fail(*_arguments):
        raise PermissionError(1, os.strerror(1))

    monkeypatch.setattr(files.os, "fchown", fail)
    files.write(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", new)


def test_the_journal_of_the_ledger_is_for_its_owner_alone(tmp_path):
    telling = {"reminder": "x", "opened": make_plan().made, "way": "mail", "recipient": "k"}
    seen = {}

    def spying(book):
        yield ledger.Telling(plan="a", **telling)
        seen.update(modes(ledger.place().parent))
        yield ledger.Telling(plan="b", **telling)

    old = os.umask(0)
    try:
        with ledger.opened() as book:
            book.note(spying(book), "sent")
    finally:
        os.umask(old)
    assert {path.name for path in seen} == {"ledger.sqlite", "ledger.sqlite-journal", ".lock"}
    assert {mode for mode, _group in seen.values()} == {0o600}


@pytest.mark.parametrize("umask", [0o077], indirect=True, ids=oct)
def test_a_folder_that_a_centre_shares(umask, tmp_path, run, monkeypatch, other_group):
    """Everything in it is the group's, the history and the lock too; what is hers alone is not."""
    owner = Owner(tmp_path, run, monkeypatch)
    owner.folder.mkdir()
    os.chown(owner.folder, -1, other_group)
    owner.folder.chmod(0o2770)
    owner.make()
    owner.change()
    shared = modes(owner.folder)
    assert {group for _mode, group in shared.values()} == {other_group}
    for path, (mode, _group) in shared.items():
        assert mode == (0o2770 if path.is_dir() else 0o660), path
    for path, (mode, _group) in modes(owner.home).items():
        if path != owner.folder and path not in shared:
            assert mode & OTHERS == 0, path


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root becomes another")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_two_of_a_centre_change_the_same_plan(tmp_path, place_for_all):
    """One makes the plan, another renames the group, and the first does it once more."""
    group, shared = 4321, place_for_all / "shared"
    shared.mkdir()
    os.chown(shared, -1, group)
    shared.chmod(0o2770)
    # What is imported on the way is here already when they may not read it any more.
    renamed(plans.add(tmp_path / "mine", make_plan()))

    def as_user(number, work):
        child = os.fork()
        if child == 0:
            code = 1
            try:
                os.setgroups([group])
                os.setgid(number)
                os.setuid(number)
                work()
                code = 0
            finally:
                os._exit(code)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0, number

    def change():
        renamed(plans.load(shared / "tirsdagsgruppa.toml"))

    as_user(5001, lambda: plans.add(shared, make_plan()))
    as_user(5002, change)
    as_user(5001, change)
    found = plans.load(shared / "tirsdagsgruppa.toml")
    assert found.plan.group.name == "Tirsdagsgruppa++"
    assert {mode for path, (mode, _gid) in modes(shared).items() if path.is_file()} == {0o660}
    assert len(list((shared / ".history" / "tirsdagsgruppa").iterdir())) == 3


def renamed(found):
    plans.save(found, make_plan(name=f"{found.plan.group.name}+"))
