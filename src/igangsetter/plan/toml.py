"""Plan file text ↔ Plan. Equal plans give equal bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from igangsetter.characters import LINE_BREAKS, SHAPELESS, UNSEEN
from igangsetter.plan import plan
from igangsetter.plan.plan import Plan
from igangsetter.plan.tables import Reader, as_table, parse, placed

if TYPE_CHECKING:
    from igangsetter.errors import Finding

NAME_LENGTH = 120

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


class Reading(NamedTuple):
    """A plan, unless a finding is an error."""

    plan: Plan | None
    findings: list[Finding]


def read(text: str) -> Reading:
    """The plan that a text holds, and everything that is wrong with it."""
    parsed = parse(text)
    if parsed.data is None:
        return Reading(None, parsed.findings)
    reader = _PlanReader()
    found = reader.read(parsed.data)
    return Reading(found, placed(reader.findings, text))


def write(found: Plan, heading: str) -> str:
    """The text of a plan; `heading` is the comment that stands above it."""
    import tomli_w  # noqa: PLC0415 - only writing commands need it

    document: dict[str, Any] = {}
    for name in ("schema", "id", "made"):
        document[name] = getattr(found, name)
    for spec in dataclasses.fields(Plan):
        value = getattr(found, spec.name)
        if spec.name in _TABLES and value is not None:
            document[spec.name] = as_table(value)
        elif spec.name in _KEYED_TABLES and value:
            document[spec.name] = {key: as_table(item) for key, item in value.items()}
        elif spec.name in {"skipped", "done", "snoozed"} and value:
            document[spec.name] = {str(key): value[key] for key in sorted(value)}
    _merge(document, found.unknown)
    text = tomli_w.dumps(document)
    # A carriage return would not survive between triple quotation marks.
    if "\\r" not in text:
        text = tomli_w.dumps(document, multiline_strings=True)
    return f"# {heading}\n{text}"


def _merge(document: dict[str, Any], unknown: Any) -> None:
    for key, value in unknown.items():
        if isinstance(value, dict) and isinstance(document.get(key), dict):
            _merge(document[key], value)
        else:
            document.setdefault(key, value)


class _PlanReader(Reader):
    """Puts the tables of a plan together, and sees what only the whole can show."""

    def read(self, data: dict[str, Any]) -> Plan | None:
        schema = data.get("schema")
        if type(schema) is int and schema > plan.SCHEMA:
            self.note("newer-schema", "schema", found=schema, known=plan.SCHEMA)
            return None
        values = self.head(data)
        for name, table in _TABLES.items():
            if name in data:
                values[name] = self.table(table, data[name], name)
            elif name in {"group", "schedule"}:
                self.note("missing-table", name)
        for name, table in _KEYED_TABLES.items():
            values[name] = self.keyed(table, data.get(name, {}), name)
        values["skipped"] = self.skipped(data.get("skipped", {}))
        for name in ("done", "snoozed"):
            values[name] = self.ticked(data.get(name, {}), name)
        known = [spec.name for spec in dataclasses.fields(Plan) if spec.name != "unknown"]
        for name, value in data.items():
            if name not in known:
                self.note_unknown((), name, value, known)
        self._whole(data, values)
        return None if self.has_faults() else Plan(**values, unknown=self.unknown)

    def head(self, data: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, kind in (("schema", int), ("id", str), ("made", dt.date)):
            if key not in data:
                self.note("missing-key", key)
            elif type(data[key]) is not kind:
                self.note("wrong-type", key, wanted=kind.__name__, found=data[key])
            else:
                values[key] = data[key]
        if values.get("schema", 1) < 1:
            self.note("out-of-range", "schema", found=values["schema"], low=1, high=plan.SCHEMA)
        return values

    def skipped(self, data: object) -> dict[dt.date, str]:
        found: dict[dt.date, str] = {}
        for key, value in self.items(data, "skipped"):
            try:
                day = dt.date.fromisoformat(key)
            except ValueError:
                self.note("wrong-type", f"skipped.{key}", wanted="date", found=key)
                continue
            if type(value) is str:
                found[day] = value
            else:
                self.note("wrong-type", f"skipped.{key}", wanted="str", found=value)
        return found

    def ticked(self, data: object, path: str) -> dict[str, dt.date]:
        found: dict[str, dt.date] = {}
        for key, value in self.items(data, path):
            if type(value) is dt.date:
                found[key] = value
            else:
                self.note("wrong-type", f"{path}.{key}", wanted="date", found=value)
        return found

    def _whole(self, data: dict[str, Any], values: dict[str, Any]) -> None:
        """What can only be seen when all tables are read."""
        group = values.get("group")
        if group is not None and not is_name(group.name):
            self.note("bad-name", "group.name", longest=NAME_LENGTH)
        named = data.get("meetings")
        if not named:
            self.note("missing-table", "meetings")
            return
        if not isinstance(named, dict):
            return
        for table in ("handover", "follow_up"):
            if (item := values.get(table)) and item.meeting and item.meeting not in named:
                self.note("no-such-meeting", f"{table}.meeting", found=item.meeting)
        if follow_up := values.get("follow_up"):
            self._comes_back(follow_up)
        for key, days in values["closed_days"].items():
            if days.last < days.first:
                self.note("days-backwards", f"closed_days.{key}.to", found=days.last)
        alone = group is not None and group.model == plan.WITHOUT_INITIATOR
        if "handover" not in data and not alone:
            self.note("missing-table", "handover")

    def _comes_back(self, follow_up: plan.FollowUp) -> None:
        if follow_up.rule != "none" and not (follow_up.meeting or follow_up.date):
            self.note("missing-key", "follow_up.meeting")
        if follow_up.meeting and follow_up.date:
            self.note("two-days", "follow_up.date", found=follow_up.date, meeting=follow_up.meeting)
        if follow_up.latest < follow_up.earliest:
            self.note("window-backwards", "follow_up.latest", found=follow_up.latest)


def is_name(name: str) -> bool:
    """Whether a group may be called so: 1–120 characters, no control characters."""
    fits = name.translate(SHAPELESS).strip() and len(name.strip()) <= NAME_LENGTH
    return bool(fits) and not UNSEEN.search(name) and not LINE_BREAKS.search(name)
