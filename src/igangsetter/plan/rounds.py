"""The rounds of a plan in words: its own, else ours in the language of the reader."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import tomli

from igangsetter import resources

if TYPE_CHECKING:
    from igangsetter.language import Code
    from igangsetter.plan.plan import Plan, RoundWhen


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A round as it is offered. `title` is written as within a sentence."""

    id: str
    title: str
    prompt: str
    when: RoundWhen


def spoken(plan: Plan, code: Code) -> dict[str, Spoken]:
    """The plan's rounds by id, in its order."""
    ours = _ours()
    found = {}
    for name, suggestion in plan.rounds.items():
        words = ours.get(name, {}).get(code, {})
        found[name] = Spoken(
            id=name,
            title=suggestion.title or words.get("title", name),
            prompt=suggestion.prompt or words.get("prompt", ""),
            when=suggestion.when,
        )
    return found


@cache
def _ours() -> dict[str, dict[str, dict[str, str]]]:
    return tomli.loads((resources.packaged() / "rounds.toml").read_text(encoding="utf-8"))
