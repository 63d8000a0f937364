"""A table of a text read into a class: what fits, what is told of what does not, what is kept."""

import datetime as dt
from dataclasses import field
from typing import Literal

import pytest

from igangsetter.plan import tables
from igangsetter.value import Value


class Sample(Value):
    """One field of each sort."""

    name: str = field(metadata={"filled": True})
    count: int = field(default=1, metadata={"low": 0, "high": 5, "key": "number"})
    least: int = field(default=3, metadata={"low": 2})
    words: tuple[str, ...] = ()
    secret: tuple[str, ...] = field(default=(), metadata={"secret": True})
    size: Literal["", "small", "big"] = ""
    on: bool = False
    day: dt.date | None = field(default=None, metadata={"when_set": True})
    time: dt.time = dt.time(18)


ZONE = dt.timezone(dt.timedelta(hours=1))
LIST = {"wanted": "list"}


def read(data, path="x"):
    reader = tables.Reader()
    found = reader.table(Sample, data, path)
    told = [(one.id, one.key, one.level, dict(one.values)) for one in reader.findings]
    return found, told, reader.unknown


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"name": "a"}, Sample(name="a")),
        ({"name": "a", "number": 0}, Sample(name="a", count=0)),
        ({"name": "a", "number": 5}, Sample(name="a", count=5)),
        ({"name": "a", "least": 2}, Sample(name="a", least=2)),
        ({"name": "a", "least": 10**6}, Sample(name="a", least=10**6)),
        ({"name": "a", "words": []}, Sample(name="a", words=())),
        ({"name": "a", "words": ["b", ""]}, Sample(name="a", words=("b", ""))),
        ({"name": "a", "size": "big"}, Sample(name="a", size="big")),
        ({"name": "a", "size": ""}, Sample(name="a", size="")),
        ({"name": "a", "on": True}, Sample(name="a", on=True)),
        ({"name": "a", "day": dt.date(1900, 1, 1)}, Sample(name="a", day=dt.date(1900, 1, 1))),
        ({"name": "a", "day": dt.date(2999, 12, 31)}, Sample(name="a", day=dt.date(2999, 12, 31))),
        ({"name": "a", "time": dt.time(7, 30)}, Sample(name="a", time=dt.time(7, 30))),
    ],
)
def test_what_fits(data, expected):
    assert read(data) == (expected, [], {})


@pytest.mark.parametrize(
    ("data", "kind", "key", "values"),
    [
        ({}, "missing-key", "x.name", {}),
        ({"name": " "}, "empty", "x.name", {}),
        ({"name": 1}, "wrong-type", "x.name", {"wanted": "str", "found": 1}),
        ({"name": "a", "number": -1}, "out-of-range", "x.number", {"found": -1, "low": 0, "high": 5}),
        ({"name": "a", "number": 6}, "out-of-range", "x.number", {"found": 6, "low": 0, "high": 5}),
        ({"name": "a", "number": True}, "wrong-type", "x.number", {"wanted": "int", "found": True}),
        ({"name": "a", "least": 1}, "out-of-range", "x.least", {"found": 1, "low": 2, "high": None}),
        ({"name": "a", "words": "b"}, "wrong-type", "x.words", LIST | {"found": "b"}),
        ({"name": "a", "words": {"b": "c"}}, "wrong-type", "x.words", LIST | {"found": {"b": "c"}}),
        ({"name": "a", "words": ["b", 1]}, "wrong-type", "x.words", LIST | {"found": ["b", 1]}),
        ({"name": "a", "secret": "hush"}, "wrong-type", "x.secret", LIST | {"found": "…"}),
        ({"name": "a", "size": "large"}, "not-a-choice", "x.size",
         {"found": "large", "choices": ["small", "big"]}),
        ({"name": "a", "on": 1}, "wrong-type", "x.on", {"wanted": "bool", "found": 1}),
        ({"name": "a", "day": dt.date(1899, 12, 31)}, "far-date", "x.day",
         {"found": dt.date(1899, 12, 31), "first": 1900, "last": 2999}),
        ({"name": "a", "day": dt.datetime(2027, 1, 1, tzinfo=ZONE)}, "wrong-type", "x.day",
         {"wanted": "date", "found": dt.datetime(2027, 1, 1, tzinfo=ZONE)}),
        ({"name": "a", "time": dt.time(18, tzinfo=ZONE)}, "wrong-type", "x.time",
         {"wanted": "time", "found": dt.time(18, tzinfo=ZONE)}),
        (["name"], "wrong-type", "x", {"wanted": "table", "found": ["name"]}),
    ],
)  # fmt: skip
def test_what_does_not_fit(data, kind, key, values):
    assert read(data) == (None, [(kind, key, "error", values)], {})


