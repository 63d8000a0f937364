"""What is wrong with a folder after a fault, each problem in words.

What must hold after any fault, and what the tests of this folder therefore check:

- every file is the old one or the new one, whole (or the synchronising client's);
- every version in the history is a version that there was, numbered without gap or repetition;
- the exit code is one of design.md §5, no traceback is shown; 0 means written, another means not;
- modes are 0600 and 0700, and what was wider or narrower stays as it was;
- the next command works, so the lock is free; after it no temporary file is left, the history's
  newest version is the plan, and nothing that the plan ever held is lost from the history.
"""

from __future__ import annotations

from itertools import pairwise

from faults import kinds
from faults.commands import NEXT, SECOND_DATE
from faults.state import State
from igangsetter.delivery import ledger
from igangsetter.plan import toml

KILL = "SIGKILL"
CODES = {0, 1, 2, 3, 65, 66, 73, 75, 78, 130}
CLIENTS = b'note = "synk"'
GROUP = "5f0c0000-0000-4000-8000-000000000000"


class Verdict:
    """Looks at the folder of a trial."""

    def __init__(self, trial):
        self._trial = trial
        self._kept_from_its_group = False

    def at_once(self, kind, struck, answer):
        # Whoever may not give a file to its group lets the group in no further than everybody.
        is_kept = kind in {"EACCES", "EPERM"} and struck is not None and struck.name == "fchown"
        self._kept_from_its_group = is_kept
        state = State.of(self._trial.folder)
        yield from told(answer)
        known = self._trial.versions | self._trial.others
        yield from self.whole(kind, state, known)
        yield from self._kept_its_word(kind, struck, answer, state)

    def whole(self, kind, state, known):
        """Every file is the old one or the new one, or stems from what somebody else wrote."""
        derived = kind in kinds.AT_ONCE
        for name, content in state.files.items():
            if name in state.temporary or name.startswith((".edit-", ".new-group.")):
                continue
            if content in {self._trial.before.files.get(name), self._trial.after.files.get(name)}:
                continue
            if name.endswith(".toml") and "/" not in name:
                if content in known or (derived and toml.read(content.decode()).plan):
                    continue
            elif derived and content:
                continue
            yield f"{name} is neither the old one nor the new one: {content[:60]!r}"
        if not derived and not self._trial.command.is_erasing:
            yield from (
                f"{name} is gone" for name in self._trial.before.files if name not in state.files
            )
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
            again = self._trial.repeats or kind == kinds.LOST
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
            wished = {0o700} if (self._trial.folder / name).is_dir() else {0o600}
            if name == "tirsdagsgruppa.toml":
                wished = {0o600} if self._kept_from_its_group else {0o640}
            if name.endswith(".tmp"):
                wished = {0o600, 0o640}
            if mode not in wished:
                yield f"{name} has mode {mode:o}"

    def _kept_its_word(self, kind, struck, answer, state):
        held, was = (
            state.files.get(self._trial.plan),
            self._trial.before.files.get(self._trial.plan),
        )
        if answer.code is None:
            return
        others = kind in kinds.AT_ONCE
        if answer.code == 0 and not others and kind != kinds.LOST:
            for name, content in self._trial.after.files.items():
                if state.files.get(name) != content and name not in self._trial.command.best_effort:
                    yield f"it answered 0, and {name} is not the new one"
        may_be = others or kind == kinds.STOPPED or self._trial.command.is_erasing
        if answer.code and held != was and not may_be:
            yield f"it answered {answer.code}, and the plan was written: {answer.err}"
        if kind == kinds.CLIENT and self._trial.others and not self._trial.command.is_erasing:
            everything = b"".join([held or b"", *state.filed])
            # Between the look at what the file holds and the rename nothing can be done.
            in_the_gap = struck.name in {"read", "replace"} and struck.path.name == self._trial.plan
            if CLIENTS not in everything and not in_the_gap:
                yield "what the client brought is lost"
        if kind == kinds.SECOND and self._trial.second is not None:
            yield from told(self._trial.second)
            yield from self._both(answer, state)

    def _both(self, answer, state):
        if (
            self._trial.second.code
            or self._trial.command.is_erasing
            or self._trial.command.takes_back
        ):
            return
        if self._trial.command.second[0] == "new-group":
            if answer.code == 0 and f"{self._trial.command.plan}-2.toml" not in state.files:
                yield "two were made, and one is there"
        elif SECOND_DATE not in state.files.get(self._trial.plan, b""):
            yield "what the second wrote is lost"

    def after_next(self, kind):
        """What must hold after the next commands."""
        command = self._trial.command
        was = State.of(self._trial.folder)
        if command.again and self._trial.plan in was.files:
            yield from self._next(command.again)
        if command.name == "forget":
            # What a client took before can no longer be asked for by name.
            if kind != kinds.DELETING:
                yield from self._forgotten()
            return
        plan = self._trial.folder / self._trial.plan
        if not plan.exists():
            if kind != kinds.DELETING:
                yield from self._next(command.arguments, command.answers)
            return
        yield from self._next((*NEXT, "-g", command.plan))
        state = State.of(self._trial.folder)
        yield from (f"{name} is left" for name in (*state.temporary, *state.ready))
        yield from self._numbered(kind, state, None)
        yield from self._moded(state)
        known = state.versions.get(command.plan, {})
        if not known or list(known.values())[-1] != state.files[self._trial.plan]:
            yield "the newest version is not the plan"
        if not command.is_erasing:
            lost = [name for name, old in was.versions.items()
                    if list(old.items()) != list(state.versions[name].items())[: len(old)]]  # fmt: skip
            yield from (f"versions of {name} are lost" for name in lost)
            if self._trial.plan in was.files and was.files[self._trial.plan] not in known.values():
                yield "what the plan held is not in the history"

    def _next(self, arguments, answers=()):
        answer = self._trial.line(arguments, answers)
        if answer.code:
            yield f"then {' '.join(arguments[:2])} answered {answer.code}: {answer.err}"

    def _forgotten(self):
        state = State.of(self._trial.folder)
        yield from (f"{name} is left" for name in state.modes if self._trial.command.plan in name)
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
