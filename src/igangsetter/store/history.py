"""Every version of a plan that was written, the newest too: `.history/<slug>/0001.toml` and on.

A plan that differs from the newest version was edited by hand and is filed before the next write.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from igangsetter.errors import NotFoundError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from igangsetter.plan.plan import Plan

FOLDER = ".history"
_NAME = re.compile(r"\d{4,}")


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
            return self.path.read_bytes()
        except OSError as error:
            raise NotFoundError(
                _("{path} cannot be read: {why}.").format(path=self.path, why=error.strerror),
                _("Check that the file is there and is yours."),
            ) from error


def place(plan_file: Path) -> Path:
    """The folder of a plan's versions."""
    return plan_file.parent / FOLDER / plan_file.stem


def versions(plan_file: Path) -> list[Version]:
    """The versions of a plan, oldest first."""
    folder = place(plan_file)
    if not folder.is_dir():
        return []
    found = [path for path in folder.glob("*.toml") if _NAME.fullmatch(path.stem)]
    return sorted(
        (Version(number=int(path.stem), path=path) for path in found), key=lambda one: one.number
    )


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
    known = versions(plan_file)
    if known and known[-1].content() == content:
        return
    number = known[-1].number + 1 if known else 1
    files.write(place(plan_file) / f"{number:04}.toml", content)
