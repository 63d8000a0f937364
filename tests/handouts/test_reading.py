"""Markdown → the closed tree."""

import pytest

from igangsetter.handouts import document as d
from igangsetter.handouts.document import Paragraph, Strong, Text
from igangsetter.handouts.reading import MOST_LINES_TO_WRITE_ON, parse


def p(text):
    return Paragraph((Text(text),))


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("# T", (d.Heading(1, (Text("T"),)),)),
        ("a **b** *c*\\\nd", (Paragraph((Text("a "), Strong((Text("b"),)), Text(" "),
                                        d.Emphasis((Text("c"),)), d.Break(), Text("d"))),)),
        ("- a\n- b", (d.Bullets((d.Item(False, (p("a"),)), d.Item(False, (p("b"),)))),)),
        ("- [ ] a", (d.Bullets((d.Item(True, (p("a"),)),)),)),
        ("- \\[ \\] a", (d.Bullets((d.Item(False, (p("[ ] a"),)),)),)),
        ("3. a", (d.Numbered(3, (d.Item(False, (p("a"),)),)),)),
        ("| a | b |\n|---|---|\n| 1 |  |", (d.Table(((Text("a"),), (Text("b"),)),
                                                     (((Text("1"),), ()),)),)),
        ("---", (d.Rule(),)),
        ("> a", (p("a"),)),
        ("a [x](/y) b", (p("a x b"),)),
        ("<b>x</b>", (p("<b>x</b>"),)),
        ("![x](http://y/z.png)", (Paragraph((Text("!"), d.Link("http://y/z.png", (Text("x"),)))),)),
        ("[x](javascript:alert)", (p("[x](javascript:alert)"),)),
        ("[x](file:///etc/passwd)", (p("[x](file:///etc/passwd)"),)),
        ("[x](HTTPS://y)", (Paragraph((d.Link("HTTPS://y", (Text("x"),)),)),)),
        ("[x](tel:113)", (Paragraph((d.Link("tel:113", (Text("x"),)),)),)),
        ("```python\nx = 1\n```", (p("x = 1"),)),
        ("a\x1b[31m\u202eb", (p("a[31mb"),)),
        ("", ()),
        (r"\*a\.  " + "\nb", (Paragraph((Text("*a."), d.Break(), Text("b"))),)),
        (r"\*a\. " + "\nb", (p("*a. b"),)),
        (r"\*a *b\** \[ \] [c\]](http://d)", (Paragraph((Text("*a "), d.Emphasis((Text("b*"),)), Text(" [ ] "),
                                              d.Link("http://d", (Text("c]"),)))),)),
        ("# a\n##\n#### b\n# c\n### d", (d.Heading(1, (Text("a"),)), d.Heading(2, (Text("b"),)),
                                        d.Heading(1, (Text("c"),)), d.Heading(2, (Text("d"),)))),
        ("```cards\n\n```", ()),
        ("```timeline\nx\n```", (p("x"),)),
    ],
)  # fmt: skip
def test_each_kind_of_block(markdown, blocks):
    assert parse(markdown) == blocks


def test_the_picture_of_the_way():
    (found,) = parse("```timeline\nFire møter.\nwhole | 12. jan. | 1. møte\nnone | 19. jan.\n```")
    assert found == d.Timeline(
        "Fire møter.",
        (d.Point("whole", "12. jan.", "1. møte"), d.Point("none", "19. jan.", "")),
    )


def test_lines_to_write_on():
    (found,) = parse("```signatures\n2 × Navn | Dato\nSted\n```")
    assert found == d.Signatures((("Navn", "Dato"), ("Navn", "Dato"), ("Sted",)))


def test_cards_to_cut_out():
    (found,) = parse("```cards\nSluttrunde | Til slutt | Hva tar jeg med?\nVår egen\n```")
    assert found == d.Cards(
        (d.Card("Sluttrunde", "Til slutt", "Hva tar jeg med?"), d.Card("Vår egen", "", ""))
    )


def test_a_thousand_lines_to_write_on_are_forty():
    (found,) = parse("```signatures\n" + "99 × Navn\n" * 20 + "```")
    assert len(found.rows) == MOST_LINES_TO_WRITE_ON


def test_a_value_cannot_close_a_fence_or_split_a_cell():
    from igangsetter.templating import escaped

    name = "``` | \n```\n# x"
    (found,) = parse(f"```signatures\n{escaped(name)} | Dato\n```")
    assert found.rows == (("``` | ``` # x", "Dato"),)


def test_the_tree_as_data():
    assert d.as_data(parse("- [ ] **a**")) == [
        {
            "kind": "bullets",
            "items": [
                {
                    "kind": "item",
                    "box": True,
                    "blocks": [
                        {
                            "kind": "paragraph",
                            "inlines": [
                                {"kind": "strong", "inlines": [{"kind": "text", "text": "a"}]}
                            ],
                        }
                    ],
                }
            ],
        }
    ]
