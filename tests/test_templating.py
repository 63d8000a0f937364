"""The sandbox: values are printed as they are, and a stranger's template can do nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import HOSTILE
from igangsetter import language, templating
from igangsetter.characters import UNSEEN
from igangsetter.errors import InvalidPlanError
from igangsetter.handouts.document import Paragraph, plain
from igangsetter.handouts.reading import parse

NB = language.of("nb")


@pytest.fixture
def render(tmp_path):
    place = tmp_path / "templates"
    place.mkdir()

    def call(text, **values):
        templating._environment.cache_clear()
        (place / "x.md.j2").write_text(text, encoding="utf-8")
        return templating.render("x.md.j2", NB, tmp_path, values)

    return call


def test_a_value_is_escaped_once_also_through_macros_and_set(render):
    text = (
        "{% macro m(x) %}{{ x }}{% endmacro %}{% set y = m(name) %}{{ name }}|{{ m(name) }}|{{ y }}"
    )
    once = templating.escaped("*a*")
    assert render(text, name="*a*") == "|".join([once] * 3)


def test_front_matter_is_left_out(render):
    assert render('+++\ntitle = "x"\n+++\n# {{ 1 + 1 }}\n').strip() == "# 2"


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("# a\n\n{{ navn }}\n", ":3", "'navn' is undefined"),
        ("+++\nt = 1\n+++\n{{ navn }}\n", ":4", "'navn' is undefined"),
        ("a\n{% for x in %}\n", ":2", "Expected an expression, got 'end of statement block'"),
        ("{% block x %}", ":1", "Unexpected end of template"),
        (
            "{{ name.__class__ }}",
            ":1",
            "access to attribute '__class__' of 'str' object is unsafe.",
        ),
        ("{{ name.upper.__self__ }}", ":1", "access to attribute '__self__'"),
        ("{% for x in range(99999999) %}{% endfor %}", ":1", "A loop of more than 10000 turns."),
        ("{% for x in range(9999) %}{{ name * 1000 }}{% endfor %}", "", "More than 300000"),
        ("{{ 1 / 0 }}", ":1", "division by zero"),
        ('{{ "x" * 300000000 }}', ":1", "“*” of so much."),
        ("{{ 300000000 * [0] }}", ":1", "“*” of so much."),
        ("{{ 9 ** 9 ** 9 }}", ":1", "“**” of so much."),
        ('{{ "%1000000000d" % 1 }}', ":1", "“%” of so much."),
        ('{{ "%1000000000d"|format(1) }}', ":1", "No filter named 'format'"),
        ('{{ "{:>1000000000}".format(1) }}', ":1", "access to attribute 'format'"),
        ('{{ "x".ljust(1000000000) }}', ":1", "access to attribute 'ljust'"),
        ("{% include '/etc/passwd' %}", ":1", "/etc/passwd"),
        ("{% include '../../../etc/passwd' %}", ":1", "../../../etc/passwd"),
        ("{{ open('/etc/passwd') }}", ":1", "'open' is undefined"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            ":1",
            "It takes more than 200000 steps.",
        ),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
            ":1",
            "It takes more than",
        ),
        ("{% set a = name %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}", ":1", "far too large"),
        ("{% set a = name %}" + "{% set a = a + a %}" * 60 + "{{ a }}", ":1", "far too large"),
        ("{% set a = [1] %}" + "{% set a = [a, a] %}" * 60 + "{{ a }}", ":1", "far too large"),
        (
            "{% set a = [1] %}" + "{% set a = a + a %}" * 60 + "{{ a|length }}",
            ":1",
            "far too large",
        ),
        ("{{ range(9999)|join(name) }}", ":1", "No filter named 'join'"),
        ("x" * 100_001, "", "It is larger than 100000 bytes."),
    ],
)
def test_a_faulty_template_is_told_with_its_line(render, text, line, why):
    with pytest.raises(InvalidPlanError) as caught:
        render(text, name="x" * 10)
    assert f"x.md.j2{line}: " in caught.value.message
    assert why in caught.value.message
    assert "x.md.j2" in caught.value.message
    assert caught.value.advice == "A template may use: name."


def test_a_link_out_of_the_folder_is_not_followed(render, tmp_path):
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "templates" / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(InvalidPlanError):
        render("{% include 'link' %}")


def test_an_endless_recursion_ends(render):
    with pytest.raises(InvalidPlanError):
        render("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")


@pytest.mark.parametrize("value", [HOSTILE, "- [ ] x", "1. x", "# x", "    x", "a\n\n# b", "+ x", "> q",
                                   "| a | b |", "---", "```x", "&amp;", "&#42;", "<!-- x -->", "\\",
                                   "[x]: http://y", "~~~", "http://x.y", "\u202eabc", "a\x1b[31mb"])  # fmt: skip
def test_a_value_reads_as_exactly_what_it_is(value):
    shown = " ".join(UNSEEN.sub("", value).split())
    (block,) = parse(templating.escaped(value))
    assert isinstance(block, Paragraph)
    assert plain(block.inlines) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=50))
def test_any_value_reads_as_exactly_what_it_is(value):
    shown = " ".join(UNSEEN.sub("", value).split())
    for frame in ("{}", "Gruppa {} møtes.", "# {}", "- {}", "**{}**x", "| a |\n|---|\n| {} |"):
        blocks = parse(frame.format(templating.escaped(value)))
        if shown:
            assert shown in _all_text(blocks)


def _all_text(blocks):
    from igangsetter.handouts.document import Bullets, Table

    found = ""
    for block in blocks:
        match block:
            case Bullets(items):
                found += "".join(_all_text(item.blocks) for item in items)
            case Table(header, rows):
                found += "|".join(plain(cell) for row in (header, *rows) for cell in row)
            case _:
                found += plain(getattr(block, "inlines", ()))
    return found
