"""The daily job for macOS and Windows: a file to put in its place by hand. We have not tried it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from igangsetter.errors import UsageError
from igangsetter.language import _

if TYPE_CHECKING:
    import datetime as dt

    from igangsetter.delivery.job import Job

LABEL = "igangsetter.daily"
TASK = "igangsetter"


def launchd(job: Job) -> str:
    """The property list for macOS."""
    import plistlib  # noqa: PLC0415 - on macOS only

    data = {
        "Label": LABEL,
        "ProgramArguments": job.command,
        "EnvironmentVariables": job.environment,
        "StartCalendarInterval": [{"Hour": hour, "Minute": job.at.minute} for hour in job.hours],
        "RunAtLoad": True,
        "StandardOutPath": "/dev/null",
        "StandardErrorPath": "/dev/null",
    }
    return plistlib.dumps(data, sort_keys=False).decode()


def windows(job: Job, day: dt.date) -> str:
    """The task for Windows, from that day on; in ASCII, so that no code page spoils it.

    Raises UsageError for a path that Windows would read in another way.
    """
    from xml.sax.saxutils import escape  # noqa: PLC0415 - on Windows only

    variables = {**job.environment, "PYTHONUTF8": "1"}
    for path in (job.python, job.folder, *variables.values()):
        if re.search('["%]', path):
            raise UsageError(
                _("The path {path} cannot stand in a job.").format(path=path),
                _("Give the folder another name."),
            )
    paths = {job.python, job.folder}
    words = [_quoted(word) if word in paths else word for word in job.command]
    sets = "".join(f'set "{name}={text}"&& ' for name, text in variables.items())
    again = ""
    if hours := len(job.hours) - 1:
        again = f"""
      <Repetition>
        <Interval>PT1H</Interval>
        <Duration>PT{hours}H</Duration>
      </Repetition>"""
    text = f"""\
<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>{day}T{job.at:%H:%M}:00</StartBoundary>{again}
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT10M</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>{escape(f'/d /s /c "{sets}{" ".join(words)}"')}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
    return text.encode("ascii", "xmlcharrefreplace").decode()


def _quoted(path: str) -> str:
    r"""A path in quotes; `\` before the last one would take it away."""
    slashes = len(path) - len(path.rstrip("\\"))
    return '"' + path + "\\" * slashes + '"'
