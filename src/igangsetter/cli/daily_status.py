"""`daily status`: the job as it is installed, its next run and its last."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from igangsetter import language as languages
from igangsetter.cli import daily_by_hand, output
from igangsetter.delivery import schedulers
from igangsetter.errors import IgangsetterError
from igangsetter.language import _, current

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from igangsetter.delivery.job import Job
    from igangsetter.delivery.ledger import Run
    from igangsetter.delivery.schedulers import Installed

Row = tuple[str, str]


def show(now: dt.datetime) -> None:
    """Print it. Raises typer.Exit for a job that cannot do its work."""
    found, faults = schedulers.installed()
    broken = [words for one in found for words in _print(one, now)]
    name = daily_by_hand.usual()
    if name:
        daily_by_hand.show_status(name)
    elif not found and not faults:
        output.out(output.wrapped(_("Nothing tells you by itself on this machine.")))
        words = _("To let the machine tell you, write: {command}")
        output.say(output.wrapped(words.format(command="igangsetter daily install")))
    if found or name:
        faults += _print_last()
    for words in broken:
        output.error(words, "")
    if broken:
        words = _("Install it again: {command}")
        output.say(output.wrapped(words.format(command="igangsetter daily install")))
    elif found:
        output.next_step(_("To stop it: {command}").format(command="igangsetter daily remove"))
    output.leave_with(faults)
    if broken:
        raise typer.Exit(1)


def _print(one: Installed, now: dt.datetime) -> list[str]:
    """The rows of a job; what is wrong with it."""
    job = one.found.job
    if job is None:
        _rows([(_("Runs by"), one.scheduler.name)])
        words = _("The daily job in {places} is not as it was written.")
        return [words.format(places=current().listed(one.found.places))]
    why = one.scheduler.why_not()
    following = None if why else one.scheduler.next_time(job, now)
    coming = _moment(following) if following else _("not known")
    ways = [_("by mail")] if job.mail else []
    ways += [_("on the desktop")] if job.notify else []
    _rows(
        [
            (_("Every day at"), current().clock(job.at)),
            (_("Runs by"), one.scheduler.name),
            (_("Folder"), job.folder),
            (_("Language"), languages.of(job.language).own_name),
            (_("Tells you"), current().listed(ways)),
            (_("Next run"), coming),
        ]
    )
    if why:
        words = _("{name} cannot be used here: {why}.")
        output.say(output.wrapped(words.format(name=one.scheduler.name, why=why.rstrip("."))))
    wrong = _wrong(job)
    if following is None and not why:
        wrong.append(_("The timer does not run."))
    return wrong


def _wrong(job: Job) -> list[str]:
    """What the job needs and does not find."""
    found = []
    if not os.access(job.python, os.X_OK):
        words = _("The program that it runs is gone: {path}.")
        found.append(words.format(path=job.python))
    if not Path(job.folder).is_dir():
        words = _("The folder that it looks into is gone: {path}.")
        found.append(words.format(path=job.folder))
    return found


def _print_last() -> list[IgangsetterError]:
    """The last run, or why it cannot be told."""
    from igangsetter.delivery import ledger  # noqa: PLC0415 - it needs a database

    try:
        last = ledger.last_run()
    except IgangsetterError as error:
        return [error]
    if last is None:
        return []
    _rows([(_("Last run"), _ended(last))])
    if last.error:
        output.out(output.wrapped("  " + last.error, "  "))
    return []


def _ended(last: Run) -> str:
    when = _moment(last.began.astimezone())
    if last.ended is None:
        return _("{when}, and was cut short").format(when=when)
    if last.code:
        return _("{when}, ended with code {code}").format(when=when, code=last.code)
    return _("{when}, all went well").format(when=when)


def _moment(when: dt.datetime) -> str:
    words = _("{date} at {time}")
    return words.format(date=current().day(when.date()), time=current().clock(when.time()))


def _rows(rows: Sequence[Row]) -> None:
    for name, text in rows:
        output.out(f"{name:<{_width()}}  {text}")


def _width() -> int:
    names = (_("Every day at"), _("Runs by"), _("Language"), _("Tells you"), _("Next run"))
    return max(map(len, names))
