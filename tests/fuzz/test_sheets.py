"""Whatever Markdown a template makes, every format takes the tree of it."""

import datetime as dt
import io
import json
import zipfile
from html.parser import HTMLParser

import docx as word_files
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from fuzz import law, papers, strategies
from igangsetter import templating
from igangsetter.characters import UNSEEN
from igangsetter.handouts import terminal
from igangsetter.handouts.document import Document
from igangsetter.handouts.docx import docx
from igangsetter.handouts.html import html
from igangsetter.handouts.markdown import markdown
from igangsetter.handouts.pdf import as_input, pdf
from igangsetter.handouts.reading import parse

MADE = dt.date(2026, 11, 21)
EMPTY = ("br", "hr", "meta", "link", "img", "input")


def sheet(text, **given):
    """A sheet as `publish` makes it: it begins with its title."""
    blocks = parse(f"# Rammer\n\n{text}")
    return Document(
        title="Rammer", language="nb", blocks=tuple(blocks), footer="Vårt eget.", **given
    )


class _Page(HTMLParser):
    """Sees that every element is closed where it should be, and that none could do anything."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "iframe", "object", "embed", "form"}
        assert not [name for name, _ in attrs if name.startswith("on")]
        for name, value in attrs:
            assert name != "href" or value.lower().startswith(
                ("http:", "https:", "mailto:", "tel:")
            )
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@law.many(120)
@given(papers.markdown_texts(), st.integers(1, 120))
@example("[x](http://[)", 80)
@example("- - - - a\n", 1)
@example("| a |\n|---|\n" + "| b |\n" * 50, 1)
def test_the_formats_that_are_text(text, width):
    with law.kept("Markdown: text formats"):
        found = sheet(text)
        shown = terminal.screen([found], width)
        written = markdown([found])
        page = html([found], title="Rammer", folder=None)
        data = json.dumps(as_input([found], "Rammer", 11.5))
    assert json.loads(data)["documents"][0]["kind"] == "document"
    for made in (shown, written, page):
        assert not UNSEEN.search(made)
    reader = _Page()
    reader.feed(page)
    assert reader.open == []


@law.many(10)
@given(papers.markdown_texts(), st.booleans(), st.integers(1, 3))
@example("| " * 70 + "|\n" + "|-" * 70 + "|\n" + "| " * 70 + "|\n", False, 1)
@example("- > # a\n  > - b\n\n    | a |\n    |---|", True, 1)
def test_word(text, beside, times):
    with law.kept("Markdown: Word"):
        found = sheet(text, times=times)
        if beside:
            found = sheet(text + "\n\na", beside=sheet(text, size=20))
        content = docx([found], title="Rammer", made=MADE)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(parts.read(name))
    assert len(word_files.Document(io.BytesIO(content)).element.body) > 1


@law.many(8)
@given(papers.markdown_texts())
@example("😀 \ue000 \U0010ffff &#x1F468;&#x200D;")
@example("[x](tel:) [](http://a) [*](mailto:%)")
@example("```timeline\n\ufeff\nwhole | \ufeff | b\n| |\n```\n```timeline\n \\ufeff\n|\n```")
@example("# a\t\U0001018f\n```\na\t\U0001018f\n```")
@example("# \U0001f3fb\n\na \U0001f3fd")
@example("# 0\u08ca a\u08ca 1\u0b3e0")
@example("# 0\U0001d280")
@example("\U000114b0 a\U000114b0 å\u0b3e \u200d\u0b3e ```\n\n# \U000114b0")
@example("# \ufeff\n## \u200d\ufe0f\n# \u00a0 &nbsp;")
@example("## &#x202e;\n#### a\n- ## b\n  # c\n\n###### d")
@example("```cards\n```\n```timeline\nx\n```\n```signatures\n\n```")
def test_typst(text):
    with law.kept("Markdown: Typst", seconds=5):
        made = pdf([sheet(text)], title="Rammer", made=MADE)
    assert made.content.startswith(b"%PDF-")


@law.many(150)
@given(
    st.sampled_from(["{}", "Gruppa {} møtes.", "# {}", "- {}", "- [ ] {}", "1. {}", "**{}**x", "*{}*",
                     "| a |\n|---|\n| {} |", "[{}](http://a)", "a\\\n{}", "## {} {}", "- a\n\n  {}"]),
    strategies.texts,
)  # fmt: skip
@example("{}", "---")
@example("a\\\n{}", "===")
@example("{}", "1.")
def test_a_value_stands_in_the_markdown_file_as_what_it_is(frame, value):
    shown = templating.escaped(value)
    if not shown:
        return
    with law.kept("Markdown: values"):
        blocks = parse(frame.replace("{}", shown))
        again = parse(markdown([Document(title="x", language="nb", blocks=blocks)]))
    assert again == blocks


@law.many(6)
@given(papers.swollen_markdown(20_000))
def test_a_piece_of_markdown_thousands_of_times_over(text):
    with law.kept("Markdown: swollen"):
        found = sheet(text)
        terminal.screen([found], 80)
        markdown([found])
        html([found], title="Rammer", folder=None)
