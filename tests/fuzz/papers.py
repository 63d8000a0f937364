"""What is put in: Markdown and templates, whole and broken, and pieces of them many times over."""

from hypothesis import strategies as st

from fuzz.strategies import characters, texts

_blocks = st.sampled_from([
    "# {}", "### {}", "- {}", "- [ ] {}", "  - {}", "1. {}", "999999999. {}", "> {}", "---", "***", "{}", "{}\\",
    "    {}", "| {} | b |\n|---|:-:|\n| {} |\n| c | d | e |", "|{}|\n|-|", "```timeline\n{}\nwhole | {} | b\n| |\n```",
    "```timeline\n{}\n```", "```signatures\n3 × {} | Dato\n99 × |\n```", "```cards\n{} | b | c | d\n\n|\n```", "```python\n{}\n```", "```\n",
    "~~~cards\n{}", "[x]: http://{}", "<div>{}</div>", "- a\n\n  # {}\n\n  | a |\n  |---|\n  | {} |", "{}\n===", "",
    "- - 1. > {}", "+ [x] {}",
])  # fmt: skip
_inlines = st.sampled_from([
    "a", "**a**", "*a*", "***a*b**", "[a](http://b)", "[a](javascript:b)", "[**a**](mailto:b@c)", "[a](<tel:1 2>)",
    "![a](b)", "<http://a>", "http://a.b", "`a`", "``", "&amp;", "&#x202e;", "&#0;", "&#xD800;", "&#xFFFE;", "<b>",
    "\\*", "\\|", "|", "[ ]", "[", "]", "(", "*", "_", "**", "\\", "  \n", "\\\n", "\n", "× ", "\u00a0", "😀", "\t",
])  # fmt: skip


@st.composite
def markdown_texts(draw):
    """Blocks within and beside blocks, with any inlines, whole and broken."""
    inline = st.lists(_inlines | texts, max_size=4).map("".join)
    lines = draw(st.lists(st.tuples(_blocks, inline), max_size=6))
    return draw(st.sampled_from(["\n", "\n\n"])).join(
        block.replace("{}", words) for block, words in lines
    )


@st.composite
def swollen_markdown(draw, longest):
    """A piece of Markdown thousands of times over."""
    piece = draw(
        _inlines
        | _blocks.map(lambda block: block + "\n")
        | st.text(characters, min_size=1, max_size=3)
    )
    before, after = draw(_inlines), draw(_inlines)
    return before + piece * (draw(st.integers(longest // 20, longest)) // len(piece)) + after


_expressions = st.sampled_from([
    "name", "group.name", "meetings", "meetings[0]", "meetings[0].date|day", "meetings|length", "first.date|date",
    "missing", "name.upper()", "name.__class__", "name[0]", "name[99]", "none", "1", "1 / 0", "2 ** 99", "-1", "1e308 * 9",
    "name * 9", "name ~ name", "[name] * 9", "range(99)|list", "range(10000)|list", "range(3)|map('string')|list",
    "namespace(a=1)", "dict(a=name)", "name|upper|capitalised", "name|join", "name|safe", "name|e", "name|tojson",
    "meetings|map(attribute='date')|list", "meetings|groupby('initiator')|list", "meetings|sort(attribute='number')|list",
    "caller()", "loop.index", "self", "self.x()", "super()", "varargs", "lipsum()", "cycler(1)", "'%s' % name",
    "'{}'.format(name)", "name|random", "name|sum", "meetings|sum(attribute='minutes')", "first.start|clock", "x",
    "first|hours", "1|number", "'a'|number", "name|listed", "meetings|listed", "first.date|days_later(999999999)",
    "('a' * 9)|list|listed", "x.a", "x + 1", "x ~ x", "x + x", "[x, x]",
])  # fmt: skip
_statements = st.sampled_from([
    "{{% if {0} %}}{1}{{% endif %}}", "{{% for x in {0} %}}{1}{{% endfor %}}", "{{% for x in {0} recursive %}}{1}{{{{ loop({0}) }}}}{{% endfor %}}",
    "{{% set x = {0} %}}{1}", "{{% set x %}}{1}{{% endset %}}", "{{% macro m(x) %}}{1}{{% endmacro %}}{{{{ m({0}) }}}}",
    "{{% call m({0}) %}}{1}{{% endcall %}}", "{{% block b %}}{1}{{% endblock %}}", "{{% include {0} %}}", "{{% include 'x.md.j2' %}}",
    "{{% extends 'x.md.j2' %}}", "{{% import 'x.md.j2' as m %}}{{{{ m.m({0}) }}}}", "{{% raw %}}{1}{{% endraw %}}", "{{# {1} #}}",
    "{{% filter {0} %}}{1}{{% endfilter %}}", "{{% with x = {0} %}}{1}{{% endwith %}}", "{{% autoescape false %}}{{{{ {0} }}}}{{% endautoescape %}}",
    "{{{{ {0} }}}}{1}", "{{{{ {0} }}}}", "{{% do {0} %}}", "{{% break %}}", "{{% {0} %}}", "{{{{ {0}", "{{% if {0} %}}", "{{% endfor %}}", "}}}}", "{1}",
    "{{% macro m(x) %}}{{{{ m(x) }}}}{1}{{% endmacro %}}{{{{ m({0}) }}}}", "+++\n{1}\n+++\n", "# line {1}\n",
])  # fmt: skip


@st.composite
def templates(draw):
    """Jinja within Jinja, whole and broken."""
    body = draw(texts)
    for _ in range(draw(st.integers(1, 6))):
        body = draw(_statements).format(draw(_expressions), body)
    return body
