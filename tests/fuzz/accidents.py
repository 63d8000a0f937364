"""Texts and bytes that something happened to: in the editor, on the way, or from a hand unknown."""

import copy
import datetime as dt
import functools
import tomllib

import tomli_w
from hypothesis import strategies as st

from conftest import make_plan
from fuzz.strategies import EDGES, MODELS, characters, scalars, texts, times, values
from igangsetter.store import folder as plans


@functools.cache
def real_texts():
    """Plan files as `new-group` writes them."""
    return tuple(plans.text(make_plan(model)) for model in MODELS)


@st.composite
def mutated_data(draw, sound):
    """The tables of a sound text: keys dropped and misspelt, types swapped, things multiplied."""
    data = copy.deepcopy(tomllib.loads(draw(st.sampled_from(sound))))
    for _ in range(draw(st.integers(1, 6))):
        holder, key = draw(st.sampled_from(_places(data)))
        match draw(st.integers(0, 6)):
            case 0:
                del holder[key]
            case 1:
                holder[draw(texts)] = holder.pop(key)
            case 2:
                holder[f"{key}s"] = copy.deepcopy(holder[key])
            case 3:
                holder[draw(texts)] = draw(values)
            case 4:
                holder[key] = {draw(texts): holder[key]}
            case 5:
                holder[key] = _odd_one(draw, holder[key])
            case 6:
                holder[key] = draw(values)
        if not data:
            break
    return data


def _odd_one(draw, found):
    """Another value of the same type: the rest of the plan still fits."""
    match found:
        case bool():
            return not found
        case int():
            return draw(st.sampled_from(EDGES))
        case str():
            return draw(texts)
        case dt.datetime() | dt.date():
            return draw(st.dates())
        case dt.time():
            return draw(times)
    return draw(values)


def _places(data):
    found, waiting = [], [data]
    while waiting:
        holder = waiting.pop()
        for key, value in holder.items():
            found.append((holder, key))
            if isinstance(value, dict):
                waiting.append(value)
    return found or [({"x": 1}, "x")]


def mutated_texts(sound=None):
    """A sound TOML text, a real plan if no other is given, after an accident in the editor."""
    sound = real_texts() if sound is None else sound
    return st.one_of(
        mutated_data(sound).map(tomli_w.dumps),
        st.builds(_edited, st.sampled_from(sound), st.lists(_edits, min_size=1, max_size=5)),
    )


LITERALS = (
    "2027-02-30", "2027-13-01", "9999-12-31", "0001-01-01", "0000-00-00", "25:00:00", "18:00", "07:32:00.999999",
    "2027-01-12T18:00:00Z", "2027-01-12 18:00:00+23:59", "1e400", "-inf", "nan", "9" * 30, "9" * 5000,
    "0x" + "f" * 40, "0b1", "0o7", "1_000", "tirsdag", "12. januar", "“x”", "'", '"', '"""', "'''", "[", "]", "{",
    "}", "{a = 1}", "[[]]", "[1, 'a', 2027-01-12]", "", "true", "True", "null", "\\u0000", '"\\ud800"', '"\\x"',
    "#", "=", ".", ",", "[" * 200 + "]" * 200, "{a=" * 100 + "1" + "}" * 100, ".".join("a" * 60), "\ufeff", "\x00",
)  # fmt: skip
_edits = st.tuples(
    st.sampled_from(["drop", "double", "cut", "value", "insert", "swap", "header"]),
    st.integers(0, 10_000),
    st.sampled_from(LITERALS) | st.text(characters, max_size=8),
)


def _edited(text, edits):
    lines = text.split("\n")
    for kind, where, what in edits:
        at = where % len(lines)
        line = lines[at]
        match kind:
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, line)
            case "cut":
                lines[at] = line[: where % (len(line) + 1)]
            case "value":
                lines[at] = f"{line.partition('=')[0]}= {what}"
            case "insert":
                place = where % (len(line) + 1)
                lines[at] = line[:place] + what + line[place:]
            case "swap":
                lines[at], lines[0] = lines[0], lines[at]
            case "header":
                lines.insert(at, f"[{what}]")
    return "\n".join(lines)


