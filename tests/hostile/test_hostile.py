"""Hostile content: a plan and a template from a stranger, each case with what must happen.

The table stands in table_*.py beside this file. Print it, and the number of its cases:

    PYTHONPATH=tests python -m hostile.table

All of it: pytest -n 2 tests/hostile -m "slow or not slow"
Cases that eat time or memory run in a process of their own and are measured: besides what a good
sheet costs, none may take more seconds of the processor than it says (5), or MOST_MEGABYTES.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
import tomli_w

from conftest import make_plan
from hostile import reading_back, watch
from hostile.case import CANARY, Fifo, Link, Sparse
from hostile.table import CASES
from igangsetter import templating
from igangsetter.characters import UNSEEN
from igangsetter.handouts import catalogue
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LINES = ("Something went wrong", "Traceback", "should not")
MOST_MEGABYTES = 300
# That the machine of whoever runs this comes to no harm where a limit of ours is missing.
_LIMITED = """
import resource, runpy
resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
resource.setrlimit(resource.RLIMIT_DATA, (3 << 30, 3 << 30))
runpy.run_module("igangsetter", run_name="__main__", alter_sys=True)
"""
DAY = "2027-01-11"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and limits of POSIX")


def test_the_table_is_large_and_each_case_stands_in_it_once():
    names = [case.id for case in CASES]
    assert len(names) == len(set(names)) >= 60
    assert all(case.steps for case in CASES)


def _as_parameters(measured):
    return [
        pytest.param(case, id=f"{case.subject}: {case.id}", marks=[pytest.mark.slow] * case.slow)
        for case in CASES
        if case.measured == measured
    ]


@pytest.fixture
def stranger(tmp_path, monkeypatch, folder):
    """Lays out a stranger's folder, and a secret beside it."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "hemmelig.toml").write_text(f'{CANARY} = "{CANARY}"\n', encoding="utf-8")
    (outside / "hemmelig.txt").write_text(f"{CANARY}\n", encoding="utf-8")
    (outside / "kanarifugl.py").write_text("open('sang', 'w').close()\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(outside))
    monkeypatch.chdir(tmp_path)
    for cached in (templating._environment, catalogue._front_matter):
        cached.cache_clear()

    def lay_out(case):
        plans.add(folder, make_plan())
        path = folder / "tirsdagsgruppa.toml"
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for key, value in case.plan.items():
            *tables, last = key.split(" / ")
            place = data
            for table in tables:
                place = place.setdefault(table, {})
            place[last] = value
        path.write_text(tomli_w.dumps(data), encoding="utf-8")
        for name, content in case.files.items():
            _put(folder / name, content, outside)
        return outside

    return lay_out


def _put(path: Path, content, outside):
    path.parent.mkdir(parents=True, exist_ok=True)
    match content:
        case Link(to):
            path.unlink(missing_ok=True)
            path.symlink_to(to.format(outside=outside))
        case Fifo():
            path.unlink(missing_ok=True)
            os.mkfifo(path)
        case Sparse(size):
            with path.open("wb") as file:
                file.truncate(size)
        case str():
            path.write_text(content, encoding="utf-8")
        case bytes():
            path.write_bytes(content)
        case _:
            path.write_bytes(content())


@pytest.fixture
def _no_waiting():
    """Nothing waits for a pipe that nobody writes into."""

    def too_long(_signal, _frame):
        pytest.fail("It hangs.")

    before = signal.signal(signal.SIGALRM, too_long)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.usefixtures("_no_waiting")
@pytest.mark.parametrize("case", _as_parameters(measured=False))
def test_what_a_stranger_wrote(case, run, stranger, folder, monkeypatch, tmp_path):
    outside = stranger(case)
    kept = _files(outside)
    for step in case.steps:
        before = _files(tmp_path)
        if step.typed is not None:
            monkeypatch.setattr(sys, "stdin", _Typed(step.typed))
        with watch.noted() as ways_out:
            found = run(*_line(step, outside))
        made = {
            path: content
            for path, content in _files(tmp_path).items()
            if before.get(path) != content
        }
        told = f"{step.line}\n{found.out}\n{found.err}"
        assert found.code == step.code, told
        assert ways_out == []
        _check_words(case, step, found.out, found.err)
        _check_made(case, step, made)
    assert _files(outside) == kept
    assert not (tmp_path / "sang").exists()


@pytest.mark.parametrize("case", _as_parameters(measured=True))
def test_what_eats_time_or_memory(case, stranger, folder, tmp_path, usual):
    outside = stranger(case)
    for step in case.steps:
        before = _files(tmp_path)
        code, out, err, seconds, megabytes = _measured(_line(step, outside), folder, tmp_path)
        made = {
            path: content
            for path, content in _files(tmp_path).items()
            if before.get(path) != content
        }
        assert code == step.code, f"{step.line}\n{out[:2000]}\n{err[:2000]}"
        assert seconds - usual[0] < case.seconds
        assert megabytes - usual[1] < MOST_MEGABYTES
        _check_words(case, step, out, err)
        _check_made(case, step, made)


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """What a good sheet costs as PDF: seconds of the processor, and megabytes."""
    place = tmp_path_factory.mktemp("usual")
    plans.add(place / "plans", make_plan())
    line = ["handout", "rammer", "--format", "pdf"]
    code, _out, _err, seconds, megabytes = _measured(line, place / "plans", place)
    assert code == 0
    return seconds, megabytes


def _measured(line, folder, place):
    with (place / "out").open("wb") as out, (place / "err").open("wb") as err:
        process = subprocess.Popen(
            [sys.executable, "-c", _LIMITED, *line],
            stdout=out,
            stderr=err,
            cwd=place,
            env={"PATH": os.environ["PATH"], "HOME": str(place / "home"), "LANG": "C.UTF-8",
                 "LANGUAGE": "en", "IGANGSETTER_FOLDER": str(folder)},
        )  # fmt: skip
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    texts = [(place / name).read_text(encoding="utf-8") for name in ("out", "err")]
    for name in ("out", "err"):
        (place / name).unlink()
    megabytes = used.ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return process.returncode, *texts, used.ru_utime + used.ru_stime, megabytes


class _Typed:
    """A person who types these lines, where there is no terminal."""

    def __init__(self, text):
        self._lines = iter(text.splitlines(keepends=True))

    def readline(self):
        return next(self._lines, "")

    def isatty(self):
        return False


def _line(step, outside):
    return [part.replace("{outside}", str(outside)) for part in shlex.split(step.line)]


def _check_words(case, step, out, err):
    for text in (out, err):
        assert not UNSEEN.search(text), repr(UNSEEN.search(text))
    assert not any(words in err for words in FIRST_LINES), err
    for wanted, shown in ((step.out, out), (step.err, err)):
        for one in wanted:
            assert _squeezed(one) in _squeezed(shown), f"{one!r} is not in {shown[:3000]}"
    for never in (CANARY, *case.never):
        assert _squeezed(never) not in _squeezed(out + err), never
    if step.code not in {0, 1, 3}:
        assert err.strip()


def _check_made(case, step, made):
    shown = ""
    for path, content in made.items():
        if content is None or path.name == ".lock" or ".history" in path.parts:
            continue
        assert CANARY.encode() not in content
        found = reading_back.words(path.name, content)
        for never in (CANARY, *case.never):
            assert _squeezed(never) not in _squeezed(found), never
        shown += found
    for one in step.holds:
        assert _squeezed(one) in _squeezed(shown), f"{one!r} is not in {shown[:3000]}"


def _files(place):
    """Every file under a place with its bytes; links and pipes are not followed."""
    return {
        path: path.read_bytes() if path.stat().st_size < 4_000_000 else None
        for path in sorted(place.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".pyc"
    }


def _squeezed(text):
    return re.sub(r"\s+", "", text)
