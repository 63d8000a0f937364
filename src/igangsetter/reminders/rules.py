"""The rules of the reminders, read from TOML text. Their meaning stands in rules.toml."""

from __future__ import annotations

import tomllib
from typing import Any, Literal, get_args

from igangsetter.value import Value

Anchor = Literal["half-alone", "handover", "alone", "follow-up"]
BEFORE = "meeting before"
UNTIL_ANCHOR = "anchor"
MOST_DAYS = 3660
LONG_GAP = "gap over a week"


class Rule(Value):
    """One rule. `due` and `until` are days, or the words that rules.toml explains."""

    id: str
    anchor: Anchor
    due: int | str
    otherwise: int | None = None
    until: int | str = UNTIL_ANCHOR
    only: str = ""
    handouts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def read(text: str) -> list[Rule]:
    """The rules of a text, in its order. Raises ValueError for a rule that makes no sense."""
    try:
        tables = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError(error) from None
    return [_rule(name, table) for name, table in tables.items()]


def _rule(name: str, table: Any) -> Rule:
    if not isinstance(table, dict):
        raise ValueError(f"{name} = {table!r}")  # noqa: TRY004 - a fault of the text
    lists = {}
    for key in ("handouts", "sources"):
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise ValueError(f"{name}: {key} = {found!r}")
        lists[key] = tuple(found)
    try:
        rule = Rule(id=name, **(table | lists))
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from None
    if rule.anchor not in get_args(Anchor):
        raise ValueError(f"{name}: anchor = {rule.anchor!r}")
    if not _are_days(rule.due) and rule.due != BEFORE:
        raise ValueError(f"{name}: due = {rule.due!r}")
    if not _are_days(rule.otherwise) and rule.otherwise is not None:
        raise ValueError(f"{name}: otherwise = {rule.otherwise!r}")
    if not _are_days(rule.until) and rule.until != UNTIL_ANCHOR:
        raise ValueError(f"{name}: until = {rule.until!r}")
    if rule.only not in ("", LONG_GAP):
        raise ValueError(f"{name}: only = {rule.only!r}")
    return rule


def _are_days(found: object) -> bool:
    return type(found) is int and abs(found) <= MOST_DAYS
