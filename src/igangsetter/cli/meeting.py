"""`meeting move|cancel|restore|push|add`: life happens; dates stay right and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter.cli import answers, asking, changing, options, output, suggestions, usage
from igangsetter.cli.commands import Entry
from igangsetter.errors import UsageError
from igangsetter.language import _, current
from igangsetter.plan import changes
from igangsetter.plan.change import row_of
from igangsetter.plan.timeline import Timeline
from igangsetter.store import settings

if TYPE_CHECKING:
    from igangsetter.plan.change import Holidays
    from igangsetter.plan.plan import Plan
    from igangsetter.store.folder import Stored

EXAMPLES = (
    'igangsetter meeting move 3 "torsdag 28. januar" --because snøstorm',
    "igangsetter meeting move 5.. --every “2 weeks”".replace("“", '"').replace("”", '"'),
    "igangsetter meeting cancel 2",
    "igangsetter meeting restore 2",
    "igangsetter meeting push 3",
    'igangsetter meeting add "15. april kl. 18" --title Kontaktmøte',
)
Number = Annotated[
    str,
    typer.Argument(
        metavar="N",
        help=_("The meeting’s number, or its id."),
        autocompletion=suggestions.meetings,
    ),
]


def subcommands() -> dict[str, Entry]:
    """The commands under `meeting`; each names a function of this file."""
    return {
        "move": Entry("move", "flytt", _("Move one meeting.")),
        "cancel": Entry("cancel", "avlys", _("Cancel one meeting.")),
        "restore": Entry("restore", "gjenopprett", _("Take back a cancellation.")),
        "push": Entry("push", "skyv", _("Move this meeting and all after it.")),
        "add": Entry("add", "legg-til", _("Add a meeting.")),
    }


def move(
    number: Annotated[
        str,
        typer.Argument(
            metavar="N|N..",
            help=_("The meeting; N.. is it and all after it."),
            autocompletion=suggestions.meetings,
        ),
    ],
    day: Annotated[str | None, typer.Argument(metavar=_("[DATE]"), help=_("The new day."))] = None,
    every: Annotated[
        str | None, typer.Option(metavar=_("RHYTHM"), help=_("With N..: how often from there on."))
    ] = None,
    time: Annotated[
        str | None, typer.Option(metavar=_("TIME"), help=_("With N..: another hour."))
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar=_("PLACE"), help=_("With N..: another place."))
    ] = None,
    because: options.Because = None,
    no_input: options.NoInput = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Move one meeting and nothing else, or change all from one on."""
    output.be_plain(plain)
    stored, now = options.stored(folder, group), options.today(today)
    if number.endswith(".."):
        if not (every or time or place is not None):
            raise UsageError(
                _("You have not written what to change in these meetings."),
                _("Write --every, --time or --place."),
            )
        changed = changes.rearrange(
            stored.plan,
            number.removesuffix(".."),
            changing.holidays_of(stored),
            every=answers.every(every) if every else None,
            time=answers.time(time) if time else None,
            place=place,
        )
    else:
        if day is None or every or time or place is not None:
            raise UsageError(
                _("Write the meeting and its new day."),
                _("For example: {command}").format(command="igangsetter meeting move 3 28.1"),
            )
        to = options.date(day, now)
        why = _why(stored, number, because, no_input=no_input)
        changed = changes.move(stored.plan, number, to, now, reason=why)
    changing.apply(stored, changed, dry_run=dry_run)


