"""Packages made of the project by what it names as its builder."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def build(target, *kinds, source=ROOT):
    """Build these kinds, `sdist` or `wheel`, into a folder; the files that were made."""
    chosen = [part for kind in kinds for part in ("--target", kind)]
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--directory", target, *chosen],
        cwd=source, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(target.iterdir())
