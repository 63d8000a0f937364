"""The tree as one self-contained page: landmarks, print and dark mode, no script."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from igangsetter import language, resources, templating
from igangsetter.handouts import layout
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
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.document import Block, Cover, Document, Inline, Item
    from igangsetter.handouts.logo import Logo

_LAYOUT = "layout/handout.html.j2"
_LOGO = "logo:"
"""Stands where the picture will, so that no template has to carry it."""
_BEGINNING = re.compile(
    r'\s*<!doctype html>\s*<html lang="\w\w">\s*<head>(?:\s*<meta (?:charset|name)="[^"<>]*"'
    r'(?: content="[^"<>]*")?>)*\s*<meta http-equiv="Content-Security-Policy" content="'
    r"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">",
    re.IGNORECASE,
)
_REACHING = re.compile(
    r"<(?:meta|script|link|base|form|iframe|object|embed|frame|portal)\b",
    re.IGNORECASE,
)


def html(
    documents: Sequence[Document],
    *,
    title: str,
    folder: Path | None,
    large: bool = False,
    cover: Cover | None = None,
    logo: Logo | None = None,
) -> str:
    """One page of these sheets; with `large` letters as in large print."""
    sheets = [
        {
            "label": escape(document.title) if len(documents) > 1 else "",
            "scale": round(document.size / SIZE, 2) if document.size else "",
            "languages": [
                {
                    "language": one.language,
                    "body": Markup("\n").join(_block(block) for block in one.blocks),
                    "footer": escape(one.footer),
                    "sender": escape(one.sender),
                }
                for one in document.in_order
            ],
        }
        for document in documents
    ]
    speaker = language.of(documents[0].language)
    values = {
        "title": escape(title),
        "language": speaker.code,
        "sheets": sheets,
        "large": large,
        "cover": cover,
        "logo": Markup('<img class="logo" alt="{}" src="{}">').format(logo.words, _LOGO)
        if logo
        else "",
    }
    page = templating.render(_LAYOUT, speaker, folder, values)
    _refuse_reaching(page, folder)
    if logo is None:
        return page
    content = b64encode(logo.content).decode()
    return page.replace(f'src="{_LOGO}"', f'src="data:image/{logo.kind};base64,{content}"')


def _refuse_reaching(page: str, folder: Path | None) -> None:
    """A page that a layout of one's own makes runs nothing, and asks nobody for anything.

    The browser sees to that, as ours tells it to, but for what stands here.
    """
    begins = _BEGINNING.match(page)
    named = _REACHING.search(page, begins.end()) if begins else None
    if begins and named is None:
        return
    why = _("it does not begin as ours does, up to Content-Security-Policy.")
    if named:
        why = _("it may not hold {what}.").format(what=named[0])
    raise layout.unusable(resources.find(_LAYOUT, folder), why)


def _block(block: Block) -> Markup:
    match block:
        case Heading(level, inlines):
            return Markup("<h{0}>{1}</h{0}>").format(level, _inlines(inlines))
        case Paragraph(inlines):
            return Markup("<p>{}</p>").format(_inlines(inlines))
        case Bullets(items):
            boxes = all(item.box for item in items)
            opening = Markup('<ul class="boxes">') if boxes else Markup("<ul>")
            return opening + _items(items, marked=boxes) + Markup("</ul>")
        case Numbered(start, items):
            return Markup('<ol start="{}">{}</ol>').format(start, _items(items, marked=False))
        case Table(header, rows):
            return _table(header, rows)
        case Rule():
            return Markup("<hr>")
        case Timeline(alternative, points):
            marks = Markup("").join(
                Markup('<li class="{}"><strong>{}</strong>{}</li>').format(
                    point.mark, point.day, point.words
                )
                for point in points
            )
            return Markup('<ol class="way" aria-label="{}">{}</ol>').format(alternative, marks)
        case Cards(cards):
            return Markup('<ul class="cards">{}</ul>').format(
                Markup("").join(
                    Markup("<li><strong>{}</strong> <small>{}</small> {}</li>").format(
                        card.title, card.when, card.words
                    )
                    for card in cards
                )
            )
        case Signatures(rows):
            return Markup("\n").join(
                Markup('<p class="write">{}</p>').format(
                    Markup("").join(Markup("<span>{}</span>").format(label) for label in row)
                )
                for row in rows
            )


def _items(items: Sequence[Item], *, marked: bool) -> Markup:
    found = Markup("")
    for item in items:
        sign = Markup("☐ ") if item.box and not marked else Markup("")
        match item.blocks:
            case (Paragraph(inlines),):
                inside = _inlines(inlines)
            case blocks:
                inside = Markup("").join(_block(block) for block in blocks)
        found += Markup("<li>{}{}</li>").format(sign, inside)
    return found


def _table(
    header: tuple[tuple[Inline, ...], ...], rows: tuple[tuple[tuple[Inline, ...], ...], ...]
) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_inlines(c)) for c in header)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup("<td>{}</td>").format(_inlines(cell)) for cell in row)
        )
        for row in rows
    )
    # A wide table scrolls by itself, so that the page never does; the keyboard can reach it.
    return Markup(
        '<div class="table" tabindex="0" role="group" aria-label="{}">'
        "<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(" · ".join(plain(cell) for cell in header if cell), head, body)


def _inlines(inlines: Sequence[Inline]) -> Markup:
    found = Markup("")
    for inline in inlines:
        match inline:
            case Text(text):
                found += escape(text)
            case Strong(inner):
                found += Markup("<strong>{}</strong>").format(_inlines(inner))
            case Emphasis(inner):
                found += Markup("<em>{}</em>").format(_inlines(inner))
            case Link(url, inner):
                found += Markup('<a href="{}">{}</a>').format(url, _inlines(inner))
            case Break():
                found += Markup("<br>")
    return found
