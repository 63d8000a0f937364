"""The daily job as it is: asked for on a terminal, run by the shell as cron runs it, taken away."""

import datetime as dt
import os
import re
import shutil
import socket
import subprocess
import sys

import pytest

pexpect = pytest.importorskip("pexpect", reason="a terminal to drive (not on Windows)")

from conftest import make_plan  # noqa: E402
from fake_machine import Machine, everything  # noqa: E402
from igangsetter.store import folder as plans  # noqa: E402

COMMAND = [sys.executable, "-m", "igangsetter"]


@pytest.fixture
def home(tmp_path):
    path = tmp_path / "Kåres hjem 100%"
    path.mkdir()
    return path


@pytest.fixture
def plan_folder(home):
    """A folder with a hostile name, in which something is due today."""
    folder = home / "mine $HOME 'grupper' \"50%\" \\%"
    tomorrow = dt.datetime.now().astimezone().date() + dt.timedelta(days=1)
    plans.add(folder, make_plan(first=tomorrow))
    return folder


@pytest.fixture
def machine(tmp_path, monkeypatch):
    return Machine(tmp_path / "machine", monkeypatch, "crontab", "notify-send")


@pytest.fixture
def environ(home, machine):
    return {
        "PATH": str(machine.folder / "bin"),
        "HOME": str(home),
        "IGANGSETTER_LANG": "en",
        "COLUMNS": "200",
    }


@pytest.fixture
def call(environ):
    def run(*arguments):
        found = subprocess.run(
            [*COMMAND, *map(str, arguments)],
            env=environ,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in found.stderr
        return found

    return run


@pytest.fixture
def mailbox(socket_enabled, home):
    """A mail server of our own; the mails that it took."""
    from aiosmtpd.controller import Controller

    class Box:
        def __init__(self):
            self.mails = []

        async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
            self.mails.append((envelope.rcpt_tos, envelope.content.decode()))
            return "250 OK"

    box = Box()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    path = home / ".config" / "igangsetter" / "mail.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'to = "kari@example.org"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\n',
        encoding="utf-8",
    )
    yield box.mails
    server.stop()


def as_cron_does(crontab):
    """Run the lines of a crontab by the shell, with what cron gives them and nothing more."""
    for line in crontab.decode().splitlines():
        if not line.startswith("#"):
            command = re.sub(r"\\([%\\])", r"\1", line.split(" ", 5)[5])
            yield subprocess.run(
                ["/usr/bin/env", "-i", f"HOME={os.environ['CRON_HOME']}", "/bin/sh", "-c", command],
                capture_output=True, check=False, cwd=os.environ["CRON_HOME"],
            )  # fmt: skip


def test_the_installed_line_tells_once_and_leaves_nothing(
    call, mailbox, machine, home, plan_folder, monkeypatch
):
    monkeypatch.setenv("CRON_HOME", str(home))
    # What lies beside it in the home folder does not come in its way.
    (home / "calendar.py").write_text("raise SystemExit(99)\n", encoding="utf-8")
    before = everything(home)
    found = call("daily", "install", "--mail", "--yes", "--folder", plan_folder)
    assert (found.returncode, "all went well" in found.stdout) == (0, True), found.stderr
    assert [to for to, _mail in mailbox] == [["kari@example.org"]]
    (done,) = as_cron_does(machine.crontab)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert len(mailbox) == 1
    plans.add(
        plan_folder, make_plan(name="Onsdagsgruppa", first=dt.datetime.now().astimezone().date())
    )
    (done,) = as_cron_does(machine.crontab)
    assert done.returncode == 0
    assert len(mailbox) == 2
    status = call("daily", "status")
    assert status.returncode == 0
    assert f"Folder        {plan_folder}\n" in status.stdout
    assert "all went well" in status.stdout.split("Last run")[1]
    assert call("daily", "remove", "--yes").returncode == 0
    assert machine.crontab is None
    left = [one for one in set(everything(home)) - set(before) if not one.startswith(".local")]
    assert [one for one in left if "onsdagsgruppa" not in one and not one.endswith(".lock")] == []


