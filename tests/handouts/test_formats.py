"""The same tree in every format, whole outputs; a hostile name prints as exactly itself."""

import datetime as dt
import html as stdlib_html
import io
import re

import page
import pypdf
import pytest

from conftest import HOSTILE, make_plan
from igangsetter import language
from igangsetter.errors import CannotWriteError
from igangsetter.handouts import catalogue, document, publish, reading
from igangsetter.handouts import pdf as pdf_file
from igangsetter.handouts.html import html
from igangsetter.handouts.markdown import markdown
from igangsetter.handouts.pdf import pdf
from igangsetter.handouts.terminal import screen
from igangsetter.plan.timeline import Timeline

SAMPLE = document.Document(
    title="Prøve",
    language="nb",
    footer="Bunnen.",
    blocks=reading.parse(
        """\
# Prøve

Litt **fet** og [lenke](https://example.org).\\
Ny linje.

## Del

- [ ] boks
- [ ] to

1. en
2. to

| Dag | Hva |
|---|---|
| 1. mai |  |

---

```timeline
Veien har to møter.
whole | 12. jan. | 1. møte
```

```signatures
Navn | Dato
```
"""
    ),
)


def test_markdown():
    assert (
        markdown([SAMPLE])
        == """\
# Prøve

Litt **fet** og [lenke](<https://example.org>).\\
Ny linje.

## Del

- [ ] boks
- [ ] to

1. en
2. to

| Dag | Hva |
| --- | --- |
| 1. mai |  |

---

Veien har to møter.

Navn: \\________________________  Dato: \\________________________

*Bunnen.*
"""
    )


def test_screen():
    assert (
        screen([SAMPLE], 60)
        == """\
Prøve
=====

Litt fet og lenke (https://example.org).
Ny linje.

Del
---

☐ boks
☐ to

 1. en
 2. to

Dag     Hva
1. mai

────────────────────────────────────────────────────────────

Veien har to møter.

Navn ....................   Dato ....................

Bunnen.
"""
    )


@pytest.mark.parametrize("width", [20, 40, 60, 90, 200])
def test_no_line_on_the_screen_is_wider_than_the_screen(width):
    doc = publish.document(
        Timeline(make_plan()), catalogue.sheet("moteplan", language.of("nb")), None
    )
    for line in screen([doc], width).splitlines():
        assert len(line) <= width or " " not in line.strip()


def test_html_is_whole_and_asks_for_nothing():
    text = html([SAMPLE], title="Prøve", folder=None)
    assert '<html lang="nb">' in text
    assert '<th scope="col">Dag</th>' in text
    assert '<ul class="boxes"><li>boks</li><li>to</li></ul>' in text
    assert '<ol class="way" aria-label="Veien har to møter.">' in text
    assert '<a href="https://example.org">lenke</a>' in text
    assert "<script" not in text
    assert not re.search(r"(?:src|href)=\"(?!https://example\.org)", text)
    assert "url(" not in text


def test_markdown_reads_back_as_the_same_tree():
    names = ["# x", "1. x", "- x", "*a*", "a_b", "[x](y)", "<b>", "&amp;", "~~x~~", "| a |", "+ x",
             "26. januar", HOSTILE]  # fmt: skip
    for name in names:
        block = document.Paragraph((document.Text(name),))
        heading = document.Heading(2, (document.Text(name),))
        doc = document.Document(title="", language="nb", blocks=(heading, block))
        assert reading.parse(markdown([doc])) == (heading, block), name


# --- PDF ---


def pages(content):
    return [found.extract_text() for found in pypdf.PdfReader(io.BytesIO(content)).pages]


def test_pdf_is_accessible_and_archivable_at_once():
    content = pdf([SAMPLE], title="Prøve", made=dt.date(2026, 11, 21), pretty=True).content
    for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
        report = page.validate_pdf_bytes(content, profile=profile)
        assert [(fault.rule_id, fault.message) for fault in report.failures] == []


