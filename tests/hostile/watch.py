"""Watches what the interpreter does: a way out is noted, also one that comes to nothing."""

from __future__ import annotations

import sys
from contextlib import contextmanager

WAYS_OUT = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
    "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile",
    "webbrowser.open", "urllib.Request", "ctypes.dlopen", "pty.spawn", "smtplib.connect",
)  # fmt: skip
_noted: list[str] | None = None


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if _noted is None:
        return
    if event in WAYS_OUT or (event == "import" and arguments[0] == "kanarifugl"):
        _noted.append(f"{event} {arguments!r}")


sys.addaudithook(_note)


@contextmanager
def noted():
    """The ways out that are taken meanwhile."""
    global _noted  # noqa: PLW0603 - a hook cannot be taken away
    _noted = []
    try:
        yield _noted
    finally:
        _noted = None
