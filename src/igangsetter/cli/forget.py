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
    place = options.located(folder)
    if only_history:
        _forget_history(plans.find(place, group), yes=yes, dry_run=dry_run)
        return
    # A plan that cannot be read can be erased too.
    found = erasing.traces(_find(place, group))
    _show(found)
    if dry_run:
        return
    asking.agree(_("Erase all of it? It cannot be taken back."), default=False, yes=yes)
    # First what is found by the id alone: cut short, the command can be given again, and goes on.
    _forget_sending(found.id)
    erasing.erase(found)
    output.out()
    if found.copies:
        output.out(_("Erased. But this holds the same group, and is left:"))
        for copy in found.copies:
            output.out(f"  {copy}")
    else:
        output.out(_("Erased. Nothing of it is left here."))
    _say_what_stays()


def _find(folder: Path, group: str | None) -> Path:
    """The plan; before one whose name only begins so, one that is gone and has left things behind.

    Raises NotFoundError, UsageError.
    """
    stems = {group, plans.slug(group)} if group else set()
    gone = [path for path in erasing.left_behind(folder) if path.stem in stems]
    return gone[0] if gone else plans.find(folder, group)


def _show(found: Traces) -> None:
    output.out(_("This is erased:"), "strong")
    if found.plan.exists():
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

    if plan:
        ledger.forget(plan)


def _say_what_stays() -> None:
    output.out(output.wrapped(_("What I cannot reach, and you can:")))
    for words in (
        _("paper: shred what has names on it"),
        _("the meetings in your calendar, on your phone and on a calendar server"),
        _("mail that was sent, and files that you put elsewhere"),
        _("your own name in igangsetter.toml, kept for the next group"),
        _("copies that a backup or a cloud service keeps"),
        _("what you typed, where the terminal keeps it, and lists of files that were opened"),
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
