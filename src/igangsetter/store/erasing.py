"""Everything of one group that this program has made, and how it goes."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import tomli

from igangsetter import reasons
from igangsetter.errors import CannotWriteError, NotFoundError
from igangsetter.language import _
from igangsetter.store import copies as edited
from igangsetter.store import files, folder, history, settings, temporary
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


def traces(plan: Path) -> Traces:
    """The traces of the plan in that file, whether it is valid, is gone, or not.

    Raises NotFoundError for a file that cannot be looked into, and may tell of the group.
    """
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
        copies=[path for path in folder.paths(place) if path != plan and _tells(path, name)],
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
    """Delete all of it, and the folders that were only its own. Raises CannotWriteError.

    The plan goes last, so that a second try finds the rest.
    """
    place = found.plan.parent
    with files.locked(place):
        for path in (*found.paper, *found.shared, *found.history):
            _delete(path)
        for one in (place, place / folder.PAPER):
            temporary.sweep(one)
        for name in found.names:
            for parent in (history.FOLDER, folder.PAPER):
                _delete_folder(place / parent / name)
                files.sync_folder(place / parent)
        files.sync_folder(place / folder.PAPER)
        _delete(found.plan)
        files.sync_folder(place)


def erase_history(plan: Path) -> int:
    """Delete every version but the newest, which is filed if need be; how many went.

    The number of the newest stays, so that calendars are never told less than before.
    """
    with files.locked(plan.parent):
        history.file(plan, files.read(plan))
        old = history.versions(plan)[:-1]
        for version in old:
            _delete(version.path)
        files.sync_folder(history.place(plan))
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
        raise _cannot_delete(path, error) from error


def _delete_folder(place: Path) -> None:
    try:
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
    except OSError as error:
        raise _cannot_delete(place, error) from error


def _cannot_delete(path: Path, error: OSError) -> CannotWriteError:
    return CannotWriteError(
        _("{path} cannot be deleted: {why}.").format(path=path, why=reasons.why(error)),
        _("Close what has it open, and run the command again: it goes on."),
    )


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
    yield from edited.traces(plan)
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
        if gone != plan and any(_tells(one.path, name) for one in history.versions(gone))
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
    return _read(path).replace(b"\r\n ", b"")


def _id(plan: Path) -> str:
    """The id that stands in a plan file, valid or not. Raises NotFoundError."""
    found = _ID.search(_read(plan, _LOOKED_AT)) if plan.exists() else None
    return found[2].decode("utf-8", "replace") if found else ""


def _tells(plan: Path, name: str) -> bool:
    """Whether a plan file that can be read has that id."""
    with contextlib.suppress(NotFoundError):
        return _id(plan) == name != ""
    return False


def _read(path: Path, most: int = -1) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise files.cannot_read(path, error) from error
