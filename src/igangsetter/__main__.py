"""The way in: language first, then the commands."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What goes wrong where nothing catches it is told without values too.
    sys.excepthook = _tell
    sys.unraisablehook = lambda _fault: None
    gc.disable()  # starting leaves nothing to collect
    from igangsetter import language  # noqa: PLC0415 - the order is the point
    from igangsetter.store import folder, settings  # noqa: PLC0415

    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who called us
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 - for good
            setattr(sys, name, stream)
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    language.speak(language.wished(os.environ, settings.language(folder.locate(None, os.environ))))

    from igangsetter.cli.app import run  # noqa: PLC0415 - its help texts are in that language

    gc.freeze()
    gc.enable()
    code = run(sys.argv[1:])
    gc.freeze()  # the system gets all of it back sooner than Python would have looked through it
    sys.exit(code)


def _tell(_kind: type[BaseException], fault: BaseException, _trace: TracebackType | None) -> None:
    from igangsetter.cli import faults  # noqa: PLC0415 - there should be none

    if not isinstance(fault, KeyboardInterrupt):
        faults.tell(fault)


if __name__ == "__main__":
    main()
