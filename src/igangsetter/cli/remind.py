"""`remind`: what she should do now, above all before her last meeting with the group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from igangsetter import language as languages
from igangsetter import resources
from igangsetter.cli import options, output, phrases
from igangsetter.errors import ConfigurationError, IgangsetterError
from igangsetter.language import Code, _
from igangsetter.reminders import due, rules
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.document import Block
    from igangsetter.reminders.due import Due
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.folder import Stored

EXAMPLES = (
    "igangsetter remind",
    "igangsetter remind --days 14",
    "igangsetter remind --done handover-week:m04",
    "igangsetter remind --snooze handover-week:m04 tirsdag",
)
SOMETHING_IS_DUE = 3


class Item(NamedTuple):
    """A reminder that is due, with the plan that it belongs to."""

    stored: Stored
    due: Due


def run(
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    days: Annotated[
        int,
        typer.Option(min=0, max=3660, metavar=_("N"), help=_("Look that many days ahead.")),
    ] = 0,
    language: options.Language = None,
    as_json: options.Json = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help=_("Say nothing when nothing is due."))
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("Leave with 3 when something is due."))
    ] = False,
    done: Annotated[str | None, typer.Option(metavar="ID", help=_("Tick a reminder off."))] = None,
    undo_done: Annotated[
        str | None, typer.Option(metavar="ID", help=_("Put it on the list again."))
    ] = None,
    snooze: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar=_("ID DATE"), help=_("Put it off until a day.")),
    ] = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Show what is due, of one group or of all; or tick it off, or put it off."""
    output.be_plain(plain)
    day, place = options.today(today), options.located(folder)
    code = options.language(language[0]) if language else None
    found, faults = _plans(group, folder, place)
    ours = rules_of(place)
    if done is not None or undo_done is not None or snooze is not None:
        from igangsetter.cli import ticking  # noqa: PLC0415 - a silent reminder needs none of it

        ticking.carry_out(
            ticking.wish(done, undo_done, snooze),
            found,
            ours,
            day,
            lambda stored, item: markdown_of(stored, item, day, code, place)[0],
            dry_run=dry_run,
        )
        return
    items = [Item(one, item) for one in found for item in due.due(one.plan, ours, day, days)]
    items.sort(key=lambda item: (item.due.date, item.stored.slug))
    if as_json:
        output.out_json([_as_data(item, day, code, place) for item in items])
    elif items:
        print_items(items, day, code, place)
    elif not quiet and not faults:
        _nothing(found, day, place)
    output.leave_with(faults)
    if items and exit_code:
        raise typer.Exit(SOMETHING_IS_DUE)


def markdown_of(
    stored: Stored, item: Due, day: dt.date, code: Code | None, place: Path
) -> tuple[str, Sequence[Block]]:
    """A reminder's title in plain characters, and its body as blocks."""
    from igangsetter.handouts import catalogue  # noqa: PLC0415 - only when something is due
    from igangsetter.handouts.document import Heading, plain  # noqa: PLC0415
    from igangsetter.handouts.reading import parse  # noqa: PLC0415
    from igangsetter.reminders.words import words  # noqa: PLC0415

    speaker = languages.of(code or stored.plan.group.language)
    titles = {sheet.id: sheet.title for sheet in catalogue.sheets(speaker, place, faults=[])}
    text = words(stored.plan, item, day, code=speaker.code, titles=titles, folder=place)
    match parse(text):
        case (Heading(1, inlines), *blocks):
            return plain(inlines), blocks
        case blocks:
            return item.id, blocks


def _plans(
    group: str | None, folder: Path | None, place: Path
) -> tuple[list[Stored], Sequence[IgangsetterError]]:
    """One group's plan, or all; a plan that cannot be read does not stop the others."""
    if group is not None:
        return [options.stored(folder, group)], []
    found, faults = options.every(place)
    for one in found:
        options.warn(one.findings)
    return found, faults


def rules_of(place: Path) -> list[Rule]:
    """The reminder rules, the folder's own before ours. Raises ConfigurationError."""
    path = resources.find("reminders/rules.toml", place)
    assert path is not None  # noqa: S101 - it is part of the package
    try:
        return rules.read(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise ConfigurationError(
            _("The reminder rules {path} cannot be used: {why}.").format(path=path, why=error),
            _("Mend the file, or move it away: ours are used then."),
        ) from error


def _as_data(item: Item, day: dt.date, code: Code | None, place: Path) -> dict[str, Any]:
    from igangsetter.handouts.document import Document  # noqa: PLC0415
    from igangsetter.handouts.markdown import markdown  # noqa: PLC0415

    title, blocks = markdown_of(item.stored, item.due, day, code, place)
    language = code or item.stored.plan.group.language
    return {
        "group": item.stored.slug,
        "id": item.due.id,
        "about": item.due.about,
        "due": item.due.due,
        "until": item.due.until,
        "date": item.due.date,
        "title": title,
        "body": markdown([Document(title=title, language=language, blocks=tuple(blocks))]),
        "handouts": item.due.rule.handouts,
        "sources": item.due.rule.sources,
    }


def print_items(items: Sequence[Item], day: dt.date, code: Code | None, place: Path) -> None:
    """Print reminders one after the other, as they read on that day."""
    from igangsetter.handouts.document import (  # noqa: PLC0415
        Document,
        Emphasis,
        Heading,
        Paragraph,
        Text,
    )
    from igangsetter.handouts.terminal import screen  # noqa: PLC0415

    documents = []
    for item in items:
        title, blocks = markdown_of(item.stored, item.due, day, code, place)
        language = code or item.stored.plan.group.language
        heading = Heading(1, (Text(title),))
        if item.due.due > day:
            speaker = languages.of(language)
            words = speaker.gettext("This is what you are told on {date}:")
            opens = Paragraph((Emphasis((Text(words.format(date=speaker.day(item.due.due))),)),))
            blocks = (opens, *blocks)
        documents.append(
            Document(
                title=title,
                language=language,
                blocks=(heading, *blocks),
                footer=_("Done? Write: {command}").format(command=_done(item, items)),
            )
        )
    output.out_dressed(screen(documents, output.width(), output.dress).rstrip("\n"))
    printable = next((item for item in items if item.due.rule.handouts), None)
    if printable and output.is_terminal():
        row = printable.stored.way.by_id.get(printable.due.about)
        command = f"igangsetter print {row.number if row else 'follow-up'}"
        output.say("\n" + _("Print what you need: {command}").format(command=command))


def _done(item: Item, items: Sequence[Item]) -> str:
    """The command that ticks a reminder off; with its group where there are several."""
    several = len({one.stored.slug for one in items}) > 1
    group = f" -g {item.stored.slug}" if several else ""
    return f"igangsetter remind --done {item.due.id}{group}"


def _nothing(found: Sequence[Stored], day: dt.date, place: Path) -> None:
    """One line: nothing is due, and what comes next."""
    if not found:
        raise plans.none_yet(place)
    ways = [one.way for one in found]
    coming = [(following.date, way) for way in ways if (following := way.next(day))]
    words = _("Nothing is urgent today.")
    if coming:
        _date, way = min(coming, key=lambda pair: pair[0])
        next_words = phrases.next_in_words(way, day)
        if len(ways) > 1:
            next_words = f"{way.plan.group.name}, {next_words}"
        words += " " + _("Next: {next}.").format(next=next_words)
    output.out(output.wrapped(words))
