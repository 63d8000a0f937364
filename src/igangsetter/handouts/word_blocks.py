"""What stands on the pages of a Word file: text, lists, tables, what is written or ticked on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_BREAK
from docx.shared import Cm, Pt

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

    from igangsetter.handouts.document import Block, Document, Inline
    from igangsetter.language import Code

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
INSIDE = Cm(16.8)
LAST_LEVEL = 3
SHORT = 30
NARROWEST = Cm(2)


class WordBlocks:
    """Writes what one sheet says: on a page, in a cell as wide as `room`, in a footer.

    `code` and `size` are the file's; the sheet may have another language, and letters of its own.
    """

    def __init__(
        self, file: Any, document: Document, *, code: Code, size: float, room: int = INSIDE
    ) -> None:
        self._file, self._document = file, document
        self._code, self._size, self._room = code, size, room

    def write(self, block: Block, where: Any) -> None:
        """One block of the sheet."""
        match block:
            case Heading(level, inlines):
                heading = where.add_paragraph(style=f"Heading {min(level, LAST_LEVEL)}")
                self._inlines(heading, inlines)
            case Paragraph(inlines):
                self._inlines(where.add_paragraph(), inlines)
            case Bullets(items):
                for item in items:
                    style = "Tick box" if item.box else "List Bullet"
                    self._item(item.blocks, where, style)
            case Numbered(start, items):
                number = word.new_list(self._file, start)
                for item in items:
                    self._item(item.blocks, where, "List Number", number)
            case _:
                self._form(block, where)

    def line(self, where: Any, kind: str) -> None:
        """A line across a page or a cell: `single` or `dashed`."""
        word.border(where.add_paragraph(), "bottom", kind)

    def run(self, where: Any, text: str) -> Any:
        """Add words to a paragraph, in the sheet's language and size."""
        run = where.add_run(text)
        if self._document.size:
            scale = word.SCALES.get(where.style.name, 1) * self._size / SIZE
            run.font.size = Pt(round(self._document.size * scale))
        if self._document.language != self._code:
            word.speak(run, LANGUAGES[self._document.language])
        return run

    def _form(self, block: Block, where: Any) -> None:
        """What is no running text."""
        match block:
            case Table(header, rows):
                self._table(header, rows, where)
            case Rule() if self._document.pages > 1:
                where.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case Rule():
                self.line(where, "single")
            case Timeline():
                self._way(block, where)
            case Signatures(rows):
                for row in rows:
                    self._to_write_on(row, where)
            case Cards(cards):
                self._cards(cards, where)

    def _item(
        self,
        blocks: Sequence[Block],
        where: Any,
        style: str,
        number: int | None = None,
    ) -> None:
        first, *rest = blocks or (Paragraph(()),)
        paragraph = where.add_paragraph(style=style)
        if style == "Tick box":
            word.tick_box(paragraph)
            paragraph.add_run("\u00a0\u00a0")
        if number is not None:
            word.number(paragraph, number)
        self._inlines(paragraph, first.inlines if isinstance(first, Paragraph) else ())
        for block in rest if isinstance(first, Paragraph) else blocks:
            before = len(where.paragraphs)
            self.write(block, where)
            for added in where.paragraphs[before:]:
                added.paragraph_format.left_indent = Cm(0.8)

    def _table(
        self,
        header: Sequence[Sequence[Inline]],
        rows: Sequence[Sequence[Sequence[Inline]]],
        where: Any,
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
                self._inlines(paragraph, inlines)
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

    def _way(self, way: Timeline, where: Any) -> None:
        """The picture of the way where it can be drawn; its words where it cannot."""
        from igangsetter.handouts.pdf import picture  # noqa: PLC0415 - only this block needs it

        drawn = picture(way, self._document.language)
        paragraph = where.add_paragraph()
        if drawn is None:
            self.run(paragraph, way.alternative)
            return
        shape = paragraph.add_run().add_picture(io.BytesIO(drawn), width=self._room)
        word.describe(shape, way.alternative)

    def _to_write_on(self, labels: Sequence[str], where: Any) -> None:
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
            line.style = self._file.styles["Label"]
            word.border(line, "top", "single")
            line.paragraph_format.right_indent = Cm(0.5)
            self.run(line, label)
        word.keep_together(row)

    def _cards(self, cards: Sequence[Any], where: Any) -> None:
        rows = -(-len(cards) // 2)
        table = where.add_table(rows=rows, cols=2)
        table.style = "Table Grid"
        for number, card in enumerate(cards):
            row = table.rows[number // 2]
            row.height, row.height_rule = Cm(min(5.2, 20 / rows)), WD_ROW_HEIGHT_RULE.AT_LEAST
            word.keep_together(row)
            cell = row.cells[number % 2]
            self.run(cell.paragraphs[0], card.title).bold = True
            if card.when:
                self.run(cell.add_paragraph(style="Label"), card.when)
            self.run(cell.add_paragraph(), card.words)

    def _inlines(self, where: Any, inlines: Sequence[Inline]) -> None:
        for inline in inlines:
            self._inline(where, inline, bold=False, italic=False)

    def _inline(self, where: Any, inline: Inline, *, bold: bool, italic: bool) -> None:
        match inline:
            case Text(text):
                run = self.run(where, text)
                run.bold, run.italic = bold or None, italic or None
            case Strong(inner):
                for one in inner:
                    self._inline(where, one, bold=True, italic=italic)
            case Emphasis(inner):
                for one in inner:
                    self._inline(where, one, bold=bold, italic=True)
            case Link(url, inner):
                before = word.parts(where)
                for one in inner:
                    self._inline(where, one, bold=bold, italic=italic)
                word.link(where, url, before)
            case Break():
                where.add_run().add_break()
