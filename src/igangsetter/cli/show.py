"""`show`: the whole way of one group on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igangsetter.cli import options, output, phrases
from igangsetter.language import _, current
from igangsetter.plan import rounds
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.plan.plan import Event, Plan
    from igangsetter.plan.timeline import Day, Row
    from igangsetter.store.folder import Stored

EXAMPLES = ("igangsetter show", "igangsetter show -g tirsdag --json")
NARROW = 64
_DATE, _PRESENCE = 13, 21


def run(
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    as_json: options.Json = False,
    plain: options.Plain = False,
) -> None:
    """Show the timeline."""
    output.be_plain(plain)
    day = options.today(today)
    found = options.stored(folder, group)
    if as_json:
        output.out_json(as_data(found, day))
        return
    way = found.way
    output.out(output.wrapped(heading(found.plan, way)), "heading")
    following = phrases.next_in_words(way, day)
    now = _("Now: {stage}.").format(stage=phrases.stage(way, day))
    coming = _("Next: {next}.").format(next=following) if following else ""
    output.out(output.wrapped(f"{now} {coming}".strip()))
    output.out()
    timeline(way)
    output.out()
    closing(way)
    if words := phrases.last_words(way, day):
        output.out()
        for line in words:
            output.out(output.wrapped(line))


def heading(plan: Plan, way: Timeline) -> str:
    """`Tirsdagsgruppa – Frivilligsentralen – tirsdager kl. 18.00–20.00`."""
    return f"{plan.group.name} – {phrases.where_and_when(plan, way)}"


def timeline(way: Timeline) -> None:
    """Print a line for each day on the way, and for each other date of the group."""
    wide = max(_PRESENCE, *(len(_what(day, way)) + 2 for day in way.days))
    lines = [
        (day.date, _line(day, way, wide), day.mark in {"handover", "visit"}) for day in way.days
    ]
    lines += [(event.date, _event(event, way), False) for event in way.events.values()]
    for _date, line, stands_out in sorted(lines, key=lambda line: line[0]):
        output.out(line, "strong" if stands_out else "")


def closing(way: Timeline) -> None:
    """Print that the group decides, and lasts as long as it wants."""
    if way.handover:
        last = way.facilitated[-1] if way.facilitated else way.handover
        words = _("After {date} the group itself decides days and form.")
        output.out(output.wrapped(words.format(date=current().day_of_month(last.date))))
    else:
        output.out(output.wrapped(_("The group itself decides days and form.")))
    output.out(output.wrapped(_("A group lasts as long as the participants want.")))


def as_data(found: Stored, day: dt.date) -> dict[str, Any]:
    """The plan's timeline for JSON; its shape is part of the contract (design.md §5)."""
    way = found.way
    visit, last = way.follow_up, way.handover
    return {
        "schema": found.plan.schema,
        "slug": found.slug,
        "id": found.plan.id,
        "name": found.plan.group.name,
        "language": found.plan.group.language,
        "model": found.plan.group.model,
        "stage": way.stage(day),
        "meetings": [_row_as_data(row) for row in way.rows],
        "skipped": [
            {"date": skipped, "reason": why or None}
            for skipped, why in sorted(found.plan.skipped.items())
        ],
        "handover": {"meeting": last.id, "date": last.date} if last else None,
        "follow_up": {
            "meeting": visit.row.id if visit.row else None,
            "date": visit.date,
            "window": list(visit.window) if visit.window else None,
            "agreed": visit.agreed,
        }
        if visit
        else None,
        "events": [
            {
                "id": key,
                "title": event.title,
                "date": event.date,
                "start": f"{event.time:%H:%M}",
                "end": f"{way.event_end(event):%H:%M}",
            }
            for key, event in way.events.items()
        ],
        "next": phrases.next_as_data(way, day),
    }


def _row_as_data(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "date": row.date,
        "start": f"{row.start:%H:%M}",
        "end": f"{row.end:%H:%M}",
        "initiator": row.initiator,
        "status": "cancelled" if row.cancelled else "planned",
        "rounds": list(row.rounds),
        "moved_from": row.moved_from,
        "reason": row.reason or None,
    }


def _line(day: Day, way: Timeline, wide: int) -> str:
    if output.is_in_lines():
        label = current().day(day.date)
        if day.row:
            label = f"{phrases.meeting(day.row)}, {label}"
        words = "; ".join(filter(None, [_what(day, way), _remark(day, way)]))
        return output.wrapped(f"{label}: {words}", "  ")
    number = f"{day.row.number:>2}" if day.row else "  "
    date = current().short_day(day.date, aligned=True)
    what, remark = _what(day, way), _remark(day, way)
    if output.width() < NARROW:
        words = " – ".join(filter(None, [what, remark]))
        return output.wrapped(f"{number}  {date}  {words}".rstrip(), " " * 4)
    start = f"{number}  {date.ljust(_DATE)}  {what.ljust(wide)}"
    return output.wrapped(f"{start}{remark}".rstrip(), " " * (len(number) + 4 + _DATE + wide))


def _event(event: Event, way: Timeline) -> str:
    hours = current().hours(event.time, way.event_end(event))
    if output.is_in_lines():
        return output.wrapped(f"{current().day(event.date)}: {event.title}, {hours}", "  ")
    date = current().short_day(event.date, aligned=True)
    start = f"    {date.ljust(_DATE)}  "
    return output.wrapped(f"{start}{event.title}, {hours}", " " * len(start))


def _what(day: Day, way: Timeline) -> str:
    if day.row:
        return phrases.presence(day.row, way)
    return _("FOLLOW-UP") if day.mark == "visit" else _("no meeting")


def _remark(day: Day, way: Timeline) -> str:
    remarks = []
    row = day.row
    if day.mark == "handover":
        remarks.append(_("YOUR LAST MEETING"))
    is_follow_up = row is None or row.id == way.plan.follow_up.meeting
    if day.mark == "visit" and is_follow_up and way.plan.handover:
        agreed = way.plan.follow_up.agreed
        remarks.append(_("agreed") if agreed else _("a suggestion, not agreed yet"))
    if row and row.cancelled and way.handover == row:
        remarks.append(_("this was to be your last meeting"))
    if way.planned and row == way.planned[0]:
        words = rounds.spoken(way.plan, current().code)
        remarks.append(", ".join(words[name].title for name in row.rounds))
    if row and row.moved_from:
        moved = _("moved from {date}").format(date=current().short_day(row.moved_from))
        remarks.append(f"{moved}: {day.reason}" if day.reason else moved)
    elif day.reason:
        remarks.append(day.reason)
    if row and not row.cancelled and not day.reason:
        remarks.append(phrases.calm(day.date))
    if row and row.place != way.plan.place.name:
        remarks.append(row.place)
    return "; ".join(filter(None, remarks))
