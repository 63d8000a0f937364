"""`new-group`: eight questions, or options, → a plan with every date in it."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from igangsetter.cli import answers, closing_words, options, output, suggestions, wizard
from igangsetter.cli.asking import Context
from igangsetter.cli.maker import Maker
from igangsetter.errors import CannotWriteError, UsageError
from igangsetter.language import _, current
from igangsetter.plan import models, plan, schedule
from igangsetter.store import files, settings
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable

    from igangsetter.cli.asking import Draft

EXAMPLES = (
    "igangsetter new-group",
    'igangsetter new-group Tirsdagsgruppa --first "2027-01-12 18:00" --no-input',
)
INTERRUPTED = 130


def run(
    name: Annotated[
        str | None, typer.Argument(metavar=_("[NAME]"), help=_("What the group is called."))
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar=_("WAY"),
            help=_("The way of starting; “list” explains them."),
            autocompletion=suggestions.models,
        ),
    ] = None,
    first: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("The first meeting."))
    ] = None,
    time: Annotated[
        str | None, typer.Option(metavar=_("TIME"), help=_("When the meetings begin (18:00)."))
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(metavar="|".join(get_args(plan.Rhythm)), help=_("How often you meet.")),
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar=_("PLACE"), help=_("Where you meet."))
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar=_("LINK"), help=_("The link, for a group online."))
    ] = None,
    initiator: Annotated[
        list[str] | None,
        typer.Option(metavar=_("NAME"), help=_("Who sets it going; once for each.")),
    ] = None,
    facilitated: Annotated[
        int | None,
        typer.Option(
            min=0, max=answers.MOST_FACILITATED, metavar=_("N"), help=_("How many you are at.")
        ),
    ] = None,
    half_alone: Annotated[
        int | None,
        typer.Option(
            min=0, max=answers.MOST_FACILITATED, metavar=_("N"), help=_("How many are half alone.")
        ),
    ] = None,
    not_on: Annotated[
        list[str] | None,
        typer.Option(
            metavar=_("FROM..TO"), help=_("Days when you cannot meet; once for each period.")
        ),
    ] = None,
    theme: Annotated[
        str, typer.Option(metavar=_("WORDS"), help=_("What the group shares, for the poster only."))
    ] = "",
    language: Annotated[
        str | None, typer.Option(metavar="nb|nn|en", help=_("Language of paper and reminders."))
    ] = None,
    meetings: Annotated[
        int | None,
        typer.Option(
            min=1, max=schedule.MOST_MEETINGS, metavar=_("N"), help=_("At least so many meetings.")
        ),
    ] = None,
    information_meeting: Annotated[
        str | None, typer.Option(metavar=_("DATE"), help=_("An information meeting before."))
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            metavar=_("COUNTRY"), help=_("Whose public holidays: NO (usual), DK, DE-NW …")
        ),
    ] = None,
    holidays: Annotated[
        str | None,
        typer.Option(
            metavar="|".join(get_args(plan.HolidayRule)),
            help=_("What to do on a holiday; skip is usual."),
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(metavar=_("GROUP"), help=_("A new start: place, hour and initiators of it.")),
    ] = None,
    no_input: Annotated[
        bool, typer.Option("--no-input", help=_("Ask nothing; options and defaults only."))
    ] = False,
    dry_run: options.DryRun = False,
    folder: options.Folder = None,
    today: options.Today = None,
    plain: options.Plain = False,
) -> None:
    """Make a plan and tell what comes first."""
    output.be_plain(plain)
    if model == "list":
        _list_models(options.located(folder))
        return
    day, place_of_plans = options.today(today), options.located(folder)
    wished = settings.read(place_of_plans)
    options.warn(wished.findings)
    maker = Maker(
        place_of_plans,
        day,
        wished,
        country=country,
        holidays=_rule(holidays) if holidays else None,
        theme=theme,
        language=language,
        meetings=meetings,
    )
    draft = maker.given(
        name=name,
        model=model,
        first=first,
        time=time,
        every=every,
        place=place,
        url=url,
        initiators=initiator,
        facilitated=facilitated,
        half_alone=half_alone,
        closed=not_on,
        information_meeting=information_meeting,
    )
    if after:
        draft = maker.like(plans.load(plans.find(maker.folder, after)).plan) | draft
    if no_input:
        draft = maker.usual() | draft
        _require(draft)
    else:
        _ask(draft, maker)
        output.say("")
    proposal = maker.proposal(draft)
    if dry_run:
        output.out(plans.text(proposal.plan).rstrip("\n"))
        return
    stored = plans.add(maker.folder, proposal.plan)
    if not no_input:
        settings.remember_initiators(
            maker.folder, [who.name for who in proposal.plan.initiators.values()]
        )
        with contextlib.suppress(OSError):
            (maker.folder / settings.ANSWERS).unlink(missing_ok=True)
    closing_words.tell(stored, proposal.avoided, draft["model"], day)


def _ask(draft: Draft, maker: Maker) -> None:
    """Run the wizard; on Ctrl-C keep the answers and say how to go on."""
    texts = _resumed(maker.folder, draft) if output.is_terminal() else {}
    context = Context(
        today=maker.today,
        folder=maker.folder,
        usual=maker.settings.defaults,
        public_holidays=maker.public_holidays,
        lay=maker.lay,
    )
    _at_stop(_stop)
    try:
        wizard.run(draft, texts, context)
    except (KeyboardInterrupt, EOFError, OSError) as error:
        try:
            is_kept = _keep(maker.folder, texts, draft)
        except KeyboardInterrupt:
            # The signal of a window that closes may come after the end of what is typed.
            is_kept = _keep(maker.folder, texts, draft)
        if isinstance(error, OSError) and error.errno != errno.EIO:
            raise
        words = _("Stopped. Nothing was written.")
        if is_kept:
            words = _("Stopped. Your answers are kept. Go on with: {command}")
        with contextlib.suppress(OSError):  # the window may be closed
            output.say("\n" + output.wrapped(words.format(command="igangsetter new-group")))
        if isinstance(error, EOFError) and not output.is_terminal():
            raise UsageError(
                _("The answers ended before the questions did."),
                _("Give the rest as options and add {option}.").format(option="--no-input"),
            ) from error
        raise typer.Exit(INTERRUPTED) from error


def _at_stop(do: Callable[[int, object], None]) -> None:
    """What is done at Ctrl-C, and when the window closes, which counts as the same."""
    import signal  # noqa: PLC0415 - only the wizard waits for a person

    for name in ("SIGINT", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), do)


def _stop(_number: int, _frame: object) -> None:
    # A window that closes may send several signals at once.
    _at_stop(_go_on)
    raise KeyboardInterrupt


def _go_on(_number: int, _frame: object) -> None:
    """Keep what is being kept."""


def _resumed(folder: Path, draft: Draft) -> dict[str, str]:
    """The answers of an interrupted run, if she wants to go on with them.

    A name that is given now, and is another, begins anew.
    """
    import tomli  # noqa: PLC0415

    from igangsetter.cli.asking import confirm  # noqa: PLC0415

    try:
        found = tomli.loads((folder / settings.ANSWERS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    texts = {key: text for key, text in found.items() if isinstance(text, str)}
    name = texts.get("name")
    if not name or draft.get("name", name) != name:
        return {}
    words = _("You had begun with “{name}”. Go on from there?").format(name=name)
    return texts if confirm(words, default=True) else {}


def _keep(folder: Path, texts: dict[str, str], draft: Draft) -> bool:
    """Keep the answers, the name that was given as an option too; whether there were any."""
    import tomli_w  # noqa: PLC0415

    if not texts:
        return False
    named = {"name": draft["name"]} if "name" in draft else {}
    try:
        files.write(folder / settings.ANSWERS, tomli_w.dumps(named | texts).encode())
    except CannotWriteError:
        return False
    return True


def _require(draft: Draft) -> None:
    missing = [word for key, word in (("name", "NAME"), ("first", "--first")) if key not in draft]
    if missing:
        raise UsageError(
            _("Missing: {names}.").format(names=", ".join(missing)),
            _("Add what is missing, or leave out --no-input and be asked."),
        )


def _rule(text: str) -> plan.HolidayRule:
    known = get_args(plan.HolidayRule)
    found: plan.HolidayRule | None = next((rule for rule in known if rule == text), None)
    if found is None:
        raise UsageError(
            _("“{text}” is no rule for holidays.").format(text=text),
            _("Choose: {names}.").format(names=", ".join(known)),
        )
    return found


def _list_models(folder: Path) -> None:
    for name in models.names(folder):
        output.out(name, "strong")
        output.out(output.wrapped("  " + models.load(name, folder).lines[current().code], "  "))
