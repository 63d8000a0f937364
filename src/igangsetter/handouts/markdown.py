"""The tree as Markdown that any reader shows: pictures and lines to write on become words."""

from __future__ import annotations

import re
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
    from collections.abc import Sequence

    from igangsetter.handouts.document import Block, Cover, Document, Inline

WRITE_HERE = "_" * 24
# Only what could be read as Markdown where it stands; a full stop within a sentence is none.
_SPECIAL = re.compile(r"([\\`*_\[\]<>|&$#~])")
# At the beginning of a line: a list, a rule, or the line under a heading.
_LINE_MARK = re.compile(r"^(\d*)([-+.)](?=\s|$)|-(?=[-\s]*$)|=(?==*\s*$))", re.MULTILINE)


def markdown(documents: Sequence[Document], cover: Cover | None = None) -> str:
    """These sheets as one Markdown text, a line between them."""
    sheets = [_sheet(one) for document in documents for one in document.in_order]
    if cover:
        lines = "\\\n".join(map(_escaped, cover.lines))
        titles = "\n".join(f"- {_escaped(document.title)}" for document in documents)
        parts = [f"# {_escaped(cover.title)}", lines, f"## {_escaped(cover.contents)}", titles]
        sheets = ["\n\n".join(filter(None, parts)) + "\n", *sheets]
    return "\n---\n\n".join(sheets)


def _sheet(document: Document) -> str:
    blocks = [_block(block) for block in document.blocks]
    if document.footer:
        blocks.append(f"*{_escaped(document.footer)}*")
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading(level, inlines):
            return f"{'#' * level} {_inlines(inlines)}"
        case Paragraph(inlines):
            return _LINE_MARK.sub(r"\1\\\2", _inlines(inlines))
        case Bullets(items):
            return "\n".join(
                _indented("- [ ] " if item.box else "- ", item.blocks, 2) for item in items
            )
        case Numbered(start, items):
            return "\n".join(
                _indented(f"{number}. ", item.blocks, 3)
                for number, item in enumerate(items, start=start)
            )
        case Table(header, rows):
            lines = [header, *rows]
            written = [f"| {' | '.join(_inlines(cell) for cell in line)} |" for line in lines]
            return "\n".join([written[0], f"|{' --- |' * len(header)}", *written[1:]])
        case Rule():
            return "---"
        case Timeline(alternative, _points):
            return _escaped(alternative)
        case Cards(cards):
            return "\n\n".join(
                "\\\n".join(
                    filter(
                        None,
                        [f"**{_escaped(card.title)}**", _escaped(card.when), _escaped(card.words)],
                    )
                )
                for card in cards
            )
        case Signatures(rows):
            return "\n\n".join(
                "  ".join(f"{_escaped(label)}: \\{WRITE_HERE}" for label in row) for row in rows
            )


def _indented(mark: str, blocks: Sequence[Block], depth: int) -> str:
    inside = "\n\n".join(_block(block) for block in blocks)
    return mark + inside.replace("\n", "\n" + " " * depth).replace(f"\n{' ' * depth}\n", "\n\n")


def _inlines(inlines: Sequence[Inline]) -> str:
    found = ""
    for inline in inlines:
        match inline:
            case Text(text):
                found += _escaped(text)
            case Strong(inner):
                found += f"**{_inlines(inner)}**"
            case Emphasis(inner):
                found += f"*{_inlines(inner)}*"
            case Link(url, inner):
                # With a mark before it a link would be a picture.
                found = re.sub(r"!\Z", r"\\!", found)
                found += f"[{_inlines(inner)}](<{url}>)"
            case Break():
                found += "\\\n"
    return found


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
