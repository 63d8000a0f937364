"""The eight questions of `new-group`, in the words of first-hour.md."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from igangsetter.cli import answers, asking, output, phrases, show
from igangsetter.cli.asking import Draft, Question
from igangsetter.errors import UsageError
from igangsetter.language import _, current
from igangsetter.plan import models
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from igangsetter.plan.plan import Plan
    from igangsetter.store.settings import Defaults

FIRST_LIST = 4
EVERY = ("week", "2 weeks")
EVERY_NUMBER = 4
FAR_AHEAD = 270
EARLY = dt.time(8)


class Context(NamedTuple):
    """What the questions need to know besides the answers."""

    today: dt.date
    folder: Path
    usual: Defaults
    """What the settings suggest."""
    public_holidays: Callable[[int], dict[dt.date, str]]
    lay: Callable[[Draft], Plan]


def _name(_draft: Draft, _context: Context) -> Question:
    return Question(
        key="name",
        words=_("What shall the group be called?"),
        lines=(
            _(
                "Choose a neutral name, for example the day you meet. The name stands on every "
                "sheet."
            ),
        ),
        help=_(
            "Leave problem and diagnosis out of the name. Sheets with the names of participants "
            "should not reveal why they come."
        ),
        when_empty=_("The group must have a name. For example: Tuesday Group"),
        read=answers.name,
    )


def _model(_draft: Draft, context: Context) -> Question:
    code = current().code
    all_models = [models.load(name, context.folder) for name in models.names(context.folder)]
    numbered = _numbered(all_models)
    lines = [f"{number} {model.way[code]}" for number, model in numbered]
    first_lines, other_lines = lines[:FIRST_LIST], lines[FIRST_LIST:]
    if other_lines:
        first_lines.append(_("{number} Show more ways").format(number=FIRST_LIST + 1))

    def read(text: str) -> models.Model:
        wanted = text.strip().casefold()
        if other_lines and wanted == str(FIRST_LIST + 1):
            raise UsageError("\n".join([*other_lines, _("Write the number.")]))
        for number, model in numbered:
            if wanted in {str(number), model.id, model.organisation.casefold()}:
                return model
        raise UsageError(
            _("Write a number from 1 to {count}, or the name of a way.").format(
                count=numbered[-1][0]
            )
        )

    return Question(
        key="model",
        words=_("How shall the group get going?"),
        lines=first_lines,
        help="\n".join(f"{number} {model.lines[code]}" for number, model in numbered),
        default=str(
            next((number for number, model in numbered if model.id == context.usual.model), 1)
        ),
        read=read,
    )


def _numbered(all_models: Sequence[models.Model]) -> list[tuple[int, models.Model]]:
    """The models with the numbers to choose them by; one number between them shows the rest."""
    return [
        (place + 1 if place < FIRST_LIST else place + 2, model)
        for place, model in enumerate(all_models)
    ]


def _first(_draft: Draft, context: Context) -> Question:
    def read(text: str) -> tuple[dt.date, dt.time]:
        day, clock = answers.first(text, context.today)
        if day < context.today and not asking.confirm(
            _("That is in the past. Do you want it?"), default=True
        ):
            raise UsageError(_("Write another day."))
        day, clock = _not_quiet(day, context), clock or context.usual.time or answers.DEFAULT_TIME
        said = _("{date} at {time}.").format(date=current().date(day), time=current().clock(clock))
        said = said[0].upper() + said[1:]
        far = (day - context.today).days > FAR_AHEAD
        if (far or clock < EARLY) and not asking.confirm(
            said + " " + _("Is that right?"), default=True
        ):
            raise UsageError(_("Write another day."))
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


def _every(draft: Draft, context: Context) -> Question:
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


def _place(draft: Draft, context: Context) -> Question:
    digital = draft["model"].kind == "digital"
    usual = "" if digital else context.usual.place

    def read(text: str) -> Any:
        if digital:
            return answers.link(text)
        found = answers.place(text)
        if found.kind == "home":
            output.say(output.wrapped("   " + _(
                "Somebody’s home is not always wise: the family may be there, and the host may "
                "feel a duty to tidy and serve. It is noted, and you decide."), "   "))  # fmt: skip
        return found

    return Question(
        key="place",
        words=_("What is the link to the meeting room?") if digital else _("Where do you meet?"),
        help=_("The link stands only on your own sheets, never on the group’s.")
        if digital
        else _(
            "A neutral room is best. Many lend one for free: volunteer centre, library, "
            "municipality, church, school. Somebody’s home is not always wise."
        ),
        default=usual,
        default_words=usual or _("not decided yet"),
        read=read,
    )


def _initiators(_draft: Draft, context: Context) -> Question:
    known = current().listed(context.usual.initiators)
    return Question(
        key="initiators",
        words=_("Who sets it going?"),
        lines=(_("Write your name. If you are two, write both: “Kari Nordmann and Ola Hansen”."),),
        help=_(
            "Two is a good support, but one is enough. If you are alone: agree with a reflection "
            "partner, for example someone who has started a group before."
        ),
        default=known,
        default_words=known or _("filled in by hand"),
        read=lambda text: answers.initiators([text]),
    )


def _facilitated(draft: Draft, _context: Context) -> Question:
    model = draft["model"]

    def read(text: str) -> answers.Facilitated:
        found = answers.facilitated(text)
        if found.meetings > answers.ADVISED_FACILITATED and not asking.confirm(
            _(
                "That is many. German contact centres say at most 8 for a new group. "
                "Do you want it?"
            ),
            default=False,
        ):
            raise UsageError(_("Write another number."))
        return found

    lines = [_("(Write “4 whole” if you want to be there for the whole meeting each time.)")]
    if model.half_alone.default:
        lines.insert(
            0,
            _(
                "At the last two you leave at the break, so that the group can try. Some do it "
                "like that."
            ),
        )
    elif model.facilitated.default == 1:
        lines = []
    return Question(
        key="facilitated",
        words=_("How many meetings are you at?"),
        lines=lines,
        help=_facilitated_help(model),
        default=str(model.facilitated.default),
        read=read,
    )


def _facilitated_help(model: models.Model) -> str:
    decide = _("Decide it now, and you can say the date from the first day.")
    if not model.facilitated.is_ours:
        return f"{model.lines[current().code]} {decide}"
    ours = _(
        "{number} is our suggestion. Elsewhere in Norway the initiator is there one to five times."
    ).format(number=current().number(model.facilitated.default).capitalize())
    if model.organisation:
        none = _("{organisation} gives no number.").format(organisation=model.organisation)
        return f"{none} {ours} {decide}"
    return f"{ours} {decide}"


def _closed(draft: Draft, context: Context) -> Question:
    output.say("")
    plan = context.lay(draft)
    show.timeline(Timeline(plan))

    def read(text: str) -> Any:
        found = latest = answers.closed_days(text, context.today)
        while latest:
            output.say("")
            show.timeline(Timeline(context.lay(draft | {"closed": found})))
            latest = asking.ask(_more_closed(context), len(QUESTIONS))[1]
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


QUESTIONS: tuple[tuple[str, Callable[[Draft, Context], Question]], ...] = (
    ("name", _name),
    ("model", _model),
    ("first", _first),
    ("every", _every),
    ("place", _place),
    ("initiators", _initiators),
    ("facilitated", _facilitated),
    ("closed", _closed),
)
