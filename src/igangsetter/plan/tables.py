"""TOML tables ↔ frozen dataclasses, for the plan and for the settings.

Every fault of a text becomes a finding with its key and line, all at once; unknown keys are kept.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from functools import cache
from itertools import repeat
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    NamedTuple,
    TypeVar,
    get_args,
    get_origin,
    get_type_hints,
)

import tomli

from igangsetter.errors import Finding, Level
from igangsetter.value import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_CHARACTERS = 200_000
"""Of a file: forty years of weekly meetings take less, and reading them takes half a second."""
MOST_ENTRIES = 1000
"""Of meetings, events and the like."""
MOST_GUESSES = 100
DEEPEST = 30
MANY_DOTS, MOST_DOTS = 1000, 20_000
_DEEP = "too many dots"
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_REQUIRED = dataclasses.MISSING

_T = TypeVar("_T")


class Parsed(NamedTuple):
    """The tables of a text, unless there is a finding."""

    data: dict[str, Any] | None
    findings: list[Finding]


def parse(text: str) -> Parsed:
    """The tables of a text, whatever stands in them."""
    if len(text) > MOST_CHARACTERS:
        return Parsed(None, [Finding(id="too-long-text", values={"most": MOST_CHARACTERS})])
    try:
        data = loads(text)
    except tomli.TOMLDecodeError as error:
        from igangsetter.plan import syntax  # noqa: PLC0415 - only for a file with a fault

        return Parsed(None, syntax.faults(text, str(error)))
    except RecursionError:
        return Parsed(None, [Finding(id="too-deep")])
    except ValueError:  # Python reads no number of more than 4,300 digits
        return Parsed(None, [Finding(id="too-long-number")])
    if (fault := _excess(data)) is not None:
        return Parsed(None, placed([fault], text))
    return Parsed(data, [])


def loads(text: str) -> dict[str, Any]:
    """The tables of a text. Raises ValueError, and RecursionError for what is far too deep."""
    if _is_too_deep(text):
        raise RecursionError(_DEEP)
    return tomli.loads(text)


class Field(NamedTuple):
    """What a table may hold under one key."""

    name: str
    key: str
    type: Any
    choices: tuple[str, ...]
    low: int | None
    high: int | None
    default: object
    when_set: bool
    filled: bool
    secret: bool
    """Never shown, not even when it is wrong."""


@cache
def fields_of(table: Any) -> dict[str, Field]:
    """The fields of a table by their keys, read from the dataclass once."""
    hints = get_type_hints(table)
    found = {}
    for spec in dataclasses.fields(table):
        hint = hints[spec.name]
        if get_origin(hint) not in {None, Literal, tuple}:
            hint = next(part for part in get_args(hint) if part is not type(None))
        choices = get_args(hint) if get_origin(hint) is Literal else ()
        key = spec.metadata.get("key", spec.name)
        found[key] = Field(
            name=spec.name,
            key=key,
            type=str if choices else get_origin(hint) or hint,
            choices=choices,
            low=spec.metadata.get("low"),
            high=spec.metadata.get("high"),
            default=spec.default,
            when_set=spec.metadata.get("when_set", False),
            filled=spec.metadata.get("filled", False),
            secret=spec.metadata.get("secret", False),
        )
    return found


def as_table(value: Any) -> dict[str, Any]:
    """A dataclass as the table that is written."""
    table = {}
    for spec in fields_of(value.__class__).values():
        item = getattr(value, spec.name)
        if not (spec.when_set and item == spec.default):
            table[spec.key] = item
    return table


class Reader:
    """Goes through the tables of a text once, and notes what is wrong and what is unknown."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unknown: dict[str, Any] = {}

    def has_faults(self, since: int = 0) -> bool:
        """Whether something was found that cannot be lived with."""
        return any(finding.level == "error" for finding in self.findings[since:])

    def table(self, table: Callable[..., _T], data: object, path: str) -> _T | None:
        """The dataclass that a table holds; the path of a whole file is empty."""
        if not isinstance(data, dict):
            self.note("wrong-type", path, wanted="table", found=data)
            return None
        specs = fields_of(table)
        values: dict[str, Any] = {}
        before, under = len(self.findings), f"{path}." if path else ""
        for key, value in data.items():
            spec = specs.get(key)
            if spec is None:
                parts = tuple(filter(None, path.split(".")))
                self.note_unknown(parts, key, value, list(specs))
            elif self._fits(spec, value, f"{under}{key}"):
                values[spec.name] = tuple(value) if spec.type is tuple else value
        for key, spec in specs.items():
            if spec.default is _REQUIRED and key not in data:
                self.note("missing-key", f"{under}{key}")
        return None if self.has_faults(before) else table(**values)

    def keyed(self, table: Callable[..., _T], data: object, path: str) -> dict[str, _T]:
        """The dataclasses of the tables under a table, by their ids."""
        found: dict[str, _T] = {}
        for key, value in self.items(data, path):
            if not _ID.fullmatch(key):
                self.note("bad-id", f"{path}.{key}", found=key)
            elif (item := self.table(table, value, f"{path}.{key}")) is not None:
                found[key] = item
        return found

    def items(self, data: object, path: str) -> list[tuple[str, object]]:
        """The keys and values of a table."""
        if not isinstance(data, dict):
            self.note("wrong-type", path, wanted="table", found=data)
        elif len(data) > MOST_ENTRIES:
            self.note("too-many", path, count=len(data), most=MOST_ENTRIES)
        else:
            return list(data.items())
        return []

    def note(self, kind: str, key: str, level: Level = "error", /, **values: object) -> None:
        """Note what is wrong under a key."""
        self.findings.append(Finding(id=kind, key=key, level=level, values=values))

    def note_unknown(
        self, path: tuple[str, ...], key: str, value: object, known: Sequence[str]
    ) -> None:
        """Keep a key that is not known, and note it with a guess."""
        place = self.unknown
        for part in path:
            place = place.setdefault(part, {})
        place[key] = value
        guess = _guess(key, known) if len(self.findings) < MOST_GUESSES else ""
        self.note("unknown-key", ".".join((*path, key)), "warning", name=key, guess=guess)

    def _fits(self, spec: Field, value: Any, path: str) -> bool:
        if spec.type is tuple:
            if isinstance(value, list) and all(type(item) is str for item in value):
                return True
            self.note("wrong-type", path, wanted="list", found="…" if spec.secret else value)
        elif type(value) is not spec.type:
            self.note("wrong-type", path, wanted=spec.type.__name__, found=value)
        elif spec.type is dt.date and value.year not in YEARS:
            self.note("far-date", path, found=value, first=YEARS[0], last=YEARS[-1])
        elif spec.type is dt.time and value.tzinfo is not None:
            self.note("wrong-type", path, wanted="time", found=value)
        elif spec.choices and value not in spec.choices:
            self.note("not-a-choice", path, found=value, choices=[c for c in spec.choices if c])
        elif spec.low is not None and not spec.low <= value <= (spec.high or value):
            self.note("out-of-range", path, found=value, low=spec.low, high=spec.high)
        elif spec.filled and not value.strip():
            self.note("empty", path)
        else:
            return True
        return False


