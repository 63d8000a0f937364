"""`end`: the group has ended, or never started."""

from __future__ import annotations

from typing import Annotated

import typer

from igangsetter.cli import changing, options, output, phrases
from igangsetter.language import _
from igangsetter.plan import leaving

EXAMPLES = ("igangsetter end", 'igangsetter end "1. juni" --because flytting')


def run(
    day: Annotated[
        str | None, typer.Argument(metavar=_("[DATE]"), help=_("When; without: today."))
    ] = None,
    because: options.Because = None,
    no_input: options.NoInput = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Note the end, and say what to shred and hand back."""
    output.be_plain(plain)
    stored, now = options.stored(folder, group), options.today(today)
    date = options.date(day, now) if day else now
    why = changing.reason(because, no_input=no_input)
    changing.apply(stored, leaving.end(stored.plan, date, reason=why), dry_run=dry_run)
    if dry_run:
        return
    output.out()
    for words in (
        _("Shred lists and notes, and delete names and numbers from your phone."),
        _("Hand back the key, and tell those who own the room that it is free."),
        _("Tell the partner who helped you."),
        phrases.erasing(),
    ):
        output.out(output.wrapped("  - " + words, "    "))
