"""Two versions of a plan side by side: what differs, in words and line by line."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from igangsetter.language import _, current
from igangsetter.plan import toml
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    from igangsetter.plan.plan import Plan

A_FEW = 2


def difference(old: bytes, new: bytes) -> list[str]:
    """The lines that differ, `-` before the old and `+` before the new."""
    before, after = (text.decode("utf-8-sig", "replace").splitlines() for text in (old, new))
    heading = 2
    return list(difflib.unified_diff(before, after, n=1, lineterm=""))[heading:]


def difference_in_words(old: bytes, new: bytes) -> str:
    """`meeting 3 moved to Thursday 28 January; follow-up agreed`."""
    plans = [toml.read(text.decode("utf-8-sig", "replace")).plan for text in (old, new)]
    if plans[0] is None or plans[1] is None:
        return _("a version that cannot be read")
    return "; ".join(_changes(plans[0], plans[1])) or _("words and other fields")


def _changes(old: Plan, new: Plan) -> list[str]:
    before, after = Timeline(old), Timeline(new)
    return [*_moved(before, after), *_come_and_gone(before, after), *_leaving(before, after)]


def _moved(before: Timeline, after: Timeline) -> list[str]:
    rows = [(before.by_id.get(row.id), row) for row in after.rows]
    moved = [row for was, row in rows if was is not None and was.date != row.date]
    if len(moved) > A_FEW:
        words = _("{count} meetings moved, from meeting {number} on")
        return [words.format(count=len(moved), number=moved[0].number)]
    words = _("meeting {number} moved to {date}")
    return [words.format(number=row.number, date=current().day(row.date)) for row in moved]


def _come_and_gone(before: Timeline, after: Timeline) -> list[str]:
    found = []
    for row in after.rows:
        was = before.by_id.get(row.id)
        words = {"number": row.number, "date": current().day(row.date)}
        if was is None:
            found.append(_("meeting {number} added, {date}").format(**words))
        elif row.cancelled and not was.cancelled:
            found.append(_("meeting {number} cancelled, {date}").format(**words))
        elif was.cancelled and not row.cancelled:
            found.append(_("meeting {number} restored, {date}").format(**words))
    gone = [row for row in before.rows if row.id not in after.by_id]
    words_gone = _("meeting on {date} taken out")
    return found + [words_gone.format(date=current().day(row.date)) for row in gone]


def _events(old: Plan, new: Plan) -> list[str]:
    speaker, found = current(), []
    for key in {**old.events, **new.events}:
        was, now = old.events.get(key), new.events.get(key)
        if was is None and now:
            words, event = _("{title} added, {date}"), now
        elif now is None and was:
            words, event = _("{title} taken out, {date}"), was
        elif was and now and was.date != now.date:
            words, event = _("{title} moved to {date}"), now
        else:
            continue
        found.append(words.format(title=event.title, date=speaker.date(event.date)))
    return found


def _leaving(before: Timeline, after: Timeline) -> list[str]:
    old, new, speaker = before.plan, after.plan, current()
    was, visit = before.follow_up, after.follow_up
    found = []
    if old.handover != new.handover and after.handover:
        found.append(
            _("your last meeting is now {date}").format(date=speaker.day(after.handover.date))
        )
    if visit and (was is None or was.date != visit.date):
        found.append(_("the follow-up is now {date}").format(date=speaker.day(visit.date)))
    if was and visit is None:
        found.append(_("no follow-up any more"))
    if visit and old.follow_up.agreed != new.follow_up.agreed:
        found.append(
            _("the follow-up agreed") if new.follow_up.agreed else _("the follow-up not agreed")
        )
    found += _events(old, new)
    if old.done != new.done or old.snoozed != new.snoozed:
        found.append(_("a reminder ticked off or put off"))
    if old.ended != new.ended:
        found.append(_("the group ended") if new.ended else _("the group not ended"))
    return found