def _guess(key: str, known: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415 - only for a file with a fault

    return next(iter(difflib.get_close_matches(key, known, n=1)), "")


def placed(findings: list[Finding], text: str) -> list[Finding]:
    """The findings, with their lines."""
    if not findings:
        return []
    from igangsetter.plan.lines import Lines  # noqa: PLC0415 - only for a file with a fault

    lines = Lines(text)
    return [dataclasses.replace(finding, line=lines.of(finding.key)) for finding in findings]


def _excess(data: dict[str, Any]) -> Finding | None:
    """A whole number of more than 64 bits, or parts within parts that nobody can write again."""
    waiting: list[tuple[tuple[str, ...], int, Any]] = [((), 1, data)]
    while waiting:
        path, depth, holder = waiting.pop()
        if depth > DEEPEST:
            return Finding(id="too-deep", key=".".join(path))
        named = isinstance(holder, dict)
        for key, value in holder.items() if named else zip(repeat(""), holder, strict=False):
            if isinstance(value, (dict, list)):
                waiting.append(((*path, key) if named else path, depth + 1, value))
            # TOML promises to keep no more than 64 bits.
            elif isinstance(value, int) and not -(2**63) <= value < 2**63:
                return Finding(id="too-long-number", key=".".join((*path, key) if named else path))
    return None


def _is_too_deep(text: str) -> bool:
    """Whether reading the text would take gigabytes, for keys of thousands of parts."""
    dots = text.count(".")
    if not MANY_DOTS <= dots <= MOST_DOTS:
        return dots > MOST_DOTS
    from igangsetter.plan import syntax  # noqa: PLC0415 - no usual file has so many

    return syntax.has_deep_key(text)
