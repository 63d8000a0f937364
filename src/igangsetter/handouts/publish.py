"""A sheet and a plan → a document → text, or a file in one of the formats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from igangsetter import language, templating
from igangsetter.characters import one_line
from igangsetter.errors import InvalidPlanError
from igangsetter.handouts import catalogue
from igangsetter.handouts.document import SIZE
from igangsetter.handouts.values import values
from igangsetter.language import _
from igangsetter.store import files
from igangsetter.store.settings import NONE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.catalogue import Sheet
    from igangsetter.handouts.document import Cover, Document
    from igangsetter.handouts.logo import Logo
    from igangsetter.language import Code
    from igangsetter.plan.plan import Plan
    from igangsetter.plan.timeline import Row, Timeline
    from igangsetter.store.settings import Organisation

FORMATS = ("md", "html", "pdf", "docx")
LARGE = 18
"""Points: the letters of large print."""


@dataclass(frozen=True, kw_only=True)
class Made:
    """The content of a file, and the characters that its font lacks."""

    content: bytes
    missing: str = ""


def document(
    way: Timeline,
    sheet: Sheet,
    folder: Path | None,
    *,
    meeting: Row | None = None,
    organisation: Organisation = NONE.organisation,
) -> Document:
    """A sheet filled from a plan, for a meeting if it is printed for one.

    Raises InvalidPlanError when its template has a fault.
    """
    from igangsetter.handouts.document import Document, Heading, plain  # noqa: PLC0415
    from igangsetter.handouts.reading import parse  # noqa: PLC0415

    speaker = language.of(sheet.language)
    filled = values(way, sheet, meeting, organisation)
    text = templating.render(sheet.template, speaker, folder, filled)
    with templating.told(sheet.template, folder, filled):
        blocks = parse(text)
    match blocks:
        case (Heading(1, inlines), *_rest):
            title = plain(inlines)
        case _:
            raise InvalidPlanError(
                _("The handout {name} does not begin with a title.").format(name=sheet.id),
                [],
                _("Its first line of text is “# ” and the title."),
            )
    return Document(
        title=title,
        language=sheet.language,
        blocks=blocks,
        footer=footer(sheet),
        times=sheet.times,
        pages=sheet.pages,
        size=sheet.size,
        sender=" · ".join(filter(None, map(one_line, [organisation.name, organisation.contact]))),
    )


def footer(sheet: Sheet) -> str:
    """The sentence at the foot of a sheet: whose advice it rests on, and who decides."""
    speaker = language.of(sheet.language)
    thanked = catalogue.thanked(sheet.sources, speaker)
    sentences = [speaker.gettext("Our own suggestion.")]
    if thanked:
        words = speaker.gettext("Builds on advice from {organisations}. Not published by them.")
        sentences = [words.format(organisations=speaker.listed(thanked))]
    if sheet.recommendation:
        sentences.append(speaker.gettext("A recommendation – the group decides."))
    return " ".join(sentences)


def made(
    documents: Sequence[Document],
    extension: str,
    plan: Plan,
    title: str,
    folder: Path | None,
    *,
    large: bool = False,
    cover: Cover | None = None,
    logo: Logo | None = None,
) -> Made:
    """These documents as one file of that format; `large` is large print.

    Raises ConfigurationError for a logo that cannot be shown.
    """
    size = LARGE if large else SIZE
    match extension:
        case "md":
            from igangsetter.handouts.markdown import markdown  # noqa: PLC0415

            return Made(content=markdown(documents, cover).encode())
        case "html":
            from igangsetter.handouts.html import html  # noqa: PLC0415

            page = html(documents, title=title, folder=folder, large=large, cover=cover, logo=logo)
            return Made(content=page.encode())
        case "pdf":
            from igangsetter.handouts.pdf import pdf  # noqa: PLC0415

            found = pdf(
                documents,
                title=title,
                made=plan.made,
                folder=folder,
                size=size,
                cover=cover,
                logo=logo,
            )
            return Made(content=found.content, missing=found.missing)
        case "docx":
            from igangsetter.handouts.docx import docx  # noqa: PLC0415

            return Made(
                content=docx(
                    documents, title=title, made=plan.made, size=size, cover=cover, logo=logo
                )
            )
    raise ValueError(extension)


def file_name(name: str, codes: Sequence[Code], plan: Plan, extension: str) -> str:
    """`rammer.pdf`; in other languages than the plan's `rammer-en.pdf`, `rammer-nb-en.pdf`."""
    ours = list(codes) == [plan.group.language]
    return f"{'-'.join([name, *([] if ours else codes)])}.{extension}"


def beside(first: Document, second: Document) -> Document:
    """A sheet with the same sheet in another language beside it."""
    return replace(first, beside=second)


def save(path: Path, content: bytes) -> None:
    """Write a made file, whole or not at all. Raises CannotWriteError."""
    files.write(path, content)
