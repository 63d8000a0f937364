"""The folder of plans: where it is, which plans lie in it, and one plan read or written."""

from __future__ import annotations

import contextlib
import os
import re
import unicodedata
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from igangsetter import language
from igangsetter.errors import IgangsetterError, InvalidPlanError, NotFoundError, UsageError
from igangsetter.language import _
from igangsetter.plan import toml
from igangsetter.plan.tables import MOST_CHARACTERS
from igangsetter.plan.timeline import Timeline
from igangsetter.store import files, history, settings
from igangsetter.store.settings import Settings
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from igangsetter.errors import Finding
    from igangsetter.plan.plan import Plan

PAPER = "papir"
LONGEST_SLUG = 40
LARGEST_PLAN = 4 * MOST_CHARACTERS  # bytes of UTF-8
_TAKEN = {"igangsetter", "templates", PAPER, "mail"}
_NORDIC = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
_CLOUDS = {
    "onedrive": "OneDrive",
    "mobile documents": "iCloud",
    "icloud": "iCloud",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
}


class Stored(Value):
    """A plan as it lies on the disk. `findings` are the warnings of its file."""

    path: Path
    plan: Plan
    content: bytes
    """The bytes of the file: a write that finds others there is refused."""
    findings: Sequence[Finding] = ()
    settings: Settings = Settings()
    """The settings of the folder: the organisation and its dates."""

    @cached_property
    def way(self) -> Timeline:
        """The plan laid out by date, with the organisation's dates."""
        return Timeline(self.plan, self.settings.events)

    @cached_property
    def without_access(self) -> Stored:
        """The same without how to get in, which leaves this machine on no way."""
        place = replace(self.plan.place, access="")
        return replace(self, plan=replace(self.plan, place=place))

    @property
    def slug(self) -> str:
        """The name of the file, and of the group on the command line."""
        return self.path.stem

    @property
    def paper(self) -> Path:
        """Where the files made for this group go."""
        return self.path.parent / PAPER / self.slug


def locate(folder: Path | None, environ: Mapping[str, str]) -> Path:
    """The folder of plans: the one given, else IGANGSETTER_FOLDER, else `igangsetter` at home."""
    wished = folder or environ.get("IGANGSETTER_FOLDER")
    if wished:
        return Path(os.path.expanduser(wished)).absolute()  # noqa: PTH111 - takes any ~name
    return Path(os.path.expanduser("~")) / "igangsetter"  # noqa: PTH111 - works without HOME too


def cloud(folder: Path) -> str:
    """The service that copies this folder to the net, if its path tells of one."""
    for part in folder.parts:
        for sign, name in _CLOUDS.items():
            if part.casefold().startswith(sign):
                return name
    return ""


def paths(folder: Path) -> list[Path]:
    """The plan files of a folder, by name. Raises NotFoundError when it cannot be looked into."""
    if not folder.is_dir():
        return []
    try:
        # Not glob, which takes a folder that is not hers to read for an empty one.
        found = [path for path in folder.iterdir() if os.path.normcase(path.name).endswith(".toml")]
    except OSError as error:
        raise files.cannot_read(folder, error) from error
    return sorted(
        path
        for path in found
        if path.name not in {settings.FILE, "mail.toml"} and not path.name.startswith(".")
    )


def find(folder: Path, name: str | None) -> Path:
    """The plan file that `name` means: a path, a slug, the group's name or a unique beginning.

    Without a name the only plan of the folder. Raises NotFoundError, UsageError.
    """
    if name and name.casefold().endswith(".toml"):
        path = Path(os.path.expanduser(name))  # noqa: PTH111 - takes any ~name
        if not path.is_file():
            raise NotFoundError(
                _("There is no plan {path}.").format(path=path), _("Check the path.")
            )
        return path
    known = {path.stem: path for path in paths(folder)}
    if not known:
        raise none_yet(folder)
    if name is None:
        if len(known) == 1:
            return next(iter(known.values()))
        raise which(list(known))
    if name in known:
        return known[name]
    wanted = slug(name)
    close = [stem for stem in known if stem.startswith((name.casefold(), wanted))]
    if wanted in known:
        return known[wanted]
    if len(close) == 1:
        return known[close[0]]
    if close:
        raise UsageError(
            _("“{name}” may be: {names}.").format(name=name, names=", ".join(close)),
            _("Write a little more of the name."),
        )
    raise NotFoundError(
        _("I find no group called “{name}”.").format(name=name),
        _("You have: {names}.").format(names=", ".join(known)),
    )


def which(names: Sequence[str]) -> UsageError:
    """What to say when several plans may be meant."""
    return UsageError(
        _("Which group? You have: {names}.").format(names=", ".join(names)),
        _("Add {option}.").format(option=f"-g {names[0]}"),
    )


def none_yet(folder: Path) -> NotFoundError:
    """What to say of a folder without plans."""
    return NotFoundError(
        _("There is no plan in {folder} yet.").format(folder=folder),
        _("Make one: {command}").format(command="igangsetter new-group"),
    )


