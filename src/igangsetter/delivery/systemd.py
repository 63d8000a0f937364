"""The daily job as a timer of the user's own systemd."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from igangsetter import reasons
from igangsetter.delivery import job as texts
from igangsetter.delivery.job import Found
from igangsetter.delivery.programs import BUS, WHO, call, elsewhere, place, refused, said, taken
from igangsetter.errors import CannotWriteError
from igangsetter.language import _
from igangsetter.store import files

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping

    from igangsetter.delivery.job import Job

_DESKTOP = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY")


class Systemd:
    """A timer of the user's own systemd."""

    name = "systemd"
    commands = (
        "systemctl --user daemon-reload",
        f"systemctl --user enable --now {texts.TIMER}",
    )

    @property
    def folder(self) -> Path:
        """Where the user's units lie."""
        return place("XDG_CONFIG_HOME", ".config") / "systemd" / "user"

    def why_not(self) -> str:
        """Why it cannot be used here; empty when it can."""
        if not shutil.which("systemctl"):
            return _("there is no systemctl")
        try:
            answer = self._call("show-environment")
        except CannotWriteError as error:
            return error.message
        return said(answer) if answer.returncode else ""

    def shown(self, job: Job) -> dict[str, str]:
        """What is written, by its place."""
        return {str(self.folder / name): text for name, text in texts.systemd(job).items()}

    def surroundings(self) -> dict[str, str]:
        """The variables that a job needs to find her files."""
        return elsewhere()

    def installed(self) -> Found | None:
        """The job that it holds."""
        places = [str(path) for path in self._paths()]
        if not places:
            return None
        try:
            service = (self.folder / texts.SERVICE).read_text(encoding="utf-8")
            timer = (self.folder / texts.TIMER).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return Found(places=places, job=None)
        return Found(places=places, job=texts.from_systemd(service, timer))

    def install(self, job: Job) -> None:
        """Write the units and start the timer.

        Raises CannotWriteError, and nothing is left; what was there before is there again.
        """
        earlier = self._kept()
        try:
            self.remove()
            for place, text in self.shown(job).items():
                files.write(Path(place), text.encode())
            self._start(_try_cron(earlier))
        except BaseException:
            if earlier:
                self._put_back(earlier)
            else:
                self.remove()
            raise

    def remove(self) -> None:
        """Stop the timer and take away all that it left. Raises CannotWriteError."""
        works = not self.why_not()
        if works:
            self._call("disable", "--now", texts.TIMER)
            self._call("stop", texts.SERVICE)
        stamp = place("XDG_DATA_HOME", ".local/share") / "systemd" / "timers"
        for path in (*self._paths(), stamp / f"stamp-{texts.TIMER}"):
            _unlink(path)
        for folder in (self._wanted.parent, self.folder, self.folder.parent, stamp, stamp.parent):
            with contextlib.suppress(OSError):
                folder.rmdir()  # only an empty one goes
        if works:
            self._call("daemon-reload")
            self._call("reset-failed", texts.SERVICE)

    def makes_up(self, job: Job) -> bool:
        """Whether a time when the machine was off is made up for on the same day."""
        del job
        return True

    def next_time(self, job: Job, now: dt.datetime) -> dt.datetime | None:
        """When it runs next; None when the timer does not run."""
        del job
        answer = self._call("show", texts.TIMER, "-p", "NextElapseUSecRealtime", "--value")
        found = re.search(rb"\d{4}-\d\d-\d\d \d\d:\d\d", answer.stdout)
        if found is None:
            return None
        return dt.datetime.fromisoformat(found[0].decode()).replace(tzinfo=now.tzinfo)

    def environment(self) -> dict[str, str]:
        """What surrounds a job."""
        return {"PATH": "/usr/local/bin:/usr/bin:/bin", **taken(*WHO, *BUS, *_DESKTOP)}

    def needs_her_signed_in(self) -> bool:
        """Whether it rests while she is signed out."""
        who = os.environ.get("USER") or os.environ.get("LOGNAME") or ""
        return not (who and Path("/var/lib/systemd/linger", who).exists())

    def _kept(self) -> dict[Path, bytes | Path]:
        """What lies there, by its place: the bytes of a file, or where a link leads."""
        found: dict[Path, bytes | Path] = {}
        for path in self._paths():
            with contextlib.suppress(OSError):
                found[path] = path.readlink() if path.is_symlink() else path.read_bytes()
        return found

    def _put_back(self, earlier: Mapping[Path, bytes | Path]) -> None:
        """Put back what was kept, and run it as it ran. Raises CannotWriteError."""
        for path in self._paths():
            _unlink(path)
        for path, kept in earlier.items():
            if isinstance(kept, bytes):
                files.write(path, kept)
            else:
                _link(path, kept)
        self._call("daemon-reload")
        if self._wanted not in earlier:
            self._call("stop", texts.TIMER)
            return
        answer = self._call("restart", texts.TIMER)
        if answer.returncode:
            words = _("The earlier job lies there again, but systemd does not run it: {why}")
            raise CannotWriteError(
                words.format(why=said(answer)),
                _("See how it is: {command}").format(command="igangsetter daily status"),
            )

    def _start(self, advice: str) -> None:
        for command in self.commands:
            answer = self._call(*command.split()[2:])
            if answer.returncode:
                raise refused("systemctl", answer, advice)
        # A unit that it does not understand is enabled all the same.
        state = self._call("show", texts.SERVICE, "-p", "LoadState", "--value").stdout.strip()
        if state != b"loaded":
            words = _("systemd does not take the job: it says “{state}”.")
            raise CannotWriteError(words.format(state=state.decode(errors="replace")), advice)

    @property
    def _wanted(self) -> Path:
        """The link by which the timer is enabled."""
        return self.folder / f"{texts.TIMERS}.wants" / texts.TIMER

    def _paths(self) -> list[Path]:
        paths = [self.folder / texts.SERVICE, self.folder / texts.TIMER, self._wanted]
        return [path for path in paths if os.path.lexists(path)]

    def _call(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return call(["systemctl", "--user", *words])


def _try_cron(earlier: Mapping[Path, bytes | Path]) -> str:
    words = _("Nothing of it is left here. Try the other one: {option}")
    if earlier:
        words = _("The earlier job stays. Try the other one: {option}")
    return words.format(option="--scheduler cron")


def _link(path: Path, target: Path) -> None:
    files.make_folder(path.parent)
    try:
        path.symlink_to(target)
    except OSError as error:
        raise files.cannot_write(path, error) from error


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWriteError(
            _("{path} cannot be taken away: {why}.").format(path=path, why=reasons.why(error)),
            _("Delete it yourself, and write the command again."),
        ) from error