def test_pdf_has_title_language_and_date_and_equal_bytes():
    made = [pdf([SAMPLE], title="Prøve", made=dt.date(2026, 11, 21)).content for _ in range(2)]
    assert made[0] == made[1]
    found = pypdf.PdfReader(io.BytesIO(made[0]))
    assert found.metadata.title == "Prøve"
    assert found.metadata.creation_date.date() == dt.date(2026, 11, 21)
    assert found.trailer["/Root"]["/Lang"] == "nb"


def test_what_the_font_lacks_is_told_and_replaced():
    block = document.Paragraph((document.Text("Hei 😀 日本 שלום 👨‍👩‍👧 \ufeff"),))
    title = document.Heading(1, (document.Text("T"),))
    doc = document.Document(title="T", language="nb", blocks=(title, block))
    found = pdf([doc], title="T", made=dt.date(2026, 1, 1))
    assert set(found.missing) == set("😀日本שלום👨👩👧")
    assert "Hei □" in pages(found.content)[0]


def test_two_sheets_in_one_file_begin_on_pages_of_their_own():
    found = pages(pdf([SAMPLE, SAMPLE], title="x", made=dt.date(2026, 1, 1)).content)
    assert len(found) == 2
    assert all(text.startswith("Prøve") for text in found)


def test_a_half_page_sheet_stands_twice_and_a_long_one_once():
    def made(lines):
        blocks = (document.Heading(1, (document.Text("T"),)),) + lines * (
            document.Paragraph((document.Text("linje " * 40),)),
        )
        doc = document.Document(title="T", language="nb", blocks=blocks, times=2, footer="Bunn")
        return pages(pdf([doc], title="T", made=dt.date(2026, 1, 1)).content)

    assert [text.count("Bunn") for text in made(2)] == [2]
    assert [text.count("Bunn") for text in made(20)] == [1]


# --- A name from a stranger ---


@pytest.mark.parametrize("sheet", ["moteplan", "overlevering", "taushetserklaering-felles"])
def test_a_hostile_name_prints_as_exactly_itself_in_every_format(sheet):
    plan = make_plan(name=HOSTILE)
    doc = publish.document(Timeline(plan), catalogue.sheet(sheet, language.of("nb")), None)
    found = publish.made([doc], "pdf", plan, HOSTILE, None)
    assert found.missing == ""

    def squeezed(text):
        return re.sub(r"\s+", "", text)

    assert squeezed(HOSTILE) in squeezed("".join(pages(found.content)))
    assert HOSTILE in screen([doc], 200)
    page_text = publish.made([doc], "html", plan, HOSTILE, None).content.decode()
    body = re.sub(r"<[^>]*>", "", page_text.partition("<main>")[2])
    assert HOSTILE in stdlib_html.unescape(body)
    again = reading.parse(publish.made([doc], "md", plan, HOSTILE, None).content.decode())
    assert any(HOSTILE in document.plain(getattr(block, "inlines", ())) for block in again)


@pytest.mark.parametrize(
    ("layout", "why"),
    [
        (b'#import "@preview/cetz:0.3.1"', "it asks for a package, and nothing is ever fetched."),
        (b'#let p = "@" + "preview/cetz:0.3.1"; #import p', "nothing is ever fetched."),
        (b'#eval("1 + 1")', "nothing is ever fetched."),
        (b"#for a in range(99999) { for b in range(99999) { let c = a } }", "it takes longer than"),
        (b"\xff\xfe", "UTF-8"),
        (b"#let x = ", "expected expression"),
    ],
)
def test_a_layout_of_ones_own_that_cannot_be_set(tmp_path, layout, why, monkeypatch):
    if why == "it takes longer than":  # The others end by themselves, on a slow machine late.
        monkeypatch.setattr(pdf_file, "LONGEST_SECONDS", 3)
    place = tmp_path / "templates" / "layout"
    place.mkdir(parents=True)
    (place / "handout.typ").write_bytes(layout)
    with pytest.raises(CannotWriteError) as caught:
        pdf([SAMPLE], title="x", made=dt.date(2026, 11, 21), folder=tmp_path)
    assert why in caught.value.message
