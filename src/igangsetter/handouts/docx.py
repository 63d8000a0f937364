"""The tree as a Word file that an organisation opens, gives its logo and goes on with.

Real styles, tick boxes that can be ticked, heading rows that repeat, a language, and pictures with
a text in their place.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

import docx as word_files
from docx.enum.section import WD_SECTION
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Cm, Pt

from igangsetter.errors import ConfigurationError
from igangsetter.handouts import word
from igangsetter.handouts.document import SIZE, Cards, Signatures, Table
from igangsetter.handouts.word_blocks import INSIDE, LANGUAGES, WordBlocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.handouts.document import Cover, Document
    from igangsetter.handouts.logo import Logo
    from igangsetter.language import Code

PAGE = (Cm(21), Cm(29.7))
LONGEST_TITLE = 255  # of the properties of a file
_NO_PICTURE = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ValueError,
    LookupError,
    ZeroDivisionError,
)


def docx(
    documents: Sequence[Document],
    *,
    title: str,
    made: dt.date,
    size: float = SIZE,
    cover: Cover | None = None,
    logo: Logo | None = None,
) -> bytes:
    """One Word file of these sheets, each in a section of its own; equal sheets, equal bytes."""
    writer = _Writer(title, documents[0].language, made, size, logo)
    if cover:
        writer.cover(cover, [document.title for document in documents])
    for number, document in enumerate(documents):
        writer.sheet(document, first=number == 0 and not cover)
    return word.dated(writer.file, made)


class _Writer:
    def __init__(
        self, title: str, code: Code, made: dt.date, size: float, logo: Logo | None
    ) -> None:
        self.file: Any = word_files.Document()
        self._size, self._code, self._logo = size, code, logo
        word.dress(self.file, LANGUAGES[code], size)
        noon = dt.datetime.combine(made, dt.time(12))
        about = self.file.core_properties
        about.title, about.language = title[:LONGEST_TITLE], LANGUAGES[code]
        about.author = about.last_modified_by = "igangsetter"
        about.comments = ""
        about.created = about.modified = noon
        about.revision = 1

    def cover(self, cover: Cover, titles: Sequence[str]) -> None:
        """The page before the sheets."""
        self._page(self.file.sections[0])
        heading = self.file.add_paragraph(cover.title, style="Heading 1")
        heading.paragraph_format.space_before = Pt(self._size * 12)
        for line in cover.lines:
            self.file.add_paragraph(line)
        self.file.add_paragraph(cover.contents, style="Heading 2")
        for title in titles:
            self.file.add_paragraph(title, style="List Number")

    def sheet(self, document: Document, *, first: bool) -> None:
        self._section(document, first=first)
        if document.beside:
            self._side_by_side(document, document.beside)
        else:
            page = self._of(document)
            for copy in range(document.times):
                if copy:
                    page.line(self.file, "dashed")
                for block in document.blocks:
                    page.write(block, self.file)
        if document.times > 1:
            return
        # Word puts an empty line after a table that ends a section; a small one is unseen.
        if document.blocks and isinstance(document.blocks[-1], (Table, Signatures, Cards)):
            self.file.add_paragraph().paragraph_format.line_spacing = Pt(1)

    def _section(self, document: Document, *, first: bool) -> None:
        section = self.file.sections[0] if first else self.file.add_section(WD_SECTION.NEW_PAGE)
        self._page(section)
        section.footer.is_linked_to_previous = False
        foot = section.footer.paragraphs[0]
        foot.style = self.file.styles["Label"]
        if self._logo or document.sender:
            self._sender(foot, document)
            foot = section.footer.add_paragraph(style="Label")
        self._of(document).run(foot, document.footer)
        if document.beside:
            other = section.footer.add_paragraph(style="Label")
            self._of(document.beside).run(other, document.beside.footer)

    def _sender(self, foot: Any, document: Document) -> None:
        if self._logo:
            try:
                shape = foot.add_run().add_picture(io.BytesIO(self._logo.content), height=Cm(0.9))
            except _NO_PICTURE as error:
                raise ConfigurationError(str(error), "") from error
            word.describe(shape, self._logo.words)
            foot.add_run("  ")
        self._of(document).run(foot, document.sender).bold = True

    @staticmethod
    def _page(section: Any) -> None:
        section.page_width, section.page_height = PAGE
        section.left_margin = section.right_margin = Cm(2.1)
        section.top_margin, section.bottom_margin = Cm(1.7), Cm(1.7)
        section.footer_distance = Cm(0.8)

    def _side_by_side(self, left: Document, right: Document) -> None:
        """Two languages in two columns; what says the same begins on the same line."""
        same = len(left.blocks) == len(right.blocks)
        pairs = (
            [((one,), (other,)) for one, other in zip(left.blocks, right.blocks, strict=True)]
            if same
            else [(left.blocks, right.blocks)]
        )
        table = self.file.add_table(rows=len(pairs), cols=2)
        columns = [self._of(one, INSIDE // 2 - Cm(0.5)) for one in (left, right)]
        for row, pair in zip(table.rows, pairs, strict=True):
            for cell, blocks, column in zip(row.cells, pair, columns, strict=True):
                for block in blocks:
                    column.write(block, cell)
                # A cell is made with an empty paragraph, and must end with one.
                if len(cell.paragraphs) > 1:
                    first = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx cannot remove it
                    first.getparent().remove(first)

    def _of(self, document: Document, room: int = INSIDE) -> WordBlocks:
        return WordBlocks(self.file, document, code=self._code, size=self._size, room=room)
