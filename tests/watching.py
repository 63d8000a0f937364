"""A look at every file that this process makes, at every instant: what it lets others do."""

import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path

OTHERS = 0o077
_watchers = []


def _hear(event, arguments):
    if _watchers:
        _watchers[0].hear(event, arguments)


class Watcher:
    """What it saw that was wider than it may be. A new thing is for its owner alone."""

    def __init__(self, places):
        self._places, self._opened = tuple(map(str, places)), set()
        self.seen, self.wide = 0, []

    def hear(self, event, arguments):
        """Look at what was made since the last event, and at what is about to be done."""
        for path in self._opened:
            self._look(path)
        self._opened.clear()
        if event == "open":
            path, _mode, flags = arguments
            if isinstance(path, str) and flags & os.O_CREAT and self._is_new(path):
                self._opened.add(path)
        elif event == "os.mkdir" and self._is_new(str(arguments[0])):
            self._note(f"mkdir {arguments[0]}", arguments[1])
        elif event == "os.rename" and str(arguments[1]).startswith(self._places):
            self._compare(*map(str, arguments[:2]))

    def _is_new(self, path):
        return path.startswith(self._places) and not os.path.lexists(path)

    def _look(self, path):
        try:
            self._note(path, os.lstat(path).st_mode)
        except FileNotFoundError:
            return

    def _compare(self, new, old):
        """A file that takes the place of another has its mode and group; else its owner's alone."""
        now = os.stat(new)  # noqa: PTH116 - as above
        try:
            before = os.stat(old)  # noqa: PTH116 - as above
        except FileNotFoundError:
            self._note(old, now.st_mode)
            return
        self.seen += 1
        if (now.st_mode, now.st_gid) != (before.st_mode, before.st_gid):
            self.wide.append(f"{old}: {before.st_mode:o} became {now.st_mode:o}")

    def _note(self, what, mode):
        self.seen += 1
        if mode & OTHERS:
            self.wide.append(f"{what}: {stat.S_IMODE(mode):o}")


@contextmanager
def watched(*places):
    """Watch what is made under these folders."""
    if _hear not in _hooked:
        sys.addaudithook(_hear)
        _hooked.append(_hear)
    watcher = Watcher(places)
    _watchers.append(watcher)
    try:
        yield watcher
    finally:
        _watchers.remove(watcher)


_hooked = []


def modes(place):
    """The mode and group of every file and folder under a folder; links are left out."""
    return {
        path: (stat.S_IMODE(path.stat().st_mode), path.stat().st_gid)
        for base, folders, files in os.walk(place)
        for path in (Path(base, name) for name in (*folders, *files))
        if not path.is_symlink()
    }
