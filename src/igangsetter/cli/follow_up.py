"""`follow-up`: the day on which the initiator comes back."""

from __future__ import annotations

from typing import Annotated

import typer

from igangsetter.cli import changing, options, output, suggestions
from igangsetter.errors import UsageError
from igangsetter.language import _
from igangsetter.plan import leaving
from igangsetter.plan.change import row_of

EXAMPLES = (
    "igangsetter follow-up --agreed",
    'igangsetter follow-up "23. mars"',
    "igangsetter follow-up 11 --agreed",
)


def run(
    day: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[DATE|N]"),
            help=_("The day, or a meeting’s number."),
            autocompletion=suggestions.meetings,
        ),
    ] = None,
    agreed: Annotated[bool, typer.Option("--agreed", help=_("The group has said yes."))] = False,
    none: Annotated[bool, typer.Option("--none", help=_("There is to be none."))] = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Agree on the follow-up, change its day, or leave it out."""
    output.be_plain(plain)
    if (none and (day or agreed)) or not (none or day or agreed):
        raise UsageError(
            _("It is not clear what should happen with the follow-up."),
            _("Write a day or a meeting, --agreed, or --none."),
        )
    stored, now = options.stored(folder, group), options.today(today)
    if none:
        changed = leaving.no_visit(stored.plan)
    elif day is None:
        changed = leaving.agree(stored.plan)
    else:
        row = row_of(stored.plan, day) if day.isdigit() else stored.way.find(day)
        date = row.date if row else options.date(day, now)
        changed = leaving.visit(stored.plan, date, now, agreed=agreed)
    changing.apply(stored, changed, dry_run=dry_run)
