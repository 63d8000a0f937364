"""What whole processes cost, with the processes that they start: CPU seconds and peak memory."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Name = TypeVar("Name", bound="Hashable")

LONG = 30.0
"""CPU seconds: what takes longer is run once and not again."""
_BYTES = 1 if sys.platform == "darwin" else 1024


class Command(NamedTuple):
    """What is typed, the variables it sees, and the exit codes that are no fault."""

    arguments: list[str]
    environ: Mapping[str, str]
    codes: tuple[int, ...] = (0,)


class Cost(NamedTuple):
    """Seconds of user and system time, and the most memory at once, in MB."""

    cpu: float
    memory: float


def cost(command: Command) -> Cost:
    """Run it once, its output thrown away. Raises RuntimeError when it fails."""
    reading, writing = os.pipe()
    launch = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
    with tempfile.TemporaryFile() as said:
        subprocess.run(
            [*launch, str(writing), *command.arguments],
            env=dict(command.environ), check=True, pass_fds=[writing], cwd=tempfile.gettempdir(),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said,
        )  # fmt: skip
        os.close(writing)
        with os.fdopen(reading, "rb") as told:
            code, cpu, peak = json.load(told)
        if code not in command.codes:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(command.arguments)} ended with {code}:\n{words}")
    return Cost(cpu, peak * _BYTES / 1e6)


def side_by_side(
    commands: Mapping[Name, Command], rounds: int, warm: Mapping[Name, Cost] | None = None
) -> dict[Name, Cost]:
    """The medians of each, all run in turn, after one run each that fills caches.

    `warm` is what such a first run of some has cost already. One that takes long by itself is run
    only that once.
    """
    first = {name: (warm or {}).get(name) or cost(command) for name, command in commands.items()}
    runs = {name: [] if once.cpu < LONG else [once] for name, once in first.items()}
    for _ in range(rounds):
        for name, command in commands.items():
            if first[name].cpu < LONG:
                runs[name].append(cost(command))
    return {
        name: Cost(*(statistics.median(column) for column in zip(*found, strict=True)))
        for name, found in runs.items()
    }
