"""`remind --days`: what comes, as a list with the nearest day first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from igangsetter.cli import output
from igangsetter.cli.remind import done_command
from igangsetter.language import _, current, ngettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.delivery.items import Item
    from igangsetter.handouts.document import Document

_DATE = 14


def print_list(told: Sequence[tuple[Item, Document]], day: dt.date, days: int) -> None:
    """Print when each opens, what it is and how it is ticked off."""
    speaker = current()
    last = day + dt.timedelta(days=min(days, (dt.date.max - day).days))
    words = _("From {first} to {last}").format(
        first=speaker.day_of_month(day), last=speaker.day_of_month(last)
    )
    output.out(words, "heading")
    output.out()
    several = len({item.stored.slug for item, _document in told}) > 1
    ordered = sorted(told, key=lambda pair: max(day, pair[0].due.opens))
    for item, document in ordered:
        when = _("now")
        if item.due.opens > day:
            when = speaker.short_day(item.due.opens, aligned=True)
        what = document.title
        if several:
            what = f"{item.stored.plan.group.name}: {what}"
        if late := item.due.days_late(day):
            what += ngettext(" (one day late)", " ({count} days late)", late).format(
                count=speaker.number(late)
            )
        output.out(output.wrapped(f"☐ {when:<{_DATE}}{what}", " " * (_DATE + 2)))
        output.out(" " * (_DATE + 2) + item.due.id, "quiet")
    output.out()
    command = done_command(ordered[0][0], [item for item, _document in ordered])
    output.say(output.wrapped(_("Done with one? {command}").format(command=command)))
    nearest = ordered[0][0].due.opens
    command = "igangsetter remind"
    if nearest > day:
        command += f" --today {nearest.isoformat()}"
    output.say(output.wrapped(_("Read what it says: {command}").format(command=command)))
