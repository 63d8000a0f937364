"""What `handout`, `print` and `tour` share: sheets → files, told with their full paths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from igangsetter.cli import output
from igangsetter.errors import NotFoundError, UsageError
from igangsetter.handouts import publish
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.catalogue import Sheet
    from igangsetter.handouts.document import Document
    from igangsetter.handouts.packs import Copies
    from igangsetter.language import Code
    from igangsetter.plan.timeline import Row
    from igangsetter.store.folder import Stored

TO_STDOUT = "-"


@dataclass(frozen=True, kw_only=True)
class Job:
    """One file to make: its name without extension, its title, and its sheets in order."""

    name: str
    title: str
    language: Code
    sheets: Sequence[Sheet]
    meeting: Row | None = None
    """The meeting that the sheets are printed for."""


def make(
    jobs: Sequence[Job], stored: Stored, extension: str, target: Path, *, force: bool, folder: Path
) -> list[Path]:
    """Write the files and return their paths. Nothing is written when one of them exists.

    Raises CannotWriteError, InvalidPlanError.
    """
    plan = stored.plan
    paths = [target / publish.file_name(job.name, job.language, plan, extension) for job in jobs]
    if not force:
        publish.refuse_existing(paths)
    for job, path in zip(jobs, paths, strict=True):
        publish.save(path, content(job, stored, extension, folder))
    return paths


def documented(sheet: Sheet, stored: Stored, folder: Path, meeting: Row | None) -> Document:
    """A sheet filled from a plan and the settings of its folder."""
    organisation = stored.settings.organisation
    return publish.document(stored.way, sheet, folder, meeting=meeting, organisation=organisation)


def content(job: Job, stored: Stored, extension: str, folder: Path) -> bytes:
    """One file's bytes; tells which characters its font lacks."""
    documents = [documented(sheet, stored, folder, job.meeting) for sheet in job.sheets]
    made = publish.made(documents, extension, stored.plan, job.title, folder)
    if made.missing:
        output.say(
            _("The font of the paper lacks {characters}; an empty box stands there.").format(
                characters=" ".join(made.missing)
            )
        )
    return made.content


def tell_copies(copies: Sequence[Copies]) -> None:
    """List the sheets in print order, with their pages and the number to print of each."""
    page = 1
    for one in copies:
        sheet, count = one.sheet, one.pages
        many = _("one each") if count == "each" else _("{count} ×").format(count=count)
        last = page + sheet.pages - 1
        pages = f"{page}" if last == page else f"{page}–{last}"
        remarks = []
        if sheet.times > 1:
            remarks.append(_("{count} on each page, cut apart").format(count=sheet.times))
        if sheet.audience == "initiator":
            remarks.append(_("for you"))
        where = _("page {pages}").format(pages=pages)
        start = f"{many:>10}  {where:<9}"
        words = f"{start}  {sheet.title}" + (f" ({'; '.join(remarks)})" if remarks else "")
        output.out(output.wrapped(words, " " * (len(start) + 2)))
        page = last + 1


def open_file(path: Path) -> None:
    """Show the file with whatever the machine shows such files with."""
    import typer  # noqa: PLC0415

    typer.launch(str(path))


def checked_format(text: str) -> str:
    """A format that we make. Raises UsageError."""
    if text not in publish.FORMATS:
        raise UsageError(
            _("“{text}” is no format of ours.").format(text=text),
            _("Choose: {names}.").format(names=", ".join(publish.FORMATS)),
        )
    return text


def nothing_in(languages: Sequence[str]) -> NotFoundError:
    """The error for a language in which there is no sheet."""
    return NotFoundError(
        _("There is no sheet in {languages}.").format(languages=", ".join(languages))
    )
