"""Whole files or none: a kill at any instant leaves the old bytes or the new ones.

New files are 0600 and new folders 0700; a file that exists keeps its mode and its group. In a
folder that a centre shares (`chmod 2770`: its group may write, and what is made in it is the
group's) they are 0660 and 2770: the folder itself says so, and no setting beside it. What a killed
process has left half written is taken away by the next write beside it: see `temporary`.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from igangsetter import reasons
from igangsetter.errors import CannotWriteError, ChangedOnDiskError, NotFoundError
from igangsetter.language import _
from igangsetter.store import temporary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

BLOCKED_SECONDS = 2.0
LOCK_SECONDS = 10.0
_SHARED = stat.S_ISGID | stat.S_IWGRP


class BusyError(CannotWriteError):
    """Another of us holds the lock."""


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, for those who may see it. Raises CannotWriteError."""
    try:
        missing = [place for place in (folder, *folder.parents) if not place.exists()]
        for place in reversed(missing):
            with contextlib.suppress(FileExistsError):
                place.mkdir(mode=0o700)
                if _is_shared(place.parent):
                    place.chmod(0o2770)
            sync_folder(place.parent)
        if not folder.is_dir():
            raise NotADirectoryError(20, os.strerror(20))
    except OSError as error:
        raise cannot_write(folder, error) from error


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two of us never write at once.

    Raises BusyError when another keeps it, CannotWriteError.
    """
    import filelock  # noqa: PLC0415 - only writing commands need it

    make_folder(folder)
    path = folder / ".lock"
    try:
        mode = path.stat().st_mode & 0o777 if path.exists() else _new_mode(folder)
        lock = filelock.FileLock(path, timeout=LOCK_SECONDS, mode=mode)
        lock.acquire()
    except filelock.Timeout as error:
        raise BusyError(
            _("Another igangsetter is writing in {folder}.").format(folder=folder),
            _("Wait a moment and try again."),
        ) from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def read(path: Path, largest: int | None = None) -> bytes:
    """The bytes of an ordinary file; a pipe or a device is never opened. Raises OSError.

    Of more than `largest` bytes none is read.
    """
    if path.exists() and not path.is_file():
        raise OSError(0, _("it is no ordinary file"))
    if largest is not None and path.stat().st_size > largest:
        raise OSError(0, _("it is far too large"))
    return path.read_bytes()


def cannot_read(path: Path, error: OSError) -> NotFoundError:
    """The error for a file or folder that cannot be read, and why."""
    return NotFoundError(
        _("{path} cannot be read: {why}.").format(path=path, why=reasons.why(error)),
        _("Check that the file is there and is yours."),
    )


def write(path: Path, content: bytes | Iterable[bytes], *, expected: bytes | None = None) -> None:
    """Write the whole file or nothing; content in parts is written as it comes.

    `expected` is what was read; when the file holds something else by now it is left alone and
    ChangedOnDiskError raised. Raises CannotWriteError.
    """
    make_folder(path.parent)
    try:
        temporary.sweep(path.parent)
        with temporary.new(path.parent) as (file, name):
            file.writelines((content,) if isinstance(content, bytes) else content)
            file.flush()
            _let_in(path, file.fileno())
            os.fsync(file.fileno())
            if os.name == "nt":
                file.close()
            if expected is not None:
                # Not before: what another program brings while we write must not be lost.
                refuse_changed(path, expected)
            _replace(name, path)
    except OSError as error:
        raise cannot_write(path, error) from error
    sync_folder(path.parent)


def refuse_changed(path: Path, expected: bytes) -> None:
    """Raise ChangedOnDiskError when the file holds something else than that. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == expected:
            return
    raise ChangedOnDiskError(
        _("{path} was changed by another program. Nothing was written.").format(path=path),
        _("Look at it and run the command again."),
    )


def refuse_existing(paths: Sequence[Path]) -> None:
    """Raise CannotWriteError when one of the files is there already."""
    there = [path for path in paths if os.path.lexists(path)]
    if there:
        raise CannotWriteError(
            _("{path} is there already. Nothing was written.").format(path=there[0]),
            _("Add {option} to replace it.").format(option="--force"),
        )


def _is_shared(folder: Path) -> bool:
    """Whether the folder's group may write in it and is handed on to what is made there."""
    return os.name == "posix" and folder.stat().st_mode & _SHARED == _SHARED


def _new_mode(folder: Path) -> int:
    return 0o660 if _is_shared(folder) else 0o600


def _let_in(path: Path, handle: int) -> None:
    """Let those use the new file who may use the one that it replaces, and nobody else.

    A new one is for its owner alone, and in a shared folder for the folder's group.
    """
    if os.name != "posix":
        return
    try:
        old = path.stat()
    except FileNotFoundError:
        os.fchmod(handle, _new_mode(path.parent))
        return
    mode = old.st_mode & 0o777
    try:
        os.fchown(handle, -1, old.st_gid)
    except PermissionError:
        # A group that is not the old one may no more than everybody could.
        mode &= 0o707 | (mode & 0o007) << 3
    os.fchmod(handle, mode)


def _replace(new: Path, old: Path) -> None:
    """Rename; on Windows a program that holds the file open blocks it for a moment."""
    until = time.monotonic() + BLOCKED_SECONDS
    while True:
        try:
            new.replace(old)
        except PermissionError:
            if os.name != "nt" or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make sure of what was made, renamed or deleted in a folder, where the system has it."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def cannot_write(path: Path, error: OSError) -> CannotWriteError:
    """The error for a file or folder that cannot be written, and why."""
    return CannotWriteError(
        _("{path} cannot be written: {why}.").format(path=path, why=reasons.why(error)),
        _("Check that the folder exists, is yours and has room, or choose another."),
    )
