"""What is said of a text that is no TOML: each finding with its line."""

import pytest

from igangsetter.plan import syntax, toml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 2027-01-12\nb = \n", [("not-toml", 2, {"column": 5})]),
        ("a = 1\n\n[x\n", [("not-toml", 3, {"column": 3})]),
        # tomllib names no line for the end of the text.
        ("schema", [("not-toml", 1, {"column": 1})]),
        ("a = 1\nschema", [("not-toml", 2, {"column": 1})]),
        ("a = 2027-02-30", [("no-such-date", 1, {"found": "2027-02-30"})]),
        ("a = 2027-02-28 2027-02-29\nb = 2027-02-31",
         [("no-such-date", 1, {"found": "2027-02-29"}), ("no-such-date", 2, {"found": "2027-02-31"})]),
        ("b = \na = 2027-02-30\n",
         [("no-such-date", 2, {"found": "2027-02-30"}), ("not-toml", 1, {"column": 5})]),
        ("b = 12.1.2027\nfrom = 12.1.2027\na = 2027-02-30\n",
         [("no-such-date", 3, {"found": "2027-02-30"}), ("not-toml", 1, {"column": 9})]),
        ("from = 12.1.2027\na = 2027-02-30\n",
         [("no-such-date", 2, {"found": "2027-02-30"}), ("date-in-words", 1, {})]),
        # Neither a comment, nor words, nor a part of something longer is a date.
        ("# 2027-02-30\n  # x = 2027-02-30\nb = \n", [("not-toml", 3, {"column": 5})]),
        ('a = "2027-02-30"\nb = \n', [("not-toml", 2, {"column": 5})]),
        ("a = 2027-02-30-1", [("not-toml", 1, {"column": 5})]),
        *[(f"x = 1\n {key} = 3.1.2027", [("date-in-words", 2, {})])
          for key in ("date", "from", "to", "made", "moved_from")],
        ("update = 3.1.2027", [("not-toml", 1, {"column": 13})]),
        ("date = x", [("not-toml", 1, {"column": 8})]),
    ],
)  # fmt: skip
def test_what_is_wrong_and_where(text, expected):
    found = toml.read(text)
    assert found.plan is None
    assert [(one.id, one.line, dict(one.values)) for one in found.findings] == expected


@pytest.mark.parametrize(
    ("parts", "deep"), [(["a"] * 40, False), (["a"] * 41, True), (['"å"', "b", "'ø'"] * 14, True)]
)
def test_a_key_of_more_than_forty_parts_is_too_deep(parts, deep):
    assert syntax.has_deep_key(f"[{' . '.join(parts)}]\n") is deep


def test_a_deep_key_is_looked_for_among_very_many_dots_only():
    deep = f"{'.'.join(['a'] * 41)} = 1\n"
    for text, key in ((deep, ".".join(["a"] * 30)), (deep + "# " + "." * 1000, "")):
        found = toml.parse(text)
        assert found.data is None
        assert [(one.id, one.key) for one in found.findings] == [("too-deep", key)]
