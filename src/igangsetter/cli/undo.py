"""`undo`: take back the last change; a second one brings it back; `--to` for any version."""

from __future__ import annotations

from typing import Annotated

import typer

from igangsetter.cli import options, output, versions
from igangsetter.errors import IgangsetterError, InvalidPlanError
from igangsetter.language import _
from igangsetter.plan import toml
from igangsetter.store import folder as plans
from igangsetter.store import history

EXAMPLES = ("igangsetter undo", "igangsetter undo --to 3")


def run(
    to: Annotated[
        int | None,
        typer.Option("--to", min=1, metavar=_("VERSION"), help=_("Go back to that version.")),
    ] = None,
    group: options.Group = None,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Name what is taken back, and show it line by line."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    content = _wanted(stored, to)
    reading = toml.read(content.decode("utf-8-sig"))
    if reading.plan is None:
        raise InvalidPlanError(_("That version cannot be read."), reading.findings, _see_versions())
    if not dry_run:
        # Before it is told: who reads the telling may be gone, as `| head` is.
        plans.replace_text(stored, content, reading.plan)
    what = versions.difference_in_words(content, stored.content)
    words = _("This would be taken back: {what}") if dry_run else _("Taken back: {what}")
    output.out(output.wrapped(words.format(what=what)))
    for line in versions.difference(stored.content, content):
        output.out("  " + line)
    if not dry_run:
        output.say(_("A second “undo” brings it back."))


def _wanted(stored: plans.Stored, to: int | None) -> bytes:
    """The bytes to go back to: the version before what the file holds now."""
    if to is not None:
        found = history.version(stored.path, to).content()
    else:
        earlier = history.before(stored.path, stored.content)
        if earlier is None:
            raise IgangsetterError(_("There is nothing to take back."), _see_versions())
        found = earlier
    if found == stored.content:
        raise IgangsetterError(_("The plan is like that already."), _see_versions())
    return found


def _see_versions() -> str:
    return _("See the versions that there are: {command}").format(command="igangsetter history")
