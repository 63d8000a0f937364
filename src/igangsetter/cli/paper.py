"""What `handout`, `print` and `tour` share: sheets → files, told with their full paths."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from igangsetter import language
from igangsetter.characters import one_line
from igangsetter.cli import output
from igangsetter.errors import (
    ConfigurationError,
    IgangsetterError,
    InvalidPlanError,
    UsageError,
)
from igangsetter.handouts import logo, packs, publish
from igangsetter.handouts.document import Cover
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.handouts.catalogue import Sheet
    from igangsetter.handouts.document import Document
    from igangsetter.handouts.packs import Copies
    from igangsetter.language import Code
    from igangsetter.plan.timeline import Row
    from igangsetter.store.folder import Stored

TO_STDOUT = "-"
COUNT_WIDTH = 10
"""Of how many to print of a sheet, at least."""
SECONDS_TO_REFUSE = 2
"""What opens files may stay for as long as the file is shown, or say at once that it cannot."""
NAMELESS = "Logo"
"""What a logo shows when nobody says whose it is; the word is one in all our languages."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One file to make: its name without extension, its title, and its sheets in order.

    Each of `sheets` is one sheet in the languages that are wished for.
    """

    name: str
    title: str
    sheets: Sequence[Sequence[Sheet]]
    meeting: Row | None = None
    """The meeting that the sheets are printed for."""
    large: bool = False
    cover: bool = False

    @property
    def codes(self) -> list[Code]:
        """The languages of the file, each once."""
        return list(dict.fromkeys(sheet.language for sheets in self.sheets for sheet in sheets))


class Press:
    """Makes files of a plan's sheets. What cannot be made is kept in `faults`; the rest is made."""

    def __init__(self, stored: Stored, extension: str, folder: Path) -> None:
        self._stored, self._extension, self._folder = stored, extension, folder
        self.faults: list[IgangsetterError] = []
        self._logo = self._read_logo()

    def write(self, jobs: Sequence[Job], target: Path, *, force: bool) -> list[Path]:
        """Write the files and return their paths. Nothing is written when one of them exists.

        Raises CannotWriteError.
        """
        paths = [
            target / publish.file_name(job.name, job.codes, self._stored.plan, self._extension)
            for job in jobs
        ]
        if not force:
            files.refuse_existing(paths)
        written = []
        for job, path in output.progress(
            list(zip(jobs, paths, strict=True)), _("Making the sheets")
        ):
            content = self.content(job)
            if content:
                publish.save(path, content)
                written.append(path)
        return written

    def content(self, job: Job) -> bytes:
        """One file's bytes, none when no sheet of it can be made.

        Tells which characters its font lacks.
        """
        documents: list[Document] = []
        for sheets in job.sheets:
            try:
                found = [
                    documented(sheet, self._stored, self._folder, job.meeting) for sheet in sheets
                ]
            except InvalidPlanError as fault:
                self.faults.append(fault)
                continue
            beside = packs.stands_beside(sheets)
            documents += [publish.beside(*found)] if beside else found
        if not documents:
            return b""
        made = self._made(documents, job)
        if made.missing:
            output.say(
                _("The font of the paper lacks {characters}; an empty box stands there.").format(
                    characters=" ".join(made.missing)
                )
            )
        return made.content

    def _made(self, documents: Sequence[Document], job: Job) -> publish.Made:
        cover = _cover(job, self._stored) if job.cover else None
        while True:
            try:
                return publish.made(
                    documents,
                    self._extension,
                    self._stored.plan,
                    job.title,
                    self._folder,
                    large=job.large,
                    cover=cover,
                    logo=self._logo,
                )
            except ConfigurationError as error:
                # The sheets matter more than the picture at their foot.
                self.faults.append(logo.unusable(self._logo_path(), error.message))
                self._logo = None

    def _read_logo(self) -> logo.Logo | None:
        if self._extension == "md" or not self._stored.settings.organisation.logo:
            return None
        try:
            words = one_line(self._stored.settings.organisation.name)
            return logo.read(self._logo_path(), words or NAMELESS)
        except ConfigurationError as fault:
            self.faults.append(fault)
            return None

    def _logo_path(self) -> Path:
        return logo.place(self._stored.settings.organisation, self._stored.path.parent)


def documented(sheet: Sheet, stored: Stored, folder: Path, meeting: Row | None) -> Document:
    """A sheet filled from a plan and the settings of its folder."""
    organisation = stored.settings.organisation
    return publish.document(stored.way, sheet, folder, meeting=meeting, organisation=organisation)


def _cover(job: Job, stored: Stored) -> Cover:
    """The page before the sheets, in the first language of the file."""
    speaker = language.of(job.codes[0])
    plan, way = stored.plan, stored.way
    place = speaker.gettext("online") if plan.place.kind == "digital" else plan.place.name
    when = speaker.gettext("First meeting: {date}").format(date=speaker.date(way.first.date))
    lines = (place, when, ", ".join(who.name for who in plan.initiators.values()))
    return Cover(
        title=job.title,
        lines=tuple(filter(None, map(one_line, lines))),
        contents=speaker.gettext("What is in here"),
    )


def tell_copies(copies: Sequence[Copies], first: int = 1, *, large: bool = False) -> None:
    """List the sheets in print order, with their pages and the number to print of each.

    `first` is the page of the first sheet. In large print a sheet takes as many as it takes.
    """
    page = first
    counts = [
        _("one each") if one.pages == "each" else _("{count} ×").format(count=one.pages)
        for one in copies
    ]
    width = max([COUNT_WIDTH, *map(len, counts)])
    for one, many in zip(copies, counts, strict=True):
        sheet = one.sheet
        last = page + one.length - 1
        pages = f"{page}" if last == page else f"{page}–{last}"
        remarks = []
        if one.times > 1:
            remarks.append(_("{count} on each page, cut apart").format(count=one.times))
        if sheet.audience == "initiator":
            remarks.append(_("for you"))
        where = _("page {pages}").format(pages=pages)
        start = f"{many:>{width}}" if large else f"{many:>{width}}  {where:<9}"
        words = f"{start}  {sheet.title}" + (f" ({'; '.join(remarks)})" if remarks else "")
        output.out(output.wrapped(words, " " * (len(start) + 2)))
        page = last + 1


def open_file(path: Path) -> None:
    """Show the file with whatever the machine shows such files with, or say that nothing does."""
    if not _is_shown(path):
        words = _("Nothing on this machine could show the file. Open it yourself: {path}")
        output.say(output.wrapped(words.format(path=path)))


def _is_shown(path: Path) -> bool:
    if sys.platform in {"win32", "darwin"}:
        return typer.launch(str(path)) == 0
    import shutil  # noqa: PLC0415 - most files are not opened
    import subprocess  # noqa: PLC0415 - as above

    opener = shutil.which("xdg-open")
    if opener is None:
        return False
    try:
        # Away from her terminal: a browser of text would take it over, and Ctrl-C close the viewer.
        viewer = subprocess.Popen(  # noqa: S603 - a path that we made, and no shell
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return viewer.wait(timeout=SECONDS_TO_REFUSE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False


def checked_format(text: str) -> str:
    """A format that we make. Raises UsageError."""
    if text not in publish.FORMATS:
        raise UsageError(
            _("“{text}” is no format of ours.").format(text=text),
            _("Choose: {names}.").format(names=", ".join(publish.FORMATS)),
        )
    return text
