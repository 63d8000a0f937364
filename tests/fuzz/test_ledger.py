"""The ledger against a plain dictionary, and whatever bytes stand where it should."""

import datetime as dt
import functools
import shutil
import tempfile
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from fuzz import law, strategies
from igangsetter.delivery import ledger
from igangsetter.errors import CannotWriteError, ConfigurationError

MEMORY = Path("/dev/shm")  # noqa: S108 - a new folder of one's own in it
NOW = dt.datetime(2026, 11, 21, 7, 30, tzinfo=dt.UTC)
names = st.sampled_from(["a", "b", "a/b", "a/c", "A", "", "%", "a%", "_"]) | strategies.texts
tellings = st.builds(
    ledger.Telling,
    plan=names,
    reminder=st.sampled_from(["handover-week:m04", "x:y"]) | strategies.texts,
    opened=st.dates(),
    way=st.sampled_from(["mail", "desktop"]),
    recipient=st.sampled_from(["", "kari@example.org", "Kari@Example.org", "ÆØÅ@example.org", "ß"]),
)
states = st.sampled_from(["sending", "sent", ""])


class Elsewhere:
    """A ledger in a folder of its own."""

    def __enter__(self):
        # In memory where that can be had: nothing here is about the disk.
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY if MEMORY.is_dir() else None))
        self.path = self.folder / "state" / ledger.NAME
        self._patch = patch.object(ledger, "place", lambda: self.path)
        self._patch.start()
        return self

    def __exit__(self, *_):
        self._patch.stop()
        shutil.rmtree(self.folder)


class Ledger(RuleBasedStateMachine):
    """The open ledger and the dictionary are told the same, and must say the same."""

    @initialize()
    def begin(self):
        self.place = Elsewhere().__enter__()
        self.states, self.known, self.runs, self.lost = {}, [], [], []

    def teardown(self):
        if hasattr(self, "place"):
            self.place.__exit__()

    @staticmethod
    def key(one):
        return (one.plan, one.reminder, one.opened, one.way, one.recipient.casefold())

    @rule(ones=st.lists(tellings, max_size=4), state=states)
    def note(self, ones, state):
        with law.kept("ledger: operations"), ledger.opened() as book:
            assert book.is_new_after_loss is False
            book.note(ones, state)
        for one in ones:
            self.known.append(one)
            self.states[self.key(one)] = state

    @rule(state=states, data=st.data())
    def note_again(self, state, data):
        if self.known:
            self.note([data.draw(st.sampled_from(self.known))], state)

    @rule(ones=st.lists(tellings, min_size=1, max_size=3), state=states)
    def note_and_fall_over_on_the_way(self, ones, state):
        def some():
            yield from ones
            raise ZeroDivisionError

        with ledger.opened() as book, pytest.raises(ZeroDivisionError):
            book.note(some(), state)
        self.known += ones

    @rule(plan=names)
    def forget(self, plan):
        gone = [
            key
            for key, state in self.states.items()
            if state and (key[0] == plan or key[0].startswith(f"{plan}/"))
        ]
        with law.kept("ledger: operations"), ledger.opened() as book:
            assert book.forget(plan) == len(gone)
        for key in gone:
            del self.states[key]

    @rule(minutes=st.integers(0, 10**6), code=st.integers(0, 130), error=strategies.texts)
    def run(self, minutes, code, error):
        began = NOW + dt.timedelta(minutes=minutes)
        with ledger.opened() as book:
            number = book.begin(began)
        assert ledger.last_run() == ledger.Run(began=began)
        with ledger.opened() as book:
            book.end(number, began, code, error)
        self.runs.append(ledger.Run(began=began, ended=began, code=code, error=error))

    @rule()
    def many_runs(self):
        with ledger.opened() as book:
            for _ in range(ledger.MOST_RUNS + 1):
                book.begin(NOW)
        self.runs.append(ledger.Run(began=NOW))

    @rule(content=st.binary(max_size=600).map(b"#".ljust(512).__add__))
    def spoil(self, content):
        self.place.path.parent.mkdir(exist_ok=True)
        self.place.path.write_bytes(content)
        with law.kept("ledger: operations"), ledger.opened() as book:
            assert book.is_new_after_loss is True
        self.lost.append(content)
        self.states, self.runs = {}, []

    @invariant()
    def both_say_the_same(self):
        if not hasattr(self, "place"):
            return
        with ledger.opened() as book:
            for one in self.known:
                assert book.state(one) == self.states.get(self.key(one), "")
        assert ledger.last_run() == (self.runs[-1] if self.runs else None)
        put_aside = sorted(self.place.path.parent.glob("*broken*"))
        assert sorted(path.read_bytes() for path in put_aside) == sorted(self.lost)


def test_any_operations_in_any_order():
    run_state_machine_as_test(Ledger, settings=settings(law.many(12), stateful_step_count=20))


@functools.cache
def sound_bytes():
    """A ledger with something in it."""
    with Elsewhere() as place:
        with ledger.opened() as book:
            ones = [_telling(f"handover-week:m{number}") for number in range(60)]
            book.note(ones, "sent")
            book.end(book.begin(NOW), NOW, 75, "The mail server does not answer.")
        return place.path.read_bytes()


def _telling(reminder):
    return ledger.Telling(
        plan="5f0c", reminder=reminder, opened=NOW.date(), way="mail", recipient="kari@example.org"
    )


def spoilt(edits):
    """A ledger that a disk, or a hand, wrote something into."""
    content = bytearray(sound_bytes())
    for kind, where, new in edits:
        at = where % len(content)
        match kind:
            case "write":
                content[at : at + len(new)] = new
            case "insert":
                content[at:at] = new
            case "cut":
                del content[at : at + 100 * len(new)]
            case "flip":
                content[at] ^= 1 << len(new) % 8
    return bytes(content)


places = (
    st.integers(0, 2**16)
    | st.integers(0, 200)
    | st.integers(4096, 4200)
    | st.integers(12200, 12288)
)
accidents = st.lists(
    st.tuples(st.sampled_from(["write", "insert", "cut", "flip"]), places, st.binary(max_size=8)),
    min_size=1,
    max_size=4,
).map(spoilt)
NEWER = slice(60, 64)
READ_ONLY = slice(18, 19)
"""Where a database says of which version it is, and that it is not to be written: believed, told."""


@law.many(80)
@given(st.data())
def test_whatever_stands_there_the_next_reminder_is_noted(data):
    content = data.draw(
        st.binary(max_size=300)
        | accidents
        | st.binary(max_size=90).map(b"SQLite format 3\0".__add__),
        label="the file",
    )
    with Elsewhere() as place:
        place.path.parent.mkdir()
        place.path.write_bytes(content)
        with law.kept("ledger: bytes"):
            try:
                ledger.last_run()
                _use()
            except (ConfigurationError, CannotWriteError):
                assert any(content[part] != sound_bytes()[part] for part in (NEWER, READ_ONLY))
                assert place.path.read_bytes() == content
                return
        aside = [path.read_bytes() for path in place.path.parent.glob("*broken*")]
        assert aside in ([], [content])


def _use():
    """Everything that a run of the daily job does with the ledger."""
    known, one = _telling("handover-week:m7"), _telling("x:y")
    with ledger.opened() as book:
        assert book.state(known) in {"", "sending", "sent"}
        book.note([one], "sending")
        book.note([one], "sent")
        book.end(book.begin(NOW), NOW, 0, "")
    with ledger.opened() as book:
        assert book.is_new_after_loss is False
        assert book.state(one) == "sent"
    assert ledger.last_run() == ledger.Run(began=NOW, ended=NOW, code=0)
