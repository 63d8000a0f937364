"""Word files: real styles, boxes that tick, rows that repeat, a language, and equal bytes."""

import io
import zipfile

import docx as reader
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from conftest import HOSTILE, TODAY, make_plan
from igangsetter import language
from igangsetter.handouts import catalogue, document, publish, reading
from igangsetter.handouts.docx import docx
from igangsetter.plan.timeline import Timeline

NB = language.of("nb")


def sheet(sheet_id, code="nb", **given):
    return publish.document(
        Timeline(make_plan(code=code, **given)), catalogue.sheet(sheet_id, language.of(code)), None
    )


def opened(documents, **given):
    return reader.Document(io.BytesIO(docx(documents, title="T", made=TODAY, **given)))


def made_of(markdown, **given):
    doc = document.Document(
        title="T", language="nb", blocks=reading.parse(markdown), footer="Fot", **given
    )
    return opened([doc])


def test_headings_lists_and_paragraphs_have_their_styles():
    found = made_of("# T\n\n## U\n\ntekst **fet** *skrå*\n\n- a\n\n1. b\n2. c\n\n- [ ] d")
    assert [(p.style.name, p.text) for p in found.paragraphs] == [
        ("Heading 1", "T"), ("Heading 2", "U"), ("Normal", "tekst fet skrå"),
        ("List Bullet", "a"), ("List Number", "b"), ("List Number", "c"), ("Tick box", "\u00a0\u00a0d"),
    ]  # fmt: skip
    runs = found.paragraphs[2].runs
    assert [(run.text, run.bold, run.italic) for run in runs if run.text.strip()] == [
        ("tekst ", None, None), ("fet", True, None), ("skrå", None, True)]  # fmt: skip
    assert found.sections[0].footer.paragraphs[0].text == "Fot"


def test_every_list_counts_from_its_own_start():
    found = made_of("1. a\n2. b\n\ntekst\n\n5. c")
    ids = [p._p.pPr.numPr.numId.val for p in found.paragraphs if p.style.name == "List Number"]
    assert ids[0] == ids[1] != ids[2]
    numbering = found.part.numbering_part.element
    starts = {
        num.numId: num.find(qn("w:lvlOverride")).find(qn("w:startOverride")).get(qn("w:val"))
        for num in numbering.findall(qn("w:num"))
        if num.find(qn("w:lvlOverride")) is not None
    }
    assert [starts[ids[0]], starts[ids[2]]] == ["1", "5"]


def test_a_box_can_be_ticked():
    found = made_of("- [ ] a\n- [ ] b")
    boxes = found.element.body.iter(
        "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
    )
    assert len(list(boxes)) == 2


def test_a_table_repeats_its_head_and_has_room_to_write():
    (table,) = made_of("| Dag | Hva |\n|---|---|\n| 1 | |\n| 2 | x |").tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Dag", "Hva"], ["1", ""], ["2", "x"]]  # fmt: skip
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].height > 300_000
    assert table.rows[2].height is None


def test_lines_to_write_on_and_cards():
    found = made_of("```signatures\nNavn | Dato\n```\n\ntekst\n\n```cards\nA | når | ord\nB\n```")
    lines, cards = found.tables
    assert [cell.text for cell in lines.rows[0].cells] == ["Navn", "Dato"]
    assert [cell.text for cell in cards.rows[0].cells] == ["A\nnår\nord", "B\n"]


def test_the_way_is_a_picture_with_its_words():
    found = opened([sheet("moteplan")])
    (picture,) = found.inline_shapes
    assert picture._inline.docPr.get("descr").startswith("Veien fra 12. januar til 16. mars")


def test_a_link_is_a_link_and_nothing_else_is():
    found = made_of("[ring](tel:113) {=HYPERLINK} =cmd|x")
    (link,) = found.element.body.iter(qn("w:hyperlink"))
    assert found.part.rels[link.get(qn("r:id"))].target_ref == "tel:113"
    assert not list(found.element.body.iter(qn("w:fldSimple"), qn("w:instrText")))


