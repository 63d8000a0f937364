"""The texts of the daily job: whatever stands in a path comes through every quoting whole."""

import datetime as dt
import os
import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from igangsetter.delivery import job as jobs
from igangsetter.delivery import job_elsewhere as elsewhere
from igangsetter.errors import UsageError

PATHS = [
    "/home/kari/igangsetter",
    "/home/kari/min  mappe ",
    "/home/Kåre Ødegård/æøå ÆØÅ",
    "/home/kari/100%",
    "/srv/%h/%%i/ 5 % av %t",
    "/srv/$HOME/${HOME}/$$/$x y",
    "/srv/it's “a” \"b\" 'c'",
    "/srv/b\\c\\n\\x41",
    "/srv/b\\\\c\\%d\\\\\\%\\",
    "/srv/`id`;& | >f <g *?[x]{y}~!#^",
    "/srv/a=b\u00a0\u2009/-x/--mail",
    "/srv/👥/ﬁ",
    "/ ;",
    "/srv/" + "x" * 200,
]
PLAIN = jobs.Job(
    python="/opt/igangsetter/bin/python",
    folder="/home/kari/igangsetter",
    language="nb",
    at=dt.time(8),
    mail=True,
    notify=True,
)


def job_of(path, **given):
    return jobs.Job(
        **{
            "python": path.replace("=", "") + "/python",
            "folder": path,
            "language": "nn",
            "at": dt.time(7, 30),
            "surroundings": {"XDG_STATE_HOME": path},
        }
        | given
    )


def texts():
    """Every path that a job can hold."""
    letters = st.characters(exclude_categories=["Cs"]).filter(
        lambda one: not (jobs.UNSEEN.search(one) or jobs.LINE_BREAKS.search(one))
    )
    return st.text(letters, min_size=1).map(lambda text: "/" + text)


@pytest.mark.parametrize("name", ["systemd", "cron", "launchd", "windows"])
def test_the_whole_texts(name, snapshot):
    shown = {
        "systemd": lambda: "".join(jobs.systemd(PLAIN).values()),
        "cron": lambda: jobs.cron(PLAIN),
        "launchd": lambda: elsewhere.launchd(jobs.Job(**{**PLAIN.__dict__, "at": dt.time(21, 5)})),
        "windows": lambda: elsewhere.windows(PLAIN, dt.date(2026, 11, 21)),
    }[name]()
    assert shown == snapshot


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("mail", "notify"), [(True, False), (False, True), (True, True)])
def test_what_is_written_is_read_back(path, mail, notify):
    job = job_of(path, mail=mail, notify=notify)
    units = jobs.systemd(job)
    assert jobs.from_systemd(units[jobs.SERVICE], units[jobs.TIMER]) == job
    assert jobs.from_cron(jobs.cron(job)) == job


@given(texts(), texts(), st.times())
def test_any_path_is_read_back(python, folder, at):
    job = jobs.Job(
        python=python.replace("=", "") + "x",
        folder=folder,
        language="en",
        at=at.replace(second=0, microsecond=0, tzinfo=None, fold=0),
    )
    units = jobs.systemd(job)
    assert jobs.from_systemd(units[jobs.SERVICE], units[jobs.TIMER]) == job
    assert jobs.from_cron(jobs.cron(job)) == job


def _version():
    try:
        shown = subprocess.run(["systemd-analyze", "--version"], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(re.search(rb"systemd (\d+)", shown.stdout)[1])


@pytest.mark.skipif(_version() < 250, reason="needs systemd-analyze, 250 or newer")
def test_systemd_itself_accepts_the_units_and_reads_the_same_words(tmp_path):
    """`verify` loads the units as the user's systemd does, and shows at `debug` what it read."""
    jobs_by_unit = {f"job{number}": job_of(path) for number, path in enumerate(PATHS)}
    for name, job in jobs_by_unit.items():
        service, timer = jobs.systemd(job).values()
        (tmp_path / f"{name}.service").write_text(service, encoding="utf-8")
        (tmp_path / f"{name}.timer").write_text(timer, encoding="utf-8")
    found = subprocess.run(
        ["systemd-analyze", "verify", "--user", *sorted(map(str, tmp_path.glob("job*")))],
        capture_output=True,
        check=False,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path),
            "XDG_RUNTIME_DIR": str(tmp_path),
            "SYSTEMD_LOG_LEVEL": "debug",
            "LC_ALL": "C.UTF-8",
        },
    )
    assert found.returncode == 0, found.stderr.decode()
    shown = found.stdout.decode()
    for name, job in jobs_by_unit.items():
        unit = shown.split(f"-> Unit {name}.service:")[1].split("-> Unit ")[0]
        (line,) = re.findall(r"Command Line: (.*)$", unit, re.MULTILINE)
        # It shows the line as a shell would write it, before `$$` becomes `$`.
        words = subprocess.run(
            ["/bin/sh", "-c", f"printf '%s\\0' {line}"], capture_output=True, check=True
        )
        assert words.stdout.decode().replace("$$", "$").split("\0")[:-1] == job.words
    assert "warning" not in found.stderr.decode().casefold()