def test_a_server_that_is_gone_is_told_by_the_trial_and_by_status(
    call, mailbox, machine, home, plan_folder, monkeypatch
):
    path = home / ".config" / "igangsetter" / "mail.toml"
    path.write_text(re.sub("port = .*", "port = 9", path.read_text()), encoding="utf-8")
    found = call("daily", "install", "--mail", "--yes", "--folder", plan_folder)
    assert found.returncode == 0
    assert "127.0.0.1:9 cannot be reached" in found.stderr
    assert "It ended with code 75. The job stays" in found.stdout
    status = call("daily", "status")
    assert status.returncode == 0
    assert "ended with code 75\n  127.0.0.1:9 cannot be reached" in status.stdout


@pytest.fixture
def terminal(environ, plan_folder):
    started = []

    def start(*arguments):
        child = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], *map(str, arguments)],
            env={name: text for name, text in environ.items() if name != "COLUMNS"}
            | {"TERM": "xterm", "IGANGSETTER_FOLDER": str(plan_folder)},
            dimensions=(50, 100),
            encoding="utf-8",
            timeout=20,
        )
        started.append(child)
        return child

    yield start
    for child in started:
        child.close(force=True)


def ended(child):
    child.expect(pexpect.EOF)
    child.wait()
    return child.exitstatus


@pytest.mark.parametrize("answer", ["ja", "j", "Y", "yes", ""])
def test_yes_on_a_terminal(terminal, machine, answer):
    child = terminal("daily", "install", "--notify")
    child.expect("igangsetter daily >>>")
    child.expect(r"Write it, and try it once now\?\s+\[yes\] > ")
    assert machine.crontab is None
    child.sendline(answer)
    child.expect("Written.")
    ended(child)
    assert machine.crontab
    child = terminal("daily", "remove")
    child.expect(r"Take it away\?\s+\[yes\] > ")
    child.sendline("kanskje")
    child.expect("Write yes or no.")
    child.sendline(answer)
    child.expect("Nothing of it is left")
    assert ended(child) == 0
    assert machine.crontab is None


@pytest.mark.parametrize(
    ("press", "code"),
    [(lambda child: child.sendline("nei"), 1), (lambda child: child.sendeof(), 1),
     (lambda child: child.sendintr(), 130)],
)  # fmt: skip
def test_no_on_a_terminal(terminal, machine, home, press, code):
    before = everything(home)
    child = terminal("daily", "install", "--notify")
    child.expect("> $")
    press(child)
    assert ended(child) == code
    assert machine.crontab is None
    assert everything(home) == before


def _own_crontab():
    if not shutil.which("crontab"):
        return "no cron here"
    found = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    return "somebody's crontab is here" if found.stdout or found.returncode == 0 else ""


@pytest.mark.slow
@pytest.mark.skipif(bool(_own_crontab()), reason=_own_crontab() or "-")
def test_the_crontab_of_this_machine(environ, home, plan_folder, monkeypatch):
    """The real program keeps our lines and the others, and gives all back."""
    real = {**environ, "PATH": "/usr/bin:/bin"}

    def crontab(*arguments, content=None):
        return subprocess.run(
            ["crontab", *arguments], input=content, env=real, capture_output=True, check=False
        )

    def daily(*arguments):
        return subprocess.run(
            [*COMMAND, "daily", *arguments, "--yes"], env=real, capture_output=True, check=False
        )

    path = home / ".config" / "igangsetter" / "mail.toml"
    path.parent.mkdir(parents=True)
    path.write_text('to = "kari@example.org"\nhost = "127.0.0.1"\nport = 9\n', encoding="utf-8")
    install = ("install", "--scheduler", "cron", "--folder", str(plan_folder))
    monkeypatch.setenv("CRON_HOME", str(home))
    try:
        assert daily(*install).returncode == 0
        (done,) = as_cron_does(crontab("-l").stdout)
        assert done.returncode == 75
        assert daily("remove").returncode == 0
        assert b"no crontab for" in crontab("-l").stderr
        others = b"# mine\n5 4 * * * true 50\\% \xe6\n"
        assert crontab("-", content=others).returncode == 0
        assert daily(*install).returncode == 0
        assert daily(*install).returncode == 0
        assert crontab("-l").stdout.count(b">>> igangsetter") == 1
        assert daily("remove").returncode == 0
        assert crontab("-l").stdout == others
    finally:
        crontab("-r")
