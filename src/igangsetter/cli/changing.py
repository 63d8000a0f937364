"""What every changing command does: show before and after, or write, tell and advise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter import holidays as calendar
from igangsetter.cli import asking, change_words, output, show
from igangsetter.language import _
from igangsetter.plan.change import refused
from igangsetter.plan.timeline import Timeline
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.plan.change import Changed
    from igangsetter.store.folder import Stored

ADVISED_FACILITATED = 10


def holidays_of(stored: Stored) -> dict[dt.date, str]:
    """The public holidays that matter to a plan, in its language; none for an unknown country."""
    plan = stored.plan
    last = max(meeting.date.year for meeting in plan.meetings.values())
    first = min(meeting.date.year for meeting in plan.meetings.values())
    try:
        return calendar.public_holidays(
            plan.schedule.country, range(first, last + 3), plan.group.language
        )
    except ValueError:
        return {}


def apply(stored: Stored, changed: Changed, *, dry_run: bool) -> None:
    """Write the change and tell it, or show the timeline before and after.

    Raises RefusedError for a change that changes nothing.
    """
    if changed.plan == stored.plan:
        raise refused("nothing-to-change")
    if dry_run:
        output.out(_("Before"), "heading")
        show.timeline(stored.way)
        output.out()
        output.out(_("After"), "heading")
        show.timeline(Timeline(changed.plan, stored.settings.events))
        return
    plans.save(stored, changed.plan)
    if plans.loses_comments(stored):
        output.say(_("Comments in the file are not kept; your own remarks go into “note”."))
    output.out(output.wrapped(change_words.done(changed)))
    for words in advice(stored, changed):
        output.out(output.wrapped(words))
    output.out()
    show.timeline(Timeline(changed.plan, stored.settings.events))


def advice(stored: Stored, changed: Changed) -> list[str]:
    """What the sources advise about such a change."""
    before, after = stored.way, Timeline(changed.plan, stored.settings.events)
    found = []
    later = before.handover and after.handover and after.handover.date > before.handover.date
    more = len(after.facilitated) > len(before.facilitated)
    if later or more:
        found.append(hold_the_plan())
    if more and len(after.facilitated) > ADVISED_FACILITATED:
        found.append(_("More than ten meetings with the initiator is advised against."))
    visit = after.follow_up
    if visit and visit.is_outside:
        found.append(_("The follow-up is outside the weeks that its rule gives."))
    if visit and visit.cancelled and before.follow_up and not before.follow_up.cancelled:
        words = _("That was the follow-up. Find another day with the group: {command}")
        found.append(words.format(command="igangsetter follow-up"))
    return found


def hold_the_plan() -> str:
    """What the sources advise, in the reader's words."""
    return _("The advice is to keep to the plan, and rather come back later than stay longer.")


def reason(given: str | None, *, no_input: bool) -> str:
    """Why, as the timeline will show it; asked for on a terminal."""
    if given is not None:
        return " ".join(given.split())
    if no_input or not output.is_terminal():
        return ""
    output.say(_("Why? (Enter for no reason.) Do not write whom it is about."))
    return " ".join(asking.line("> ").split())
