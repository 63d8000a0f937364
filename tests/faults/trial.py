"""One command in one folder: rehearsed without a fault, then run with one, then judged.

What must hold after any fault, and what the tests of this folder therefore check:

- every file is the old one or the new one, whole (or the synchronising client's);
- every version in the history is a version that there was, numbered without gap or repetition;
- the exit code is one of design.md §5, no traceback is shown; 0 means written, another means not;
- modes are 0600 and 0700, and what was wider or narrower stays as it was;
- the next command works, so the lock is free; after it no temporary file is left, the history's
  newest version is the plan, and nothing that the plan ever held is lost from the history.

Run them:

    pytest tests/faults                      some 200 faults in process, 20 real kills
    pytest -m faults -n 2 tests/faults       every command × call × kind, and some hundred kills

The counts by kind are shown at the end of the run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import signal
import sys
import uuid
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from unittest import mock

from faults import kinds
from faults.commands import NEXT, SECOND_DATE, editor
from faults.kinds import Hook, PowerCutError
from faults.state import State
from faults.watched import Watched
from igangsetter import language
from igangsetter.cli import app
from igangsetter.delivery import ledger
from igangsetter.plan import toml
from igangsetter.store import files

if TYPE_CHECKING:
    from faults.commands import Command
    from faults.watched import Call

KILL, KILLED = "SIGKILL", -getattr(signal, "SIGKILL", 9)
CODES = {0, 1, 2, 3, 65, 66, 73, 75, 78, 130}
CLIENTS = b'note = "synk"'
GROUP = "5f0c0000-0000-4000-8000-000000000000"


@dataclass
class Answer:
    """What a command line answered; `code` is None when the machine died."""

    code: int | None
    err: str = ""


class Trial:
    """A command and the folder it starts from, to be spoilt as often as one likes."""

    def __init__(self, command: Command, place, monkeypatch):
        self.command = command
        self.world, self._kept = place / "world", place / "kept"
        self.folder, self.home = self.world / "plans", self.world / "home"
        self.plan = f"{command.plan}.toml"
        monkeypatch.setenv("HOME", str(self.home))
        monkeypatch.setenv("IGANGSETTER_FOLDER", str(self.folder))
        monkeypatch.setattr(files, "LOCK_SECONDS", 0.2)
        # The disk's own slowness proves nothing here.
        monkeypatch.setattr(os, "fsync", lambda _handle: None)
        monkeypatch.setattr(uuid, "uuid4", lambda: uuid.UUID(int=4))
        self.home.mkdir(parents=True)
        editor(self.home)
        with _quiet():
            command.start(self.home, self.folder)
        shutil.copytree(self.world, self._kept, symlinks=True)
        self.before = State.of(self.folder)
        self.run(Watched(self.folder))
        # Once more, for what is looked up once in a process.
        self.reset()
        watched = Watched(self.folder)
        answer = self.run(watched)
        assert answer == Answer(0, answer.err), (command.name, answer)
        assert "Traceback" not in answer.err, answer.err
        self.calls: list[Call] = watched.calls
        self.after = State.of(self.folder)
        assert self.after != self.before, command.name
        filed = list(self.after.versions.get(command.plan, {}).values())
        self._repeats = len(set(filed)) < len(filed)
        self.versions = {
            content
            for state in (self.before, self.after)
            for content in (*state.filed, state.files.get(self.plan))
            if content is not None
        }

    def faults(self):
        """Every fault there is: its kind and the number of the call that it strikes.

        Of the many looks for templates of one's own the first stands for all.
        """
        found, seen = [], set()
        for at, call in enumerate(self.calls):
            if "templates" in call.path.parts and not call.writes:
                if call.name in seen:
                    continue
                seen.add(call.name)
            found += [(kind, at) for kind in kinds.of(call)]
        return [*found, (kinds.POWER, len(self.calls))]

    def kills(self):
        """Every call that writes, counted from 1, and whether it is killed after it."""
        count = sum(call.writes for call in self.calls)
        return [{"at": at, "after": after} for at in range(1, count + 1) for after in (False, True)]

    def reset(self):
        shutil.rmtree(self.world)
        shutil.copytree(self._kept, self.world, symlinks=True)

    def run(self, watched):
        """Run the command in process, watched."""
        command = self.command
        with _quiet(command.answers) as err:
            try:
                with watched:
                    if command.call:
                        command.call(self.folder)
                        code = 0
                    else:
                        code = app.run(command.arguments)
            except PowerCutError:
                code = None
            except KeyboardInterrupt:
                code = 130
        return Answer(code, err.getvalue())

    def line(self, arguments):
        with _quiet() as err:
            return Answer(app.run(arguments), err.getvalue())

    def spoil(self, kind, at):
        """Run it with that fault; the problems that are found, each in words."""
        self.reset()
        self._others: set[bytes] = set()
        self._second: Answer | None = None
        does = {
            kinds.CLIENT: self._client,
            kinds.DELETING: self._deleting,
            kinds.SECOND: self._run_second,
        }
        hook = Hook(kind, at, does.get(kind))
        watched = hook.watched = Watched(self.folder, hook, journal=kind == kinds.POWER)
        answer = self.run(watched)
        if kind == kinds.POWER and at == len(self.calls):
            watched.cut_power()
        found = [f"{kind} at {at} ({hook.struck})" if hook.struck else f"{kind} at {at}"]
        found += self._judged(kind, hook.struck, answer)
        found += self.judged_after_next(kind)
        return found

    def kill(self, killer, **how):
        """Run it in a process that is killed so; the problems that are found, each in words."""
        self.reset()
        self._others, self._second = set(), None
        code, _seconds = self.ask(killer, **how)
        found = [f"killed with {how}, answered {code}"]
        if code != KILLED and (code not in CODES or "at" in how):
            found.append(f"it answered {code}")
        state = State.of(self.folder)
        found += self.whole(KILL, state, self.versions)
        if code == 0 and state.files != self.after.files:
            found.append("it answered 0, and did not write everything")
        found += self.judged_after_next(KILL)
        return found

    def ask(self, killer, **how):
        """Have it run in a process of its own; its exit code, and the seconds that it took."""
        names = ("HOME", "IGANGSETTER_FOLDER", "EDITOR", "LANGUAGE", "LANG")
        return killer.run(
            arguments=self.command.arguments,
            answers=self.command.answers,
            environment={name: os.environ[name] for name in names},
            **how,
        )

    # Who else writes.

    def _client(self):
        path = self.folder / self.plan
        if path.exists():
            content, count = re.subn(rb"(?m)^note = .*$", CLIENTS, path.read_bytes(), count=1)
            assert count == 1
            # As such programs do it.
            beside = path.with_name(".client~")
            beside.write_bytes(content)
            beside.chmod(path.stat().st_mode & 0o777)
            beside.replace(path)
            self._others.add(content)

    def _deleting(self):
        (self.folder / self.plan).unlink(missing_ok=True)

    def _run_second(self):
        with mock.patch.object(files, "LOCK_SECONDS", 0):
            self._second = self.line(self.command.second)
        path = self.folder / self.plan
        if path.exists():
            self._others.add(path.read_bytes())

    # What must hold.

    def _judged(self, kind, struck, answer):
        state = State.of(self.folder)
        yield from told(answer)
        known = self.versions | self._others
        yield from self.whole(kind, state, known)
        yield from self._kept_its_word(kind, struck, answer, state)
        self._known = known | ({state.files[self.plan]} if self.plan in state.files else set())

    def whole(self, kind, state, known):
        """Every file is the old one or the new one, or stems from what somebody else wrote."""
        derived = kind in kinds.AT_ONCE
        for name, content in state.files.items():
            if name in state.temporary or name.startswith((".edit-", ".new-group.")):
                continue
            if content in {self.before.files.get(name), self.after.files.get(name)}:
                continue
            if name.endswith(".toml") and "/" not in name:
                if content in known or (derived and toml.read(content.decode()).plan):
                    continue
            elif derived and content:
                continue
            yield f"{name} is neither the old one nor the new one: {content[:60]!r}"
        if not derived and not self.command.is_erasing:
            yield from (f"{name} is gone" for name in self.before.files if name not in state.files)
        if not derived:
            yield from (
                f"{name} never was" for name, held in state.ready.items() if held not in known
            )
        yield from self._numbered(kind, state, known if not derived else None)
        yield from self._moded(state)

    def _numbered(self, kind, state, known):
        for name, versions in state.versions.items():
            numbers = list(versions)
            if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
                yield f"the history of {name} is numbered {numbers}"
            contents = list(versions.values())
            again = self._repeats or kind == kinds.LOST
            beside = any(one == other for one, other in pairwise(contents))
            if beside or (len(set(contents)) < len(contents) and not again):
                yield f"the history of {name} holds a version twice"
            for number, content in versions.items():
                if known is not None and content not in known:
                    yield f"version {number} of {name} never was: {content[:60]!r}"
                elif toml.read(content.decode()).plan is None:
                    yield f"version {number} of {name} cannot be read"

    def _moded(self, state):
        for name, mode in state.modes.items():
            wished = {0o700} if (self.folder / name).is_dir() else {0o600}
            if name == "tirsdagsgruppa.toml":
                wished = {0o640}
            if name.endswith(".tmp"):
                wished = {0o600, 0o640}
            if mode not in wished:
                yield f"{name} has mode {mode:o}"

    def _kept_its_word(self, kind, struck, answer, state):
        held, was = state.files.get(self.plan), self.before.files.get(self.plan)
        if answer.code is None:
            return
        others = kind in kinds.AT_ONCE
        if answer.code == 0 and not others and kind != kinds.LOST:
            for name, content in self.after.files.items():
                if state.files.get(name) != content and name not in self.command.best_effort:
                    yield f"it answered 0, and {name} is not the new one"
        may_be = others or kind == kinds.STOPPED or self.command.is_erasing
        if answer.code and held != was and not may_be:
            yield f"it answered {answer.code}, and the plan was written: {answer.err}"
        if kind == kinds.CLIENT and self._others and not self.command.is_erasing:
            everything = b"".join([held or b"", *state.filed])
            # Between the look at what the file holds and the rename nothing can be done.
            in_the_gap = struck.name in {"read", "replace"} and struck.path.name == self.plan
            if CLIENTS not in everything and not in_the_gap:
                yield "what the client brought is lost"
        if kind == kinds.SECOND and self._second is not None:
            yield from told(self._second)
            yield from self._both(answer, state)

    def _both(self, answer, state):
        if self._second.code or self.command.is_erasing or self.command.takes_back:
            return
        if self.command.second[0] == "new-group":
            if answer.code == 0 and f"{self.command.plan}-2.toml" not in state.files:
                yield "two were made, and one is there"
        elif SECOND_DATE not in state.files.get(self.plan, b""):
            yield "what the second wrote is lost"

    def judged_after_next(self, kind):
        """What must hold after the next commands."""
        command = self.command
        was = State.of(self.folder)
        if command.again and self.plan in was.files:
            yield from self._next(command.again)
        if command.name == "forget":
            # What a client took before can no longer be asked for by name.
            if kind != kinds.DELETING:
                yield from self._forgotten()
            return
        plan = self.folder / self.plan
        if not plan.exists():
            if kind != kinds.DELETING:
                yield from self._next(command.arguments, command.answers)
            return
        yield from self._next((*NEXT, "-g", command.plan))
        state = State.of(self.folder)
        yield from (f"{name} is left" for name in (*state.temporary, *state.ready))
        yield from self._numbered(kind, state, None)
        yield from self._moded(state)
        known = state.versions.get(command.plan, {})
        if not known or list(known.values())[-1] != state.files[self.plan]:
            yield "the newest version is not the plan"
        if not command.is_erasing:
            lost = [name for name, old in was.versions.items()
                    if list(old.items()) != list(state.versions[name].items())[: len(old)]]  # fmt: skip
            yield from (f"versions of {name} are lost" for name in lost)
            if self.plan in was.files and was.files[self.plan] not in known.values():
                yield "what the plan held is not in the history"

    def _next(self, arguments, answers=()):
        with _quiet(answers) as err:
            code = app.run(arguments)
        if code:
            yield f"then {' '.join(arguments[:2])} answered {code}: {err.getvalue()}"

    def _forgotten(self):
        state = State.of(self.folder)
        yield from (f"{name} is left" for name in state.modes if self.command.plan in name)
        for name, content in state.files.items():
            if GROUP.encode() in content.replace(b"\r\n ", b""):
                yield f"{name} is left, and tells of the group"
        yield from (f"{name} is left" for name in state.temporary)
        with ledger.opened() as book:
            if book.forget(GROUP):
                yield "the note of what was sent is left"


def told(answer):
    """What is wrong with the telling."""
    if answer.code is not None and answer.code not in CODES:
        yield f"it answered {answer.code}"
    if "Traceback" in answer.err or "went wrong that should not" in answer.err:
        yield f"it told a stranger's words: {answer.err}"


@contextlib.contextmanager
def _quiet(answers=()):
    """Nothing on this screen, the answers typed; yields what is told."""
    out, err = io.StringIO(), io.StringIO()
    typed = io.StringIO("".join(f"{line}\n" for line in answers))
    signals = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGHUP)}
    language.speak("en")
    try:
        with (
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            mock.patch.object(sys, "stdin", typed),
        ):
            yield err
    finally:
        for one, handler in signals.items():
            signal.signal(one, handler)