def load(path: Path) -> Stored:
    """The plan in a file. Raises InvalidPlanError with every finding, NotFoundError."""
    return stored(path, content(path))


def content(path: Path) -> bytes:
    """The bytes of a plan file. Raises InvalidPlanError for what can be none, NotFoundError."""
    if any("\ud800" <= letter <= "\udfff" for letter in path.name):
        shown = path.name.encode("utf-8", "replace").decode()
        raise InvalidPlanError(
            _("The name of {path} holds bytes that are no text.").format(path=shown),
            [],
            _("Give the file another name."),
        )
    try:
        if path.is_file() and path.stat().st_size > LARGEST_PLAN:
            raise InvalidPlanError(
                _("{path} is far too large to be a plan.").format(path=path),
                [],
                _("Is it another file? Move it out of the folder."),
            )
        return files.read(path)
    except OSError as error:
        raise files.cannot_read(path, error) from error


def stored(path: Path, content: bytes, ours: Settings = settings.NONE) -> Stored:
    """The plan that the bytes of a file hold. Raises InvalidPlanError with every finding."""
    reading = toml.read(decoded(path, content))
    findings = [replace(finding, file=str(path)) for finding in reading.findings]
    if reading.plan is None:
        raise InvalidPlanError(
            _("The plan {path} cannot be used.").format(path=path),
            findings,
            _("Mend the file in an editor, or take back an earlier copy. Nothing was changed."),
        )
    return Stored(path=path, plan=reading.plan, content=content, findings=findings, settings=ours)


def text(plan: Plan) -> str:
    """The text of a plan file, with the line above it in the plan's language."""
    heading = language.of(plan.group.language).gettext(
        "{name} – written by igangsetter. Your own remarks go into the “note” fields; "
        "comments are not kept."
    )
    return toml.write(plan, heading.format(name=plan.group.name))


def add(folder: Path, plan: Plan) -> Stored:
    """Write a new plan under a name that no other has. Raises CannotWriteError."""
    content = text(plan).encode()
    with files.locked(folder):
        path = _free(folder, slug(plan.group.name))
        files.write(path, content)
        # The plan is made: what cannot be filed now is filed before the next write.
        with contextlib.suppress(OSError, IgangsetterError):
            history.file(path, content)
    return Stored(path=path, plan=plan, content=content)


def save(old: Stored, plan: Plan) -> Stored:
    """Write a changed plan over the one that was read, and file both versions.

    Raises ChangedOnDiskError when the file holds something else by now, CannotWriteError.
    """
    return replace_text(old, text(plan).encode(), plan)


def replace_text(old: Stored, content: bytes, plan: Plan) -> Stored:
    """Write these bytes, which hold that plan, over the file that was read."""
    with files.locked(old.path.parent):
        # Before it is filed: what somebody else has replaced is no version of today.
        files.refuse_changed(old.path, old.content)
        history.file(old.path, old.content)
        with history.filing(old.path, content):
            files.write(old.path, content, expected=old.content)
    return replace(old, plan=plan, content=content, findings=())


def with_hand_edits(found: Stored) -> Stored:
    """The plan, its meetings that were moved in an editor since the newest version saying so."""
    known = history.versions(found.path)
    newest = known[-1].content() if known else found.content
    if newest == found.content:
        return found
    filed = toml.read(newest.decode("utf-8-sig", "replace")).plan
    if filed is None:
        return found
    from igangsetter.plan import changes  # noqa: PLC0415 - only for a file edited by hand

    words = language.of(found.plan.group.language).gettext("edited by hand")
    return replace(found, plan=changes.noted_by_hand(filed, found.plan, words))


def loses_comments(old: Stored) -> bool:
    """Whether writing the plan drops a comment that somebody put into its file."""
    lines = old.content.decode("utf-8-sig").splitlines()[1:]
    return any(line.lstrip().startswith("#") for line in lines)


def slug(name: str) -> str:
    """The file name for a group's name: a–z, 0–9 and `-`. Source: design.md §3."""
    lowered = name.casefold().translate(_NORDIC)
    ascii_only = unicodedata.normalize("NFKD", lowered).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:LONGEST_SLUG].strip("-")
    return "gruppe" if not found or found in _TAKEN or _DEVICES.fullmatch(found) else found


def _free(folder: Path, wanted: str) -> Path:
    path, number = folder / f"{wanted}.toml", 2
    while os.path.lexists(path):
        path = folder / f"{wanted}-{number}.toml"
        number += 1
    return path


def decoded(path: Path, content: bytes) -> str:
    """The text of a plan file, or of a copy of one. Raises InvalidPlanError with the line."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise InvalidPlanError(
            _("{path}, line {line}: this is not UTF-8 text.").format(path=path, line=line),
            [],
            _("Open the file in an editor and save it as UTF-8."),
        ) from error
