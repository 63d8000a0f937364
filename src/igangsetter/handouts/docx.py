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
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_BREAK
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.shared import Cm, Pt

from igangsetter.errors import ConfigurationError
from igangsetter.handouts import word
from igangsetter.handouts.document import (
    SIZE,
    Break,
    Bullets,
    Cards,
    Emphasis,
    Heading,
    Link,
    Numbered,
    Paragraph,
    Rule,
    Signatures,
    Strong,
    Table,
    Text,
    Timeline,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.handouts.document import Block, Cover, Document, Inline
    from igangsetter.handouts.logo import Logo
    from igangsetter.language import Code

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
PAGE = (Cm(21), Cm(29.7))
INSIDE = Cm(16.8)
LAST_LEVEL = 3
LONGEST_TITLE = 255  # of the properties of a file
SHORT = 30
NARROWEST = Cm(2)
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
        self._room: int = INSIDE
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
        for copy in range(1 if document.beside else document.times):
            if copy:
                self._line("dashed")
            if document.beside:
                self._side_by_side(document, document.beside)
            else:
                for block in document.blocks:
                    self._block(block, self.file, document)
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
        self._run(foot, document.footer, document)
        if document.beside:
            other = section.footer.add_paragraph(style="Label")
            self._run(other, document.beside.footer, document.beside)

    def _sender(self, foot: Any, document: Document) -> None:
        if self._logo:
            try:
                shape = foot.add_run().add_picture(io.BytesIO(self._logo.content), height=Cm(0.9))
            except _NO_PICTURE as error:
                raise ConfigurationError(str(error), "") from error
            word.describe(shape, self._logo.words)
            foot.add_run("  ")
        self._run(foot, document.sender, document).bold = True

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
        self._room = INSIDE // 2 - Cm(0.5)
        for row, pair in zip(table.rows, pairs, strict=True):
            for cell, blocks, document in zip(row.cells, pair, (left, right), strict=True):
                for block in blocks:
                    self._block(block, cell, document)
                # A cell is made with an empty paragraph, and must end with one.
                if len(cell.paragraphs) > 1:
                    first = cell.paragraphs[0]._p  # noqa: SLF001 - python-docx cannot remove it
                    first.getparent().remove(first)
        self._room = INSIDE

    def _block(self, block: Block, where: Any, document: Document) -> None:
        match block:
            case Heading(level, inlines):
                heading = where.add_paragraph(style=f"Heading {min(level, LAST_LEVEL)}")
                self._inlines(heading, inlines, document)
            case Paragraph(inlines):
                self._inlines(where.add_paragraph(), inlines, document)
            case Bullets(items):
                for item in items:
                    style = "Tick box" if item.box else "List Bullet"
                    self._item(item.blocks, where, style, document)
            case Numbered(start, items):
                number = word.new_list(self.file, start)
                for item in items:
                    self._item(item.blocks, where, "List Number", document, number)
            case _:
                self._form(block, where, document)

    def _form(self, block: Block, where: Any, document: Document) -> None:
        """What is no running text."""
        match block:
            case Table(header, rows):
                self._table(header, rows, where, document)
            case Rule() if document.pages > 1:
                where.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Rule():
                self._line("single")
            case Timeline():
                self._way(block, where, document)
            case Signatures(rows):
                for row in rows:
                    self._to_write_on(row, where, document)
            case Cards(cards):
                self._cards(cards, where, document)

    def _item(
        self,
        blocks: Sequence[Block],
        where: Any,
        style: str,
        document: Document,
        number: int | None = None,
    ) -> None:
        first, *rest = blocks or (Paragraph(()),)
        paragraph = where.add_paragraph(style=style)
        if style == "Tick box":
            word.tick_box(paragraph)
            paragraph.add_run("\u00a0\u00a0")
        if number is not None:
            word.number(paragraph, number)
        self._inlines(paragraph, first.inlines if isinstance(first, Paragraph) else (), document)
        for block in rest if isinstance(first, Paragraph) else blocks:
            before = len(where.paragraphs)
            self._block(block, where, document)
            for added in where.paragraphs[before:]:
                added.paragraph_format.left_indent = Cm(0.8)

    def _table(
        self,
        header: Sequence[Sequence[Inline]],
        rows: Sequence[Sequence[Sequence[Inline]]],
        where: Any,
        document: Document,
    ) -> None:
        table = where.add_table(rows=1 + len(rows), cols=len(header))
        table.style = "Table Grid"
        table.autofit = False
        widths = self._widths([header, *rows])
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for cells, found in zip(table.rows, (header, *rows), strict=True):
            for cell, inlines, width in zip(cells.cells, found, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = Pt(2)
                self._inlines(paragraph, inlines, document)
                if found is header:
                    word.shade(cell)
                    for run in paragraph.runs:
                        run.bold = True
            if any(not inlines for inlines in found) and found is not header:
                cells.height, cells.height_rule = Cm(0.95), WD_ROW_HEIGHT_RULE.AT_LEAST
            word.keep_together(cells)
        word.repeat(table.rows[0])
        gap = where.add_paragraph().paragraph_format
        gap.space_after, gap.line_spacing = Pt(0), Pt(self._size * 0.6)

    def _widths(self, rows: Sequence[Sequence[Sequence[Inline]]]) -> list[int]:
        """Short columns take what they need; those with much text or to write in share the rest."""
        columns = list(zip(*rows, strict=True))
        longest = [max(len(plain(cell)) for cell in column) for column in columns]
        open_ones = [
            place
            for place, column in enumerate(columns)
            if longest[place] > SHORT or not all(column[1:])
        ] or [len(columns) - 1]
        needed = [
            0 if place in open_ones else round(Pt(self._size * (0.52 * count + 1.6)))
            for place, count in enumerate(longest)
        ]
        rest = (self._room - sum(needed)) // len(open_ones)
        if rest < NARROWEST:  # large letters: every column alike
            return [self._room // len(columns)] * len(columns)
        return [needed[place] or rest for place in range(len(columns))]

    def _way(self, way: Timeline, where: Any, document: Document) -> None:
        """The picture of the way where it can be drawn; its words where it cannot."""
        from igangsetter.handouts.pdf import picture  # noqa: PLC0415 - only this block needs it

        drawn = picture(way, document.language)
        paragraph = where.add_paragraph()
        if drawn is None:
            self._run(paragraph, way.alternative, document)
            return
        shape = paragraph.add_run().add_picture(io.BytesIO(drawn), width=self._room)
        word.describe(shape, way.alternative)

    def _to_write_on(self, labels: Sequence[str], where: Any, document: Document) -> None:
        table = where.add_table(rows=1, cols=len(labels))
        table.autofit = False
        shares = (3, 2) if len(labels) == 2 else (1,) * len(labels)  # noqa: PLR2004
        widths = [int(self._room * share / sum(shares)) for share in shares]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        row = table.rows[0]
        row.height, row.height_rule = Cm(1.45), WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell, label, width in zip(row.cells, labels, widths, strict=True):
            cell.width = width
            line = cell.paragraphs[0]
            line.paragraph_format.space_before = Pt(self._size * 1.7)
            line.style = self.file.styles["Label"]
            word.border(line, "top", "single")
            line.paragraph_format.right_indent = Cm(0.5)
            self._run(line, label, document)
        word.keep_together(row)

    def _cards(self, cards: Sequence[Any], where: Any, document: Document) -> None:
        rows = -(-len(cards) // 2)
        table = where.add_table(rows=rows, cols=2)
        table.style = "Table Grid"
        for number, card in enumerate(cards):
            row = table.rows[number // 2]
            row.height, row.height_rule = Cm(min(5.2, 20 / rows)), WD_ROW_HEIGHT_RULE.AT_LEAST
            word.keep_together(row)
            cell = row.cells[number % 2]
            self._run(cell.paragraphs[0], card.title, document).bold = True
            if card.when:
                self._run(cell.add_paragraph(style="Label"), card.when, document)
            self._run(cell.add_paragraph(), card.words, document)

    def _line(self, kind: str) -> None:
        paragraph = self.file.add_paragraph()
        word.border(paragraph, "bottom", kind)

    def _inlines(self, where: Any, inlines: Sequence[Inline], document: Document) -> None:
        for inline in inlines:
            self._inline(where, inline, document, bold=False, italic=False)

    def _inline(
        self, where: Any, inline: Inline, document: Document, *, bold: bool, italic: bool
    ) -> None:
        match inline:
            case Text(text):
                run = self._run(where, text, document)
                run.bold, run.italic = bold or None, italic or None
            case Strong(inner):
                for one in inner:
                    self._inline(where, one, document, bold=True, italic=italic)
            case Emphasis(inner):
                for one in inner:
                    self._inline(where, one, document, bold=bold, italic=True)
            case Link(url, inner):
                before = word.parts(where)
                for one in inner:
                    self._inline(where, one, document, bold=bold, italic=italic)
                word.link(where, url, before)
            case Break():
                where.add_run().add_break()

    def _run(self, where: Any, text: str, document: Document) -> Any:
        run = where.add_run(text)
        if document.size:
            scale = word.SCALES.get(where.style.name, 1) * self._size / SIZE
            run.font.size = Pt(round(document.size * scale))
        if document.language != self._code:
            word.speak(run, LANGUAGES[document.language])
        return run