CRONS = {
    # What each cron makes of a line before it goes to the shell.
    "Vixie": lambda line: re.sub(r"\\([%\\])", r"\1", line),
    "cronie": lambda line: re.sub(r"\\(.)", lambda one: "%" if one[1] == "%" else one[0], line),
    "BusyBox": lambda line: line,
}


@pytest.mark.skipif(not shutil.which("env"), reason="needs a POSIX shell")
@pytest.mark.parametrize("cron", CRONS)
@pytest.mark.parametrize("path", PATHS)
def test_the_shell_under_cron_reads_the_same_words(tmp_path, cron, path):
    base = Path(f"{tmp_path}{path.replace('=', '')}")
    base.mkdir(parents=True)
    program = base / "python"
    noted = tmp_path / "noted"
    program.write_text(
        f'#!/bin/sh\nprintf \'%s\\0\' "$IGANGSETTER_LANG" "$XDG_STATE_HOME" "$0" "$@" >\'{noted}\'\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    job = job_of(path, python=str(program))
    minute, hours, *stars, line = jobs.cron(job).splitlines()[1].split(" ", 5)
    assert (minute, hours, stars) == ("30", "7-22", ["*", "*", "*"])
    # An unescaped % would end the command.
    assert not re.search(r"(?<!\\)%", line)
    done = subprocess.run(
        ["/bin/sh", "-c", CRONS[cron](line)], env={"HOME": str(tmp_path)}, capture_output=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert noted.read_text(encoding="utf-8").split("\0")[:-1] == ["nn", path, *job.command]


@pytest.mark.parametrize(
    "path",
    [
        "/a\nb",
        "/a\tb",
        "/a\rb",
        "/a\0b",
        "/a\x1bb",
        "/a\x7fb",
        "/a\u202eb",
        "/a\u2028b",
        "/a\udcffb",
    ],
)
def test_a_path_that_no_job_can_hold_is_refused(path):
    for job in (
        job_of("/a", folder=path),
        job_of("/a", python=path),
        job_of("/a", surroundings={"XDG_STATE_HOME": path}),
    ):
        with pytest.raises(UsageError) as caught:
            jobs.check(job)
        assert caught.value.message.isprintable()
    with pytest.raises(UsageError):
        jobs.check(job_of("/a", python="/opt/a=b/python"))


@pytest.mark.parametrize("path", PATHS)
def test_any_other_path_is_taken(path):
    jobs.check(job_of(path))


def test_what_somebody_changed_is_not_taken_for_ours():
    units, line = jobs.systemd(PLAIN), jobs.cron(PLAIN)
    service, timer = units[jobs.SERVICE], units[jobs.TIMER]
    for old, new in (
        ("--quiet ", ""),
        ("ExecStart=", "ExecStart=\nExecStart="),
        ("/igangsetter --mail", "/igangsetter $x --mail"),
        ("/igangsetter --mail", '/igangsetter"--mail'),
        ("LANG=nb", "LANG=de"),
        ("IGANGSETTER_LANG=nb ", ""),
    ):
        assert jobs.from_systemd(service.replace(old, new), timer) is None
    assert jobs.from_systemd(service, timer.replace("08:00", "08,09:00")) is None
    assert jobs.from_systemd(service, timer.replace("08:00", "28:00")) is None
    for old, new in (
        ("0 8-22", "0 8-20"),
        ("0 8-22", "0 8"),
        ("0 8-22", "70 8-22"),
        (">/dev/null", ">/tmp/x"),
        ("--quiet", "'--quiet"),
        ("0 8-22", "# 0 8-22"),
        ("\n# <", "\n1 1 * * * x\n# <"),
    ):
        assert jobs.from_cron(line.replace(old, new)) is None


@pytest.mark.parametrize("path", PATHS)
def test_our_lines_of_the_crontab_are_known(path):
    lines = jobs.cron(job_of(path, mail=True)).splitlines()
    assert [jobs.is_of_cron(line) for line in lines] == [True] * 3
    assert jobs.is_of_cron(lines[1].replace("7-22", "7-9").replace(" >/dev/null 2>&1", ""))


@pytest.mark.parametrize(
    "line",
    [
        "",
        "# mine",
        "0 4 * * * /usr/local/bin/backup",
        "MAILTO=kari@example.org",
        "0 8 * * * /usr/bin/env IGANGSETTER_LANG=nb python -m igangsetter check",
        "0 8 * * * python -m igangsetter remind --quiet --daily",
    ],
)
def test_the_lines_of_others_are_not_taken_for_ours(line):
    assert not jobs.is_of_cron(line)


@pytest.mark.parametrize(
    ("at", "hours", "now", "following"),
    [
        ("08:00", "8-22", "2026-11-21T07:59", "2026-11-21T08:00"),
        ("08:00", "8-22", "2026-11-21T08:00", "2026-11-21T09:00"),
        ("08:30", "8-22", "2026-11-21T22:29", "2026-11-21T22:30"),
        ("08:30", "8-22", "2026-11-21T22:31", "2026-11-22T08:30"),
        ("21:15", "21-22", "2026-12-31T22:30", "2027-01-01T21:15"),
        ("22:15", "22-23", "2026-12-31T23:00", "2026-12-31T23:15"),
        ("22:15", "22-23", "2026-12-31T23:30", "2027-01-01T22:15"),
        ("23:15", "23", "2026-11-21T00:00", "2026-11-21T23:15"),
        ("00:00", "0-22", "2026-11-21T22:00", "2026-11-22T00:00"),
    ],
)
def test_the_hours_of_cron(at, hours, now, following):
    job = job_of("/a", at=dt.time.fromisoformat(at))
    assert jobs.cron(job).splitlines()[1].split()[1] == hours
    assert jobs.next_time(job, dt.datetime.fromisoformat(now)) == dt.datetime.fromisoformat(following)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_the_property_list_holds_the_same_words(path):
    job = job_of(path)
    data = plistlib.loads(elsewhere.launchd(job).encode())
    assert data["ProgramArguments"] == job.command
    assert data["EnvironmentVariables"] == {"IGANGSETTER_LANG": "nn", "XDG_STATE_HOME": path}
    assert data["StartCalendarInterval"][0] == {"Hour": 7, "Minute": 30}
    assert data["StartCalendarInterval"][-1] == {"Hour": 22, "Minute": 30}


@pytest.mark.parametrize(
    ("folder", "word"),
    [
        ("C:\\Users\\Kari\\igangsetter", '"C:\\Users\\Kari\\igangsetter"'),
        ("C:\\Users\\Kåre & <Ødegård>\\min mappe", '"C:\\Users\\Kåre & <Ødegård>\\min mappe"'),
        ("D:\\", '"D:\\\\"'),
        ("\\\\tjener\\felles 👥", '"\\\\tjener\\felles 👥"'),
    ],
)
def test_the_task_of_windows(folder, word):
    job = job_of("/a", python="C:\\Py\\python.exe", folder=folder, mail=True, surroundings={})
    text = elsewhere.windows(job, dt.date(2026, 11, 21))
    assert text.isascii()
    root = ET.fromstring(text)  # noqa: S314 - our own
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.find(".//t:StartBoundary", space).text == "2026-11-21T07:30:00"
    assert root.find(".//t:Command", space).text == "cmd.exe"
    assert root.find(".//t:Arguments", space).text == (
        '/d /s /c "set "IGANGSETTER_LANG=nn"&& set "PYTHONUTF8=1"&& "C:\\Py\\python.exe" -P -m '
        f'igangsetter remind --quiet --folder {word} --mail send --daily"'
    )


@pytest.mark.parametrize(
    ("at", "again"), [(dt.time(7, 30), "PT15H"), (dt.time(21, 5), "PT1H"), (dt.time(23, 30), None)]
)
def test_windows_makes_up_for_a_missed_hour_while_the_day_lasts(at, again):
    job = jobs.Job(**{**PLAIN.__dict__, "at": at})
    root = ET.fromstring(elsewhere.windows(job, dt.date(2026, 11, 21)))  # noqa: S314 - our own
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert root.findtext(".//t:StartBoundary", None, space) == f"2026-11-21T{at:%H:%M}:00"
    assert root.findtext(".//t:Repetition/t:Duration", None, space) == again


@pytest.mark.parametrize("folder", ["C:\\100%", 'C:\\"x'])
def test_what_windows_would_read_otherwise_is_refused(folder):
    with pytest.raises(UsageError):
        elsewhere.windows(job_of("/a", folder=folder), dt.date(2026, 11, 21))
