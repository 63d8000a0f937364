"""The daily job on macOS and Windows: the file, and the lines to type."""

from __future__ import annotations

import shlex
import sys
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import output
from igangsetter.delivery import job_elsewhere as texts
from igangsetter.delivery import programs
from igangsetter.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from igangsetter.delivery.job import Job


class Lines(NamedTuple):
    """Where the file belongs, and what is typed when it lies there."""

    save: Sequence[str]
    """`{file}` stands for the command that writes the file."""
    install: Sequence[str]
    status: Sequence[str]
    remove: Sequence[str]


def show(job: Job, name: str, day: dt.date) -> None:
    """The file on stdout, so that it can be sent to its place; the lines on stderr.

    Raises UsageError.
    """
    lines = _of(name)
    text = texts.launchd(job) if name == "launchd" else texts.windows(job, day)
    output.out(text.rstrip("\n"))
    output.say("")
    output.say(
        output.wrapped(
            _(
                "That is the file. On that system you put it in its place yourself; we have not "
                "been able to try it there."
            )
        )
    )
    command = ["igangsetter", "daily", "install", "--scheduler", name, "--at", f"{job.at:%H:%M}"]
    command += ["--mail"] if job.mail else []
    command += ["--notify"] if job.notify else []
    folder = shlex.quote(job.folder) if name == "launchd" else f'"{job.folder}"'
    file = f"{shlex.join(command)} --folder {folder}"
    _tell(_("Save it"), [line.replace("{file}", file) for line in lines.save])
    _tell(_("Begin"), lines.install)
    _tell(_("See how it is"), lines.status)
    _tell(_("Stop"), lines.remove)


def usual() -> str:
    """What runs jobs on this system; empty where we install them ourselves."""
    return {"darwin": "launchd", "win32": "windows"}.get(sys.platform, "")


def show_status(name: str) -> None:
    """The line that tells whether it is there."""
    _tell(_("To see whether {name} has the daily job, type").format(name=name), _of(name).status)


def show_removing(name: str) -> None:
    """The lines that take it away."""
    _tell(_("To take the daily job away from {name}, type").format(name=name), _of(name).remove)


def _of(name: str) -> Lines:
    """What is typed on that system."""
    if name == "launchd":
        folder = programs.home() / "Library" / "LaunchAgents"
        path = shlex.quote(str(folder / f"{texts.LABEL}.plist"))
        return Lines(
            [f"mkdir -p {shlex.quote(str(folder))}", f"{{file}} > {path}"],
            [f"launchctl bootstrap gui/$(id -u) {path}"],
            [f"launchctl print gui/$(id -u)/{texts.LABEL}"],
            [f"launchctl bootout gui/$(id -u)/{texts.LABEL}", f"rm {path}"],
        )
    path = f'"{programs.home() / "igangsetter-daily.xml"}"'
    return Lines(
        [f"{{file}} > {path}"],
        [f"schtasks /Create /TN {texts.TASK} /XML {path} /F"],
        [f"schtasks /Query /TN {texts.TASK} /V /FO LIST"],
        [f"schtasks /Delete /TN {texts.TASK} /F", f"del {path}"],
    )


def _tell(title: str, lines: Sequence[str]) -> None:
    output.say("")
    output.say(title, "strong")
    for line in lines:
        output.say(f"  {line}")
