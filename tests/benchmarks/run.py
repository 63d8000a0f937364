"""Ratios measured side by side in one run: `python tests/benchmarks/run.py`.

Each is the median CPU time (user + system) of whole processes, run in turn with what they are
compared with. What is not on this machine is named and left out. `--only` takes one part, `--rounds`
says how often, `--markdown` prints the tables for a page. All of it takes many minutes.
"""

from __future__ import annotations

import argparse
import compileall
import os
import sys
import tempfile
from pathlib import Path

import paper
import peers
import scale
import start_up
import table

PARTS = {"start-up": start_up, "paper": paper, "scale": scale}
SOURCES = Path(__file__).parents[2] / "src"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", choices=PARTS, help="one part")
    parser.add_argument("--rounds", type=int, help="how often each is run (each part has its own)")
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    wished = parser.parse_args()
    # A start-up that compiles measures the compiler.
    compileall.compile_dir(SOURCES, quiet=1)
    rows: list[table.Row] = []
    notes: list[str] = []
    names: list[str] = []
    for name, part in PARTS.items():
        if wished.only in {None, name}:
            names += [peer for peer in part.PEERS if peer not in names]
            print(f"Measuring {name} …", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory(prefix="igangsetter-") as place:
                rows += part.rows(Path(place), wished.rounds, notes)
    print(table.markdown(rows) if wished.markdown else table.text(rows))
    print(f"\n{peers.versions(names)}; {os.cpu_count()} cores.")
    for note in dict.fromkeys(notes):
        print(note)


if __name__ == "__main__":
    main()
