"""The look of our Word files, and what python-docx has no name for: tick boxes, borders, dates."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

if TYPE_CHECKING:
    import datetime as dt

ACCENT, QUIET, PALE, EDGE = "17555A", "4D5B5A", "E6F0EF", "9DB8B6"
SCALES = {"Heading 1": 2.0, "Heading 2": 1.25, "Heading 3": 1.08}
"""How much larger than the text a heading is."""
# Word and LibreOffice both have it, or a font of the same widths in its place.
FONT = "Calibri"
# Word wants the properties of a paragraph in one order.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
_OLDEST, _NEWEST = 1980, 2107  # a ZIP file knows no other year
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


def dress(file: Any, tag: str, size: float) -> None:
    """Give the styles of a file their letters, colours and language."""
    styles = file.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    normal.paragraph_format.space_after = Pt(size * 0.5)
    normal.paragraph_format.line_spacing = 1.08
    defaults = styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    for heading, scale in SCALES.items():
        style = styles[heading]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(round(size * scale)), True
        style.font.color.rgb = RGBColor.from_string(ACCENT)
        # The theme's fonts would go before ours.
        fonts = style.element.rPr.rFonts
        fonts.attrib.clear()
        fonts.set(qn("w:ascii"), FONT)
        fonts.set(qn("w:hAnsi"), FONT)
        style.paragraph_format.space_before = Pt(0 if heading == "Heading 1" else size)
        style.paragraph_format.space_after = Pt(size * 0.4)
    for name in ("List Bullet", "List Number"):
        styles[name].paragraph_format.space_after = Pt(size * 0.25)
    for edge in styles["Table Grid"].element.iter():
        if edge.get(qn("w:color")):
            edge.set(qn("w:color"), EDGE)
    tick = styles.add_style("Tick box", 1)
    tick.base_style = normal
    tick.paragraph_format.left_indent = Cm(0.8)
    tick.paragraph_format.first_line_indent = Cm(-0.8)
    tick.paragraph_format.space_after = Pt(size * 0.25)
    small = styles.add_style("Label", 1)
    small.base_style = normal
    small.font.size = Pt(round(size * 0.84, 1))
    small.font.color.rgb = RGBColor.from_string(QUIET)


def new_list(file: Any, start: int) -> int:
    """A list that counts from there on, apart from every other. Returns its id."""
    numbering = file.part.numbering_part.element
    style = file.styles["List Number"].element
    abstract = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    found = numbering.add_num(abstract)
    found.add_lvlOverride(ilvl=0).add_startOverride(start)
    return int(found.numId)


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
            entry = zipfile.ZipInfo(name, (min(max(made.year, _OLDEST), _NEWEST), 1, 1, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return found.getvalue()