_fragments = st.sampled_from([
    "a = 1\n", "a{} = 1\n", '"{}" = {{}}\n', "[a{}]\n", "[meetings.m{}]\n", "[[a]]\n", "[x{}.a.a.a.a.a.a.a.a.a.a]\n",
    "x{}.a.a.a.a.a.a.a = 1\n", "a.", "[", "[]", "{{a=", "{{a=1}},", "1,", '"', "'", '"""', "'''", "\\n", "\n", "\r\n",
    " ", "\t", "#", "9", "0x", "2027-13-40 ", "date = 2027-01-12\n", "\\u00e5", "å", "name{} = 1\n", "[meetings]\n",
    "m{} = {{date = 2027-01-12, initiator = 'away'}}\n", "m{} = {{}}\n", "rounds.r{}.when = 'stuck'\n",
    "done.'{}' = 2027-01-01\n", "line 1, column ",
])  # fmt: skip


@st.composite
def swollen_texts(draw, longest):
    """A piece of TOML thousands of times over, alone, in a value, under a table, or after a plan."""
    piece = draw(_fragments | st.text(characters, min_size=1, max_size=6).map(_literally))
    size = draw(st.integers(longest // 20, longest))
    before = draw(
        st.sampled_from(
            ["", "a = ", "x = [", "[", '"', 'x = "', "x = '''", "[meetings]\n", "x = [\n["]
        )
    )
    after = draw(st.sampled_from(["", "]", "]]\n", '"', "'''", " = 1", "\n", "1", "]\n]\n"]))
    plain = draw(st.sampled_from(["", *real_texts()]))
    count = size // len(piece)
    swollen = (
        "".join(piece.format(number) for number in range(count)) if "{" in piece else piece * count
    )
    return draw(
        st.sampled_from([before + swollen + after + "\n" + plain, plain + before + swollen + after])
    )


def _literally(text):
    return text.replace("{", "{{").replace("}", "}}")


@st.composite
def toml_texts(draw):
    """Lines that look like TOML, in any order and with any white space."""
    space = st.sampled_from(["", " ", "\t", "   ", "\u00a0"])
    name = st.sampled_from([
        "schema", "id", "made", "group", "name", "meetings", "m01", "date", "schedule", "time", "handover",
        '"a b"', "''", "a.b", '"."', "1", "-", "å", "meetings.m01", "skipped.2027-01-01", "done.'x'",
    ])  # fmt: skip
    value = st.sampled_from(LITERALS) | scalars.map(lambda one: tomli_w.dumps({"x": one})[4:-1])
    line = st.one_of(
        st.tuples(space, name, space, st.just("="), space, value, space).map("".join),
        st.tuples(space, st.just("["), space, name, space, st.just("]"), space).map("".join),
        st.tuples(st.just("[["), name, st.just("]]")).map("".join),
        st.tuples(st.just("#"), texts).map("".join),
        st.text(characters, max_size=20),
    )
    return draw(st.sampled_from(["\n", "\r\n"])).join(draw(st.lists(line, max_size=12)))


@st.composite
def file_bytes(draw, sound=None):
    """What may stand in a file: anything, and a text that something happened to on its way."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=200))
    text = draw(st.sampled_from(real_texts() if sound is None else sound))
    content = text.encode(
        draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"])), "replace"
    )
    for _ in range(draw(st.integers(0, 3))):
        at, size = draw(st.integers(0, len(content))), draw(st.integers(0, 20))
        content = content[:at] + draw(st.binary(max_size=8)) + content[at + size :]
    return content[: draw(st.integers(0, len(content)))] if draw(st.booleans()) else content