def cancel(
    number: Number,
    further: Annotated[
        bool | None,
        typer.Option(
            "--push/--keep-handover",
            help=_("Your last meeting goes one meeting further, or stays where it is."),
        ),
    ] = None,
    because: options.Because = None,
    no_input: options.NoInput = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,  # noqa: ARG001 - every command takes it
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Cancel one meeting; it keeps its date, and no other date changes."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    plan = stored.plan
    holidays = changing.holidays_of(stored)
    further = _further(plan, number, further, holidays, no_input=no_input)
    why = _why(stored, number, because, no_input=no_input)
    changed = changes.cancel(plan, number, holidays, further=further, reason=why)
    changing.apply(stored, changed, dry_run=dry_run)


def restore(
    number: Number,
    group: options.Group = None,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Take back a cancellation."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    changing.apply(stored, changes.restore(stored.plan, number), dry_run=dry_run)


def push(
    number: Number,
    because: options.Because = None,
    no_input: options.NoInput = False,
    group: options.Group = None,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Move a meeting and all after it one step; your last meeting and the follow-up slide along."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    why = changing.reason(because, no_input=no_input)
    changed = changes.push(stored.plan, number, changing.holidays_of(stored), reason=why)
    changing.apply(stored, changed, dry_run=dry_run)


def add(
    day: Annotated[str, typer.Argument(metavar=_("DATE"), help=_("The day of the new meeting."))],
    visit: Annotated[
        bool, typer.Option("--visit", help=_("You come on a visit that the whole group wants."))
    ] = False,
    title: Annotated[
        str | None,
        typer.Option(
            metavar=_("WORDS"), help=_("No group meeting but this, such as a contact meeting.")
        ),
    ] = None,
    because: options.Because = None,
    no_input: options.NoInput = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Add a meeting on a day that has none."""
    output.be_plain(plain)
    stored, now = options.stored(folder, group), options.today(today)
    if visit and title is not None:
        raise usage.only_one_of("--visit", "--title")
    if because and title is not None:
        raise usage.only_one_of("--because", "--title")
    if visit and not no_input and output.is_terminal() and not asking.confirm(
        _("Does the whole group want the visit?"), default=True
    ):  # fmt: skip
        output.say(_("Then wait until it does. Nothing was changed."))
        raise typer.Exit(1)
    date, clock = answers.first(day, now)
    if title is not None:
        changed = changes.add_event(stored.plan, answers.event_title(title), date, clock)
    else:
        why = changing.reason(because, no_input=no_input)
        changed = changes.add(stored.plan, date, now, visit=visit, reason=why)
    changing.apply(stored, changed, dry_run=dry_run)


def _why(stored: Stored, number: str, because: str | None, *, no_input: bool) -> str:
    """The reason; a date that is no group meeting has no place for one. Raises UsageError."""
    shared = stored.settings.events.get(number)
    if shared and number not in stored.plan.events and stored.way.find(number) is None:
        raise UsageError(
            _("“{title}” is a date of the organisation, in every plan.").format(title=shared.title),
            _("Change it in {path}.").format(path=stored.path.with_name(settings.FILE)),
        )
    if number not in stored.plan.events:
        return changing.reason(because, no_input=no_input)
    if because:
        raise UsageError(
            _("A date that is no group meeting keeps no reason."),
            _("Leave out {option}.").format(option="--because"),
        )
    return ""


def _further(
    plan: Plan, number: str, answer: bool | None, holidays: Holidays, *, no_input: bool
) -> bool:
    """Whether the last meeting goes one further: as answered, asked, or proposed by us."""
    if number in plan.events:
        return False
    row, way = row_of(plan, number), Timeline(plan)
    if answer is False and changes.must_go_further(plan, number):
        raise UsageError(
            _("When the first or your last meeting is cancelled, your last one always moves."),
            _("Leave out {option}.").format(option="--keep-handover"),
        )
    if answer is not None or way.handover is None:
        return bool(answer)
    proposal = changes.proposes_further(plan, number)
    asked = row.initiator in {"whole", "half"} and not changes.must_go_further(plan, number)
    if not asked or no_input or not output.is_terminal():
        return proposal
    later = Timeline(changes.cancel(plan, number, holidays, further=True).plan).handover
    assert later is not None  # noqa: S101 - a change keeps the handover
    words = _("Shall your last meeting stay on {date}, or move to {later}?").format(
        date=current().day_of_month(way.handover.date), later=current().day_of_month(later.date)
    )
    output.say(output.wrapped("   " + changing.hold_the_plan(), "   "))
    return bool(asking.choose(words, [_("It stays"), _("It moves")], default=int(proposal)))
