"""Every version of a plan that was written, the newest too: `.history/<slug>/0001.toml` and on.

A plan that differs from the newest version was edited by hand and is filed before the next write.
A version lies ready before the plan is written, and gets its number afterwards. Cut short between
the two, it counts as the newest when the plan holds it, and as nothing when the plan does not.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igangsetter.errors import IgangsetterError, NotFoundError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igangsetter.plan.plan import Plan

FOLDER = ".history"
READY = "next.toml"
_NAME = re.compile(r"([0-9]{4,9})\.toml")


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version; `written` is when its file was."""

    number: int
    path: Path

    @property
    def written(self) -> dt.datetime:
        """The local time at which it was filed."""
        return dt.datetime.fromtimestamp(self.path.stat().st_mtime).astimezone()

    def content(self) -> bytes:
        """The bytes of the plan then. Raises NotFoundError."""
        try:
            return files.read(self.path)
        except OSError as error:
            raise files.cannot_read(self.path, error) from error


def place(plan_file: Path) -> Path:
    """The folder of a plan's versions."""
    return plan_file.parent / FOLDER / plan_file.stem


def versions(plan_file: Path) -> list[Version]:
    """The versions of a plan, oldest first."""
    known, ready = _numbered(plan_file), place(plan_file) / READY
    with contextlib.suppress(OSError):
        if files.read(ready) == files.read(plan_file) != _newest(known):
            known.append(Version(number=_next_number(known), path=ready))
    return known


def version(plan_file: Path, number: int) -> Version:
    """One version by its number. Raises NotFoundError."""
    known = versions(plan_file)
    for one in known:
        if one.number == number:
            return one
    raise NotFoundError(
        _("There is no version {number}.").format(number=number),
        _("See them: {command}").format(command="igangsetter history"),
    )


def before(plan_file: Path, content: bytes) -> bytes | None:
    """The version before these bytes, which the file holds now; None when there is none."""
    known = [one.content() for one in versions(plan_file)]
    if known and known[-1] == content:
        known.pop()
    return known[-1] if known else None


def count(plan_file: Path, content: bytes) -> int:
    """How many versions there have been; these bytes count as one until they are filed.

    It only rises, with an undo too. A plan without history counts one.
    """
    known = versions(plan_file)
    if not known:
        return 1
    return known[-1].number + (known[-1].content() != content)


def earlier(plan_file: Path, plan: Plan) -> Iterator[Plan]:
    """The versions of this plan that can be read, newest first, one at a time."""
    from igangsetter.plan import toml  # noqa: PLC0415 - only calendars look back

    for one in reversed(versions(plan_file)):
        try:
            found = toml.read(one.content().decode("utf-8-sig", "replace")).plan
        except NotFoundError:
            continue
        # Another group may have had this file name before.
        if found is not None and found.id == plan.id:
            yield found


def file(plan_file: Path, content: bytes) -> None:
    """File these bytes as the newest version, unless they are already. Raises CannotWriteError."""
    _number_ready(plan_file, content)
    known = _numbered(plan_file)
    if _newest(known) != content:
        files.write(_path(plan_file, known), content)


@contextmanager
def filing(plan_file: Path, content: bytes) -> Iterator[None]:
    """Write the plan inside: these bytes are filed as its newest version if it holds them then.

    Raises CannotWriteError before, while the plan is the old one; afterwards nothing, for what
    could not be numbered counts, and is numbered at the next write.
    """
    files.write(place(plan_file) / READY, content)
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError, IgangsetterError):
            _number_ready(plan_file, files.read(plan_file))
        raise
    with contextlib.suppress(OSError, IgangsetterError):
        _number_ready(plan_file, content)


def _number_ready(plan_file: Path, content: bytes) -> None:
    """Number the version that lies ready if it holds these bytes, else take it away."""
    ready = place(plan_file) / READY
    if not os.path.lexists(ready):
        return
    known = _numbered(plan_file)
    try:
        if files.read(ready) == content != _newest(known):
            ready.rename(_path(plan_file, known))
        else:
            ready.unlink()
    except OSError as error:
        raise files.cannot_write(ready, error) from error
    files.sync_folder(ready.parent)


def _numbered(plan_file: Path) -> list[Version]:
    folder = place(plan_file)
    try:
        with os.scandir(folder) as entries:
            # A link or a pipe is none of ours.
            found = [
                Version(number=int(name[1]), path=folder / entry.name)
                for entry in entries
                if (name := _NAME.fullmatch(entry.name)) and entry.is_file(follow_symlinks=False)
            ]
    except (FileNotFoundError, NotADirectoryError):
        return []
    return sorted(found, key=lambda one: one.number)


def _newest(known: Sequence[Version]) -> bytes | None:
    return known[-1].content() if known else None


def _next_number(known: Sequence[Version]) -> int:
    return known[-1].number + 1 if known else 1


def _path(plan_file: Path, known: Sequence[Version]) -> Path:
    return place(plan_file) / f"{_next_number(known):04}.toml"
