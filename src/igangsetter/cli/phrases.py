"""How the screen speaks of a plan: presence, stage, rhythm, next date. Keys are never shown."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from igangsetter import holidays
from igangsetter.language import _, current, ngettext

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.plan.plan import Plan
    from igangsetter.plan.timeline import Next, Row, Timeline


def stage(way: Timeline, day: dt.date) -> str:
    """`før start`; says so when the follow-up was not held."""
    found = way.stage(day)
    words = {
        "before": _("before the start"),
        "facilitated": _("with the initiator"),
        "alone": _("on its own"),
        "followed-up": _("followed up"),
        "ended": _("ended"),
    }[found]
    visit = way.follow_up
    if found == "alone" and visit and visit.cancelled and visit.date < day:
        return words + " (" + _("follow-up not held") + ")"
    return words


def presence(row: Row, way: Timeline) -> str:
    """`du er med`, `du går i pausen`, `gruppa alene`; of a cancelled meeting `avlyst`."""
    if row.cancelled:
        return _("cancelled")
    if row.id == way.plan.follow_up.meeting:
        return _("FOLLOW-UP") if way.plan.handover else _("LOOKING BACK")
    if row.initiator == "half":
        comes = way.plan.schedule.alone_half == "first"
        if row.break_at is None:
            return _("you come half-way") if comes else _("you leave half-way")
        return _("you come at the break") if comes else _("you leave at the break")
    if row.initiator == "away":
        return _("the group alone") if way.plan.handover else ""
    return _("you come on a visit") if row.initiator == "visit" else _("you are there")


def where_and_when(plan: Plan, way: Timeline) -> str:
    """`Frivilligsentralen – tirsdager kl. 18.00–20.00`."""
    speaker = current()
    place = _("online") if plan.place.kind == "digital" else plan.place.name
    # The most common day and hour: one may be moved, and the first one longer.
    usual = Counter((row.date.weekday(), row.start, row.end) for row in way.rows).most_common(1)
    row = next(r for r in way.rows if (r.date.weekday(), r.start, r.end) == usual[0][0])
    days = {
        "week": speaker.weekdays(row.date),
        "2 weeks": _("every other {weekday}"),
        "3 weeks": _("every third {weekday}"),
        "4 weeks": _("every fourth {weekday}"),
        "month": _("one {weekday} a month"),
    }[plan.schedule.every].format(weekday=speaker.weekday(row.date))
    when = _("{days}, {hours}").format(days=days, hours=speaker.hours(row.start, row.end))
    return " – ".join(filter(None, [place, when]))


def next_in_words(way: Timeline, day: dt.date) -> str:
    """`1. møte, tirsdag 12. januar`; empty when nothing comes."""
    found = way.next(day)
    if found is None:
        return ""
    return _("{what}, {date}").format(what=_what(way, found), date=near_date(found.date, day))


def near_date(date: dt.date, day: dt.date) -> str:
    """`tirsdag 12. januar`; with the year when that is another one."""
    speaker = current()
    return speaker.day(date) if date.year == day.year else speaker.date(date)


def last_words(way: Timeline, day: dt.date) -> list[str]:
    """Thanks, and what she may put away, when she has been back; else nothing."""
    if way.plan.handover is None or way.stage(day) != "followed-up":
        return []
    return [
        _("The group stands on its own feet, and your part is done. Thank you for all of it."),
        _("Do you still have lists or notes? Shred them."),
        erasing(),
    ]


def erasing() -> str:
    """How the plan is erased."""
    return _("You can erase the plan here: {command}").format(command="igangsetter forget")


def next_as_data(way: Timeline, day: dt.date) -> dict[str, Any] | None:
    """The next date for JSON."""
    found = way.next(day)
    return {"what": found.what, "date": found.date} if found else None


def quiet(day: dt.date) -> str:
    """What a day is when few groups meet, after “is”: `julaften`, `i påskeuka`; else empty."""
    found = holidays.quiet_day(day) or holidays.quiet_week(day)
    return quiet_words()[found] if found else ""


def quiet_words() -> dict[str, str]:
    """The words of quiet days and weeks, after “is”."""
    return {
        "christmas-eve": _("Christmas Eve"),
        "new-years-eve": _("New Year’s Eve"),
        "easter-eve": _("Easter Eve"),
        "easter-wednesday": _("the Wednesday before Easter"),
        "easter": _("in Easter week"),
        "christmas": _("in the Christmas week"),
        "july": _("in July, when many are away"),
    }


def calm(day: dt.date) -> str:
    """The same as a remark in the timeline; a month of July needs none."""
    return "" if holidays.quiet_week(day) == "july" else quiet(day)


def meeting(row: Row) -> str:
    """`4. møte`."""
    return _("meeting {number}").format(number=row.number)


def meetings(count: int) -> str:
    """`ett møte`, `fire møter`."""
    return ngettext("one meeting", "{count} meetings", count).format(count=current().number(count))


def _what(way: Timeline, found: Next) -> str:
    if found.what == "event":
        return way.events[found.about].title
    if found.what == "follow-up":
        return _("the follow-up") if way.plan.handover else _("looking back together")
    if found.what == "handover":
        return _("your last meeting")
    return meeting(way.by_id[found.about])
