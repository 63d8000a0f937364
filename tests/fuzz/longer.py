"""The same properties for as long as you like: `python tests/fuzz/longer.py --minutes 10`.

Each file of tests runs in a child of its own, which may take 3 GB and no more; whole commands run
in children of that child, 1 GB and 20 seconds each. It prints a table: subject, examples, slowest
CPU seconds, most megabytes, failures. Leaves with 1 when anything failed; the inputs that failed
are printed above the table.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

TESTS = Path(__file__).parents[1]
MOST_BYTES = 3 << 30
TIMES = 3
LONGEST_WORDS = 3000
WIDEST = 400


def run_file(name: str, seconds: float) -> None:
    """In the child: every test of a file in turn, until the time is over; then the figures."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    sys.path.insert(0, str(TESTS))
    from importlib import import_module

    from fuzz import law
    from igangsetter import language

    language.speak("en")
    module = import_module(f"fuzz.{name}")
    waiting = [item for key, item in vars(module).items() if key.startswith("test_")]
    failures = []
    until = time.monotonic() + seconds
    while waiting:
        for test in list(waiting):
            try:
                test()
            except Exception:  # noqa: BLE001 - each is a find
                failures.append(f"{name}.{test.__name__}\n{shortened(traceback.format_exc())}")
                waiting.remove(test)
        if time.monotonic() > until:
            break
    figures = {key: [one.examples, one.slowest, one.largest] for key, one in law.measured.items()}
    print(json.dumps([figures, failures]))


def shortened(words: str) -> str:
    """The end of a traceback with the input that failed, which may be a very long one."""
    lines = [line if len(line) < WIDEST else line[:WIDEST] + " …" for line in words.splitlines()]
    return "\n".join(lines)[-LONGEST_WORDS:]


def files() -> list[str]:
    """The files of tests."""
    return sorted(path.stem for path in Path(__file__).parent.glob("test_*.py"))


def run(names: list[str], minutes: float) -> int:
    """Run each file for its share of the time, print what failed and the table."""
    rows, failed = [], 0
    share = minutes * 60 / len(names)
    for name in names:
        with tempfile.TemporaryDirectory() as home:
            environ = os.environ | {
                "FUZZ_TIMES": str(TIMES), "HOME": home, "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home,
                "LANG": "C.UTF-8", "LANGUAGE": "en", "COLUMNS": "80",
            }  # fmt: skip
            environ.pop("IGANGSETTER_DEBUG", None)
            done = subprocess.run(
                [sys.executable, __file__, "--file", name, "--minutes", str(share / 60)],
                env=environ, cwd=home, stdout=subprocess.PIPE, text=True, check=False,
            )  # fmt: skip
        try:
            figures, failures = json.loads(done.stdout.splitlines()[-1])
        except (IndexError, ValueError):
            figures, failures = {}, [f"{name}: the child ended with {done.returncode}"]
        for failure in failures:
            print(failure, end="\n\n", flush=True)
        failed += len(failures)
        rows += [(subject, *one) for subject, one in sorted(figures.items())]
        print(f"{name}: {len(failures)} failures", file=sys.stderr, flush=True)
    print(f"{'subject':32} {'examples':>9} {'slowest s':>10} {'most MB':>8}")
    for subject, examples, slowest, largest in rows:
        print(f"{subject:32} {examples:9} {slowest:10.2f} {largest:8.0f}")
    print(f"{sum(row[1] for row in rows)} examples, {failed} failures")
    return 1 if failed else 0


def main() -> None:
    """Read the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--only", nargs="*", choices=files(), default=files())
    parser.add_argument("--file", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.file:
        run_file(given.file, given.minutes * 60)
    else:
        sys.exit(run(given.only, given.minutes))


if __name__ == "__main__":
    main()
