"""Whole files or none, and nobody else's changes lost."""

import errno
import os
import pathlib
import stat
import sys
import threading

import pytest

from conftest import tree
from igangsetter import reasons
from igangsetter.errors import CannotWriteError, ChangedOnDiskError
from igangsetter.store import files, temporary

posix = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_new_files_and_folders_are_for_the_owner_alone(tmp_path):
    path = tmp_path / "a" / "b" / "x.toml"
    files.write(path, b"x")
    assert path.read_bytes() == b"x"
    assert (mode(path), mode(path.parent), mode(path.parent.parent)) == (0o600, 0o700, 0o700)


@posix
@pytest.mark.parametrize("old", [0o600, 0o640, 0o660, 0o644])
def test_an_existing_file_keeps_its_mode(tmp_path, old):
    path = tmp_path / "x.toml"
    path.write_bytes(b"old")
    path.chmod(old)
    files.write(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", old)


def test_what_another_program_changed_is_left_alone(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b"read")
    path.write_bytes(b"changed by a synchronising client")
    with pytest.raises(ChangedOnDiskError):
        files.write(path, b"ours", expected=b"read")
    assert tree(tmp_path) == {"x.toml": b"changed by a synchronising client"}


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_fault_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, fault, call):
    path = tmp_path / "x.toml"
    path.write_bytes(b"old")

    def fail(*_arguments):
        raise OSError(fault, os.strerror(fault))

    if call == "fsync":
        monkeypatch.setattr(files.os, "fsync", fail)
    else:
        monkeypatch.setattr(pathlib.Path, "replace", fail)
    with pytest.raises(CannotWriteError) as caught:
        files.write(path, b"new")
    assert reasons.why(OSError(fault, os.strerror(fault))) in caught.value.message
    assert tree(tmp_path) == {"x.toml": b"old"}


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "x").write_text("a file")
    with pytest.raises(CannotWriteError):
        files.write(tmp_path / "x" / "y.toml", b"")


def test_two_writers_take_turns(tmp_path):
    order = []

    def second():
        with files.locked(tmp_path):
            order.append("second")

    with files.locked(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        other.join(0.2)
        order.append("first")
    other.join(5)
    assert order == ["first", "second"]


def test_a_lock_that_is_never_freed_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LOCK_SECONDS", 0.1)
    caught = []

    def second():
        try:
            with files.locked(tmp_path):
                pass
        except CannotWriteError as error:
            caught.append(error.message)

    with files.locked(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        other.join(5)
    assert caught == [f"Another igangsetter is writing in {tmp_path}."]


@posix
def test_what_a_killed_process_has_left_is_swept_and_nothing_else(tmp_path):
    dead, strangers = tmp_path / ".igangsetter.0123abcd.tmp", tmp_path / ".x.0123abcd.tmp"
    elsewhere, folder = (
        tmp_path / ".igangsetter.link0000.tmp",
        tmp_path / ".igangsetter.folder00.tmp",
    )
    (tmp_path / "mine").write_bytes(b"mine")
    for path in (dead, strangers):
        path.write_bytes(b"half")
    elsewhere.symlink_to(tmp_path / "mine")
    folder.mkdir()
    with temporary.new(tmp_path) as (_file, held):
        files.write(tmp_path / "x.toml", b"new")
        assert held.exists()
        assert not dead.exists()
        held.unlink()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["x.toml", "mine", strangers.name, elsewhere.name, folder.name]
    )


@posix
def test_a_file_that_is_swept_before_it_is_held_is_made_anew(tmp_path, monkeypatch):
    real, left = temporary._hold, []

    def late(handle):
        if not left:
            temporary.sweep(tmp_path)
        left.append(len(list(tmp_path.iterdir())))
        real(handle)

    monkeypatch.setattr(temporary, "_hold", late)
    files.write(tmp_path / "x.toml", b"new")
    assert tree(tmp_path) == {"x.toml": b"new"}
    assert left == [0, 1]


def test_without_such_locks_only_what_is_old_is_swept(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fcntl", None)
    old, young = (tmp_path / f".igangsetter.{name}.tmp" for name in ("old00000", "young000"))
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    files.write(tmp_path / "x.toml", b"new")
    assert sorted(tree(tmp_path)) == [young.name, "x.toml"]
