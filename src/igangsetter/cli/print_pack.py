"""`print`: the sheets of one moment as one PDF, with the number of copies of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter import language as languages
from igangsetter.cli import options, output, paper, suggestions
from igangsetter.errors import IgangsetterError, NotFoundError
from igangsetter.handouts import catalogue, packs
from igangsetter.language import _
from igangsetter.plan.timeline import Timeline
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.packs import Copies
    from igangsetter.language import Language

EXAMPLES = ("igangsetter print 1", "igangsetter print start --open", "igangsetter print rammer")


def run(
    moment: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[N|MOMENT|SHEET]"),
            help=_(
                "A meeting’s number, {moments}, or one sheet. Without: the next meeting."
            ).format(moments=", ".join(packs.spoken())),
            autocompletion=suggestions.moments,
        ),
    ] = None,
    language: options.Language = None,
    large: options.LargePrint = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    show_it: options.Open = False,
    plain: options.Plain = False,
) -> None:
    """Make the pack, replacing the file that it made before."""
    output.be_plain(plain)
    place = options.located(folder)
    stored = options.stored(folder, group)
    way = stored.way
    wished = _wished(moment or _next_meeting(way, options.today(today)), way)
    codes = [options.language(code) for code in language or [stored.plan.group.language]]
    speakers = [languages.of(code) for code in dict.fromkeys(codes)]
    faults: list[IgangsetterError] = []
    copies = _copies(wished, way, speakers, place, faults)
    job = paper.Job(
        name=f"print-{wished}",
        title=stored.plan.group.name,
        sheets=[one.sheets for one in copies],
        meeting=way.find(wished),
        large=large,
        cover=wished in packs.BOUND,
    )
    press = paper.Press(stored, "pdf", place)
    paths = press.write([job], stored.paper, force=True)
    paper.tell_copies(copies, first=2 if job.cover else 1, large=large)
    row = way.find(wished)
    if row and row.cancelled:
        words = _("Meeting {number}, {date}, is cancelled.")
        date = languages.current().day(row.date)
        output.say(output.wrapped(words.format(number=row.number, date=date)))
    output.out()
    for path in paths:
        output.out(str(path))
    if show_it:
        for path in paths:
            paper.open_file(path)
    elif paths:
        command = f"igangsetter print {wished} --open"
        words = _("Open the file and print it, or write: {command}")
        output.say(output.wrapped(words.format(command=command)))
    output.leave_with([*faults, *press.faults])


def _wished(word: str, way: Timeline) -> str:
    """The moment, the meeting's number or the sheet that a word means: one file for one pack."""
    moment = packs.meant(word)
    row = way.by_id.get(word)
    if moment == "handover" and way.handover:
        row = way.handover
    elif moment == "follow-up" and way.follow_up:
        row = way.follow_up.row
    return str(row.number) if row else moment or word


def _copies(
    wished: str,
    way: Timeline,
    speakers: Sequence[Language],
    place: Path,
    faults: list[IgangsetterError],
) -> list[Copies]:
    if wished not in packs.MOMENTS and not wished.isdigit() and wished not in way.by_id:
        sheet = catalogue.sheet(plans.slug(wished), speakers[0], place)
        sheets = packs.in_languages(sheet, speakers[1:], place)
        return [packs.Copies(sheets=sheets, count=1)]
    return packs.pack(wished, way, speakers, place, faults)


def _next_meeting(way: Timeline, day: dt.date) -> str:
    coming = next((row for row in way.planned if row.date >= day), None)
    if coming is None:
        raise NotFoundError(
            _("No meeting is left in this plan."),
            _("Write what to print, for example {command}").format(command="igangsetter print 1"),
        )
    return str(coming.number)
