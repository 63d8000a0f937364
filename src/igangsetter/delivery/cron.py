"""The daily job in the user's crontab: two marks and a line between them."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from igangsetter.delivery import job as texts
from igangsetter.delivery.job import Found
from igangsetter.delivery.programs import BUS, WHO, call, elsewhere, refused, said, taken
from igangsetter.errors import CannotWriteError, ConfigurationError
from igangsetter.language import _

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.delivery.job import Job

_NONE_YET = re.compile(rb"no crontab for|can't open '[^']*': No such file")


class Cron:
    """Two marked lines and one between them in the user's crontab; all others stay as they are."""

    name = "cron"
    commands = ("crontab -",)

    def why_not(self) -> str:
        """Why it cannot be used here; empty when it can."""
        return "" if shutil.which("crontab") else _("there is no crontab")

    def shown(self, job: Job) -> dict[str, str]:
        """What is written, by its place."""
        return {"crontab": texts.cron(job)}

    def surroundings(self) -> dict[str, str]:
        """The variables that a job needs to find her files and, in a fixed place, her desktop."""
        bus = taken(*BUS)
        fixed = f"unix:path={bus.get('XDG_RUNTIME_DIR')}/bus"
        return elsewhere() | (bus if bus.get("DBUS_SESSION_BUS_ADDRESS") == fixed else {})

    def installed(self) -> Found | None:
        """The job that it holds. Raises CannotWriteError, ConfigurationError."""
        if self.why_not():
            return None
        ours = _split(self._read())[0]
        if not ours:
            return None
        text = ours.decode(errors="replace")
        return Found(places=["crontab"], job=texts.from_cron(text), lines=text.splitlines())

    def install(self, job: Job) -> None:
        """Put the lines at the end. Raises CannotWriteError, ConfigurationError."""
        others = _split(self._read())[1]
        if others and not others.endswith(b"\n"):
            others += b"\n"
        self._write(others + texts.cron(job).encode())

    def remove(self) -> None:
        """Take our lines out. Raises CannotWriteError, ConfigurationError."""
        ours, others = _split(self._read())
        if others:
            self._write(others)
        elif ours:
            answer = call(["crontab", "-r"])
            if answer.returncode:
                raise refused("crontab", answer)

    def makes_up(self, job: Job) -> bool:
        """Whether a time when the machine was off is made up for on the same day."""
        return len(job.hours) > 1

    def next_time(self, job: Job, now: dt.datetime) -> dt.datetime | None:
        """When it runs next."""
        return texts.next_time(job, now)

    def environment(self) -> dict[str, str]:
        """What surrounds a job."""
        return {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", **taken(*WHO)}

    def needs_her_signed_in(self) -> bool:
        """Whether it rests while she is signed out."""
        return False

    def _read(self) -> bytes:
        answer = call(["crontab", "-l"])
        if answer.returncode == 0:
            return answer.stdout
        if _NONE_YET.search(answer.stderr):
            return b""
        raise CannotWriteError(
            _("Your crontab cannot be read: {why}").format(why=said(answer)),
            _("It was left alone."),
        )

    def _write(self, content: bytes) -> None:
        answer = call(["crontab", "-"], content)
        if answer.returncode:
            raise refused("crontab", answer)


def _split(crontab: bytes) -> tuple[bytes, bytes]:
    """Our lines, and all others, those between our marks too.

    Raises ConfigurationError when one of the two marks is missing.
    """
    begins, ends = texts.CRON_BEGINS.encode(), texts.CRON_ENDS.encode()
    ours, others, inside = b"", b"", False
    for line in crontab.splitlines(keepends=True):
        mark = line.rstrip()
        if mark == (begins if inside else ends):
            raise _torn()
        inside = inside or mark == begins
        if inside and texts.is_of_cron(line.decode(errors="replace")):
            ours += line
        else:
            others += line
        inside = inside and mark != ends
    if inside:
        raise _torn()
    return ours, others


def _torn() -> ConfigurationError:
    return ConfigurationError(
        _("The lines of igangsetter in your crontab are no longer whole."),
        _("Take them out by hand, what is left from “{first}” to “{last}”: {command}").format(
            first=texts.CRON_BEGINS, last=texts.CRON_ENDS, command="crontab -e"
        ),
    )
