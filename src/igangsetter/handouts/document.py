"""Markdown → a small closed tree. Every format walks this tree and nothing else.

Raw HTML, pictures and code are not in it: their characters are printed as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from igangsetter.characters import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from igangsetter.language import Code

SAFE_LINK = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
MOST_LINES_TO_WRITE_ON = 40
_BOX = "[ ]"


@dataclass(frozen=True)
class Text:
    """Characters as they are."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Bold."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    """Italic."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """A link to http, https, mailto or tel."""

    url: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Break:
    """A new line within a paragraph."""


@dataclass(frozen=True)
class Heading:
    """Level 1 is the title of the sheet."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """One item of a list; with a `box` it is ticked by hand."""

    box: bool
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Bullets:
    """A list without order."""

    items: tuple[Item, ...]


@dataclass(frozen=True)
class Numbered:
    """A list whose order matters."""

    start: int
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Table:
    """Cells of inlines. An empty cell is there to write in."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True)
class Rule:
    """A line between two thoughts."""


@dataclass(frozen=True)
class Point:
    """A day on the way. `mark`: whole, half, handover, away, visit or none (no meeting)."""

    mark: str
    day: str
    words: str


@dataclass(frozen=True)
class Timeline:
    """The picture of the way, with the sentence that says the same."""

    alternative: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Signatures:
    """Rows of lines to write on, each line with its label."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Card:
    """One card to cut out: its title, when it is for, and the words on it."""

    title: str
    when: str
    words: str


@dataclass(frozen=True)
class Cards:
    """Cards to cut out and lay on the table."""

    cards: tuple[Card, ...]


Inline = Text | Strong | Emphasis | Link | Break
Block = Heading | Paragraph | Bullets | Numbered | Table | Rule | Timeline | Signatures | Cards


@dataclass(frozen=True, kw_only=True)
class Document:
    """A sheet. `times` is how often it stands on one page, to be cut apart.

    In one of several `pages` a rule begins a new page of the paper. `beside` is the same sheet in
    another language, to stand beside this one. `sender` is the organisation, for the foot.
    """

    title: str
    language: Code
    blocks: tuple[Block, ...]
    footer: str = ""
    times: int = 1
    pages: int = 1
    beside: Document | None = None
    sender: str = ""
    size: float | None = None
    """The letters of a poster, in points; None for those of all sheets."""

    @property
    def in_order(self) -> tuple[Document, ...]:
        """This sheet, and the one that stands beside it, for readers of one after the other."""
        return (self, self.beside) if self.beside else (self,)


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What stands before the sheets of one file: a title, some lines, and what the file holds."""

    title: str
    lines: tuple[str, ...] = ()
    contents: str
    """The heading of the list of sheets."""


def parse(markdown: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text (CommonMark with tables, tick boxes and our fenced blocks)."""
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 20}).enable("table")
    # An escaped character stays apart from the text beside it: a value «[ ]» is no tick box.
    reader.disable(["text_join", "code", "html_block", "html_inline", "image", "autolink"])
    return tuple(_blocks(SyntaxTreeNode(reader.parse(UNSEEN.sub("", markdown))).children))


def plain(inlines: Sequence[Inline]) -> str:
    """The characters of some inlines."""
    return "".join(_characters(inlines))


def as_data(node: Any) -> Any:
    """The tree as plain lists and dictionaries, each node with its `kind`."""
    if is_dataclass(node) and not isinstance(node, type):
        named = {spec.name: as_data(getattr(node, spec.name)) for spec in fields(node)}
        return {"kind": type(node).__name__.lower(), **named}
    return [as_data(part) for part in node] if isinstance(node, tuple) else node


def _characters(inlines: Sequence[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Strong(inner) | Emphasis(inner) | Link(_, inner):
                yield from _characters(inner)
            case Break():
                yield " "


def _blocks(nodes: Sequence[SyntaxTreeNode]) -> Iterator[Block]:
    for node in nodes:
        match node.type:
            case "heading":
                yield Heading(int(node.tag[1]), _inlines(node))
            case "paragraph":
                yield Paragraph(_inlines(node))
            case "bullet_list":
                yield Bullets(tuple(_item(item) for item in node.children))
            case "ordered_list":
                items = tuple(_item(item) for item in node.children)
                yield Numbered(int(node.attrs.get("start", 1)), items)
            case "table":
                yield _table(node)
            case "hr":
                yield Rule()
            case "fence" if node.info.strip() in _FENCES:
                yield _FENCES[node.info.strip()](node.content)
            case "fence" | "code_block":
                yield Paragraph((Text(node.content.strip()),))
            case _:
                yield from _blocks(node.children)


def _item(node: SyntaxTreeNode) -> Item:
    blocks = tuple(_blocks(node.children))
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
                yield Text(UNSEEN.sub("", node.content))
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


def _timeline(content: str) -> Timeline:
    (alternative, *_), *points = _fence_lines(content) or [[""]]
    return Timeline(alternative, tuple(Point(*[*cells, "", ""][:3]) for cells in points))


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
