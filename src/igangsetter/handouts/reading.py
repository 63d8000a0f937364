"""Markdown → the closed tree of a sheet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from igangsetter.characters import SHAPELESS, UNSEEN
from igangsetter.handouts.document import (
    Break,
    Bullets,
    Card,
    Cards,
    Emphasis,
    Heading,
    Item,
    Link,
    Numbered,
    Paragraph,
    Point,
    Rule,
    Signatures,
    Strong,
    Table,
    Text,
    Timeline,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.rules_inline import StateInline

    from igangsetter.handouts.document import Block, Inline

SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
MOST_LINES_TO_WRITE_ON = 40
_BOX = "[ ]"
_LOWEST = 6
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
# Escapes, and after the first of them what no rule of Markdown's looks at.
_ESCAPES = re.compile(
    rf"{_ESCAPE.pattern}(?:{_ESCAPE.pattern}|[^ \n!#$%&*+\-:<=>@\[\\\]^_`{{}}~]| ++(?!\n))*+"
)


def parse(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text (CommonMark with tables, tick boxes and our fenced blocks)."""
    tree = SyntaxTreeNode(_reader().parse(UNSEEN.sub("", markdown)))
    return tuple(_blocks(tree.children, [_LOWEST]))


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    reader.inline.ruler.before("escape", "escapes", _escapes)
    # An escaped character stays apart from the text beside it: a value «[ ]» is no tick box.
    return reader.disable(["text_join", "code", "html_block", "html_inline", "image", "autolink"])


def _escapes(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - as every rule of theirs
    """Read a value in one piece: a piece a character would take a kilobyte each."""
    found = _ESCAPES.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("text_special", "", 0).content = _ESCAPE.sub(r"\1", found[0])
    state.pos = found.end()
    return True


def _blocks(nodes: Sequence[SyntaxTreeNode], above: list[int]) -> Iterator[Block]:
    """The blocks in order; `above` holds the level of the heading before."""
    for node in nodes:
        match node.type:
            case "heading":
                yield from _heading(node, above)
            case "paragraph":
                yield Paragraph(_inlines(node))
            case "bullet_list":
                yield Bullets(tuple(_item(item, above) for item in node.children))
            case "ordered_list":
                items = tuple(_item(item, above) for item in node.children)
                yield Numbered(int(node.attrs.get("start", 1)), items)
            case "table":
                yield _table(node)
            case "hr":
                yield Rule()
            case "fence" | "code_block":
                yield from _fence(node)
            case _:
                yield from _blocks(node.children, above)


def _is_seen(words: str) -> bool:
    """Whether anything of it stands on paper."""
    return bool(words.translate(SHAPELESS).strip())


def _fence(node: SyntaxTreeNode) -> Iterator[Block]:
    """A block of ours, or the words that stand there; nothing of an empty one."""
    words = node.content.replace("\t", " ").strip()
    if words:
        make = _FENCES.get(node.info.strip())
        yield make(node.content) if make else Paragraph((Text(words),))


def _heading(node: SyntaxTreeNode, above: list[int]) -> Iterator[Heading]:
    """The heading with no step skipped: PDF/UA forbids that, as it does one without words."""
    words = _inlines(node)
    if _is_seen(plain(words)):
        above[0] = min(int(node.tag[1]), above[0] + 1)
        yield Heading(above[0], words)


def _item(node: SyntaxTreeNode, above: list[int]) -> Item:
    blocks = tuple(_blocks(node.children, above))
    match blocks:
        case (Paragraph((Text(text), *rest)), *others) if _has_box(node):
            words = text.removeprefix(_BOX).lstrip()
            first = Paragraph((*([Text(words)] if words else []), *rest))
            return Item(box=True, blocks=(first, *others))
    return Item(box=False, blocks=blocks)


def _has_box(item: SyntaxTreeNode) -> bool:
    """Whether the template wrote `[ ]` there; a value's own brackets are escaped."""
    first = next((node for node in item.walk() if node.type in {"text", "text_special"}), None)
    return first is not None and first.type == "text" and first.content.startswith(_BOX)


def _table(node: SyntaxTreeNode) -> Table:
    rows = [
        tuple(_inlines(cell) for cell in row.children)
        for part in node.children
        for row in part.children
    ]
    return Table(rows[0], tuple(rows[1:]))


def _inlines(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    return _joined([kid for inline in node.children for kid in inline.children])


def _joined(nodes: Sequence[SyntaxTreeNode]) -> tuple[Inline, ...]:
    """The inlines of some nodes, neighbouring text in one piece."""
    found: list[Inline] = []
    for inline in _walk_inlines(nodes):
        if isinstance(inline, Text) and found and isinstance(found[-1], Text):
            found[-1] = Text(found[-1].text + inline.text)
        elif inline != Text(""):
            found.append(inline)
    return tuple(found)


def _walk_inlines(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Inline]:
    for node in nodes:
        inner = node.children
        match node.type:
            case "text" | "text_special" | "code_inline":
                # An entity such as &#x202e; has become its character by now.
                yield Text(UNSEEN.sub("", node.content).replace("\t", " "))
            case "strong":
                yield Strong(_joined(inner))
            case "em":
                yield Emphasis(_joined(inner))
            case "link" if SAFE_LINK.match(str(node.attrs["href"])):
                yield Link(str(node.attrs["href"]), _joined(inner))
            case "hardbreak":
                yield Break()
            case "softbreak":
                yield Text(" ")
            case _:
                yield from _walk_inlines(inner)


def _fence_lines(content: str) -> list[list[str]]:
    """The lines of a fenced block, each split at `|`, values unescaped."""
    return [
        [plain(_inline_text(cell)) for cell in re.split(r"(?<!\\)\|", line)]
        for line in content.splitlines()
        if line.strip()
    ]


def _inline_text(cell: str) -> tuple[Inline, ...]:
    match parse(cell.strip() or "\u00a0"):
        case (Paragraph(inlines), *_):
            return inlines
        case other:
            return (Text(cell.strip()),) if other else ()


def _timeline(content: str) -> Block:
    (alternative, *_), *points = _fence_lines(content)
    if not points:
        return Paragraph((Text(alternative),))
    days = ", ".join(cells[1] for cells in points if len(cells) > 1)
    # What a screen reader says in place of the picture is never nothing.
    words = next(filter(_is_seen, (alternative, days)), "…")
    return Timeline(words, tuple(Point(*[*cells, "", ""][:3]) for cells in points))


def _signatures(content: str) -> Signatures:
    rows: list[tuple[str, ...]] = []
    for cells in _fence_lines(content):
        many = re.match(r"(\d{1,2}) × ", cells[0])
        first = cells[0][many.end() :] if many else cells[0]
        rows += [(first, *cells[1:])] * (int(many[1]) if many else 1)
    return Signatures(tuple(rows[:MOST_LINES_TO_WRITE_ON]))


def _cards(content: str) -> Cards:
    return Cards(tuple(Card(*[*cells, "", ""][:3]) for cells in _fence_lines(content)))


_FENCES: dict[str, Callable[[str], Block]] = {
    "timeline": _timeline,
    "signatures": _signatures,
    "cards": _cards,
}
