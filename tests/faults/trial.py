"""One command in one folder: rehearsed without a fault, then run with one, then judged: `verdict`.

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
from typing import TYPE_CHECKING
from unittest import mock

from faults import kinds
from faults.commands import editor
from faults.kinds import Hook, PowerCutError
from faults.state import State
from faults.verdict import CLIENTS, CODES, KILL, Verdict
from faults.watched import Watched
from igangsetter import language
from igangsetter.cli import app
from igangsetter.store import files

if TYPE_CHECKING:
    from faults.commands import Command
    from faults.watched import Call

KILLED = -getattr(signal, "SIGKILL", 9)


@dataclass
class Answer:
    """What a command line answered; `code` is None when the machine died."""

    code: int | None
    err: str = ""


class Trial:
    """A command and the folder it starts from, to be spoilt as often as one likes."""

    def __init__(self, command: Command, place, monkeypatch):
        self.command = command
        self.verdict = Verdict(self)
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
        self.repeats = len(set(filed)) < len(filed)
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

    def line(self, arguments, answers=()):
        with _quiet(answers) as err:
            return Answer(app.run(arguments), err.getvalue())

    def spoil(self, kind, at):
        """Run it with that fault; the problems that are found, each in words."""
        self.reset()
        self.others: set[bytes] = set()
        self.second: Answer | None = None
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
        found += self.verdict.at_once(kind, hook.struck, answer)
        found += self.verdict.after_next(kind)
        return found

    def kill(self, killer, **how):
        """Run it in a process that is killed so; the problems that are found, each in words."""
        self.reset()
        self.others, self.second = set(), None
        code, _seconds = self.ask(killer, **how)
        found = [f"killed with {how}, answered {code}"]
        if code != KILLED and (code not in CODES or "at" in how):
            found.append(f"it answered {code}")
        state = State.of(self.folder)
        found += self.verdict.whole(KILL, state, self.versions)
        if code == 0 and state.files != self.after.files:
            found.append("it answered 0, and did not write everything")
        found += self.verdict.after_next(KILL)
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
            self.others.add(content)

    def _deleting(self):
        (self.folder / self.plan).unlink(missing_ok=True)

    def _run_second(self):
        with mock.patch.object(files, "LOCK_SECONDS", 0):
            self.second = self.line(self.command.second)
        path = self.folder / self.plan
        if path.exists():
            self.others.add(path.read_bytes())


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
