"""Plan file text ↔ Plan.

Every fault of a text becomes a finding with its key and line, all at once; unknown keys are kept.
Equal plans give equal bytes.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import tomllib
from functools import cache
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

from igangsetter.errors import Finding, Level
from igangsetter.plan import plan
from igangsetter.plan.plan import Plan
from igangsetter.value import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable

NAME_LENGTH = 120
MANY_DOTS = 1000

_TABLES = {
    "group": plan.Group,
    "place": plan.Place,
    "reflection_partner": plan.ReflectionPartner,
    "schedule": plan.Schedule,
    "handover": plan.Handover,
    "follow_up": plan.FollowUp,
    "ended": plan.Ended,
}
_KEYED_TABLES = {
    "initiators": plan.Initiator,
    "closed_days": plan.ClosedDays,
    "rounds": plan.Round,
    "meetings": plan.Meeting,
    "events": plan.Event,
}
_ID = re.compile(r"[A-Za-z0-9_-]{1,40}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_T = TypeVar("_T")


class Reading(NamedTuple):
    """A plan, unless a finding is an error."""

    plan: Plan | None
    findings: list[Finding]


def read(text: str) -> Reading:
    """The plan that a text holds, and everything that is wrong with it."""
    try:
        if is_too_deep(text):
            raise RecursionError  # noqa: TRY301 - as tomllib does for brackets
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from igangsetter.plan import syntax  # noqa: PLC0415 - only for a file with a fault

        return Reading(None, syntax.faults(text, str(error)))
    except RecursionError:
        return Reading(None, [Finding(id="not-toml", line=1, values={"column": 1})])
    except ValueError:  # Python reads no number of more than 4,300 digits
        return Reading(None, [Finding(id="too-long-number")])
    if (key := _long_number(data)) is not None:
        return Reading(None, _placed([Finding(id="too-long-number", key=key)], text))
    reader = _Reader()
    found = reader.plan(data)
    return Reading(found, _placed(reader.findings, text))


def write(found: Plan, heading: str) -> str:
    """The text of a plan; `heading` is the comment that stands above it."""
    import tomli_w  # noqa: PLC0415 - only writing commands need it

    document: dict[str, Any] = {}
    for name in ("schema", "id", "made"):
        document[name] = getattr(found, name)
    for spec in dataclasses.fields(Plan):
        value = getattr(found, spec.name)
        if spec.name in _TABLES and value is not None:
            document[spec.name] = _table(value)
        elif spec.name in _KEYED_TABLES and value:
            document[spec.name] = {key: _table(item) for key, item in value.items()}
        elif spec.name in {"skipped", "done", "snoozed"} and value:
            document[spec.name] = {str(key): value[key] for key in sorted(value)}
    _merge(document, found.unknown)
    text = tomli_w.dumps(document)
    # A carriage return would not survive between triple quotation marks.
    if "\\r" not in text:
        text = tomli_w.dumps(document, multiline_strings=True)
    return f"# {heading}\n{text}"


class _Field(NamedTuple):
    """What the file may hold under one key."""

    name: str
    key: str
    type: Any
    choices: tuple[str, ...]
    low: int | None
    high: int | None
    default: object
    when_set: bool


_REQUIRED = dataclasses.MISSING


@cache
def _fields(table: Any) -> dict[str, _Field]:
    """The fields of a table by their keys, read from the dataclass once."""
    hints = get_type_hints(table)
    found = {}
    for spec in dataclasses.fields(table):
        hint = next((part for part in get_args(hints[spec.name]) if part is not type(None)), None)
        hint = hints[spec.name] if get_origin(hints[spec.name]) in {None, Literal} else hint
        choices = get_args(hint) if get_origin(hint) is Literal else ()
        key = spec.metadata.get("key", spec.name)
        found[key] = _Field(
            name=spec.name,
            key=key,
            type=str if choices else hint,
            choices=choices,
            low=spec.metadata.get("low"),
            high=spec.metadata.get("high"),
            default=spec.default,
            when_set=spec.metadata.get("when_set", False),
        )
    return found


def _table(value: Any) -> dict[str, Any]:
    table = {}
    for spec in _fields(value.__class__).values():
        item = getattr(value, spec.name)
        if not (spec.when_set and item == spec.default):
            table[spec.key] = item
    return table


def _merge(document: dict[str, Any], unknown: Any) -> None:
    for key, value in unknown.items():
        if isinstance(value, dict) and isinstance(document.get(key), dict):
            _merge(document[key], value)
        else:
            document.setdefault(key, value)


class _Reader:
    """Goes through the tables once, and notes what is wrong and what is unknown."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.unknown: dict[str, Any] = {}

    def plan(self, data: dict[str, Any]) -> Plan | None:
        schema = data.get("schema")
        if type(schema) is int and schema > plan.SCHEMA:
            self._note("newer-schema", "schema", found=schema, known=plan.SCHEMA)
            return None
        values = self.head(data)
        for name, table in _TABLES.items():
            if name in data:
                values[name] = self.table(table, data[name], name)
            elif name in {"group", "schedule"}:
                self._note("missing-table", name)
        for name, table in _KEYED_TABLES.items():
            values[name] = self.keyed(table, data.get(name, {}), name)
        values["skipped"] = self.skipped(data.get("skipped", {}))
        for name in ("done", "snoozed"):
            values[name] = self.ticked(data.get(name, {}), name)
        known = [spec.name for spec in dataclasses.fields(Plan) if spec.name != "unknown"]
        for name, value in data.items():
            if name not in known:
                self._unknown((), name, value, known)
        self._whole(data, values)
        faults = [finding for finding in self.findings if finding.level == "error"]
        return None if faults else Plan(**values, unknown=self.unknown)

    def head(self, data: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, kind in (("schema", int), ("id", str), ("made", dt.date)):
            if key not in data:
                self._note("missing-key", key)
            elif type(data[key]) is not kind:
                self._note("wrong-type", key, wanted=kind.__name__, found=data[key])
            else:
                values[key] = data[key]
        if values.get("schema", 1) < 1:
            self._note("out-of-range", "schema", found=values["schema"], low=1, high=plan.SCHEMA)
        return values

    def table(self, table: Callable[..., _T], data: object, path: str) -> _T | None:
        if not isinstance(data, dict):
            self._note("wrong-type", path, wanted="table", found=data)
            return None
        specs = _fields(table)
        values: dict[str, Any] = {}
        faults = len(self.findings)
        for key, value in data.items():
            spec = specs.get(key)
            if spec is None:
                self._unknown(tuple(path.split(".")), key, value, list(specs))
            elif self._fits(spec, value, f"{path}.{key}"):
                values[spec.name] = value
        for key, spec in specs.items():
            if spec.default is _REQUIRED and key not in data:
                self._note("missing-key", f"{path}.{key}")
        sound = all(finding.level != "error" for finding in self.findings[faults:])
        return table(**values) if sound else None

    def keyed(self, table: Callable[..., _T], data: object, path: str) -> dict[str, _T]:
        found: dict[str, _T] = {}
        if not isinstance(data, dict):
            self._note("wrong-type", path, wanted="table", found=data)
            return found
        for key, value in data.items():
            if not _ID.fullmatch(key):
                self._note("bad-id", f"{path}.{key}", found=key)
            elif (item := self.table(table, value, f"{path}.{key}")) is not None:
                found[key] = item
        return found

    def skipped(self, data: object) -> dict[dt.date, str]:
        found: dict[dt.date, str] = {}
        for key, value in self._items(data, "skipped"):
            try:
                day = dt.date.fromisoformat(key)
            except ValueError:
                self._note("wrong-type", f"skipped.{key}", wanted="date", found=key)
                continue
            if type(value) is str:
                found[day] = value
            else:
                self._note("wrong-type", f"skipped.{key}", wanted="str", found=value)
        return found

    def ticked(self, data: object, path: str) -> dict[str, dt.date]:
        found: dict[str, dt.date] = {}
        for key, value in self._items(data, path):
            if type(value) is dt.date:
                found[key] = value
            else:
                self._note("wrong-type", f"{path}.{key}", wanted="date", found=value)
        return found

    def _items(self, data: object, path: str) -> list[tuple[str, object]]:
        if isinstance(data, dict):
            return list(data.items())
        self._note("wrong-type", path, wanted="table", found=data)
        return []

    def _fits(self, spec: _Field, value: Any, path: str) -> bool:
        if type(value) is not spec.type:
            self._note("wrong-type", path, wanted=spec.type.__name__, found=value)
        elif spec.type is dt.date and value.year not in YEARS:
            self._note("no-such-date", path, found=value)
        elif spec.type is dt.time and value.tzinfo is not None:
            self._note("wrong-type", path, wanted="time", found=value)
        elif spec.choices and value not in spec.choices:
            self._note("not-a-choice", path, found=value, choices=[c for c in spec.choices if c])
        elif spec.low is not None and not spec.low <= value <= (spec.high or value):
            self._note("out-of-range", path, found=value, low=spec.low, high=spec.high)
        else:
            return True
        return False

    def _whole(self, data: dict[str, Any], values: dict[str, Any]) -> None:
        """What can only be seen when all tables are read."""
        group = values.get("group")
        if group is not None and not is_name(group.name):
            self._note("bad-name", "group.name", longest=NAME_LENGTH)
        named = data.get("meetings")
        if not named:
            self._note("missing-table", "meetings")
            return
        if not isinstance(named, dict):
            return
        for table in ("handover", "follow_up"):
            if (item := values.get(table)) and item.meeting and item.meeting not in named:
                self._note("no-such-meeting", f"{table}.meeting", found=item.meeting)
        follow_up = values.get("follow_up")
        if follow_up and follow_up.rule != "none" and not (follow_up.meeting or follow_up.date):
            self._note("missing-key", "follow_up.meeting")
        for key, days in values["closed_days"].items():
            if days.last < days.first:
                self._note("days-backwards", f"closed_days.{key}.to", found=days.last)
        alone = group is not None and group.model == plan.WITHOUT_INITIATOR
        if "handover" not in data and not alone:
            self._note("missing-table", "handover")

    def _unknown(self, path: tuple[str, ...], key: str, value: object, known: list[str]) -> None:
        import difflib  # noqa: PLC0415 - only for a file with a fault

        place = self.unknown
        for part in path:
            place = place.setdefault(part, {})
        place[key] = value
        guess = next(iter(difflib.get_close_matches(key, known, n=1)), "")
        self._note("unknown-key", ".".join((*path, key)), "warning", name=key, guess=guess)

    def _note(self, kind: str, key: str, level: Level = "error", /, **values: object) -> None:
        self.findings.append(Finding(id=kind, key=key, level=level, values=values))


def _placed(findings: list[Finding], text: str) -> list[Finding]:
    """The findings, with their lines."""
    if not findings:
        return []
    from igangsetter.plan.lines import Lines  # noqa: PLC0415 - only for a file with a fault

    lines = Lines(text)
    return [dataclasses.replace(finding, line=lines.of(finding.key)) for finding in findings]


def _long_number(data: dict[str, Any]) -> str | None:
    """The path of a whole number that needs more than 64 bits: more than TOML promises to keep."""
    waiting: list[tuple[str, Any]] = [("", data)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend((f"{path}.{key}".lstrip("."), item) for key, item in value.items())
        elif isinstance(value, list):
            waiting.extend((path, item) for item in value)
        elif isinstance(value, int) and not -(2**63) <= value < 2**63:
            return path
    return None


def is_too_deep(text: str) -> bool:
    """Whether reading the text would take gigabytes, for a key of thousands of parts."""
    if text.count(".") < MANY_DOTS:
        return False
    from igangsetter.plan import syntax  # noqa: PLC0415 - no usual file has so many

    return syntax.has_deep_key(text)


def is_name(name: str) -> bool:
    """Whether a group may be called so: 1–120 characters, no control characters."""
    return 1 <= len(name.strip()) <= NAME_LENGTH and not _CONTROL.search(name)
