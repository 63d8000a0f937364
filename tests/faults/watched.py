"""What the code asks of the system about one folder: seen, counted, and spoilt on demand.

`Watched(root, hook)` stands, while it is entered, between the code and the file functions that it
uses: those of `os`, `open`, and `flock`. Every call on something under `root` comes to
`hook(number, call)`, which does it (`call.do()`), does something else, or raises. Writes and reads
of open files count too. What C code does by itself (the ledger's SQLite) passes unseen.

With `journal=True` it also remembers what no `fsync` has made sure of yet, for `cut_power()`.
"""

from __future__ import annotations

import builtins
import contextlib
import fcntl
import io
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING = {
    "create", "write", "fsync", "rename", "replace", "mkdir", "unlink", "remove", "rmdir",
    "chmod", "fchmod", "fchown", "link", "symlink", "truncate", "ftruncate",
}  # fmt: skip
_BY_PATH = (
    "mkdir", "unlink", "remove", "rmdir", "chmod", "truncate", "stat", "lstat", "scandir",
    "listdir", "readlink",
)  # fmt: skip
_BY_TWO_PATHS = ("rename", "replace", "link", "symlink")
_BY_HANDLE = ("fsync", "fchmod", "fchown", "ftruncate", "write")


@dataclass(frozen=True)
class Call:
    """One call: its name, the path under the root, and how it is done, or half done."""

    name: str
    path: Path
    do: Callable[[], Any]
    half: Callable[[], Any] | None = None

    @property
    def writes(self):
        return self.name in WRITING

    def __str__(self):
        return f"{self.name} {self.path.name}"


class Watched:
    def __init__(self, root, hook=None, *, journal=False):
        self.root = str(root)
        self.hook = hook or (lambda _number, call: call.do())
        self.calls: list[Call] = []
        self._real: dict[tuple[Any, str], Any] = {}
        self._handles: dict[int, str] = {}
        self._asleep = False
        self._journal = Journal() if journal else None

    def __enter__(self):
        for name in (*_BY_PATH, *_BY_TWO_PATHS, *_BY_HANDLE):
            self._put(os, name, self._wrapped(name, getattr(os, name)))
        self._put(os, "open", self._open_low)
        self._put(os, "close", self._close)
        self._put(io, "open", self._open)
        self._put(builtins, "open", self._open)
        self._put(fcntl, "flock", self._flock)
        return self

    def __exit__(self, *_error):
        for (module, name), real in self._real.items():
            setattr(module, name, real)

    @contextlib.contextmanager
    def asleep(self):
        """Let calls pass unseen: for what the fault itself does."""
        was, self._asleep = self._asleep, True
        try:
            yield
        finally:
            self._asleep = was

    def cut_power(self):
        """Take back what was not made sure of."""
        with self.asleep():
            self._journal.undo()

    # How the calls come here.

    def _put(self, module, name, new):
        self._real[module, name] = getattr(module, name)
        setattr(module, name, new)

    def _through(self, name, path, do, half=None):
        if path is None or self._asleep:
            return do()
        path = Path(path)
        noted = do
        # Who makes sure of the root itself does so in the folder above, which is not watched.
        is_root_made = name == "mkdir" and str(path) == self.root
        if self._journal and name in WRITING and not is_root_made:

            def noted():
                with self.asleep():
                    return self._journal.done(name, path, do)

        call = Call(name, path, noted, half)
        self.calls.append(call)
        return self.hook(len(self.calls) - 1, call)

    def _under(self, path, dir_fd=None):
        if isinstance(path, int):
            return self._handles.get(path)
        name = os.fsdecode(path)
        if dir_fd is not None:
            if dir_fd not in self._handles:
                return None
            name = f"{self._handles[dir_fd]}/{name}"
        name = os.path.normpath(name)
        return name if name == self.root or name.startswith(self.root + os.sep) else None

    def _wrapped(self, name, real):
        def by_path(path=".", *arguments, **options):
            under = self._under(path, options.get("dir_fd"))
            return self._through(name, under, lambda: real(path, *arguments, **options))

        def by_two_paths(source, target, **options):
            under = self._under(target, options.get("dst_dir_fd"))

            def do():
                if self._journal and under:
                    self._journal.renames(self._under(source))
                return real(source, target, **options)

            return self._through(name, under, do)

        def by_handle(handle, *arguments):
            return self._through(name, self._handles.get(handle), lambda: real(handle, *arguments))

        if name in _BY_HANDLE:
            return by_handle
        return by_two_paths if name in _BY_TWO_PATHS else by_path

    def _open_low(self, path, flags, mode=0o777, *, dir_fd=None):
        real, under = self._real[os, "open"], self._under(path, dir_fd)
        writes = flags & (os.O_CREAT | os.O_WRONLY | os.O_RDWR | os.O_TRUNC)
        handle = self._through(
            "create" if writes else "open", under, lambda: real(path, flags, mode, dir_fd=dir_fd)
        )
        self._handles.pop(handle, None)
        if under:
            self._handles[handle] = under
        return handle

    def _close(self, handle):
        self._handles.pop(handle, None)
        return self._real[os, "close"](handle)

    def _flock(self, handle, operation):
        real = self._real[fcntl, "flock"]
        number = handle if isinstance(handle, int) else handle.fileno()
        under = None if operation & fcntl.LOCK_UN else self._handles.get(number)
        return self._through("flock", under, lambda: real(handle, operation))

    def _open(self, file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, **more):
        by_handle = isinstance(file, int)
        under = self._handles.get(file) if by_handle else self._under(file)
        if under is None or self._asleep:
            real = self._real[io, "open"]
            return real(file, mode, buffering, encoding, errors, newline, **more)
        raw_mode = mode.replace("b", "").replace("t", "")
        writes = any(letter in mode for letter in "wax+")

        def do():
            return _File(self, file, raw_mode, under, **more)

        name = "create" if writes else "open"
        raw = do() if by_handle else self._through(name, under, do)
        buffered = (io.BufferedWriter if writes else io.BufferedReader)(raw)
        if "b" in mode:
            return buffered
        return io.TextIOWrapper(buffered, encoding, errors, newline)


