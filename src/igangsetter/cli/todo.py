"""`remind --days`: what comes, as a list with the nearest day first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import output
from igangsetter.cli.remind import done_command
from igangsetter.language import _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from igangsetter.delivery.items import Item
    from igangsetter.handouts.document import Document

_DATE = 14


class _Line(NamedTuple):
    """One reminder as the list shows it: `opens` is today for what is open already."""

    opens: dt.date
    what: str
    id: str
    command: str

    @classmethod
    def of(cls, item: Item, document: Document, day: dt.date, *, named: bool) -> _Line:
        what = document.title
        if named:
            what = f"{item.stored.plan.group.name}: {what}"
        if late := item.due.days_late(day):
            what += ngettext(" (one day late)", " ({count} days late)", late).format(
                count=current().number(late)
            )
        command = done_command(item, are_of_several=named)
        return cls(max(day, item.due.opens), what, item.due.id, command)


def print_list(
    told: Iterable[tuple[Item, Document]], day: dt.date, days: int, *, are_of_several: bool
) -> None:
    """Print when each opens, what it is and how it is ticked off."""
    speaker = current()
    last = day + dt.timedelta(days=min(days, (dt.date.max - day).days))
    words = _("From {first} to {last}").format(
        first=speaker.day_of_month(day), last=speaker.day_of_month(last)
    )
    output.out(words, "heading")
    output.out()
    lines = [_Line.of(item, document, day, named=are_of_several) for item, document in told]
    lines.sort(key=lambda line: line.opens)
    for line in lines:
        when = _("now")
        if line.opens > day:
            when = speaker.short_day(line.opens, aligned=not output.is_in_lines())
        if output.is_in_lines():
            output.out(output.wrapped(f"{when}: {line.what} [{line.id}]", "  "))
            continue
        output.out(output.wrapped(f"☐ {when:<{_DATE}}{line.what}", " " * (_DATE + 2)))
        output.out(" " * (_DATE + 2) + line.id, "quiet")
    output.out()
    if not lines:
        return
    output.say(output.wrapped(_("Done with one? {command}").format(command=lines[0].command)))
    nearest = lines[0].opens
    command = "igangsetter remind"
    if nearest > day:
        command += f" --today {nearest.isoformat()}"
    output.say(output.wrapped(_("Read what it says: {command}").format(command=command)))