def test_the_keys_of_a_whole_file_have_no_path_before_them():
    found, told, unknown = read({"nam": "a", "number": 9}, "")
    assert (found, unknown) == (None, {"nam": "a"})
    assert [(kind, key) for kind, key, _level, _values in told] == [
        ("unknown-key", "nam"), ("out-of-range", "number"), ("missing-key", "name"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "key", "guess", "kept"),
    [
        ("x", "nam", "name", {"x": {"nam": 7}}),
        ("x.y", "numbre", "number", {"x": {"y": {"numbre": 7}}}),
        ("", "quite other", "", {"quite other": 7}),
        # Of two that are near, the nearer.
        ("", "lest", "least", {"lest": 7}),
    ],
)
def test_what_is_unknown_is_kept_and_no_fault(path, key, guess, kept):
    found, told, unknown = read({"name": "a", key: 7}, path)
    dotted = f"{path}.{key}" if path else key
    assert found == Sample(name="a")
    assert told == [("unknown-key", dotted, "warning", {"name": key, "guess": guess})]
    assert unknown == kept


def test_tables_under_ids_of_which_one_is_bad_and_one_has_a_fault():
    reader = tables.Reader()
    longest = "a" * 40
    found = reader.keyed(
        Sample, {longest: {"name": "a"}, "å b": {"name": "b"}, "c": {}, "D_-9": {"name": "d"}, longest + "a": {}}, "x",
    )  # fmt: skip
    assert found == {longest: Sample(name="a"), "D_-9": Sample(name="d")}
    assert [(one.id, one.key, dict(one.values)) for one in reader.findings] == [
        ("bad-id", "x.å b", {"found": "å b"}),
        ("missing-key", "x.c.name", {}),
        ("bad-id", f"x.{longest}a", {"found": longest + "a"}),
    ]
    assert reader.keyed(Sample, 3, "y") == {}
    last = reader.findings[-1]
    assert (last.id, last.key, dict(last.values)) == (
        "wrong-type",
        "y",
        {"wanted": "table", "found": 3},
    )


def test_a_fault_of_one_table_is_none_of_the_next():
    reader = tables.Reader()
    assert reader.table(Sample, {}, "x") is None
    assert reader.table(Sample, {"name": "a"}, "y") == Sample(name="a")
    assert (reader.has_faults(), reader.has_faults(1)) == (True, False)


def test_a_table_is_written_with_its_keys_and_without_what_was_not_set():
    assert tables.as_table(Sample(name="a", count=2)) == {
        "name": "a", "number": 2, "least": 3, "words": (), "secret": (), "size": "", "on": False,
        "time": dt.time(18),
    }  # fmt: skip
    assert tables.as_table(Sample(name="a", day=dt.date(2027, 1, 1)))["day"] == dt.date(2027, 1, 1)


@pytest.mark.parametrize(
    ("text", "kind", "key", "line", "values"),
    [
        ("a = 9223372036854775807\nb = -9223372036854775808", None, "", None, {}),
        ("a = 1\nb = 9223372036854775808", "too-long-number", "b", 2, {}),
        ("X.b = 9223372036854775808", "too-long-number", "X.b", 1, {}),
        ("[t]\nb = -9223372036854775809", "too-long-number", "t.b", 2, {}),
        ("[t]\nb = [1, {c = [9223372036854775808]}]", "too-long-number", "t.b.c", 2, {}),
        (f"a = {'9' * 5000}", "too-long-number", "", None, {}),
        ("x = " + "[" * 5000, "too-deep", "", None, {}),
        ("a = 1\nb =", "not-toml", "", 2, {"column": 1}),
    ],
)
def test_the_tables_of_a_text(text, kind, key, line, values):
    found = tables.parse(text)
    told = [(one.id, one.key, one.line, dict(one.values)) for one in found.findings]
    assert told == ([] if kind is None else [(kind, key, line, values)])
    assert (found.data is None) is (kind is not None)
