"""The rules of the reminders, read from TOML texts. Their meaning stands in rules.toml."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any, Literal, get_args

from igangsetter.plan.tables import loads
from igangsetter.value import Value

Anchor = Literal[
    "first",
    "attended",
    "half-alone",
    "handover",
    "alone",
    "follow-up",
    "goodbye",
    "information-meeting",
    "event",
    "end",
]
Reader = Literal["initiator", "group", "all"]
UntilFrom = Literal["anchor", "handover", "follow-up"]
Condition = Literal["gap over a week", "not the first", "not the last", "not at home", "few known"]
BEFORE = "meeting before"
MOST_DAYS = 3660
_LISTS = ("models", "except_models", "only", "handouts", "sources")
_DAYS = ("otherwise", "late", "until")
_NAME = re.compile(r"[A-Za-z0-9_-]{1,60}")
_CHOICES = {"anchor": Anchor, "reader": Reader, "until_from": UntilFrom}


class Rule(Value):
    """One rule, as rules.toml explains it. Days count from the anchor unless `until_from` is set.

    An empty `models` means every way of starting; `about` "group" gives an id of its own.
    """

    id: str
    anchor: Anchor
    due: int | str
    on: bool = True
    about: Literal["", "group"] = ""
    reader: Reader = "initiator"
    otherwise: int | None = None
    late: int | None = None
    until: int = 0
    until_from: UntilFrom = "anchor"
    models: tuple[str, ...] = ()
    except_models: tuple[str, ...] = ()
    only: tuple[Condition, ...] = ()
    handouts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


_KEYS = {spec.name for spec in fields(Rule)} - {"id"}


def read(*texts: str) -> list[Rule]:
    """The rules of the texts, in order; a later text changes, key by key, and adds.

    What is off is left out. Raises ValueError for a rule that makes no sense.
    """
    tables: dict[str, dict[str, Any]] = {}
    for text in texts:
        for name, table in _tables(text).items():
            tables[name] = tables.get(name, {}) | table
    found = [_rule(name, table) for name, table in tables.items()]
    return [rule for rule in found if rule.on]


def _tables(text: str) -> dict[str, dict[str, Any]]:
    try:
        tables = loads(text)
    except RecursionError as error:
        raise ValueError(error) from None
    for name, table in tables.items():
        if not _NAME.fullmatch(name):
            raise ValueError(repr(name))
        if not isinstance(table, dict):
            raise ValueError(f"{name} = {table!r}")  # noqa: TRY004 - a fault of the text
    return tables


def _rule(name: str, table: dict[str, Any]) -> Rule:
    lists = {}
    for key in _LISTS:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise ValueError(f"{name}: {key} = {found!r}")
        lists[key] = tuple(found)
    if unknown := sorted(set(table) - _KEYS):
        raise ValueError(f"{name}: {unknown[0]}")
    if missing := sorted({"anchor", "due"} - set(table)):
        raise ValueError(f"{name}: {missing[0]}")
    rule = Rule(id=name, **(table | lists))
    wrong = [key for key, choices in _CHOICES.items() if not _is_one_of(choices, rule, key)]
    wrong += [key for key in _DAYS if not _are_days(rule, key)]
    wrong += ["due"] if rule.due != BEFORE and not _are_days(rule, "due") else []
    # One id for several meetings would tick them all off at once.
    one = rule.anchor not in ("attended", "event")
    wrong += ["about"] if rule.about != "" and not (rule.about == "group" and one) else []
    wrong += ["on"] if type(rule.on) is not bool else []
    wrong += ["only"] if set(rule.only) - set(get_args(Condition)) else []
    if wrong:
        raise ValueError(f"{name}: {wrong[0]} = {getattr(rule, wrong[0])!r}")
    return rule


def _is_one_of(choices: Any, rule: Rule, key: str) -> bool:
    return getattr(rule, key) in get_args(choices)


def _are_days(rule: Rule, key: str) -> bool:
    found = getattr(rule, key)
    return found is None if key in {"otherwise", "late"} and found is None else _is_count(found)


def _is_count(found: object) -> bool:
    return type(found) is int and abs(found) <= MOST_DAYS
