"""The daily job as text for the machine's own scheduler, and read back from it.

Every text holds the same command. A path survives whatever stands in it: spaces, quotes, `%`, `$`.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from dataclasses import field
from itertools import pairwise
from typing import TYPE_CHECKING

from igangsetter.characters import LINE_BREAKS, UNSEEN
from igangsetter.errors import UsageError
from igangsetter.language import LANGUAGES, Code, _
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SERVICE, TIMER = "igangsetter.service", "igangsetter.timer"
TIMERS = "timers.target"
CRON_BEGINS, CRON_ENDS = "# >>> igangsetter daily >>>", "# <<< igangsetter daily <<<"
LAST_HOUR = 22
"""Later than that nobody is told anything, unless she chose so: then there is one more try."""
RETRY_MINUTES = 15
MOST_MINUTES = 10
_ENV = "/usr/bin/env"
_LANG = "IGANGSETTER_LANG"
_SILENT = (">/dev/null", "2>&1")
_OF_CRON = re.compile(rf"\s{_ENV} {_LANG}=.*\s-m igangsetter remind\s.*\s--daily(?:\s|$)")
_SAFE = re.compile(r"[A-Za-z0-9_@%+=:,./$-]+")
_NOT_TO_REPEAT = "1 2 3 65 66 73 78 130"
"""All exit codes but 75, a delivery that failed."""


class Job(Value):
    """What runs every day: `remind` for one folder, in one language, by mail and on the desktop.

    `surroundings` are variables that it needs besides the language.
    """

    python: str
    folder: str
    language: Code
    at: dt.time
    mail: bool = False
    notify: bool = False
    surroundings: Mapping[str, str] = field(default_factory=dict)

    @property
    def command(self) -> list[str]:
        """The program and its arguments."""
        return [
            self.python,
            # Without it a file `calendar.py` in her home folder would take the place of Python's.
            "-P",
            *("-m", "igangsetter", "remind", "--quiet", "--folder", self.folder),
            *(("--mail", "send") if self.mail else ()),
            *(("--notify",) if self.notify else ()),
            "--daily",
        ]

    @property
    def environment(self) -> dict[str, str]:
        """The variables of the job."""
        return {_LANG: self.language, **self.surroundings}

    @property
    def words(self) -> list[str]:
        """The command with its variables before it, as one command line."""
        variables = [f"{name}={text}" for name, text in self.environment.items()]
        return [_ENV, *variables, *self.command]

    @property
    def hours(self) -> list[int]:
        """The hours at which it runs where a missed one is not made up for: no day goes by."""
        last = max(LAST_HOUR, min(self.at.hour + 1, 23))
        return list(range(self.at.hour, last + 1))


class Found(Value):
    """A job that is installed, and in which files. `job` is None when it cannot be read."""

    places: Sequence[str]
    job: Job | None
    lines: Sequence[str] = ()
    """Those that are ours, in a file that others write too."""


def check(job: Job) -> None:
    """Raise UsageError for a path that no job can hold."""
    for text in (job.python, job.folder, *job.surroundings.values()):
        if UNSEEN.search(text) or LINE_BREAKS.search(text) or not _is_text(text):
            raise UsageError(
                _(
                    "The path {path} cannot stand in a job: it holds a line break or a sign that "
                    "nobody sees."
                ).format(path=ascii(text)),
                _("Give the folder another name."),
            )
    if "=" in job.python:
        raise UsageError(
            _("The path {path} cannot stand in a job.").format(path=job.python),
            _("Install igangsetter in a folder without = in its name."),
        )


def next_time(job: Job, now: dt.datetime) -> dt.datetime:
    """When it runs next where it runs every hour."""
    times = [dt.time(hour, job.at.minute) for hour in job.hours]
    day = now.date()
    later = [time for time in times if time > now.time()]
    if later:
        return dt.datetime.combine(day, later[0], now.tzinfo)
    return dt.datetime.combine(day + dt.timedelta(days=1), times[0], now.tzinfo)


def systemd(job: Job) -> dict[str, str]:
    """The unit files by name."""
    command = " ".join(map(systemd_word, job.words))
    return {
        SERVICE: f"""\
# To take it away: igangsetter daily remove
[Unit]
Description=igangsetter

