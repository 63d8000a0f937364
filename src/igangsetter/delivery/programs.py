"""The system's own programs, and what surrounds them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from igangsetter import reasons
from igangsetter.errors import CannotWriteError
from igangsetter.language import _

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Sequence

SECONDS = 60
WHO = ("USER", "LOGNAME")
BUS = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS")
_ELSEWHERE = ("XDG_CONFIG_HOME", "XDG_STATE_HOME")


def call(words: Sequence[str], content: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program that answers at once. Raises CannotWriteError when there is no answer."""
    import subprocess  # noqa: PLC0415 - only for a job

    try:
        return subprocess.run(  # noqa: S603 - words of ours
            words,
            input=content,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**os.environ, "LC_ALL": "C"},
        )
    except subprocess.TimeoutExpired as error:
        why = _("it took more than {seconds} seconds").format(seconds=SECONDS)
        raise _silent(words[0], why) from error
    except OSError as error:
        raise _silent(words[0], reasons.why(error)) from error


def said(answer: subprocess.CompletedProcess[bytes]) -> str:
    """What a program said to its failure."""
    text = " ".join(answer.stderr.decode(errors="replace").split())
    return text or _("code {code}").format(code=answer.returncode)


def refused(
    program: str, answer: subprocess.CompletedProcess[bytes], advice: str = ""
) -> CannotWriteError:
    """The error for a program that did not do as it was told."""
    words = _("{program} did not do it: {why}")
    return CannotWriteError(words.format(program=program, why=said(answer)), advice)


def _silent(program: str, why: str) -> CannotWriteError:
    words = _("{program} does not answer: {why}.")
    return CannotWriteError(
        words.format(program=program, why=why),
        _("Try again. If it stays so, ask whoever looks after the machine."),
    )


def place(variable: str, usual: str) -> Path:
    """The folder that a variable names, else the usual one in the home folder."""
    wished = Path(os.environ.get(variable, ""))
    return wished if wished.is_absolute() else home() / usual


def home() -> Path:
    """The home folder."""
    return Path(os.path.expanduser("~"))  # noqa: PTH111 - works without HOME too


def taken(*names: str) -> dict[str, str]:
    """Those of the variables that are set."""
    return {name: text for name in names if (text := os.environ.get(name))}


def elsewhere() -> dict[str, str]:
    """The variables that say where her files lie, when they do not lie in the usual place."""
    return {name: text for name, text in taken(*_ELSEWHERE).items() if Path(text).is_absolute()}
