"""The schedulers that the daily job can be given to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.delivery.cron import Cron
from igangsetter.delivery.systemd import Systemd
from igangsetter.errors import CannotWriteError, IgangsetterError
from igangsetter.value import Value

if TYPE_CHECKING:
    from igangsetter.delivery.job import Found

Scheduler = Systemd | Cron
ALL: tuple[Scheduler, ...] = (Systemd(), Cron())


class Installed(Value):
    """A job and who runs it."""

    scheduler: Scheduler
    found: Found


def installed() -> tuple[list[Installed], list[IgangsetterError]]:
    """Every job on this machine, and the error of each scheduler that cannot be read."""
    jobs, faults = list[Installed](), list[IgangsetterError]()
    for scheduler in ALL:
        try:
            found = scheduler.installed()
        except IgangsetterError as error:
            faults.append(error)
        else:
            jobs += [Installed(scheduler=scheduler, found=found)] if found else []
    if jobs:
        # A crontab that she may not use is no trouble to who has systemd.
        faults = [fault for fault in faults if not isinstance(fault, CannotWriteError)]
    return jobs, faults