class _File(io.FileIO):
    """An open file whose reads and writes are seen."""

    def __init__(self, watched, file, mode, path, **more):
        self._watched, self._path = watched, path
        super().__init__(file, mode, **more)
        watched._handles[self.fileno()] = path

    def write(self, data):
        real, data = super().write, bytes(data)
        return self._watched._through(
            "write", self._path, lambda: real(data), lambda: real(data[: len(data) // 2])
        )

    def readall(self):
        return self._watched._through("read", self._path, super().readall)

    def readinto(self, buffer):
        real = super().readinto
        return self._watched._through("read", self._path, lambda: real(buffer))

    def close(self):
        if not self.closed:
            self._watched._handles.pop(self.fileno(), None)
        super().close()


class Journal:
    """What a disk has been told and may not have kept: entries of folders, bytes of files."""

    def __init__(self):
        self._entries: list[tuple[Path, Callable[[], None]]] = []
        self._bytes: set[Path] = set()
        self._source = None

    def renames(self, source):
        self._source = Path(source)

    def done(self, name, path, do):
        """Do it, and note how it is undone."""
        undo = self._undoing(name, path)
        found = do()
        if name == "fsync":
            self._bytes.discard(path)
            self._entries = [entry for entry in self._entries if entry[0] != path]
        elif name == "write":
            self._bytes.add(path)
        elif name in {"rename", "replace"}:
            source, back = self._source, undo
            self._bytes = {path if one == source else one for one in self._bytes - {path}}

            def undo():
                path.rename(source)
                back()

        if undo:
            self._entries.append((path.parent, undo))
        return found

    def undo(self):
        for path in self._bytes:
            if path.exists():
                os.truncate(path, 0)
        for _folder, undo in reversed(self._entries):
            undo()
        self._entries, self._bytes = [], set()

    @staticmethod
    def _undoing(name, path):
        if name in {"unlink", "remove", "rename", "replace"}:
            return _restoring(path)
        if name == "create" and not os.path.lexists(path):
            return lambda: path.unlink(missing_ok=True)
        if name == "mkdir":
            return lambda: shutil.rmtree(path)
        if name == "rmdir":
            return lambda: path.mkdir(mode=0o700)
        return None


def _restoring(path):
    """How to put back a file as it is now."""
    if not os.path.lexists(path):
        return lambda: None
    if path.is_symlink():
        target = path.readlink()
        return lambda: path.symlink_to(target)
    content, mode = path.read_bytes(), path.stat().st_mode & 0o777

    def restore():
        if path.parent.exists():
            path.write_bytes(content)
            path.chmod(mode)

    return restore
