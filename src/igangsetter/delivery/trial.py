"""One run of the daily job at once, with as little around it as it will have every day."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from igangsetter import reasons

if TYPE_CHECKING:
    from igangsetter.delivery.job import Job
    from igangsetter.delivery.schedulers import Scheduler

SECONDS = 300


def run(job: Job, scheduler: Scheduler) -> tuple[int | None, str]:
    """Run it: its exit code, None when it did not come to an end, and what it said on stderr."""
    import subprocess  # noqa: PLC0415 - only for a job

    home = os.path.expanduser("~")  # noqa: PTH111 - works without HOME too
    try:
        done = subprocess.run(  # noqa: S603 - the very words of the job
            job.command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=SECONDS,
            env={**scheduler.environment(), "HOME": home, **job.environment},
            cwd=home if Path(home).is_dir() else "/",
        )
    except OSError as error:
        return None, reasons.why(error)
    except subprocess.TimeoutExpired as error:
        return None, (error.stderr or b"").decode(errors="replace")
    return done.returncode, done.stderr.decode(errors="replace")
