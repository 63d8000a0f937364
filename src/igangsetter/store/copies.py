"""The copy of a plan that is open in an editor: `.edit-<slug>.<from what it was made>.txt`.

It lies beside the plan, so that an editor that has trouble leaves it where it is found again.
"""

from __future__ import annotations

import glob
import hashlib
from typing import TYPE_CHECKING

from igangsetter.store import files, history

if TYPE_CHECKING:
    from pathlib import Path


def place(plan: Path, content: bytes) -> Path:
    """Where the copy of a plan that holds these bytes lies, or will."""
    made_from = hashlib.sha256(content).hexdigest()[:8]
    return plan.with_name(f".edit-{plan.stem}.{made_from}.txt")


def every(plan: Path) -> list[Path]:
    """The copies of a plan that were left."""
    return sorted(plan.parent.glob(f".edit-{glob.escape(plan.stem)}.????????.txt"))


def traces(plan: Path) -> list[Path]:
    """The copies, and what editors lay beside them."""
    return sorted(plan.parent.glob(f"*.edit-{glob.escape(plan.stem)}.????????.txt*"))


def outdated(plan: Path, content: bytes) -> list[Path]:
    """Copies with changes that no version has, made before the plan became these bytes.

    The others that are outdated hold nothing that could be lost, and are deleted. Raises OSError,
    NotFoundError.
    """
    versions = [version.content() for version in history.versions(plan)]
    found = []
    for path in every(plan):
        if path == place(plan, content):
            continue
        if files.read(path) in {content, *versions}:
            path.unlink()
        else:
            found.append(path)
    return found
