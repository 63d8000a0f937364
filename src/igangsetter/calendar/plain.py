"""A reminder as plain text for a field that wraps by itself: no fixed width, no marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.handouts.document import (
    Bullets,
    Document,
    Heading,
    Numbered,
    Paragraph,
)
from igangsetter.handouts.terminal import screen, with_addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.handouts.document import Block


def text(blocks: Sequence[Block]) -> str:
    """The blocks one after the other, an empty line between them."""
    return "\n\n".join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    match block:
        case Heading(_, inlines) | Paragraph(inlines):
            return with_addresses(inlines)
        case Bullets(items):
            return "\n".join(_item("☐ " if item.box else "• ", item.blocks) for item in items)
        case Numbered(start, items):
            return "\n".join(
                _item(f"{number}. ", item.blocks) for number, item in enumerate(items, start=start)
            )
    return screen([Document(title="", language="en", blocks=(block,))], 72).strip("\n")


def _item(mark: str, blocks: Sequence[Block]) -> str:
    return mark + "\n".join(map(_block, blocks)).replace("\n", "\n" + " " * len(mark))