@pytest.mark.parametrize(("code", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_the_file_says_its_language(code, tag):
    found = opened([sheet("rammer", code)])
    assert found.core_properties.language == tag
    assert {one.get(qn("w:val")) for one in found.styles.element.iter(qn("w:lang"))} == {tag}


def test_two_languages_in_one_file_are_each_marked():
    both = publish.beside(sheet("prinsipper"), sheet("prinsipper", "en"))
    found = opened([both, sheet("rammer", "nn")])
    tags = {one.get(qn("w:val")) for one in found.element.body.iter(qn("w:lang"))}
    assert tags == {"en-GB", "nn-NO"}
    left, right = found.tables[0].rows[0].cells
    assert (left.text, right.text) == ("Prinsipper for samtalen", "Principles for the conversation")


def test_a_line_stands_in_the_column_in_which_it_is_drawn():
    left, right = (
        document.Document(title="T", language=code, blocks=reading.parse(text), footer="")
        for code, text in (("nb", "før\n\n---\n\netter"), ("en", "before\n\nafter"))
    )
    found = opened([publish.beside(left, right)])
    columns = [
        [(p.text, p._p.find(".//" + qn("w:pBdr")) is not None) for p in cell.paragraphs]
        for cell in found.tables[0].rows[0].cells
    ]
    assert columns == [
        [("før", False), ("", True), ("etter", False)], [("before", False), ("after", False)],
    ]  # fmt: skip
    assert list(found.element.body.iter(qn("w:pBdr"))) == list(
        found.tables[0]._tbl.iter(qn("w:pBdr"))
    )


def test_a_column_in_which_nothing_stands_is_an_empty_one():
    left, right = (
        document.Document(title="T", language=code, blocks=reading.parse(text), footer="")
        for code, text in (("nb", ""), ("en", "before\n\nafter"))
    )
    (table,) = opened([publish.beside(left, right)]).tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["", "before\nafter"]]


def test_a_sheet_a_section_and_half_a_sheet_twice():
    found = opened([sheet("taushetserklaering"), sheet("rammer")])
    assert len(found.sections) == 2
    titles = [p.text for p in found.paragraphs if p.style.name == "Heading 1"]
    assert titles == ["Taushetserklæring", "Taushetserklæring", "Praktiske rammer"]


def test_the_page_before_the_sheets():
    cover = document.Cover(title="Tirsdagsgruppa", lines=("Et sted",), contents="Innhold")
    found = opened([sheet("rammer"), sheet("prinsipper")], cover=cover)
    assert [p.text for p in found.paragraphs][:5] == [
        "Tirsdagsgruppa", "Et sted", "Innhold", "Praktiske rammer", "Prinsipper for samtalen"]  # fmt: skip


@pytest.mark.parametrize("sheet_id", ["igangsetterkurs", "vurdering", "ringeliste", "personvern"])
def test_large_print_keeps_every_table_on_the_page(sheet_id):
    for table in opened([sheet(sheet_id)], size=18).tables:
        assert sum(column.width for column in table.columns) <= Cm(16.9)
        assert all(column.width >= Cm(1) for column in table.columns)


def test_large_print():
    assert opened([sheet("rammer")], size=18).styles["Normal"].font.size.pt == 18


def test_equal_sheets_give_equal_bytes_and_no_clock():
    made = [docx([sheet("moteplan")], title="T", made=TODAY) for _ in range(2)]
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {TODAY.year}
    properties = reader.Document(io.BytesIO(made[0])).core_properties
    assert (properties.author, properties.created.date()) == ("igangsetter", TODAY)


@pytest.mark.parametrize("name", [HOSTILE, "<w:p/>", "\u202eabc", "a\ufffeb", "🙂 שלום"])
def test_a_hostile_name_stands_as_it_is(name):
    found = opened([sheet("moteplan", name=name)])
    clean = name.replace("\u202e", "").replace("\ufffe", "")
    assert clean in "\n".join(p.text for p in found.paragraphs).split("\n")
