"""How much the tests see: `python tests/benchmarks/thoroughness.py`.

Two figures, each in a table: how many mutants of plan/ and reminders/ the tests of these two kill
(mutmut; half an hour on two cores), and how much of src/ the ordinary tests run through, lines and
branches, subprocesses too (coverage; four minutes). `mutants` or `coverage` as an argument makes one
of them. Exit code 1 below the aims. It needs `pip install -e '.[test,measure]'` and, as mutmut does,
Linux or macOS.

Every mutant is counted. One is killed when a test fails or, which is shown beside it, when it runs
out of time; one that no test calls is not killed. `--carry-on` keeps what an earlier run found for
the functions that are as they were. Read a mutant with `mutmut results` and `mutmut show NAME`.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = Path(sys.executable).parent
KILLED_AIM, COVERED_AIM = 90, 95
KILLED = ("killed", "timeout")


def main() -> int:
    """Measure, print the tables; 1 when an aim is missed, 2 when something is not installed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", nargs="?", choices=["mutants", "coverage"])
    parser.add_argument("--carry-on", action="store_true")
    asked = parser.parse_args()
    needed = ("mutmut", "pytest_cov", "xdist", "syrupy", "hypothesis")
    if missing := [name for name in needed if importlib.util.find_spec(name) is None]:
        print(f"Not installed: {', '.join(missing)}. Run: pip install -e '.[test,measure]'")
        return 2
    reached = []
    if asked.what != "coverage":
        reached.append(mutants(carry_on=asked.carry_on))
    if asked.what != "mutants":
        reached.append(coverage())
    return 0 if all(reached) else 1


def mutants(*, carry_on: bool) -> bool:
    """Whether enough mutants are killed; each file and all of them on a line."""
    if not carry_on:
        shutil.rmtree(ROOT / "mutants", ignore_errors=True)
    subprocess.run([PROGRAMS / "mutmut", "run", "--max-children", "2"], cwd=ROOT, check=True)
    answer = subprocess.run(
        [PROGRAMS / "mutmut", "results", "--all", "true"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )  # fmt: skip
    by_file: dict[str, Counter[str]] = {}
    for line in answer.stdout.splitlines():
        name, _colon, verdict = line.strip().partition(": ")
        file = name.rpartition(".")[0].removeprefix("igangsetter.")
        by_file.setdefault(file, Counter())[verdict] += 1
    print(f"\n{'':24} {'mutants':>8} {'killed':>8} {'timeout':>8} {'survived':>9} {'no test':>8}")
    for file, verdicts in sorted(by_file.items()):
        _print_mutants(file, verdicts)
    whole = sum(by_file.values(), Counter())
    share = _print_mutants("all", whole)
    return share >= KILLED_AIM


def _print_mutants(title: str, verdicts: Counter[str]) -> float:
    total = verdicts.total()
    killed, timeout = (verdicts[name] for name in KILLED)
    unseen = verdicts["no tests"]
    share = 100 * (killed + timeout) / total
    survived = total - killed - timeout - unseen
    print(f"{title:24} {total:8} {killed:8} {timeout:8} {survived:9} {unseen:8}  {share:5.1f} %")
    return share


def coverage() -> bool:
    """Whether enough of src/ is run through; each package and all of it on a line."""
    cover = [sys.executable, "-m", "coverage"]
    subprocess.run([*cover, "erase"], cwd=ROOT, check=True)
    tests = [sys.executable, "-m", "pytest", "-n", "2", "--cov", "--cov-report="]
    subprocess.run(tests, cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "coverage.json"
        subprocess.run([*cover, "json", "-q", "-o", report], cwd=ROOT, check=True)
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    by_package: dict[str, Counter[str]] = {}
    for name, file in files.items():
        package = Path(name).relative_to("src/igangsetter").parent.as_posix()
        by_package.setdefault(package, Counter()).update(file["summary"])
    print(f"\n{'':24} {'lines':>8} {'run':>8} {'branches':>9} {'taken':>8} {'branches':>9}  both")
    for package, found in sorted(by_package.items()):
        _print_covered("igangsetter" if package == "." else package, found)
    whole = sum(by_package.values(), Counter())
    return _print_covered("all", whole) >= COVERED_AIM


def _print_covered(title: str, found: Counter[str]) -> float:
    lines, run = found["num_statements"], found["covered_lines"]
    branches, taken = found["num_branches"], found["covered_branches"]
    of_branches = 100 * taken / branches if branches else 100.0
    of_both = 100 * (run + taken) / (lines + branches) if lines + branches else 100.0
    print(
        f"{title:24} {lines:8} {run:8} {branches:9} {taken:8} {of_branches:7.1f} %  {of_both:5.1f} %"
    )
    return of_branches


if __name__ == "__main__":
    raise SystemExit(main())
