"""What the code has that a reader may meet: keys, codes, variables, shapes and sources."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import datetime as dt
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import click

from igangsetter import errors, language, resources
from igangsetter.cli import advice_words, app, remind
from igangsetter.delivery import account
from igangsetter.handouts import catalogue
from igangsetter.plan import advice, models, plan
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules, words
from igangsetter.store import folder as plans
from igangsetter.store import settings
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = Path(language.__file__).parent
EXAMPLE = ROOT / "examples" / "tirsdagsgruppa.toml"
TODAY = dt.date(2027, 1, 26)
ENGLISH = language.of("en")
_KINDS = {
    str: "text", int: "whole number", bool: "true or false", dt.date: "date",
    dt.time: "clock time", tuple: "list of texts",
}  # fmt: skip
_VARIABLE = re.compile(r"(?:IGANGSETTER|XDG|DBUS|LC)_[A-Z_]+|LANG|(?:[A-Z]+_)?DISPLAY|XAUTHORITY")
_ASKED_BY_PYTHON = {"COLUMNS"}


@dataclass(frozen=True)
class Key:
    """A key of a TOML file: what may stand there, and what holds without it."""

    name: str
    holds: str
    default: str


def keys(table: type[Value], under: str = "") -> list[Key]:
    """Every key of a table and of the tables in it; `<id>` stands for a name of one's own."""
    found: list[Key] = []
    hints = get_type_hints(table, localns={"Mapping": Mapping, "Sequence": Sequence, "Any": Any})
    for spec in dataclasses.fields(table):
        hint, key = _bare(hints[spec.name]), f"{under}{spec.metadata.get('key', spec.name)}"
        if spec.name in {"unknown", "findings"}:
            continue
        if get_origin(hint) is Mapping:
            of_what, item = get_args(hint)
            if _is_table(item):
                found += keys(item, f"{key}.<id>.")
            else:
                one = "date" if of_what is dt.date else "reminder"
                found.append(Key(f"{key}.<{one}>", _KINDS[item], ""))
        elif _is_table(hint):
            found += keys(hint, f"{key}.")
        else:
            found.append(Key(key, _holds(hint, spec), _default(spec)))
    return found


def exit_codes() -> set[int]:
    """Every code that the program may leave with."""
    raised = {0, app.INTERRUPTED, remind.SOMETHING_IS_DUE, click.UsageError.exit_code}
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    raised |= {k.exit_code for k in kinds if issubclass(k, errors.IgangsetterError)}
    for call in _calls():
        if _name(call) == "Exit":
            raised |= {one.value for one in call.args if isinstance(one, ast.Constant)}
    return raised


def variables() -> set[str]:
    """Every environment variable that the code asks for, or writes into a job."""
    found = set(_ASKED_BY_PYTHON)
    for path in SOURCE.rglob("*.py"):
        found |= {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and _VARIABLE.fullmatch(node.value)
        }
    for call in _calls():
        asked = ast.unparse(call.func)
        if asked.endswith("environ.get"):
            found |= {one.value for one in call.args[:1] if isinstance(one, ast.Constant)}
    return found


def shapes(commands: list[str]) -> dict[str, list[str]]:
    """The keys that each of these commands answers with in JSON, asked for the example plan."""
    return {name: list(dict.fromkeys(_paths(_answer(name)))) for name in commands}


def reminder_rules() -> list[rules.Rule]:
    """Our rules, those that are off too."""
    text = (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
    return rules.read(text.replace("on = false", "on = true"))


def reminder_variables() -> set[str]:
    """The names that the words of a reminder may use."""
    way = Timeline(plans.load(EXAMPLE).plan)
    item = due.every(way, reminder_rules())[0]
    return set(words._values(way, item, item.due, ENGLISH, {}, None))  # noqa: SLF001 - no other list


def sheets() -> list[catalogue.Sheet]:
    """Every sheet, in English."""
    return catalogue.sheets(ENGLISH)


def starting_models() -> list[models.Model]:
    """Every way of starting, in the order of the wizard."""
    found = [models.load(name) for name in models.names(None)]
    return sorted(found, key=lambda model: (model.order, model.id))


def values_of(model: models.Model) -> dict[str, models.Value]:
    """The values of a model, each with its source."""
    return {name: value for name, value in vars(model).items() if isinstance(value, models.Value)}


def checks() -> dict[str, tuple[advice.Check, advice_words.Words]]:
    """Every check with its words."""
    table = advice_words.table()
    return {name: (check, table[name]) for name, check in advice.CHECKS.items()}


def sources() -> set[str]:
    """The tag of every source that a check, sheet, rule or model names."""
    named: set[str] = set()
    for tagged in (*advice.CHECKS.values(), *sheets(), *reminder_rules()):
        named.update(tagged.sources)
    for model in starting_models():
        for value in values_of(model).values():
            named |= {value.source, value.borrowed_from}
    tags = {tag.strip() for text in named for tag in text.partition(": ")[0].split(",")}
    return tags - {"", models.OUR_DEFAULT}


def tables_of_files() -> dict[str, list[Key]]:
    """The keys of the plan, the settings and `mail.toml`."""
    return {
        "plan": keys(plan.Plan),
        "settings": keys(settings.Settings),
        "mail": keys(account.Account),
    }


def _bare(hint: Any) -> Any:
    parts = [part for part in get_args(hint) if part is not type(None)]
    return parts[0] if len(parts) < len(get_args(hint)) else hint


def _is_table(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Value)


def _holds(hint: Any, spec: dataclasses.Field[Any]) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(f"`{choice}`" for choice in get_args(hint) if choice)
    if "low" in spec.metadata:
        return f"whole number, {spec.metadata['low']} to {spec.metadata['high']}"
    return _KINDS[get_origin(hint) or hint]


def _default(spec: dataclasses.Field[Any]) -> str:
    if spec.default is dataclasses.MISSING:
        return "required"
    return "" if spec.default in (None, "", ()) else f"`{json.dumps(spec.default)}`"


def _calls() -> Iterator[ast.Call]:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield node


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _answer(command: str) -> Any:
    arguments = [command, "--json", "--folder", str(EXAMPLE.parent)]
    if command not in {"groups", "handout"}:
        arguments += ["-g", str(EXAMPLE)]
    if command != "handout":
        arguments += ["--today", str(TODAY)]
    language.speak("en")
    with contextlib.redirect_stdout(io.StringIO()) as screen:
        app.run(arguments)
    return json.loads(screen.getvalue())


def _paths(value: Any, path: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _paths(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for item in value:
            yield from _paths(item, f"{path}[]")
    else:
        yield path
