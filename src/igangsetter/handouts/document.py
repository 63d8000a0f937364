"""A small closed tree of a sheet. Every format walks this tree and nothing else.

Raw HTML, pictures and code are not in it: their characters are printed as text.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igangsetter.language import Code

SIZE = 11.5
"""Points: the letters of a sheet."""


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
