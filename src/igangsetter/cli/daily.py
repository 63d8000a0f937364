"""`daily install|status|remove`: the machine tells her every day by itself."""

from __future__ import annotations

import datetime as dt
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter.cli import answers, asking, daily_by_hand, daily_ways, options, output
from igangsetter.cli.commands import Entry
from igangsetter.delivery import job as jobs
from igangsetter.delivery import schedulers
from igangsetter.delivery.job import Job
from igangsetter.errors import ConfigurationError, UsageError
from igangsetter.language import _, current
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.cli.daily_ways import Ways
    from igangsetter.delivery.schedulers import Installed, Scheduler

EXAMPLES = (
    "igangsetter daily install",
    "igangsetter daily install --at 07:30 --notify",
    "igangsetter daily status",
    "igangsetter daily remove",
)
BY_HAND = ("launchd", "windows")
NAMES = (*(one.name for one in schedulers.ALL), *BY_HAND)
Yes = Annotated[bool, typer.Option("--yes", help=_("Do it without asking."))]


def subcommands() -> dict[str, Entry]:
    """The commands under `daily`; each names a function of this file."""
    return {
        "install": Entry(
            "install", "installer", _("Begin with it, after showing what is written.")
        ),
        "status": Entry("status", "status", _("Show when it runs, and how it went last.")),
        "remove": Entry("remove", "fjern", _("Stop it, and leave nothing behind.")),
    }


def install(
    at: Annotated[
        str, typer.Option("--at", metavar=_("TIME"), help=_("At what time of the day."))
    ] = "08:00",
    mail: Annotated[
        bool, typer.Option("--mail", help=_("By mail to the address in your mail.toml."))
    ] = False,
    notify: Annotated[
        bool, typer.Option("--notify", help=_("By a notification on the desktop."))
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="|".join(NAMES), help=_("Who runs it, when not the usual one.")),
    ] = None,
    yes: Yes = False,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Show what is written, write it, and try it once."""
    output.be_plain(plain)
    place, time = options.located(folder), answers.time(at)
    if not plans.paths(place):
        raise plans.none_yet(place)
    ways = daily_ways.chosen(place, mail=mail, notify=notify)
    name = _name(scheduler)
    job = Job(
        python=os.path.abspath(sys.executable),  # noqa: PTH100 - no symlink of it is followed
        folder=str(place),
        language=current().code,
        at=time,
        mail=bool(ways.address),
        notify=ways.notify,
    )
    if name in BY_HAND:
        jobs.check(job)
        if ways.unmailed:
            output.say(output.wrapped(daily_ways.without_mail(ways)))
        daily_by_hand.show(job, name, options.today(None))
        return
    with_it = _scheduler(name)
    job = replace(job, surroundings=with_it.surroundings())
    jobs.check(job)
    before, faults = schedulers.installed()
    if with_it.name == "cron" and faults:
        raise faults[0]
    _show(job, with_it, ways, before)
    if dry_run:
        return
    asking.agree(_("Write it, and try it once now?"), default=True, yes=yes)
    with_it.install(job)
    for old in before:
        if old.scheduler is not with_it:
            old.scheduler.remove()
    output.out(_("Written."))
    _try(job, with_it)
    if with_it.needs_her_signed_in():
        words = _("It runs while you are signed in. To have it run always: {command}")
        output.say(output.wrapped(words.format(command="loginctl enable-linger")))


def status(plain: options.Plain = False) -> None:
    """Show the job as it is installed, its next run and its last."""
    output.be_plain(plain)
    from igangsetter.cli import daily_status  # noqa: PLC0415 - not for the others

    # The clock is read here and nowhere else.
    daily_status.show(dt.datetime.now().astimezone())


def remove(yes: Yes = False, plain: options.Plain = False) -> None:
    """Take the job away, with all that it wrote for its scheduler."""
    output.be_plain(plain)
    if name := daily_by_hand.usual():
        daily_by_hand.show_removing(name)
    found, faults = schedulers.installed()
    if found:
        output.out(_("This is taken away:"))
        for one in found:
            for where in one.found.places:
                output.out(f"  {where}")
            for line in one.found.lines:
                output.out(f"    {line}")
        asking.agree(_("Take it away?"), default=True, yes=yes)
        for one in found:
            if why := one.scheduler.why_not():
                words = _("{name} does not answer ({why}): it may run until you sign in again.")
                output.say(output.wrapped(words.format(name=one.scheduler.name, why=why)))
            one.scheduler.remove()
        output.out(_("Done. Nothing of it is left."))
    elif not faults and not name:
        output.out(_("There is no daily job on this machine."))
    output.leave_with(faults)


def _name(wished: str | None) -> str:
    """The scheduler that is wished for, else the one of this system; empty: what works here."""
    if wished is None:
        return daily_by_hand.usual()
    if wished not in NAMES:
        raise UsageError(
            _("“{text}” is no scheduler.").format(text=wished),
            _("Choose: {names}.").format(names=", ".join(NAMES)),
        )
    return wished


def _scheduler(name: str) -> Scheduler:
    """The scheduler of that name, else the first that works. Raises ConfigurationError."""
    refused: list[str] = []
    for one in schedulers.ALL:
        if name not in {"", one.name}:
            continue
        why = one.why_not()
        if not why:
            for words in refused:
                output.say(output.wrapped(words))
            return one
        words = _("{name} cannot be used here: {why}.")
        refused.append(words.format(name=one.name, why=why.rstrip(".")))
    raise ConfigurationError(
        " ".join(refused),
        _("Show what is due yourself, every day: {command}").format(command="igangsetter remind"),
    )


def _show(job: Job, with_it: Scheduler, ways: Ways, before: Sequence[Installed]) -> None:
    """What it does, and the exact text of what is written and run."""
    words = _("Every day at {time} the machine looks through this folder and tells you {how}:")
    named = [_("by mail to {address}").format(address=ways.address)] if job.mail else []
    named += [_("on the desktop")] if job.notify else []
    time, how = current().clock(job.at), current().listed(named)
    output.out(output.wrapped(words.format(time=time, how=how)))
    output.out(f"  {job.folder}")
    if ways.unmailed:
        output.out(output.wrapped(daily_ways.without_mail(ways)))
    words = _("If it is off at that time, you are told the next day.")
    if with_it.makes_up(job):
        words = _("A time when it was off is made up for, and you are told once.")
    output.out(output.wrapped(words))
    for old in before:
        output.out(
            output.wrapped(_("It takes the place of the one that looks through this folder:"))
        )
        output.out(f"  {old.found.job.folder if old.found.job else '?'}")
    for where, text in with_it.shown(job).items():
        output.out()
        output.out(_("At the end of your crontab") if where == "crontab" else where, "strong")
        for line in text.splitlines():
            output.out(f"  {line}".rstrip())
    output.out()
    output.out(_("This is run"), "strong")
    for command in with_it.commands:
        output.out(f"  {command}")


def _try(job: Job, with_it: Scheduler) -> None:
    """Run it once as it will be run, and tell what it could not do."""
    from igangsetter.delivery import trial  # noqa: PLC0415 - only to install

    output.say(_("Trying it once …"))
    code, said = trial.run(job, with_it)
    for line in said.splitlines():
        output.say(f"  {line}")
    if code == 0:
        output.out(_("It ran, and all went well."))
        return
    words = _("It ended with code {code}. The job stays; mend this, and see: {command}")
    if code is None:
        words = _("It did not come to an end. The job stays; mend this, and see: {command}")
    output.out(output.wrapped(words.format(code=code, command="igangsetter daily status")))
