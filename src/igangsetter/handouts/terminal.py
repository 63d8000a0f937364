"""The tree as plain lines for a screen, no wider than the screen is."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

from igangsetter.handouts.document import (
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
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from igangsetter.handouts.document import Block, Card, Document, Inline

    Style = Callable[[str, str], str]
    """(kind, text) → the text dressed for the screen; kind is heading, strong or quiet."""

WRITE_HERE = "." * 20
WIDEST = 90
NARROWEST_COLUMN = 12


def undressed(kind: str, text: str) -> str:
    """The text as it is: no colour."""
    del kind
    return text


def screen(
    documents: Sequence[Document], width: int, style: Style = undressed, *, drawn: bool = True
) -> str:
    """These sheets as lines of at most `width` columns.

    What is not `drawn` has no lines that only part, and tables as «label: value».
    """
    writer = _Writer(min(width, WIDEST), style, drawn=drawn)
    return between(width, drawn=drawn).join(
        writer.sheet(one) for document in documents for one in document.in_order
    )


def between(width: int, *, drawn: bool = True) -> str:
    """What parts two sheets on a screen of that many columns."""
    return "\n" + "─" * min(width, WIDEST) + "\n\n" if drawn else "\n\n"


class _Writer:
    def __init__(self, width: int, style: Style, *, drawn: bool) -> None:
        self.width = width
        self._style, self._drawn = style, drawn

    def sheet(self, document: Document) -> str:
        shown = [one for one in document.blocks if self._drawn or not isinstance(one, Rule)]
        blocks = [self._block(block, self.width) for block in shown]
        if document.footer:
            blocks.append(self._style("quiet", self._wrapped(document.footer, self.width)))
        return "\n\n".join(blocks) + "\n"

    def _block(self, block: Block, width: int) -> str:
        match block:
            case Heading(level, inlines):
                words = self._wrapped(with_addresses(inlines), width)
                line = ("=" if level == 1 else "-") * max(map(len, words.splitlines()), default=0)
                underlined = self._drawn and level < 3  # noqa: PLR2004
                return self._style("heading", f"{words}\n{line}" if underlined else words)
            case Paragraph(inlines):
                return self._wrapped(with_addresses(inlines), width)
            case Bullets(items):
                marks = ["☐ " if item.box else "• " for item in items]
                return "\n".join(
                    self._hanging(mark, item.blocks, width)
                    for mark, item in zip(marks, items, strict=True)
                )
            case Numbered(start, items):
                return "\n".join(
                    self._hanging(f"{number:>2}. ", item.blocks, width)
                    for number, item in enumerate(items, start=start)
                )
            case Table(header, rows):
                return self._table(header, rows, width)
            case Rule():
                return "─" * width
            case Timeline(alternative, _points):
                return self._wrapped(alternative, width)
            case Cards(cards):
                return "\n\n".join(self._card(card, width) for card in cards)
            case Signatures(rows):
                return "\n".join(
                    self._wrapped("   ".join(f"{label} {WRITE_HERE}" for label in row), width)
                    for row in rows
                )

    def _card(self, card: Card, width: int) -> str:
        title = self._style("strong", self._wrapped(card.title, width))
        words = [self._wrapped(part, width) for part in (card.when, card.words) if part]
        return "\n".join([title, *words])

    def _hanging(self, mark: str, blocks: Sequence[Block], width: int) -> str:
        inside = "\n".join(self._block(block, width - len(mark)) for block in blocks)
        return mark + inside.replace("\n", "\n" + " " * len(mark))

    def _table(
        self,
        header: tuple[tuple[Inline, ...], ...],
        rows: tuple[tuple[tuple[Inline, ...], ...], ...],
        width: int,
    ) -> str:
        cells = [[with_addresses(cell) for cell in row] for row in (header, *rows)]
        if not self._drawn:
            return self._listed(cells, width)
        widths = [max(len(row[column]) for row in cells) for column in range(len(header))]
        gaps = 2 * (len(widths) - 1)
        widest = widths.index(max(widths))
        widths[widest] = min(widths[widest], width - gaps - (sum(widths) - widths[widest]))
        if widths[widest] < NARROWEST_COLUMN and sum(map(len, cells[0])) > width // 4:
            return self._listed(cells, width)
        lines = [self._row(row, widths) for row in cells]
        return "\n".join([self._style("strong", lines[0]), *lines[1:]])

    @staticmethod
    def _row(cells: list[str], widths: list[int]) -> str:
        """One row, its long cells wrapped within their columns."""
        columns = [
            textwrap.wrap(cell, max(width, 1), break_long_words=False) or [""]
            for cell, width in zip(cells, widths, strict=True)
        ]
        return "\n".join(
            "  ".join(map(str.ljust, line, widths)).rstrip()
            for line in zip_longest(*columns, fillvalue="")
        )

    def _listed(self, cells: list[list[str]], width: int) -> str:
        """A table that is too wide, as «label: value» lines, one group of lines a row."""
        return "\n\n".join(
            "\n".join(
                self._wrapped(f"{label}: {value or WRITE_HERE}" if label else value, width)
                for label, value in zip(cells[0], row, strict=True)
                if label or value
            )
            for row in cells[1:]
        )

    @staticmethod
    def _wrapped(text: str, width: int) -> str:
        return "\n".join(
            textwrap.fill(line, max(width, 10), break_on_hyphens=False, break_long_words=False)
            for line in text.split("\n")
        )


def with_addresses(inlines: Sequence[Inline]) -> str:
    """The characters of some inlines, with the addresses that links lead to."""
    found = ""
    for inline in inlines:
        match inline:
            case Text(text):
                found += text
            case Strong(inner) | Emphasis(inner):
                found += with_addresses(inner)
            case Link(url, inner):
                shown = with_addresses(inner)
                found += shown if url.split(":", 1)[-1] in shown else f"{shown} ({url})"
            case Break():
                found += "\n"
    return found
