"""Everything of one group that this program has made, and how it goes."""

from __future__ import annotations

import glob
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from igangsetter.errors import CannotWriteError
from igangsetter.language import _
from igangsetter.store import files, folder, history, settings
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ID = re.compile(rb"""^id\s*=\s*(["'])([^"'\n]{1,200})\1""", re.MULTILINE)
_LOOKED_AT = 64_000
"""Bytes: within these a shared file says which plans it is about."""


class Traces(Value):
    """What there is of a group. `id` is empty when the plan cannot be read."""

    plan: Path
    id: str
    names: Sequence[str]
    """What its file is called, and was called before, without extension."""
    history: Sequence[Path]
    paper: Sequence[Path]
    shared: Sequence[Path]
    """Files about several groups, this one among them: drafts and calendars."""
    copies: Sequence[Path] = ()
    """Other plans with the same id. They are somebody's own, and stay."""

    @property
    def all(self) -> list[Path]:
        """In the order in which they go: the plan last, so that a second try finds the rest."""
        return [*self.paper, *self.shared, *self.history, self.plan]


def traces(plan: Path) -> Traces:
    """The traces of the plan in that file, whether it can be read, is gone, or not."""
    versions = [one.path for one in reversed(history.versions(plan))]
    name = next(filter(None, map(_id, [plan, *versions])), "")
    place = plan.parent
    names = [plan.stem, *(_earlier_names(plan, name) if name else ())]
    return Traces(
        plan=plan,
        id=name,
        names=names,
        history=[path for one in names for path in _files(place / history.FOLDER / one)],
        paper=[
            *(path for one in names for path in _files(place / folder.PAPER / one)),
            *_leftovers(plan),
        ],
        shared=sorted(_shared(place / folder.PAPER, name)) if name else [],
        copies=[path for path in folder.paths(place) if path != plan and _id(path) == name != ""],
    )


def left_behind(place: Path) -> list[Path]:
    """The plans of a folder that are gone, by whatever name, with their history or paper there."""
    stems = {
        path.name
        for parent in (place / history.FOLDER, place / folder.PAPER)
        if parent.is_dir()
        for path in parent.iterdir()
        if path.is_dir()
    }
    return [path for stem in sorted(stems) if not (path := place / f"{stem}.toml").exists()]


def erase(found: Traces) -> None:
    """Delete all of it, and the folders that were only its own. Raises CannotWriteError."""
    with files.locked(found.plan.parent):
        for path in found.all:
            _delete(path)
        for name in found.names:
            for parent in (history.FOLDER, folder.PAPER):
                place = found.plan.parent / parent / name
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


def _leftovers(plan: Path) -> Iterator[Path]:
    """What was on its way to be this plan: copies in an editor, and the answers of a wizard."""
    name = glob.escape(plan.name)
    for pattern in (f"*.edit-{glob.escape(plan.stem)}.txt*", f".{name}.*.tmp"):
        yield from sorted(plan.parent.glob(pattern))
    answers = plan.parent / settings.ANSWERS
    try:
        named = tomli.loads(answers.read_text(encoding="utf-8")).get("name")
    except (OSError, ValueError, RecursionError):
        return
    if folder.slug(str(named)) == re.sub(r"-\d+$", "", plan.stem):
        yield answers


def _earlier_names(plan: Path, name: str) -> list[str]:
    """What the file of this plan was called before somebody gave it another name."""
    return [
        gone.stem
        for gone in left_behind(plan.parent)
        if gone != plan and any(_id(one.path) == name for one in history.versions(gone))
    ]


def _shared(paper: Path, name: str) -> Iterator[Path]:
    """Drafts and calendars beside the groups' own folders that name this plan."""
    if not paper.is_dir():
        return
    for path in paper.iterdir():
        made = path.suffix in {".eml", ".ics", ".tmp"} and path.is_file()
        if made and name.encode() in _unfolded(path):
            yield path


def _unfolded(path: Path) -> bytes:
    """The bytes of a file whose long lines go on after a line break and a space."""
    try:
        content = path.read_bytes()
    except OSError:
        return b""
    return content.replace(b"\r\n ", b"")


def _id(plan: Path) -> str:
    """The id that stands in a plan, whether that can be read as one or not."""
    try:
        with plan.open("rb") as file:
            found = _ID.search(file.read(_LOOKED_AT))
    except OSError:
        return ""
    return found[2].decode("utf-8", "replace") if found else ""
