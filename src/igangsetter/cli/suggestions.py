"""What the Tab key can finish, read no further than it must. A fault here suggests nothing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from igangsetter.errors import IgangsetterError
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igangsetter.store.groups import Groups

Suggestion = tuple[str, str]
"""A word, and what it means."""
Suggest = "Callable[[typer.Context, str], list[Suggestion]]"


def groups(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The groups of the folder, by the names of their files."""
    return _fitting(((path.stem, "") for path in plans.paths(_place(ctx))), incomplete)


def sheets(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The sheets that there are, ours and her own."""
    from igangsetter import resources  # noqa: PLC0415 - only for the Tab key

    found = resources.names("handouts", _place(ctx))
    return _fitting(((name, "") for name in found if "." not in name), incomplete)


def meetings(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The meetings of the group by number, with their dates."""
    from igangsetter.cli import phrases  # noqa: PLC0415 - as above
    from igangsetter.language import current  # noqa: PLC0415 - as above

    return _fitting(
        (
            (str(row.number), f"{current().short_day(row.date)}, {phrases.presence(row, one.way)}")
            for one in _groups(ctx)
            for row in one.way.rows
        ),
        incomplete,
    )


def moments(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """What can be printed: a meeting, a moment or a sheet."""
    from igangsetter.handouts import packs  # noqa: PLC0415 - as above

    spoken = _fitting(((word, "") for word in packs.spoken()), incomplete)
    return [*meetings(ctx, incomplete), *spoken, *sheets(ctx, incomplete)]


def reminders(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The reminders that are open today."""
    from igangsetter.cli import options, remind  # noqa: PLC0415 - as above
    from igangsetter.reminders import due  # noqa: PLC0415 - as above

    day, rules = options.today(ctx.params.get("today")), remind.rules_of(_place(ctx))
    found = (item.id for one in _groups(ctx, every=True) for item in due.due(one.way, rules, day))
    return _fitting(((name, "") for name in dict.fromkeys(found)), incomplete)


def ticked_off(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The reminders that are off the list."""
    found = (
        name for one in _groups(ctx, every=True) for name in (*one.plan.done, *one.plan.snoozed)
    )
    return _fitting(((name, "") for name in dict.fromkeys(found)), incomplete)


def models(ctx: typer.Context, incomplete: str) -> list[Suggestion]:
    """The ways of starting."""
    from igangsetter.plan import models as ways  # noqa: PLC0415 - as above

    return _fitting(((name, "") for name in ways.names(_place(ctx))), incomplete)


def languages(incomplete: str) -> list[Suggestion]:
    """Our languages, by their codes."""
    named = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
    return _fitting(named.items(), incomplete)


def _groups(ctx: typer.Context, *, every: bool = False) -> Groups:
    """The group that is meant so far; without a name all of them, or the only one."""
    from igangsetter.store.groups import Groups  # noqa: PLC0415 - as above

    place, name = _place(ctx), ctx.params.get("group")
    if name is None and every:
        return Groups(plans.paths(place))
    try:
        return Groups([plans.find(place, name)])
    except IgangsetterError:
        return Groups([])


def _place(ctx: typer.Context) -> Path:
    folder = ctx.params.get("folder")
    return plans.locate(Path(folder) if folder else None, os.environ)


def _fitting(found: Iterable[Suggestion], incomplete: str) -> list[Suggestion]:
    return [one for one in found if one[0].startswith(incomplete.casefold())]
