"""`handover`: which meeting is the initiator's last."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from igangsetter.cli import answers, changing, options, output, suggestions
from igangsetter.errors import UsageError
from igangsetter.language import _
from igangsetter.plan import leaving

EXAMPLES = ("igangsetter handover 5", "igangsetter handover 4 --half-alone 1")


def run(
    number: Annotated[
        str,
        typer.Argument(
            metavar="N",
            help=_("Your last meeting: its number."),
            autocompletion=suggestions.meetings,
        ),
    ],
    half_alone: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=answers.MOST_FACILITATED,
            metavar=_("N"),
            help=_("At how many the group is alone for half the time."),
        ),
    ] = None,
    alone_half: Annotated[
        str | None,
        typer.Option(
            metavar="first|second", help=_("Which half: you come at the break, or leave then.")
        ),
    ] = None,
    group: options.Group = None,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Change the last meeting; presence follows, and a follow-up that is not agreed yet."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    changed = leaving.hand_over(
        stored.plan,
        number,
        changing.holidays_of(stored),
        half_alone=half_alone,
        alone_half=_half(alone_half),
    )
    changing.apply(stored, changed, dry_run=dry_run)


def _half(text: str | None) -> Literal["first", "second"] | None:
    match text:
        case None | "first" | "second":
            return text
    raise UsageError(
        _("“{text}” is no half of a meeting.").format(text=text),
        _("Write --alone-half first or --alone-half second."),
    )
