"""A notification on the desktop, by notify-send. Its words tell nothing about a group."""

from __future__ import annotations

import shutil

from igangsetter.errors import ConfigurationError, DeliveryError
from igangsetter.language import _

PROGRAM = "notify-send"
SECONDS = 15


def is_possible() -> bool:
    """Whether the program that shows notifications is there."""
    return shutil.which(PROGRAM) is not None


def missing() -> ConfigurationError:
    """What to say where the program is not there."""
    return ConfigurationError(
        _("There is no {program} on this machine, so nothing can be shown.").format(
            program=PROGRAM
        ),
        _("On Debian and Ubuntu: {command}").format(command="sudo apt install libnotify-bin"),
    )


def notify(title: str, words: str) -> None:
    """Show it. Raises ConfigurationError without the program, DeliveryError when it fails."""
    import subprocess  # noqa: PLC0415 - only to notify

    program = shutil.which(PROGRAM)
    if program is None:
        raise missing()
    try:
        subprocess.run(  # noqa: S603 - its arguments are ours
            [program, "--app-name=igangsetter", "--", title, words],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        raise DeliveryError(
            _("The notification could not be shown."),
            _("Is somebody signed in on the desktop? It is tried again at the next run."),
        ) from None
