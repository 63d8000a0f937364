"""What python-docx has no name for: tick boxes, borders, repeated rows, a file without a clock."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

if TYPE_CHECKING:
    import datetime as dt

QUIET, PALE = "4D5B5A", "E6F0EF"
# Word wants the properties of a paragraph in one order.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
_OLDEST = 1980  # a ZIP file knows no earlier year
_CHECKBOX = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml">'
    '<w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
    "<w:sdtContent><w:r><w:rPr>"
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"/>'
    "</w:rPr><w:t>☐</w:t></w:r></w:sdtContent></w:sdt>"
)


def tick_box(paragraph: Any) -> None:
    """A box that a click ticks."""
    paragraph._p.append(parse_xml(_CHECKBOX))


def number(paragraph: Any, numbering: int) -> None:
    """Make it the next of that list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def border(paragraph: Any, side: str, kind: str) -> None:
    """A line above or below."""
    edges, edge = OxmlElement("w:pBdr"), OxmlElement(f"w:{side}")
    for name, value in (("val", kind), ("sz", "6"), ("space", "1"), ("color", QUIET)):
        edge.set(qn(f"w:{name}"), value)
    edges.append(edge)
    paragraph._p.get_or_add_pPr().insert_element_before(edges, *_AFTER_BORDERS)


def shade(cell: Any) -> None:
    """The pale ground of a heading."""
    found = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", PALE)):
        found.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(found)


def repeat(row: Any) -> None:
    """The row stands at the top of each page that its table reaches."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_together(row: Any) -> None:
    """The row is not split between pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def describe(shape: Any, words: str) -> None:
    """Give a picture its text."""
    about = shape._inline.docPr
    about.set("descr", words)
    about.set("name", "")


def link(paragraph: Any, url: str, before: int) -> None:
    """Make what was added to a paragraph since it had so many parts a link."""
    found = OxmlElement("w:hyperlink")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    found.set(qn("r:id"), paragraph.part.relate_to(url, kind, is_external=True))
    for run in list(paragraph._p)[before:]:
        found.append(run)
    paragraph._p.append(found)


def parts(paragraph: Any) -> int:
    """How many parts a paragraph has."""
    return len(paragraph._p)


def speak(run: Any, tag: str) -> None:
    """The language of a run that is not the file's."""
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    run._r.get_or_add_rPr().append(language)


def dated(file: Any, made: dt.date) -> bytes:
    """The file's bytes, every part of it dated with the year of the plan."""
    written, found = io.BytesIO(), io.BytesIO()
    file.save(written)
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(found, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (max(made.year, _OLDEST), 1, 1, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return found.getvalue()
