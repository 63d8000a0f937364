"""`remind`: what she should do now, above all before her last meeting with the group."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from igangsetter import language as languages
from igangsetter import resources, texts
from igangsetter.cli import options, output, suggestions, usage
from igangsetter.cli.open_reminders import Coming, Open
from igangsetter.delivery.items import Item
from igangsetter.errors import ConfigurationError, IgangsetterError, InvalidPlanError
from igangsetter.language import Code, _
from igangsetter.reminders import rules
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from igangsetter.handouts.document import Document
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.groups import Groups

EXAMPLES = (
    "igangsetter remind",
    "igangsetter remind --days 14",
    "igangsetter remind --done handover-week:m04",
    "igangsetter remind --snooze handover-week:m04 tirsdag",
    "igangsetter remind --mail draft --attach",
)
SOMETHING_IS_DUE = 3
RULES = "reminders/rules.toml"


def run(
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    days: Annotated[
        int,
        typer.Option(
            min=0, max=3660, metavar=_("N"), help=_("List what comes within that many days.")
        ),
    ] = 0,
    language: options.Language = None,
    as_json: options.Json = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", help=_("Say nothing when nothing is due."))
    ] = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=_("Leave with 3 when something is due."))
    ] = False,
    done: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help=_("Tick a reminder off."), autocompletion=suggestions.reminders
        ),
    ] = None,
    undo_done: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help=_("Put it on the list again."), autocompletion=suggestions.ticked_off
        ),
    ] = None,
    snooze: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar=_("ID DATE"),
            help=_("Put it off until a day."),
            autocompletion=suggestions.reminders,
        ),
    ] = None,
    mail: Annotated[
        str | None,
        typer.Option(
            metavar="draft|send", help=_("As a mail to the initiators: a file to open, or sent.")
        ),
    ] = None,
    attach: Annotated[
        bool, typer.Option("--attach", help=_("The mail brings the sheets along, as PDF."))
    ] = False,
    drafts: Annotated[
        Path | None,
        typer.Option("--output", metavar=_("FOLDER"), help=_("Where the drafts are put.")),
    ] = None,
    notify: Annotated[
        bool, typer.Option("--notify", help=_("Show a notification on the desktop, once."))
    ] = False,
    daily: Annotated[bool, typer.Option("--daily", hidden=True)] = False,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Show what is due, of one group or of all; or tick it off, put it off, or send it."""
    output.be_plain(plain)
    day, place = options.today(today), options.located(folder)
    code = options.language(language[0]) if language else None
    tick = {"--done": done, "--undo-done": undo_done, "--snooze": snooze}
    send = {"--mail": mail, "--notify": notify or None}
    show = {"--days": days or None, "--json": as_json or None, "--exit-code": exit_code or None}
    parts = {"--attach": attach or None, "--output": drafts}
    _refuse_mixtures(_given(tick), _given(send), _given(show), _given(parts), mail=mail)
    if mail is not None or notify:
        from igangsetter.cli import mailing  # noqa: PLC0415 - a silent reminder needs none of it

        def due_now() -> mailing.Due:
            groups = options.groups(folder, group)
            return mailing.due(groups, rules_of(place), day)

        mailing.carry_out(
            mailing.Wish(mail, notify, attach, drafts, dry_run, quiet, daily),
            due_now,
            lambda item: document_of(item, day, code, place),
            day,
            place,
        )
        return
    groups = options.groups(folder, group)
    ours = rules_of(place)
    if done is not None or undo_done is not None or snooze is not None:
        from igangsetter.cli import ticking  # noqa: PLC0415 - as above

        ticking.carry_out(
            ticking.wish(done, undo_done, snooze),
            groups,
            ours,
            day,
            lambda item: document_of(item, day, code, place).title,
            dry_run=dry_run,
        )
        return
    found = Open(groups, ours, day, days, ahead=not (quiet or as_json))
    unworded: list[IgangsetterError] = []
    told = worded(found, lambda item: document_of(item, day, code, place), unworded)
    if as_json:
        output.out_json_list(_as_data(item, document) for item, document in told)
    elif found.spots and days:
        from igangsetter.cli import todo  # noqa: PLC0415 - as above

        todo.print_list(told, day, days, are_of_several=found.are_of_several)
    elif found.spots:
        print_items(told, are_of_several=found.are_of_several)
    elif not quiet and not groups.faults:
        _nothing(groups, found.coming, day, place)
    output.leave_with([*groups.faults, *unworded])
    if found.spots and exit_code:
        raise typer.Exit(SOMETHING_IS_DUE)


def _given(options: Mapping[str, object]) -> list[str]:
    return [name for name, value in options.items() if value is not None]


def _refuse_mixtures(
    tick: Sequence[str],
    send: Sequence[str],
    show: Sequence[str],
    parts: Sequence[str],
    *,
    mail: str | None,
) -> None:
    """Raise UsageError for wishes of which only one could be carried out."""
    ways = [found for found in (tick, send, show) if found]
    if len(ways) > 1:
        raise usage.only_one_of(*(name for found in ways for name in found))
    if parts and mail is None:
        raise usage.only_with("--mail", *parts)


