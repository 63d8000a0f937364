"""The lines of words.toml: what the code does not say itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import commands
import facts

WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def needed() -> dict[str, set[str]]:
    """What must have a line, by the part of words.toml in which it stands."""
    answering = [one.name.split()[-1] for one in commands.every() if one.has_json]
    return {
        **{name: {key.name for key in keys} for name, keys in facts.tables_of_files().items()},
        **{f"json.{name}": set(paths) for name, paths in facts.shapes(answering).items()},
        "exit_codes": set(map(str, facts.exit_codes())),
        "environment": facts.variables(),
        "rules": {rule.id for rule in facts.reminder_rules()},
        "reminder_variables": facts.reminder_variables(),
        "sources": facts.sources(),
    }


def part(name: str) -> dict[str, str]:
    """The lines of one part, `exit_codes` or `json.show`, by what they are about."""
    found = WORDS
    for key in name.split("."):
        found = found[key]
    return found
