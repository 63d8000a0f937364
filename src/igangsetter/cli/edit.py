"""`edit`: the plan in an editor, looked over on return."""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from igangsetter import findings
from igangsetter.cli import asking, next_steps, options, output, versions
from igangsetter.errors import CannotWriteError, InvalidPlanError, UsageError
from igangsetter.language import _, current
from igangsetter.plan import toml
from igangsetter.store import copies, files
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from igangsetter.plan.plan import Plan
    from igangsetter.store.folder import Stored

EXAMPLES = ("igangsetter edit", "igangsetter edit -g tirsdag")


def run(
    group: options.Group = None,
    folder: options.Folder = None,
    plain: options.Plain = False,
) -> None:
    """Edit a copy; the plan is written when the copy can be read, and not before."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    _tell_outdated(stored)
    copy = copies.place(stored.path, stored.content)
    if not copy.exists():
        files.write(copy, stored.content)
    while True:
        _open(copy)
        content = copy.read_bytes()
        if content == stored.content:
            output.out(_("Nothing was changed."))
            break
        plan = _plan(copy, content)
        if plan is not None:
            plans.replace_text(stored, content, plan)
            words = versions.difference_in_words(stored.content, content)
            output.out(output.wrapped(_("Written: {what}").format(what=words)))
            output.next_step(next_steps.after_change())
            break
        if not _again(copy):
            raise typer.Exit(65)
    with contextlib.suppress(OSError):
        copy.unlink()


def _tell_outdated(stored: Stored) -> None:
    """Tell of copies that would take back what has changed since they were made."""
    for path in copies.outdated(stored.path, stored.content):
        words = _("The plan has changed since you made the copy {path}. It is left as it is.")
        output.say(output.wrapped(words.format(path=path)))


def _plan(copy: Path, content: bytes) -> Plan | None:
    """The plan in a copy; what is wrong with it is told."""
    try:
        reading = toml.read(plans.decoded(copy, content))
    except InvalidPlanError as error:
        output.tell(error)
        return None
    for finding in reading.findings:
        output.say(findings.sentence(finding, current()))
    return reading.plan


def _again(copy: Path) -> bool:
    """Whether she goes back in; else the copy is kept, and the plan is as it was."""
    try:
        if output.is_terminal() and asking.confirm(_("Go back and mend it?"), default=True):
            return True
    except EOFError:
        pass
    output.say(
        output.wrapped(
            _("The plan is as it was. Your copy is in {path}; “edit” opens it again.").format(
                path=copy
            )
        )
    )
    return False


def _open(path: Path) -> None:
    """Open the file and wait. Raises UsageError, CannotWriteError."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        editor = "notepad" if sys.platform == "win32" else "nano"
    try:
        done = subprocess.run([*shlex.split(editor), str(path)], check=False)  # noqa: S603 - her own
    except OSError as error:
        raise UsageError(
            _("The editor “{editor}” cannot be opened.").format(editor=editor),
            _("Set EDITOR to one that you have, for example: {command}").format(
                command="EDITOR=nano igangsetter edit"
            ),
        ) from error
    if done.returncode:
        raise CannotWriteError(
            _("The editor ended with an error. The plan is as it was."),
            _("Try once more, or choose another editor with EDITOR."),
        )
