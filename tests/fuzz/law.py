"""The law of these tests: whatever is put in, an answer comes, in a second and in 200 MB.

`kept(subject)` stands around each call of ours. It measures CPU seconds and how far the memory of
the process swells meanwhile, and fails when either is too much. The ordinary run allows three
times the seconds, for slow machines; `longer.py` keeps to the law itself.
"""

import os
import resource
import signal
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings

SECONDS = 1.0
MEGABYTES = 200
BARE = 40
"""Megabytes of one of our commands that has nothing to do: they count too."""
STOP_AFTER = 10
IS_LONGER = "FUZZ_TIMES" in os.environ
TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
ALLOWED = SECONDS * (1 if IS_LONGER else 3)
_CLEAR = Path("/proc/self/clear_refs")
_STATUS = Path("/proc/self/status")


@dataclass
class Measured:
    """What `longer.py` prints of a subject."""

    examples: int = 0
    slowest: float = 0.0
    largest: float = 0.0

    def add(self, seconds, megabytes):
        self.examples += 1
        self.slowest = max(self.slowest, seconds)
        self.largest = max(self.largest, megabytes)


measured: dict[str, Measured] = {}


def many(examples):
    """So many examples in the ordinary run, the same ones each time; more, and new ones, in the longer."""
    return settings(
        max_examples=examples * TIMES if IS_LONGER else max(examples // 2, 2),
        deadline=None,
        derandomize=not IS_LONGER,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        print_blob=True,
    )


@contextmanager
def kept(subject, seconds=SECONDS):
    """Fail when what stands here takes too long or too much memory."""
    with _stopped_when_endless():
        before, began = _resident(), time.process_time()
        yield
        took, grown = time.process_time() - began, max(0.0, _most_resident() - before)
    record(subject, took, BARE + grown, seconds)


def record(subject, took, megabytes, seconds=SECONDS):
    """Note what was measured, and fail when it is against the law."""
    measured.setdefault(subject, Measured()).add(took, megabytes)
    assert took < ALLOWED * seconds / SECONDS, f"{subject}: {took:.2f} s"
    assert megabytes < MEGABYTES, f"{subject}: {megabytes:.0f} MB"


class _EndlessError(BaseException):
    """No `except Exception` of the program may swallow it."""


@contextmanager
def _stopped_when_endless():
    """End what runs for ever, so that the input can be shown."""
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def stop(_signal, _frame):
        raise _EndlessError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, STOP_AFTER)
    try:
        yield
    except _EndlessError:
        raise AssertionError(f"no answer in {STOP_AFTER} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _resident():
    """Megabytes of this process now; from here on its peak is counted anew."""
    try:
        _CLEAR.write_text("5", encoding="ascii")
    except OSError:
        return _most_resident()
    return _kilobytes("VmRSS:") / 1024


def _most_resident():
    """The peak in megabytes; without Linux that of the whole life of the process."""
    if _STATUS.exists():
        return _kilobytes("VmHWM:") / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _kilobytes(name):
    text = _STATUS.read_text(encoding="ascii", errors="replace")
    return int(text.partition(name)[2].split()[0])
