"""`reference.md`: everything that the code has, as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import commands
import facts
from written import WORDS, part

from igangsetter import language, resources
from igangsetter.handouts import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from igangsetter.plan import models

_THE_PLAN = (
    "`<slug>.toml` in the folder of plans: UTF-8, and yours to edit. `[group]`, `[schedule]`, one "
    "meeting and, but for the way of starting `uten-igangsetter`, `[handover]` must be there; the "
    "other tables may be left out, and “required” holds within one that is there. An `<id>` has "
    "letters a–z, figures, - and _. Unknown keys are kept, and warned of."
)


def text(version: str) -> str:
    """The whole page."""
    parts = [(title, "\n".join(make())) for title, make in _PARTS.items()]
    listed = "\n".join(f"- [{title}](#{_anchor(title)})" for title, _words in parts)
    head = (
        f"# Reference\n\nigangsetter {version}. Made from the code by `python docs/make`: "
        f"change the code, or `docs/make/words.toml`, and not this page.\n\n{listed}\n"
    )
    return head + "".join(f"\n## {title}\n\n{words}\n" for title, words in parts)


def _commands() -> Iterator[str]:
    yield (
        "Each command has a Norwegian name too, which is accepted in every language. "
        "Every command takes `--plain` and `--help`; the exit codes are below."
    )
    for one in commands.every():
        yield f"\n### {one.name}\n"
        alias = f" Also: `igangsetter {one.alias}`." if one.alias else ""
        yield f"{one.help}{alias}\n"
        yield f"```text\n{one.usage}\n```\n"
        yield from _table(("", ""), ((_code(p.written), p.help) for p in one.parameters))
        if one.examples:
            yield "\n```text\n" + "\n".join(one.examples) + "\n```"


def _codes() -> Iterator[str]:
    yield from _table(("Code", "Means"), part("exit_codes").items())


def _environment() -> Iterator[str]:
    yield from _table(("Variable", "What it does"), _named(part("environment")))


def _files() -> Iterator[str]:
    yield "Where no folder is named, in the folder of plans.\n"
    yield from _table(("File", "What it is"), _named(part("files")))


def _keys(name: str, head: str) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        yield f"{head}\n"
        said = part(name)
        rows = [
            (_code(key.name), key.holds, key.default, said[key.name])
            for key in facts.tables_of_files()[name]
        ]
        yield from _table(("Key", "Holds", "Left out", ""), rows)

    return lines


def _checks() -> Iterator[str]:
    yield "`igangsetter check` looks for these; a warning or an error gives exit code 1.\n"
    rows = [
        (_code(name), check.level, words.message, words.advice, words.why, _tags(check.sources))
        for name, (check, words) in facts.checks().items()
    ]
    yield from _table(("Check", "Level", "What it says", "What to do", "Why", "Sources"), rows)


def _models() -> Iterator[str]:
    yield (
        "`igangsetter new-group --model ID`. A value whose source is “our default” is a suggestion "
        "of ours. Lengths are minutes; the follow-up counts what its rule says."
    )
    for model in facts.starting_models():
        yield f"\n### {model.id}\n\n{model.lines['en']}\n"
        yield from _table(("Value", "Is", "Range", "Source"), _values(model))


def _values(model: models.Model) -> Iterator[Sequence[str]]:
    for name, value in facts.values_of(model).items():
        bounds = [str(one) for one in (value.least, value.most) if one is not None]
        source = f"{value.source}; {value.borrowed_from}" if value.borrowed_from else value.source
        shown = str(value.default) if value.default != "" else "the same"
        yield _code(name), shown, "–".join(dict.fromkeys(bounds)), source


def _sheets() -> Iterator[str]:
    yield (
        "`igangsetter handout ID`. The packs are those of `igangsetter print`: how many copies "
        "stands behind each."
    )
    yield ""
    titles = {code: _titles(code) for code in ("nb", "nn")}
    rows = [
        (
            _code(sheet.id), sheet.title, titles["nb"][sheet.id], titles["nn"][sheet.id],
            sheet.audience, str(sheet.pages), ", ".join(_uses(sheet)), _tags(sheet.sources),
        )
        for sheet in facts.sheets()
    ]  # fmt: skip
    head = ("ID", "English", "Bokmål", "Nynorsk", "For", "Pages", "Packs", "Sources")
    yield from _table(head, rows)


def _titles(code: language.Code) -> dict[str, str]:
    return {sheet.id: sheet.title for sheet in catalogue.sheets(language.of(code))}


def _uses(sheet: catalogue.Sheet) -> Iterator[str]:
    for moment, use in sheet.when.items():
        only = f", only {' and '.join(use.only)}" if use.only else ""
        yield f"{moment} ({use.copies}{only})"


def _reminders() -> Iterator[str]:
    yield (
        "From which day a reminder is told, counted in days from the day that it speaks of, and "
        "until when. A rule of your own goes into `templates/reminders/rules.toml`: "
        "[how](../templates/README.md#reminders).\n"
    )
    said, rows = part("rules"), []
    for rule in facts.reminder_rules():
        until = f"{rule.until}" + (
            f" from {rule.until_from}" if rule.until_from != "anchor" else ""
        )
        conditions = [*rule.only, *rule.models, *(f"not {name}" for name in rule.except_models)]
        rows.append((
            _code(rule.id), said[rule.id], rule.anchor, rule.reader, str(rule.due), until,
            ", ".join(conditions), ", ".join(rule.handouts), _tags(rule.sources),
        ))  # fmt: skip
    head = ("Rule", "What it says", "Day", "For", "From", "Until", "Only", "Sheets", "Sources")
    yield from _table(head, rows)
    text = (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
    comment = [line for line in text.splitlines() if line.startswith("#")]
    yield "\n```text\n" + "\n".join(line.removeprefix("#")[1:] for line in comment) + "\n```"


def _templates() -> Iterator[str]:
    yield (
        "What a sheet may say, the filters, the front matter and the fenced blocks stand in "
        "[templates/README.md](../templates/README.md#what-a-sheet-may-say). A reminder may use:\n"
    )
    yield from _table(("Name", "What it is"), _named(part("reminder_variables")))


def _json() -> Iterator[str]:
    yield "Keys are never translated, dates are ISO, every key is always there, unknown is null."
    for name in WORDS["json"]:
        yield f"\n### igangsetter {name} --json\n"
        yield from _table(("Key", ""), _named(part(f"json.{name}")))


def _sources() -> Iterator[str]:
    yield (
        "What the advice, the sheets and the starting models build on. The texts are our own, and "
        "not published by these organisations.\n"
    )
    yield from _table(("Tag", "Where"), _named(part("sources")))


def _named(lines: dict[str, str]) -> Iterable[tuple[str, str]]:
    return ((_code(name), words) for name, words in lines.items())


def _tags(tags: Sequence[str]) -> str:
    return ", ".join(tags)


def _code(words: str) -> str:
    return f"`{words}`"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    for number, row in enumerate([head, *rows]):
        cells = (cell.replace("|", "\\|") for cell in row)
        yield "| " + " | ".join(cells) + " |"
        if number == 0:
            yield "|" + " --- |" * len(head)


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-").replace("`", "").replace(".", "")


_PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "Commands": _commands,
    "Exit codes": _codes,
    "Environment": _environment,
    "Files": _files,
    "The plan": _keys("plan", _THE_PLAN),
    "The settings": _keys("settings", "`igangsetter.toml` in the folder of plans, optional."),
    "The mail": _keys("mail", "`mail.toml` in your own configuration folder, optional."),
    "Checks": _checks,
    "Ways of starting": _models,
    "Sheets": _sheets,
    "Reminders": _reminders,
    "What templates may say": _templates,
    "JSON": _json,
    "Sources": _sources,
}
