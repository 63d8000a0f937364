"""What `new-group` says at the end: the way, what is ours in it, and three things to do first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.cli import output, phrases
from igangsetter.language import _, current, ngettext
from igangsetter.plan.timeline import Timeline
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.holidays import QuietWeek
    from igangsetter.plan.models import Model
    from igangsetter.plan.plan import Plan
    from igangsetter.store.folder import Stored

_DATE, _WHAT = 13, 12
NARROW = 64


def tell(stored: Stored, avoided: QuietWeek | None, model: Model, today: dt.date) -> None:
    """Print the closing words of a new plan."""
    way = stored.way
    output.out(_("{name} is ready.").format(name=stored.plan.group.name), "heading")
    output.out()
    wide = output.width() >= NARROW and not output.is_in_lines()
    indent = " " * (2 + _DATE + _WHAT + 2) if wide else " " * 4
    for line in _way(way, today):
        words = line if wide else " ".join(line.split())
        output.out(output.wrapped("  " + words, indent))
    output.out()
    honest = _honest(way, avoided, model)
    for line in honest:
        output.out(output.wrapped("  " + line, "  "))
    if honest:
        output.out()
    _first_things(way)
    _reminding()
    _where(stored)


def _way(way: Timeline, today: dt.date) -> list[str]:
    speaker = current()
    lines = []
    shown = way.facilitated if way.handover else way.planned
    for row in shown:
        words = phrases.presence(row, way)
        if way.handover and row.id == way.handover.id:
            words = _("{presence} – your last meeting").format(presence=words)
        what = phrases.meeting(row)
        lines.append(_row(speaker.short_day(row.date, aligned=True), what, words))
    alone, visit = way.alone, way.follow_up
    if way.handover and alone:
        days = f"{_date(alone[0].date)}–{_date(alone[-1].date)}"
        if alone[0].date == alone[-1].date:
            days = _date(alone[0].date)
        words = ngettext(
            "the group on its own (one meeting)",
            "the group on its own ({count} meetings)",
            len(alone),
        ).format(count=len(alone))
        lines.append(f"{days.ljust(_DATE + _WHAT)}  {words}")
    if way.handover and visit:
        words = _("you come on a visit – agree the day with the group")
        lines.append(_row(speaker.short_day(visit.date, aligned=True), _("follow-up"), words))
    lines += [
        _("No meeting on {date} ({why}).").format(
            date=speaker.day_of_month(day), why=why or _typed(way.plan, day)
        )
        for day, why in sorted(way.plan.skipped.items())
    ]
    if way.planned[0].date < today:
        lines.append(_("The first meeting is in the past."))
    return lines


def _row(date: str, what: str, words: str) -> str:
    return f"{date.ljust(_DATE)}  {what.ljust(_WHAT)}{words}".rstrip()


def _date(day: dt.date) -> str:
    """`9. feb.`: the short day without its weekday."""
    return current().short_day(day).partition(" ")[2]


def _typed(plan: Plan, day: dt.date) -> str:
    """`you wrote 22–26 February`, for closed days without a name."""
    for days in plan.closed_days.values():
        if days.first <= day <= days.last:
            return _("you wrote {days}").format(days=current().span(days.first, days.last))
    return _("no meeting")


def _honest(way: Timeline, avoided: QuietWeek | None, model: Model) -> list[str]:
    """What in the plan is our suggestion, or was moved for a reason."""
    speaker, visit, lines = current(), way.follow_up, []
    count = len(way.facilitated)
    if way.handover and model.facilitated.is_ours and count == model.facilitated.default:
        lines.append(
            _("{meetings} is our suggestion, not a fixed number.").format(
                meetings=_capital(phrases.meetings(count))
            )
        )
    if not way.handover and model.follow_up.is_ours:
        lines.append(
            _("Looking back after {meetings} is our suggestion.").format(
                meetings=phrases.meetings(model.follow_up.default)
            )
        )
    if visit and way.handover and model.follow_up.is_ours:
        lines.append(_("The day of the follow-up is our suggestion."))
    if visit and avoided and way.handover:
        why = {
            "easter": _("to avoid Easter week"),
            "christmas": _("to avoid the Christmas week"),
            "july": _("to avoid July"),
        }[avoided]
        weeks = (visit.date - way.handover.date).days // 7
        lines.append(
            _("The follow-up is on {date}, {weeks} weeks later, {why}.").format(
                date=speaker.day_of_month(visit.date), weeks=speaker.number(weeks), why=why
            )
        )
    return lines


def _first_things(way: Timeline) -> None:
    output.out(_("Three things first"), "strong")
    visit = way.follow_up
    if way.plan.place.kind == "digital":
        room = _("Try the meeting room online together with someone.")
    elif visit and way.handover:
        room = _("Book the room for all the dates, {date} too.").format(
            date=current().day_of_month(visit.date)
        )
    else:
        room = _("Book the room for all the dates.")
    if not way.handover:
        read = _("Read through the sheets together the first time:")
        output.out(output.wrapped(f"  1. {room}", "     "))
        _pair(f"  2. {read}", "igangsetter print 1")
        output.out(
            output.wrapped("  3. " + _("Agree who opens and who watches the time."), "     ")
        )
        output.out()
        return
    partner = (
        _("There are {number} of you: agree who does what.").format(
            number=current().number(len(way.plan.initiators))
        )
        if len(way.plan.initiators) > 1
        else _("Find a reflection partner – someone you can think aloud with.")
    )
    output.out(output.wrapped(f"  1. {room}", "     "))
    output.out(output.wrapped(f"  2. {partner}", "     "))
    _pair("  3. " + _("Print what you need before the start:"), "igangsetter print start")
    output.out()
    output.out(
        output.wrapped(
            _(
                "Say the date of your last meeting the very first time. It makes the plan easier "
                "to keep."
            )
        )
    )
    output.out()


def _reminding() -> None:
    """How the dates reach her."""
    output.out(
        output.wrapped(_("The program reminds you only when you open it (igangsetter remind)."))
    )
    offers = {
        _("Do you want the dates in your calendar?"): "igangsetter calendar --open",
        _("Do you want it to tell you every day?"): "igangsetter daily install",
    }
    for words, command in offers.items():
        _pair(words, command, max(map(len, offers)) + 3)
    output.out()


def _where(stored: Stored) -> None:
    if stored.slug != plans.slug(stored.plan.group.name):
        words = _("You have a group of that name already; on the command line this one is {slug}.")
        output.out(output.wrapped(words.format(slug=stored.slug)))
    output.out(_("The plan lies in {path}").format(path=stored.path))
    words = _(
        "It holds nothing about the participants. Everything can be changed, and everything "
        "can be taken back (igangsetter undo)."
    )
    output.out(output.wrapped(words))
    cloud = plans.cloud(stored.path.parent)
    if cloud and len(plans.paths(stored.path.parent)) == 1:
        output.out(
            output.wrapped(
                _("The folder lies in {cloud} and is copied to the net.").format(cloud=cloud)
            )
        )
    output.out()
    output.out(output.wrapped(_("Good luck. You need not know everything.")))


def _pair(words: str, command: str, column: int = 0) -> None:
    """A sentence and the command that it is about, on one line where there is room."""
    line = f"{words.ljust(max(column, len(words) + 3))}{command}"
    if len(line) <= output.width():
        output.out(line)
    else:
        output.out(output.wrapped(words))
        output.out(f"  {command}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
