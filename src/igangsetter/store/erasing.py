"""Everything of one group that this program has made, and how it goes."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from igangsetter.errors import CannotWriteError
from igangsetter.language import _
from igangsetter.store import files, folder, history
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ID = re.compile(rb'^id\s*=\s*"([^"\n]{1,200})"', re.MULTILINE)
_LOOKED_AT = 64_000
"""Bytes: within these a shared file says which plans it is about."""


class Traces(Value):
    """What there is of a group. `id` is empty when the plan cannot be read."""

    plan: Path
    id: str
    history: Sequence[Path]
    paper: Sequence[Path]
    shared: Sequence[Path]
    """Files about several groups, this one among them: drafts and calendars."""

    @property
    def all(self) -> list[Path]:
        """In the order in which they go: the plan last, so that a second try finds the rest."""
        return [*self.paper, *self.shared, *self.history, self.plan]


def traces(plan: Path) -> Traces:
    """The traces of the plan in that file, whether it can be read or not."""
    found = _ID.search(_beginning(plan))
    name = found[1].decode("utf-8", "replace") if found else ""
    place = plan.parent
    leftovers = [place / f".edit-{plan.stem}.txt", *place.glob(f".{plan.name}.*.tmp")]
    return Traces(
        plan=plan,
        id=name,
        history=_files(history.place(plan)),
        paper=[*_files(place / folder.PAPER / plan.stem), *filter(os.path.lexists, leftovers)],
        shared=sorted(_shared(place / folder.PAPER, name)) if name else [],
    )


def erase(found: Traces) -> None:
    """Delete all of it, and the folders that were only its own. Raises CannotWriteError."""
    with files.locked(found.plan.parent):
        for path in found.all:
            _delete(path)
        for place in (
            history.place(found.plan),
            found.plan.parent / folder.PAPER / found.plan.stem,
        ):
            if place.is_dir() and not place.is_symlink():
                shutil.rmtree(place, ignore_errors=True)


def erase_history(plan: Path) -> int:
    """Delete every version but the newest, which is filed if need be; how many went.

    The number of the newest stays, so that calendars are never told less than before.
    """
    with files.locked(plan.parent):
        history.file(plan, files.read(plan))
        old = earlier_versions(plan)
        for path in old:
            _delete(path)
    return len(old)


def earlier_versions(plan: Path) -> list[Path]:
    """The versions that hold something else than the plan does now."""
    known = history.versions(plan)
    is_newest = bool(known) and known[-1].content() == files.read(plan)
    return [version.path for version in (known[:-1] if is_newest else known)]


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(
            _("{path} cannot be deleted: {why}.").format(path=path, why=error.strerror),
            _("Close what has it open, and run the command again: it goes on."),
        ) from error


def _files(place: Path) -> list[Path]:
    """The files under a folder; a link is a file, and is not followed."""
    if place.is_symlink():
        return [place]
    if not place.is_dir():
        return []
    return sorted(
        Path(folder) / name for folder, _folders, names in os.walk(place) for name in names
    )


def _shared(paper: Path, name: str) -> Iterator[Path]:
    """Drafts and calendars beside the groups' own folders that name this plan."""
    if not paper.is_dir():
        return
    for path in paper.iterdir():
        if path.suffix in {".eml", ".ics"} and path.is_file() and name.encode() in _unfolded(path):
            yield path


def _unfolded(path: Path) -> bytes:
    """The bytes of a file whose long lines go on after a line break and a space."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    return content.replace(b"\r\n ", b"")


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except OSError:
        return b""
