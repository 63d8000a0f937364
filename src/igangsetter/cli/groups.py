"""`groups`: every plan in the folder, its stage and its next date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from igangsetter.cli import options, output, phrases
from igangsetter.errors import UsageError
from igangsetter.language import _
from igangsetter.plan.timeline import STAGES
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.store.folder import Stored

EXAMPLES = ("igangsetter groups", "igangsetter groups --stage alone")


def run(
    stage: Annotated[
        str | None,
        typer.Option(metavar="|".join(STAGES), help=_("Only groups that are there on the way.")),
    ] = None,
    initiator: Annotated[
        str | None,
        typer.Option(metavar=_("NAME"), help=_("Only the groups of that initiator.")),
    ] = None,
    folder: options.Folder = None,
    today: options.Today = None,
    as_json: options.Json = False,
    plain: options.Plain = False,
) -> None:
    """List the groups. A plan that cannot be read is told, and the others are shown."""
    output.be_plain(plain)
    day = options.today(today)
    if stage is not None and stage not in STAGES:
        raise UsageError(
            _("“{text}” is no stage.").format(text=stage),
            _("Choose: {names}.").format(names=", ".join(STAGES)),
        )
    groups = options.groups(folder)
    found = (item for item in groups if _wished(item, stage, initiator, day))
    if as_json:
        output.out_json_list(_as_data(item, day) for item in found)
    else:
        _print([_line(item, day) for item in found])
    if not groups.paths and not as_json:
        raise plans.none_yet(options.located(folder))
    output.leave_with(groups.faults)


def _wished(item: Stored, stage: str | None, initiator: str | None, day: dt.date) -> bool:
    names = [who.name.casefold() for who in item.plan.initiators.values()]
    return (stage is None or item.way.stage(day) == stage) and (
        initiator is None or any(initiator.casefold() in name for name in names)
    )


def _as_data(item: Stored, day: dt.date) -> dict[str, Any]:
    way = item.way
    return {
        "slug": item.slug,
        "name": item.plan.group.name,
        "stage": way.stage(day),
        "next": phrases.next_as_data(way, day),
    }


def _line(item: Stored, day: dt.date) -> tuple[str, str, str]:
    way = item.way
    return item.plan.group.name, phrases.stage(way, day), phrases.next_in_words(way, day) or "–"


def _print(lines: list[tuple[str, str, str]]) -> None:
    if output.is_in_lines():
        for name, stage, following in lines:
            output.out(output.wrapped(f"{name}: {stage}; {following}", "  "))
        return
    widths = [max((len(line[column]) for line in lines), default=0) for column in range(2)]
    for line in lines:
        if sum(widths) + len(line[2]) + 4 <= output.width():
            output.out("  ".join([line[0].ljust(widths[0]), line[1].ljust(widths[1]), line[2]]))
        else:
            output.out(line[0], "strong")
            for words in line[1:]:
                output.out("  " + output.wrapped(words, "  "))
