"""The rules of the reminders, read from TOML text. Their meaning stands in rules.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import Any, Literal, get_args

from igangsetter.value import Value

Anchor = Literal["half-alone", "handover", "alone", "follow-up"]
BEFORE = "meeting before"
UNTIL_ANCHOR = "anchor"
LONG_GAP = "gap over a week"


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
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
    return [_rule(name, table) for name, table in tomllib.loads(text).items()]


def _rule(name: str, table: dict[str, Any]) -> Rule:
    lists = {key: tuple(table.get(key, ())) for key in ("handouts", "sources")}
    try:
        rule = Rule(id=name, **(table | lists))
    except TypeError as error:
        raise ValueError(f"{name}: {error}") from None
    if rule.anchor not in get_args(Anchor):
        raise ValueError(f"{name}: anchor = {rule.anchor!r}")
    if not isinstance(rule.due, int) and rule.due != BEFORE:
        raise ValueError(f"{name}: due = {rule.due!r}")
    if not isinstance(rule.until, int) and rule.until != UNTIL_ANCHOR:
        raise ValueError(f"{name}: until = {rule.until!r}")
    if rule.only not in {"", LONG_GAP}:
        raise ValueError(f"{name}: only = {rule.only!r}")
    return rule