def rules_of(place: Path) -> list[Rule]:
    """Our reminder rules, changed and added to by the folder's own. Raises ConfigurationError."""
    ours, found = resources.packaged() / RULES, resources.find(RULES, place)
    paths = [path for path in dict.fromkeys((ours, found)) if path]
    try:
        return rules.read(*(texts.text(path) for path in paths))
    except (ValueError, OSError) as error:
        why = _("it is no UTF-8 text") if isinstance(error, UnicodeDecodeError) else error
        raise ConfigurationError(
            _("The reminder rules {path} cannot be used: {why}.").format(path=found, why=why),
            _("Mend the file, or move it away: ours are used then."),
        ) from error


def document_of(item: Item, day: dt.date, code: Code | None, place: Path) -> Document:
    """A reminder as a sheet, its title first. Raises InvalidPlanError for words with a fault."""
    from igangsetter import templating  # noqa: PLC0415 - only when something is due
    from igangsetter.handouts import catalogue  # noqa: PLC0415 - as above
    from igangsetter.handouts.document import Document, Heading, Text, plain  # noqa: PLC0415
    from igangsetter.handouts.reading import parse  # noqa: PLC0415
    from igangsetter.reminders.words import RUN_SHEET, words  # noqa: PLC0415

    speaker = languages.of(code or item.stored.plan.group.language)
    sheets = catalogue.known([*item.due.rule.handouts, RUN_SHEET], speaker, place)
    titles = {name: sheet.title for name, sheet in sheets.items()}
    text = words(item.stored.way, item.due, day, code=speaker.code, titles=titles, folder=place)
    with templating.told(f"reminders/{speaker.code}.md.j2", place):
        blocks = parse(text)
    match blocks:
        case (Heading(1, inlines), *_rest):
            title = plain(inlines)
        case _:
            title = item.due.id
            blocks = (Heading(1, (Text(title),)), *blocks)
    return Document(title=title, language=speaker.code, blocks=blocks)


def worded(
    items: Iterable[Item], word: Callable[[Item], Document], faults: list[IgangsetterError]
) -> Iterator[tuple[Item, Document]]:
    """The reminders that can be put in words; the faults of the others' templates are noted."""
    for item in items:
        try:
            document = word(item)
        except InvalidPlanError as fault:
            faults.append(fault)
        else:
            yield item, document


def _as_data(item: Item, document: Document) -> dict[str, Any]:
    from igangsetter.handouts.markdown import markdown  # noqa: PLC0415 - as above

    return {
        "group": item.stored.slug,
        "id": item.due.id,
        "about": item.due.about,
        "due": item.due.due,
        "until": item.due.until,
        "date": item.due.date,
        "title": document.title,
        "body": markdown([replace(document, blocks=document.blocks[1:])]),
        "handouts": item.due.rule.handouts,
        "sources": item.due.rule.sources,
    }


def print_items(found: Iterable[tuple[Item, Document]], *, are_of_several: bool) -> None:
    """Print reminders one after the other."""
    from igangsetter.handouts.terminal import between, screen  # noqa: PLC0415 - as above

    done = _("Done? Write: {command}")
    printable, parted, drawn = "", "", not output.is_in_lines()
    for item, document in found:
        command = done_command(item, are_of_several=are_of_several)
        dressed = replace(document, footer=done.format(command=command))
        shown = screen([dressed], output.width(), output.dress, drawn=drawn).rstrip("\n")
        output.out_dressed(parted + shown)
        parted = between(output.width(), drawn=drawn)
        if item.due.rule.handouts and not printable:
            printable = f"igangsetter print {_to_print(item)}"
    if printable:
        output.next_step("\n" + _("Print what you need: {command}").format(command=printable))


def _to_print(item: Item) -> str:
    """The pack of what a reminder is about; where that is no meeting, its first sheet."""
    rule = item.due.rule
    if row := item.stored.way.by_id.get(item.due.about):
        return str(row.number)
    return "follow-up" if rule.anchor == "follow-up" else rule.handouts[0]


def done_command(item: Item, *, are_of_several: bool) -> str:
    """The command that ticks a reminder off; with its group where there are several."""
    group = f" -g {item.stored.slug}" if are_of_several else ""
    return f"igangsetter remind --done {item.due.id}{group}"


def _nothing(groups: Groups, coming: Coming, day: dt.date, place: Path) -> None:
    """One line: nothing is due, and what comes next: a date, or what she is reminded of."""
    if not groups.paths:
        raise plans.none_yet(place)
    from igangsetter.cli import phrases  # noqa: PLC0415 - not where nothing is said

    words = _("Nothing is urgent today.")
    way, first = coming
    following = way.next(day) if way else None
    if first and (following is None or first.due.opens <= following.date):
        title = document_of(first, first.due.opens, None, place).title
        words += " " + _("The next reminder comes on {date}: {title}.").format(
            date=phrases.near_date(first.due.opens, day),
            title=title.rpartition(": ")[2].rstrip(".?!"),
        )
    elif way:
        next_words = phrases.next_in_words(way, day)
        if len(groups) > 1:
            next_words = f"{way.plan.group.name}, {next_words}"
        words += " " + _("Next: {next}.").format(next=next_words)
    output.out(output.wrapped(words))
    if len(groups) > 1:
        return
    for line in (line for one in groups for line in phrases.last_words(one.way, day)):
        output.out(output.wrapped(line))