[Service]
Type=oneshot
ExecStart={command}
StandardOutput=null
StandardError=null
TimeoutStartSec={MOST_MINUTES}min
Restart=on-failure
RestartSec={RETRY_MINUTES}min
RestartPreventExitStatus={_NOT_TO_REPEAT}
""",
        TIMER: f"""\
# To take it away: igangsetter daily remove
[Unit]
Description=igangsetter

[Timer]
OnCalendar=*-*-* {job.at:%H:%M}:00
Persistent=true

[Install]
WantedBy={TIMERS}
""",
    }


def from_systemd(service: str, timer: str) -> Job | None:
    """The job of unit files; None when it is none of ours."""
    command = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    at = re.findall(r"^OnCalendar=\*-\*-\* (\d\d):(\d\d):00$", timer, re.MULTILINE)
    if len(command) != 1 or len(at) != 1:
        return None
    return _from_words(systemd_words(command[0]), *at[0])


def systemd_word(text: str) -> str:
    """One word of a command line of systemd, which knows `%` and `$` also within quotes."""
    literal = text.replace("%", "%%").replace("$", "$$")
    if _SAFE.fullmatch(literal):
        return literal
    return '"' + literal.replace("\\", "\\\\").replace('"', '\\"') + '"'


def systemd_words(line: str) -> list[str]:
    """The words of a command line of ours; none when it holds what we do not write."""
    words = []
    rest = line
    while rest:
        found = re.match(r'(?:"((?:[^"\\]|\\["\\])*)"|([^\s"\'\\]+))(?: |$)', rest)
        if found is None:
            return []
        rest = rest[found.end() :]
        literal = found[2] or re.sub(r"\\(.)", r"\1", found[1])
        if re.search(r"[%$]", re.sub(r"%%|\$\$", "", literal)):
            return []
        words.append(literal.replace("%%", "%").replace("$$", "$"))
    return words


def cron(job: Job) -> str:
    """The lines of the crontab, the two comments around them included.

    What it says goes nowhere, so that no mailbox of the system holds anything about a group; the
    ledger keeps the last error.
    """
    hours = f"{job.hours[0]}-{job.hours[-1]}" if len(job.hours) > 1 else str(job.hours[0])
    words = " ".join([*map(cron_word, job.words), *_SILENT])
    return f"{CRON_BEGINS}\n{job.at.minute} {hours} * * * {words}\n{CRON_ENDS}\n"


def from_cron(block: str) -> Job | None:
    """The job of lines of the crontab; None when it is none of ours."""
    lines = [line for line in block.splitlines() if line and not line.startswith("#")]
    found = re.fullmatch(r"(\d+) (\d+)(?:-\d+)? \* \* \* (.*)", lines[0]) if lines else None
    if found is None or len(lines) > 1:
        return None
    try:
        words = shlex.split(found[3])
    except ValueError:
        return None
    silent = len(_SILENT)
    job = _from_words(words[:-silent], found[2], found[1])
    return job if job and cron(job) == block else None


def is_of_cron(line: str) -> bool:
    """Whether a line between the two comments is our job, also one that somebody changed."""
    return line.rstrip() in {CRON_BEGINS, CRON_ENDS} or bool(_OF_CRON.search(line))


def cron_word(text: str) -> str:
    r"""One word for cron and then for the shell.

    `%` ends a command unless `\` stands before it; some crons make one of two `\`, others not.
    """
    pieces = [
        r"\%" if piece == "%" else shlex.quote(piece) for piece in re.split("(%)", text) if piece
    ]
    return re.sub(r"\\(?=\\)", r"\\''", "".join(pieces))


def _from_words(words: Sequence[str], hour: int | str, minute: int | str) -> Job | None:
    """The job of a command line that `Job.words` made; None for any other."""
    variables: dict[str, str] = {}
    rest = list(words[1:])
    while rest and "=" in rest[0]:
        name, _sign, text = rest.pop(0).partition("=")
        variables[name] = text
    code = next((code for code in LANGUAGES if code == variables.get(_LANG)), None)
    folder = next((after for word, after in pairwise(rest) if word == "--folder"), None)
    if code is None or folder is None:
        return None
    try:
        at = dt.time(int(hour), int(minute))
    except ValueError:
        return None
    job = Job(
        python=rest[0],
        folder=folder,
        language=code,
        at=at,
        mail="--mail" in rest,
        notify="--notify" in rest,
        surroundings={name: text for name, text in variables.items() if name != _LANG},
    )
    return job if job.words == list(words) else None


def _is_text(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path)
