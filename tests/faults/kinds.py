"""The kinds of faults: what each does at the call that it strikes."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from faults.watched import WRITING

if TYPE_CHECKING:
    from collections.abc import Callable

CLIENT, DELETING, SECOND = "client replaces", "client deletes", "second igangsetter"
POWER, LOST, SHORT, STOPPED = "power cut", "lost rename", "short write", "Ctrl-C"
ERRORS = ("ENOSPC", "EACCES", "EIO", "EROFS")
REFUSALS = {name: name for name in ERRORS} | {SHORT: "ENOSPC"}
_ADDING = {"create", "write", "mkdir", "link", "symlink"}
REFUSED = {"ENOSPC": _ADDING, "EROFS": WRITING - {"fsync"}, "EACCES": set(), "EIO": set()}
"""What goes on being refused after the first time: by a full disk, by one that is read-only."""
AT_ONCE = (CLIENT, DELETING, SECOND)
"""Faults that somebody else makes, and the command's own calls all succeed."""


class PowerCutError(BaseException):
    """The machine is dead: nothing that the process does from here on reaches the disk."""


class Hook:
    """Strikes one call; `struck` is that call once it was reached."""

    def __init__(self, kind: str, at: int, do: Callable[[], None] | None = None) -> None:
        self.kind, self.at, self.do, self.struck = kind, at, do, None
        self.watched = None

    def __call__(self, number, call):
        if number < self.at:
            return call.do()
        first = number == self.at
        if first:
            self.struck = call
        if self.kind in REFUSALS and (first or call.name in REFUSED[REFUSALS[self.kind]]):
            if first and self.kind == SHORT:
                call.half()
            raise self._error(REFUSALS[self.kind], call)
        if self.kind == POWER:
            return self._dead(first, call)
        return self._once(call) if first else call.do()

    def _dead(self, first, call):
        if first:
            self.watched.cut_power()
        if call.name == "flock":
            return call.do()
        raise PowerCutError

    def _once(self, call):
        if self.kind == STOPPED:
            raise KeyboardInterrupt
        if self.kind == LOST:
            return None
        if self.do:
            with self.watched.asleep():
                self.do()
        return call.do()

    @staticmethod
    def _error(name, call):
        number = getattr(errno, name)
        return OSError(number, os.strerror(number), str(call.path))


def of(call):
    """The kinds that can strike such a call."""
    if not call.writes:
        return ("EACCES", "EIO", *AT_ONCE)
    found = [*ERRORS, POWER, STOPPED, *AT_ONCE]
    if call.name == "write":
        found.append(SHORT)
    if call.name in {"rename", "replace"}:
        found.append(LOST)
    return tuple(found)
