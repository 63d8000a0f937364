"""The measuring itself: what a process cost, and the table."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import measuring, table


def python(words, codes=(0,)):
    return measuring.Command([sys.executable, "-c", words], os.environ, codes)


def test_memory_is_that_of_the_process_and_not_of_this_one():
    held = bytearray(150_000_000)
    assert measuring.cost(python("pass")).memory < 60
    assert measuring.cost(python("held = bytearray(100_000_000)")).memory > 100
    assert held


def test_a_process_that_it_started_counts_too():
    busy = "sum(range(3_000_000))"
    alone = measuring.cost(python("pass")).cpu
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{busy}'])"
    assert measuring.cost(python(child)).cpu > 1.5 * alone


def test_a_command_that_fails_is_told_with_its_words():
    failing = "import sys; print('no such thing', file=sys.stderr); sys.exit(4)"
    with pytest.raises(RuntimeError, match="ended with 4:\nno such thing"):
        measuring.cost(python(failing))
    assert measuring.cost(python(failing, codes=(4,))).cpu > 0


def test_what_takes_long_is_run_once(tmp_path, monkeypatch):
    runs = tmp_path / "runs"
    command = python(f"open({str(runs)!r}, 'a').write('x')")
    measuring.side_by_side({"quick": command}, 2)
    assert runs.read_text() == "xxx"
    monkeypatch.setattr(measuring, "LONG", 0.0)
    measuring.side_by_side({"long": command}, 2)
    assert runs.read_text() == "xxxx"
    measuring.side_by_side({"long": command}, 2, {"long": measuring.Cost(1.0, 1.0)})
    assert runs.read_text() == "xxxx"


ROWS = [
    table.Row("Start-up", "show : hello", 120, 100),
    table.Row("Start-up", "remind : hello", 150, 100, most=1.4),
    table.Row("Start-up", "remind : khal", 100, 250, faster=2.5),
    table.Row("Memory", "remind", 1080, unit="MB", most=80),
]


def test_the_table_as_text():
    assert (
        table.text(ROWS)
        == """\
                    ours   other  ratio  aim

Start-up
show : hello      120 ms  100 ms   1.20
remind : hello    150 ms  100 ms   1.50  ≤ 1.4                  ✗
remind : khal     100 ms  250 ms   0.40  ≤ 0.40 (2.5 × faster)  ✓

Memory
remind          1,080 MB                 ≤ 80                   ✗"""
    )


def test_the_table_as_markdown():
    assert (
        table.markdown(ROWS[2:])
        == """\
**Start-up**

|  | ours | other | ratio | aim |  |
|---|--:|--:|--:|---|---|
| remind : khal | 100 ms | 250 ms | 0.40 | ≤ 0.40 (2.5 × faster) | ✓ |

**Memory**

|  | ours | other | ratio | aim |  |
|---|--:|--:|--:|---|---|
| remind | 1,080 MB |  |  | ≤ 80 | ✗ |"""
    )


@pytest.mark.slow
def test_the_command_prints_a_table_and_goes_on_without_what_is_missing(tmp_path):
    script = Path(__file__).with_name("run.py")
    found = subprocess.run(
        [sys.executable, script, "--only", "start-up", "--rounds", "1"],
        capture_output=True, text=True, check=True, env=os.environ | {"TMPDIR": str(tmp_path)},
    )  # fmt: skip
    assert re.search(
        r"^silent remind : Typer hello-world +\d+ ms +\d+ ms +\d\.\d\d  ≤ 1.4 +[✓✗]$",
        found.stdout,
        re.MULTILINE,
    )
    for name in ("khal", "todoman"):
        left_out = f"{name} is not here (pip install '.[benchmarks]'): its rows are left out."
        assert (f"silent remind : {name} list" in found.stdout) != (left_out in found.stdout)
    assert list(tmp_path.iterdir()) == []
