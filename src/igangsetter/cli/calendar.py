"""`calendar`: the meetings as a calendar file, for the initiator or for the group."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter import language as languages
from igangsetter.calendar import entries as calendars
from igangsetter.calendar import ics
from igangsetter.characters import one_line
from igangsetter.cli import answers, options, output, usage
from igangsetter.cli.calendar_entries import Maker
from igangsetter.errors import CannotWriteError, UsageError
from igangsetter.language import _, current, ngettext
from igangsetter.store import files
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from igangsetter.calendar.entries import Audience, Entry, Wish
    from igangsetter.language import Code
    from igangsetter.store.folder import Stored

EXAMPLES = (
    "igangsetter calendar --open",
    "igangsetter calendar --for group -g tirsdag",
    "igangsetter calendar --publish https://example.org/dav/groups/ --user kari",
)
NAME = "kalender"
FOR_GROUP = "gruppa"
_TO_STDOUT = "-"
_HEAD = 2000
"""Bytes: within these a file says who made it."""


def run(
    audience: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="|".join(calendars.AUDIENCES),
            help=_("For yourself, with alarms; or for the group: the dates and nothing else."),
        ),
    ] = "initiator",
    title: Annotated[
        str | None,
        typer.Option(metavar=_("WORDS"), help=_("With --for group: what each meeting is called.")),
    ] = None,
    with_link: Annotated[
        bool, typer.Option("--with-link", help=_("With --for group: the link of the meeting too."))
    ] = False,
    language: options.Language = None,
    target: Annotated[
        str | None, typer.Option("--output", "-o", metavar=_("FILE"), help=_("Where; - is stdout."))
    ] = None,
    publish: Annotated[
        str | None,
        typer.Option(metavar="URL", help=_("Put the dates into a calendar on a CalDAV server.")),
    ] = None,
    user: Annotated[
        str | None, typer.Option(metavar=_("NAME"), help=_("Who you are on that server."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=_("Publish without asking."))] = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,  # noqa: ARG001 - every command takes it
    show_it: options.Open = False,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Make the file, replacing the one that it made before, or bring a server up to date."""
    output.be_plain(plain)
    wish = _wish(audience, title, with_link=with_link)
    if publish is not None and (target is not None or show_it):
        raise usage.only_one_of("--publish", "-o", "--open")
    if publish is None and (user is not None or yes):
        raise usage.only_with("--publish", "--user", "--yes")
    code = options.language(language[0]) if language else None
    place = options.located(folder)
    groups = options.groups(folder, group)
    if not groups.paths:
        raise plans.none_yet(place)
    maker = Maker(groups, wish, code, place)
    if publish is not None and maker.first:
        from igangsetter.cli import publishing  # noqa: PLC0415 - a file needs no server

        publishing.run(maker, publish, user, yes=yes, dry_run=dry_run, whole=group is None)
    elif maker.first:
        alone = maker.first if len(groups) == 1 else None
        _write(
            maker, alone, target, _path(target, alone, place, code, wish.audience), show_it, dry_run
        )
    output.leave_with(maker.faults)


def _wish(audience: str, title: str | None, *, with_link: bool) -> Wish:
    """For whom. Raises UsageError."""
    known = next((one for one in calendars.AUDIENCES if one == audience), None)
    if known is None:
        raise UsageError(
            _("“{text}” is nobody we make calendars for.").format(text=audience),
            _("Choose: {names}.").format(names=", ".join(calendars.AUDIENCES)),
        )
    if known == "initiator" and (title is not None or with_link):
        raise usage.only_with("--for group", "--title", "--with-link")
    words = answers.event_title(title) if title is not None else ""
    return calendars.Wish(audience=known, title=words, with_link=with_link)


def _path(
    target: str | None, alone: Stored | None, place: Path, code: Code | None, audience: Audience
) -> Path:
    """Where the file goes: `papir/<group>/kalender.ics`, or one above for several groups.

    The group's has another name, so that hers is not sent to them by a slip.
    """
    if target is not None:
        return Path(os.path.expanduser(target)).absolute()  # noqa: PTH111 - takes any ~name
    own = code is None or (alone is not None and code == alone.plan.group.language)
    folder = alone.paper if alone else place / plans.PAPER
    parts = [NAME, *([FOR_GROUP] if audience == "group" else []), *([] if own else [str(code)])]
    return folder / f"{'-'.join(parts)}.ics"


def _write(
    maker: Maker,
    alone: Stored | None,
    target: str | None,
    path: Path,
    show_it: bool,
    dry_run: bool,
) -> None:
    if target != _TO_STDOUT and not dry_run:
        _refuse_strangers(path)
    every = (entry for _stored, entries in maker.each() for entry in entries)
    first = next(every, None)
    if first is None:
        return
    made = chain([first], every, _later(maker.shared))
    if dry_run:
        tell(list(made))
        return
    content = ics.calendar(made, _name(maker, alone))
    if target == _TO_STDOUT:
        for part in content:
            output.out_bytes(part)
        return
    files.write(path, content)
    output.out(str(path))
    if show_it:
        from igangsetter.cli import paper  # noqa: PLC0415 - with the sheets

        paper.open_file(path)
    else:
        output.next_step(_next_step(maker.wish))


def _later(entries: Callable[[], list[Entry]]) -> Iterator[Entry]:
    """The organisation's dates, which are known when all plans have been gone through."""
    yield from entries()


def tell(made: Sequence[Entry]) -> None:
    """List entries by date, as a person reads them."""
    for entry in sorted(made, key=lambda one: (one.start.isoformat()[:10], one.uid)):
        output.out(line(entry))
    words = ngettext("{count} entry.", "{count} entries.", len(made))
    output.out(words.format(count=len(made)))


def line(entry: Entry) -> str:
    """`Tue  2 Feb 2027  18:00  Tirsdagsgruppa: meeting 4`."""
    start, hour = entry.start, ""
    if isinstance(start, dt.datetime):
        hour = current().clock(start.time())
    day = f"{current().short_day(start, aligned=True)} {start.year}"
    return f"{day:<17}  {hour:<5}  {entry.summary}"


def _name(maker: Maker, alone: Stored | None) -> str:
    """What calendar programs call it; nothing that tells what kind of group it is, for others."""
    speaker = languages.of(maker.code)
    if maker.wish.audience == "group":
        return speaker.gettext("Meetings")
    return one_line(alone.plan.group.name) if alone else speaker.gettext("Groups")


def _refuse_strangers(path: Path) -> None:
    """Raise CannotWriteError for a file that is there and was not made here."""
    if not path.exists():
        return
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as file:
                if ics.is_ours(file.read(_HEAD)):
                    return
    raise CannotWriteError(
        _("{path} is there already, and igangsetter did not make it.").format(path=path),
        _("Nothing was written. Choose another name with {option}.").format(option="-o"),
    )


def _next_step(wish: Wish) -> str:
    if wish.audience == "group":
        return _("Send the file to those in the group who want the dates in their calendar.")
    words = _("Open the file with your calendar program, or write: {command}")
    return words.format(command="igangsetter calendar --open")
