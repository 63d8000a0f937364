"""`forget`: a group's plan, history and files are shown, and then erased."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter.cli import asking, options, output
from igangsetter.language import _, ngettext
from igangsetter.store import erasing
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.store.erasing import Traces

EXAMPLES = ("igangsetter forget -g tirsdag", "igangsetter forget --history")
MOST_SHOWN = 12


def run(
    only_history: Annotated[
        bool, typer.Option("--history", help=_("Erase only earlier versions of the plan."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do it without asking."))] = False,
    group: options.Group = None,
    folder: options.Folder = None,
    dry_run: options.DryRun = False,
    plain: options.Plain = False,
) -> None:
    """Show everything of a group, and erase it. It cannot be taken back."""
    output.be_plain(plain)
    # A plan that cannot be read can be erased too.
    path = plans.find(options.located(folder), group)
    if only_history:
        _forget_history(path, yes=yes, dry_run=dry_run)
        return
    found = erasing.traces(path)
    _show(found)
    if dry_run:
        return
    asking.agree(_("Erase all of it? It cannot be taken back."), default=False, yes=yes)
    erasing.erase(found)
    _forget_sending(found.id)
    output.out()
    output.out(_("Erased. Nothing of it is left here."))
    _say_what_stays()


def _show(found: Traces) -> None:
    output.out(_("This is erased:"), "strong")
    output.out(f"  {found.plan}")
    _list(_("The history"), found.history)
    _list(_("Sheets, drafts and calendars"), found.paper)
    _list(_("Files about several groups: make them anew for the others"), found.shared)
    output.out("  " + _("What was noted on this machine about mail that was sent"))


def _list(words: str, paths: Sequence[Path]) -> None:
    if not paths:
        return
    output.out("  " + words + ":")
    for path in paths[:MOST_SHOWN]:
        output.out(f"    {path}")
    if (left := len(paths) - MOST_SHOWN) > 0:
        output.out("    " + _("… and {count} more.").format(count=left))


def _forget_sending(plan: str) -> None:
    from igangsetter.delivery import ledger  # noqa: PLC0415 - only when a plan is erased

    if plan and ledger.place().exists():
        with ledger.opened() as book:
            book.forget(plan)


def _say_what_stays() -> None:
    output.out(output.wrapped(_("What I cannot reach, and you can:")))
    for words in (
        _("paper: shred what has names on it"),
        _("the meetings in your calendar, on your phone and on a calendar server"),
        _("mail that was sent, and files that you put elsewhere"),
        _("your own name in igangsetter.toml, kept for the next group"),
        _("copies that a backup or a cloud service keeps"),
    ):
        output.out(output.wrapped(f"  – {words}", "    "))


def _forget_history(path: Path, *, yes: bool, dry_run: bool) -> None:
    count = len(erasing.earlier_versions(path))
    words = ngettext(
        "The plan has {count} earlier version. Without it undo has nothing to take back.",
        "The plan has {count} earlier versions. Without them undo has nothing to take back.",
        count,
    )
    output.out(output.wrapped(words.format(count=count)))
    if dry_run or not count:
        return
    asking.agree(_("Erase them? It cannot be taken back."), default=False, yes=yes)
    count = erasing.erase_history(path)
    words = ngettext("{count} version erased.", "{count} versions erased.", count)
    output.out(words.format(count=count))
