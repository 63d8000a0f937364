"""Each command that writes, struck and killed at its calls: see `verdict` for what must hold."""

import json
import os
import random
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

import pytest

from faults.commands import COMMANDS, DAY
from faults.trial import Trial
from faults.verdict import KILL
from igangsetter.store import folder as plans
from igangsetter.store import history

RANDOM_KILLS = 10


class Killer:
    """A process whose children are killed."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("killed.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        )  # fmt: skip

    def run(self, **asked):
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.communicate()


@pytest.fixture(scope="module")
def killer():
    found = Killer()
    yield found
    found.close()


@pytest.fixture
def trial(request, tmp_path, monkeypatch):
    return Trial(request.param, tmp_path, monkeypatch)


every_command = pytest.mark.parametrize("trial", COMMANDS, indirect=True, ids=str)


def seeded(trial):
    """Chance that is the same in every run."""
    return random.Random(str(trial.command))  # noqa: S311 - no secret


def some(trial):
    """A few faults, of as many kinds as there is room for; the same in every run."""
    chance, of_kind = seeded(trial), {}
    for fault in trial.faults():
        of_kind.setdefault(fault[0], []).append(fault)
    names = sorted(of_kind)
    chance.shuffle(names)
    return [chance.choice(of_kind[name]) for name in islice(cycle(names), trial.command.some)]


def spoilt(trial, faults):
    return Counter(kind for kind, _at in faults), [trial.spoil(*fault) for fault in faults]


def judged(record_property, counts, answers):
    """Note what was done for the end of the run; nothing may be wrong."""
    record_property("faults", dict(counts))
    wrong = ["\n    ".join(answer) for answer in answers if len(answer) > 1]
    assert not wrong, f"{len(wrong)} of {len(answers)}:\n" + "\n".join(wrong[:20])


@every_command
def test_some_faults_and_a_kill(trial, killer, record_property):
    chance = seeded(trial)
    counts, answers = spoilt(trial, some(trial))
    if trial.command.arguments:
        answers.append(trial.kill(killer, **chance.choice(trial.kills())))
        counts[KILL] += 1
    judged(record_property, counts, answers)


@pytest.mark.faults
@every_command
def test_every_fault(trial, record_property):
    judged(record_property, *spoilt(trial, trial.faults()))


@pytest.mark.faults
@pytest.mark.parametrize(
    "trial", [one for one in COMMANDS if one.arguments], indirect=True, ids=str
)
def test_every_kill(trial, killer, record_property):
    answers = [trial.kill(killer, **how) for how in trial.kills()]
    trial.reset()
    code, seconds = trial.ask(killer)
    assert code == 0
    chance = seeded(trial)
    answers += [trial.kill(killer, delay=chance.uniform(0, seconds)) for _ in range(RANDOM_KILLS)]
    judged(record_property, {KILL: len(answers)}, answers)


def test_two_at_once(run, stored, killer, record_property):
    """Two processes that write as fast as they can: what is answered with 0 is all there."""
    folder = str(stored.path.parent)
    other = Killer()

    def writes(killer, month):
        dates = []
        for day in range(1, 7):
            date = f"2028-{month:02}-{day:02}"
            code, _seconds = killer.run(
                arguments=["meeting", "add", date, "--no-input", *DAY],
                answers=[],
                environment={"IGANGSETTER_FOLDER": folder},
            )
            assert code in {0, 1}
            dates += [date] if code == 0 else []
        return dates

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(writes, (killer, other), (3, 4))
    other.close()
    dates = [*first, *second]
    assert dates
    content = stored.path.read_text("utf-8")
    assert all(f"date = {date}" in content for date in dates)
    versions = history.versions(stored.path)
    assert [one.number for one in versions] == list(range(1, len(dates) + 2))
    assert plans.load(stored.path).content == versions[-1].content()
    record_property("faults", {"two at once": 2 * 6})
