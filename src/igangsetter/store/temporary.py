"""The temporary file of a write, and those that killed processes have left.

A process holds a lock on its file while it writes; a file that nobody holds is nobody's.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PREFIX, _SUFFIX = ".igangsetter.", ".tmp"
_OURS = re.compile(r"\.igangsetter\.[a-z0-9_]{8}\.tmp")
_ABANDONED = 60.0
"""Seconds after which nobody writes any more, where files have no such locks (Windows)."""


@contextmanager
def new(folder: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A new file in a folder, and its name; deleted when what is done with it fails.

    Raises OSError.
    """
    handle, name = _made(folder)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file, name
    except BaseException:
        with contextlib.suppress(OSError):
            name.unlink()
        raise


def sweep(folder: Path) -> None:
    """Delete what killed processes have left half written in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for path in [Path(entry.path) for entry in entries if _OURS.fullmatch(entry.name)]:
            with contextlib.suppress(OSError):
                _delete_if_abandoned(path)


def _made(folder: Path) -> tuple[int, Path]:
    import tempfile  # noqa: PLC0415 - only writing commands need it

    while True:
        handle, name = tempfile.mkstemp(dir=folder, prefix=_PREFIX, suffix=_SUFFIX)
        _hold(handle)
        # Another process may have swept it before it was held.
        if os.fstat(handle).st_nlink:
            return handle, Path(name)
        os.close(handle)


def _hold(handle: int) -> None:
    """Show that the file is in use. Where it cannot be shown, nobody can see it either."""
    with contextlib.suppress(ImportError, OSError):
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(handle, fcntl.LOCK_EX)


def _delete_if_abandoned(path: Path) -> None:
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        if time.time() - path.lstat().st_mtime > _ABANDONED:
            path.unlink()
        return
    handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            path.unlink()
    finally:
        os.close(handle)
