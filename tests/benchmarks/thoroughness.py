"""How much the tests see: `python tests/benchmarks/thoroughness.py`.

Two figures, each in a table: how many mutants of plan/ and reminders/ the tests of these two kill
(mutmut, about an hour on two cores), and which lines and branches of src/ the ordinary and the slow
tests run through, in subprocesses too (coverage, about ten minutes; what looks at finished paper in
other programs is left out). `mutants` or `coverage` as an argument makes one of them. Exit code 1
below the aims and when a test fails, 2 when something is not installed: `pip install -e
'.[test,measure]'`. mutmut knows Linux and macOS.

Every mutant is counted. Killed is one that a test fails on or, shown by itself, that runs out of
time; one that no test calls is not. Random tests and slow ones do not count here. `--carry-on` keeps
what was found for functions that are as they were. `mutmut results` lists those that survived, and
`mutmut show NAME` shows one.
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
PAPER = "tests/handouts/test_in_other_programs.py"
KILLED_AIM, COVERED_AIM = 90, 95
KILLED = ("killed", "timeout")
COUNTED = ("num_statements", "covered_lines", "num_branches", "covered_branches")


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
    try:
        if asked.what != "coverage":
            reached.append(mutants(carry_on=asked.carry_on))
        if asked.what != "mutants":
            reached.append(coverage())
    except subprocess.CalledProcessError as error:
        print(f"It ended with {error.returncode}: {' '.join(map(str, error.cmd))}")
        return 1
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
    tests = [sys.executable, "-m", "pytest", "-n", "2", "-m", "not faults"]
    wishes = [f"--ignore={PAPER}", "--cov", "--cov-report="]
    passed = subprocess.run([*tests, *wishes], cwd=ROOT, check=False).returncode == 0
    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "coverage.json"
        subprocess.run([*cover, "json", "-q", "-o", report], cwd=ROOT, check=True)
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    by_package: dict[str, Counter[str]] = {}
    for name, file in files.items():
        package = Path(name).relative_to("src/igangsetter").parent.as_posix()
        found = {key: file["summary"][key] for key in COUNTED}
        by_package.setdefault(package, Counter()).update(found)
    print(f"\n{'':24} {'lines':>8} {'run':>8} {'branches':>9} {'taken':>8} {'branches':>9}  both")
    for package, found in sorted(by_package.items()):
        _print_covered("igangsetter" if package == "." else package, found)
    whole = sum(by_package.values(), Counter())
    share = _print_covered("all", whole)
    if not passed:
        print("Not every test passed: what is counted is what they ran through nevertheless.")
    return passed and share >= COVERED_AIM


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
