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
    ],
)
def test_the_line_of_a_key_or_of_the_table_around_it(path, line):
    assert Lines(TEXT).of(path) == line
