"""Where a key stands in a text."""

import pytest

from igangsetter.plan.lines import Lines

TEXT = '''schema = 1
note = """
[meetings.m01]
date = 3
"""
[group]
name = "x"
[ meetings . m01 ]  # the first
date = 1
[meetings."m 2"]
date = 2
[done]
"book-room:group" = 1
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("schema", 1),
        ("group", 6),
        ("group.name", 7),
        ("group.missing", 6),
        ("meetings.m01.date", 9),
        ("meetings.m 2.date", 11),
        ("done.book-room:group", 13),
        ("handover.meeting", None),
        ("date", None),
    ],
)
def test_the_line_of_a_key_or_of_the_table_around_it(path, line):
    assert Lines(TEXT).of(path) == line


@pytest.mark.parametrize(
    ("value", "line"),
    [
        # A string over several lines hides what stands in it, until the quotes that opened it.
        (["'''", "x = 1", '"""', "y = 2", "'''", "z = 3"], {"x": None, "y": None, "z": 6}),
        (['"""', "x = 1", "'''", "y = 2", '"""', "z = 3"], {"x": None, "y": None, "z": 6}),
        (['   """one', "x = 1", 'two"""', "z = 3"], {"x": None, "z": 4}),
        # These open none.
        (['"""one"""', "x = 1"], {"x": 2}),
        (["'''one'''", "x = 1"], {"x": 2}),
        (["""'a \"\"\" b'""", "x = 1"], {"x": 2}),
        (["\"'''\"", "x = 1"], {"x": 2}),
    ],
)
def test_what_stands_in_a_string_is_no_key(value, line):
    lines = Lines("note = " + "\n".join(value) + "\n")
    assert {path: lines.of(path) for path in line} == line


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        # The first of two is meant.
        ("a = 1\n[t]\nb = 1\n[t]\nb = 2\n", "t.b", 3),
        ("[t]\n[t]\n", "t", 1),
        ("x = 1\n[[list]]\ny = 2\n", "list.y", 3),
        ("a.b = 1\n", "a.b", 1),
        ("a . \"b c\" . 'd' = 1\n", "a.b c.d", 1),
        ("  indented = 1\n", "indented", 1),
        ("not a key\n", "not a key", None),
    ],
)
def test_how_a_key_may_be_written(text, path, line):
    assert Lines(text).of(path) == line
