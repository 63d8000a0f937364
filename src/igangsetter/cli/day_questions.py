"""The questions of `new-group` about days: the first meeting, how often, and when not."""

from __future__ import annotations

import datetime as dt
from typing import Any

from igangsetter.cli import answers, asking, output, phrases, show
from igangsetter.cli.asking import Context, Draft, Question
from igangsetter.errors import UsageError
from igangsetter.language import _, current
from igangsetter.plan.timeline import Timeline

EVERY = ("week", "2 weeks")
EVERY_NUMBER, CLOSED_NUMBER = 4, 8
"""Where these questions stand among the eight."""
FAR_AHEAD = 270
EARLY = dt.time(8)


def first(_draft: Draft, context: Context) -> Question:
    """When the first meeting is."""

    def read(text: str) -> tuple[dt.date, dt.time]:
        day, clock = answers.first(text, context.today)
        if day < context.today and not asking.confirm(
            _("That is in the past. Do you want it?"), default=True
        ):
            raise UsageError(_("All right, not that one."), _("Write another day."))
        day, clock = _not_quiet(day, context), clock or context.usual.time or answers.DEFAULT_TIME
        said = _("{date} at {time}.").format(date=current().date(day), time=current().clock(clock))
        said = said[0].upper() + said[1:]
        far = (day - context.today).days > FAR_AHEAD
        if (far or clock < EARLY) and not asking.confirm(
            said + " " + _("Is that right?"), default=True
        ):
            raise UsageError(_("All right, not that one."), _("Write another day."))
        if not (far or clock < EARLY):
            output.say(f"   {said}")
        return day, clock

    return Question(
        key="first",
        words=_("When is the first meeting?"),
        lines=(_("Write the day and the time, for example “12 January at 18”."),),
        help=_("The meeting lasts two hours with a break in the middle. It can be changed.")
        + "\n"
        + _(
            "You can write “12 January at 18”, “12.1.2027 18:00”, “Tuesday at 18” or “2027-01-12”."
        ),
        when_empty=_("Write the day and the time, for example “12 January at 18”."),
        read=read,
    )


def _not_quiet(day: dt.date, context: Context) -> dt.date:
    """The day itself, or the next one of its kind that is no holiday and in no quiet week."""
    why = _why_not(day, context)
    if not why:
        return day
    other = day + dt.timedelta(days=7)
    while _why_not(other, context):
        other += dt.timedelta(days=7)
    words = _("{date} is {why}. Shall we take {other} instead?").format(
        date=current().day(day), why=why, other=current().day(other)
    )
    return other if asking.confirm(words[0].upper() + words[1:], default=True) else day


def _why_not(day: dt.date, context: Context) -> str:
    return context.public_holidays(day.year).get(day) or phrases.quiet(day)


def every(draft: Draft, context: Context) -> Question:
    """How often they meet."""

    def read(text: str) -> Any:
        wanted = text.strip()
        if wanted in {"1", "2"}:
            return EVERY[int(wanted) - 1]
        if wanted == "3":
            return asking.ask(_other_rhythm(), EVERY_NUMBER)[1]
        return answers.every(text)

    usual = context.usual.every or draft["model"].every.default
    return Question(
        key="every",
        words=_("How often does the group meet?"),
        lines=(
            _("1 Every week (recommended at the start)"),
            _("2 Every other week"),
            _("3 Something else"),
        ),
        help=_(
            "Every week makes it easier to get to know each other. Many go over to every other "
            "week later."
        ),
        default=str(EVERY.index(usual) + 1) if usual in EVERY else usual,
        read=read,
    )


def _other_rhythm() -> Question:
    example = _("Write for example “every third week” or “first Tuesday of the month”.")
    return Question(
        key="every",
        words=_("How often, then?"),
        lines=(example,),
        help=example,
        when_empty=example,
        read=answers.every,
    )


def closed(draft: Draft, context: Context) -> Question:
    """When they cannot meet, below the meetings as they would be."""
    output.say("")
    plan = context.lay(draft)
    show.timeline(Timeline(plan))

    def read(text: str) -> Any:
        found = latest = answers.closed_days(text, context.today)
        while latest:
            output.say("")
            show.timeline(Timeline(context.lay(draft | {"closed": found})))
            latest = asking.ask(_more_closed(context), CLOSED_NUMBER)[1]
            found = (*found, *latest)
        return found

    lines = [
        _("For example “22–26 February” for the winter break. Public holidays are skipped already.")
    ]
    quiet = [
        _("Note: {date} is {why}.").format(date=current().day_of_month(row.date), why=why)
        for row in Timeline(plan).rows
        if (why := phrases.quiet(row.date))
    ]
    return Question(
        key="closed",
        words=_("Are there days or weeks when you cannot meet?"),
        lines=[*lines, *quiet],
        help=_("School holidays differ. Write those that apply to you, with commas between."),
        default="-",
        default_words=_("no"),
        read=read,
    )


def _more_closed(context: Context) -> Question:
    return Question(
        key="closed",
        words=_("More days or weeks?"),
        help=_("School holidays differ. Write those that apply to you, with commas between."),
        default="-",
        default_words=_("no"),
        read=lambda text: answers.closed_days(text, context.today),
    )
