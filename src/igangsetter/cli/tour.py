"""`tour`: the main job on a demonstration group, touching none of the user's plans."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter import holidays as calendar
from igangsetter import language as languages
from igangsetter.cli import options, output, paper, remind, show
from igangsetter.delivery.items import Item
from igangsetter.handouts import packs
from igangsetter.language import _, current
from igangsetter.plan import models, plan, schedule
from igangsetter.reminders import due
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from igangsetter.store.folder import Stored

EXAMPLES = ("igangsetter tour", "igangsetter tour demo")
DEMO_ID = "00000000-0000-4000-8000-000000000000"
WEEKS_AHEAD = 7
TUESDAY = 1


def run(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar=_("[FOLDER]"), help=_("Where the demonstration’s files go.")),
    ] = None,
    today: options.Today = None,
    plain: options.Plain = False,
) -> None:
    """Walk through the five parts; on a terminal wait for Enter between them."""
    output.be_plain(plain)
    day = options.today(today)
    place = (folder or Path(tempfile.mkdtemp(prefix="igangsetter-"))).expanduser().absolute()
    stored = plans.add(place, demonstration(day))
    for number, part in enumerate((_what, _way, _paper, _reminder, _your_turn), start=1):
        part(number, stored)
        if number < 5:  # noqa: PLR2004 - the last part
            _pause()


def demonstration(day: dt.date) -> plan.Plan:
    """A plan to try things on."""
    first = day + dt.timedelta(weeks=WEEKS_AHEAD)
    first += dt.timedelta(days=(TUESDAY - first.weekday()) % 7)
    code = current().code
    found = schedule.Answers(
        id=DEMO_ID,
        made=day,
        name=_("Tuesday Group"),
        language=code,
        model=models.load(models.DEFAULT),
        first=first,
        time=dt.time(18),
        place=plan.Place(name=_("The volunteer centre")),
        initiators=[plan.Initiator(name="Kari Nordmann", email="kari@example.org", public=True)],
    )
    return schedule.lay(found, calendar.public_holidays("NO", schedule.years(found), code)).plan


def _what(number: int, stored: Stored) -> None:
    _title(number, _("What this is"))
    for words in (
        _(
            "You help a self-help group to its feet: you are there the first times, leave at the "
            "break towards the end, hand over, and come back once."
        ),
        _("The program keeps the dates, makes the paper for the table, and reminds you."),
        _(
            "It never stores anything about the participants. Here is a group on trial: {name}."
        ).format(name=stored.plan.group.name),
    ):
        output.out(output.wrapped(words))


def _way(number: int, stored: Stored) -> None:
    _title(number, _("The way"))
    way = stored.way
    output.out(output.wrapped(show.heading(stored.plan, way)), "strong")
    output.out()
    show.timeline(way)
    output.out()
    show.closing(way)


def _paper(number: int, stored: Stored) -> None:
    _title(number, _("The paper"))
    output.out(output.wrapped(_("For the first meeting you print this, in this order:")))
    output.out()
    speaker = languages.of(stored.plan.group.language)
    copies = packs.pack("1", stored.way, [speaker], stored.path.parent)
    job = paper.Job(
        name="print-1",
        title=stored.plan.group.name,
        sheets=[one.sheets for one in copies],
    )
    press = paper.Press(stored, "pdf", stored.path.parent)
    (path,) = press.write([job], stored.paper, force=True)
    paper.tell_copies(copies)
    output.out()
    output.out(output.wrapped(_("All of it lies in one file: {path}").format(path=path)))
    if output.is_terminal():
        paper.open_file(path)


def _reminder(number: int, stored: Stored) -> None:
    _title(number, _("The reminder"))
    output.out(
        output.wrapped(_("This is how it reads one week before your last meeting with the group:"))
    )
    output.out()
    place = stored.path.parent
    ours = remind.rules_of(place)
    item = next(one for one in due.every(stored.way, ours) if one.rule.id == "handover-week")
    told = Item(stored, item)
    remind.print_items(
        [(told, remind.document_of(told, item.due, None, place))], are_of_several=False
    )


def _your_turn(number: int, stored: Stored) -> None:
    _title(number, _("Your turn"))
    output.out(_("Write:  {command}").format(command="igangsetter new-group"), "strong")
    output.out()
    output.out(
        output.wrapped(
            _("The files of this tour lie in {folder}. You may delete them.").format(
                folder=stored.path.parent
            )
        )
    )


def _title(number: int, words: str) -> None:
    if number > 1:
        output.out()
    output.out(f"{number}  {words}", "heading")
    output.out()


def _pause() -> None:
    if output.is_terminal():
        output.say("")
        input(_("Press Enter to go on.") + " ")
