"""`daily install|status|remove` on a machine whose schedulers are small programs of their own."""

import datetime as dt
import os
import re
import shutil
import sys
from pathlib import Path

import platformdirs  # noqa: F401 - it asks for the system when it is imported
import pytest

from conftest import make_plan, tree
from fake_machine import Machine, everything
from igangsetter.delivery import ledger, programs, trial
from igangsetter.store import folder as plans

pytestmark = pytest.mark.skipif(os.name != "posix", reason="systemd and cron are not on Windows")

MAIL = 'to = "kari@example.org"\nhost = "localhost"\n'
JUST = ("daily", "install", "--yes", "--notify")


@pytest.fixture
def home(monkeypatch, tmp_path):
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR",
                 "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("USER", "kari")
    path = tmp_path / "home"
    path.mkdir()
    return path


@pytest.fixture
def stored(folder):
    """A group of a far day: the trial, which runs today, has nothing to tell."""
    return plans.add(folder, make_plan(first=dt.date(2800, 1, 4)))


@pytest.fixture
def machine(home, monkeypatch, tmp_path, stored):
    """One with systemd, cron and a desktop program."""
    return Machine(tmp_path / "machine", monkeypatch, "systemctl", "crontab", "notify-send")


@pytest.fixture
def old_machine(home, monkeypatch, tmp_path, stored):
    """One with cron alone."""
    return Machine(tmp_path / "machine", monkeypatch, "crontab", "notify-send")


@pytest.fixture
def worded(tmp_path):
    """A text without what differs from machine to machine."""

    def words(text):
        text = text.replace(str(tmp_path), "/TMP").replace(sys.executable, "PYTHON")
        return re.sub(r"(?m)^(Last run +).*? at \d\d:\d\d", r"\1MOMENT", text)

    return words


def write_mail(home, text=MAIL):
    path = home / ".config" / "igangsetter" / "mail.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


def test_a_timer_of_systemd(run, machine, home, worded, snapshot):
    write_mail(home)
    before = everything(home)
    found = run("daily", "install", "--yes", "--notify", "--mail")
    assert (found.code, worded(found.out)) == (0, snapshot(name="install")), found.err
    assert "loginctl enable-linger" in found.err
    units = home / ".config" / "systemd" / "user"
    for name in ("igangsetter.service", "igangsetter.timer"):
        assert "".join(f"  {line}".rstrip() + "\n" for line in (units / name).read_text().splitlines()) in found.out  # fmt: skip
    assert machine.calls[-2:] == [
        "systemctl --user enable --now igangsetter.timer",
        "systemctl --user show igangsetter.service -p LoadState --value",
    ]
    assert machine.crontab is None
    shown = run("daily", "status")
    assert (shown.code, worded(shown.out)) == (0, snapshot(name="status"))
    gone = run("daily", "remove", "--yes")
    assert (gone.code, worded(gone.out)) == (0, snapshot(name="remove"))
    assert "systemctl --user disable --now igangsetter.timer" in machine.calls
    assert machine.calls.count("systemctl --user daemon-reload") >= 2
    left = {one for one in everything(home) if "state" not in one}
    assert left - set(before) <= {".local", ".local/share"}


def test_lines_of_cron(run, old_machine, home, worded, snapshot):
    before = b"# mine\n\nSHELL=/bin/sh\n 5 4 * * *  true 50\\% \xe6\n"
    old_machine.crontab = before
    found = run(*JUST, "--at", "21.30")
    assert (found.code, worded(found.out)) == (0, snapshot(name="install")), found.err
    assert old_machine.crontab.startswith(before)
    ours = old_machine.crontab.removeprefix(before).decode()
    assert "".join(f"  {line}\n" for line in ours.splitlines()) in found.out
    assert "30 21-22 * * * /usr/bin/env IGANGSETTER_LANG=en " in ours
    shown = run("daily", "status")
    assert re.search(r"^Next run      \w+ \d+ \w+ at 2[12]:30$", shown.out, re.MULTILINE)
    assert re.sub("Next run.*", "", worded(shown.out)) == snapshot(name="status")
    gone = run("daily", "remove", "--yes")
    assert (gone.code, worded(gone.out)) == (0, snapshot(name="remove"))
    assert old_machine.crontab == before


def test_lines_of_others_between_our_marks_stay(run, old_machine, worded, snapshot):
    run(*JUST)
    begins, line, ends = old_machine.crontab.splitlines(keepends=True)
    ours = b"".join((begins, line, ends))
    others = [b"# mine\n", b"MAILTO=kari@example.org\n", b"0 4 * * * backup \xe6\n", b"# last\n"]
    mixed = b"".join((others[0], begins, others[1], line, others[2], ends, others[3]))
    old_machine.crontab = mixed
    assert run("daily", "status").code == 0
    asked = run("daily", "remove")
    assert (asked.code, worded(asked.out)) == (2, snapshot)
    assert old_machine.crontab == mixed
    assert run("daily", "remove", "--yes").code == 0
    assert old_machine.crontab == b"".join(others)
    old_machine.crontab = mixed
    run(*JUST)
    assert old_machine.crontab == b"".join(others) + ours


def test_our_line_that_somebody_changed_is_taken_away_too(run, old_machine):
    run(*JUST)
    old_machine.crontab = old_machine.crontab.replace(b"8-22", b"8-9")
    assert run("daily", "status").code == 1
    found = run("daily", "remove", "--yes")
    assert "    0 8-9 * * * /usr/bin/env " in found.out
    assert old_machine.crontab is None


@pytest.mark.parametrize(
    ("at", "hours", "scheduler", "says"),
    [
        ("22:00", b"0 22-23 ", "cron", "A time when it was off is made up for"),
        ("23:00", b"0 23 ", "cron", "If it is off at that time, you are told the next day."),
        ("23:00", None, "systemd", "A time when it was off is made up for"),
    ],
)
def test_late_in_the_evening(run, machine, at, hours, scheduler, says):
    found = run(*JUST, "--at", at, "--scheduler", scheduler)
    assert (found.code, says in found.out) == (0, True)
    assert found.out.count("off") == 1
    assert hours is None or hours in machine.crontab


def test_a_crontab_that_only_we_filled_is_removed(run, old_machine):
    run(*JUST)
    assert old_machine.crontab.count(b"\n") == 3
    run("daily", "remove", "--yes")
    assert old_machine.crontab is None
    assert old_machine.calls[-1] == "crontab -r"


def test_it_runs_once_at_once_and_notes_it(run, machine):
    assert ledger.last_run() is None
    found = run(*JUST)
    assert found.out.endswith("It ran, and all went well.\n"), found.err
    assert ledger.last_run().code == 0


def test_what_the_trial_could_not_read_is_told_and_the_job_stays(run, old_machine, folder):
    (folder / "bad.toml").write_text("x", encoding="utf-8")
    found = run(*JUST, speak="nb")
    assert found.code == 0
    assert "bad.toml" in found.err
    assert "65" in found.out
    assert old_machine.crontab
    shown = run("daily", "status")
    assert shown.code == 0
    assert "ended with code 65" in shown.out


def test_without_yes_nothing_is_written(run, machine, home):
    before = everything(home)
    found = run("daily", "install", "--notify")
    assert found.code == 2
    assert "ExecStart=" in found.out
    assert found.err == "Nothing was changed: nobody can be asked here.\nAdd --yes to do it.\n"
    assert run("daily", "install", "--notify", "--dry-run").code == 0
    assert everything(home) == before
    assert {call.split()[2] for call in machine.calls if "systemctl" in call} == {
        "show-environment"
    }
    run(*JUST)
    there = everything(home)
    assert run("daily", "remove").code == 2
    assert everything(home) == there


def test_a_second_one_takes_the_place_of_the_first(run, machine, home, tmp_path):
    other = tmp_path / "Annen mappe"
    plans.add(other, make_plan())
    run(*JUST, "--scheduler", "cron")
    run(*JUST, "--folder", other)
    found = run(*JUST, "--at", "10")
    assert found.code == 0
    assert f"the one that looks through this folder:\n  {other}\n" in found.out
    assert machine.crontab is None
    assert "10:00:00" in (home / ".config/systemd/user/igangsetter.timer").read_text()
    assert run("daily", "status").out.count("Runs by") == 1
    run(*JUST, "--scheduler", "cron")
    assert not (home / ".config/systemd").exists()
    assert run("daily", "status").out.count("Runs by       cron") == 1


def test_without_a_session_cron_takes_it(run, machine, home):
    machine.says("no-bus")
    found = run(*JUST)
    assert found.code == 0
    assert "systemd cannot be used here: Failed to connect to bus: No medium found.\n" in found.err
    assert machine.crontab
    assert not (home / ".config").exists()
    refused = run(*JUST, "--scheduler", "systemd")
    assert refused.code == 78
    assert "No medium found" in refused.err


def test_neither_of_them(run, home, monkeypatch, tmp_path, stored):
    Machine(tmp_path / "machine", monkeypatch, "notify-send")
    found = run(*JUST)
    assert found.code == 78
    assert found.err == (
        "systemd cannot be used here: there is no systemctl. cron cannot be used here:\n"
        "there is no crontab.\n"
        "Show what is due yourself, every day: igangsetter remind\n"
    )
    assert run("daily", "status").code == 0
    assert run("daily", "remove").out == "There is no daily job on this machine.\n"


@pytest.mark.parametrize(
    ("says", "text", "message"),
    [
        ("refuses", "", "systemctl did not do it: Unit is masked. Nothing of it is left here."),
        ("load-state", "bad-setting", "it says “bad-setting”. Nothing of it is left here."),
    ],
)
def test_what_systemd_refuses_leaves_nothing(run, machine, home, says, text, message):
    machine.says(says, text)
    found = run(*JUST)
    assert found.code == 73
    assert message in " ".join(found.err.split())
    assert [one for one in everything(home) if "systemd/" in one] == []


@pytest.mark.parametrize(
    ("says", "text", "message"),
    [
        ("refuses", "", "systemctl did not do it: Unit is masked. The earlier job stays. Try the"),
        ("load-state", "bad-setting", "it says “bad-setting”. The earlier job stays."),
    ],
)
def test_what_systemd_refuses_leaves_the_earlier_job(run, machine, home, says, text, message):
    run(*JUST)
    there = {path: content for path, content in tree(home).items() if "systemd" in path}
    assert len(there) == 4
    machine.says(says, text)
    found = run(*JUST, "--at", "10")
    assert found.code == 73
    assert message in " ".join(found.err.split())
    assert {path: content for path, content in tree(home).items() if "systemd" in path} == there
    assert machine.calls[-2:] == [
        "systemctl --user daemon-reload",
        "systemctl --user restart igangsetter.timer",
    ]
    shown = run("daily", "status")
    assert (shown.code, "Every day at  08:00\n" in shown.out) == (0, True)


def test_an_earlier_job_that_no_longer_starts_lies_there_again_and_it_is_said(run, machine, home):
    run(*JUST)
    before = everything(home / ".config")
    machine.says("refuses")
    machine.says("stays-down")
    found = run(*JUST, "--at", "10")
    assert found.code == 73
    assert "lies there again, but systemd does not run it: Unit is masked." in " ".join(
        found.err.split()
    )
    assert everything(home / ".config") == before


def test_an_earlier_timer_that_was_stopped_stays_stopped(run, machine, home):
    run(*JUST)
    (home / ".config/systemd/user/timers.target.wants/igangsetter.timer").unlink()
    machine.says("refuses")
    assert run(*JUST).code == 73
    assert machine.calls[-1] == "systemctl --user stop igangsetter.timer"
    assert "The timer does not run." in run("daily", "status").err


def test_a_systemctl_that_hangs_is_told_in_our_words(run, machine, monkeypatch):
    monkeypatch.setattr(programs, "SECONDS", 0.2)
    machine.says("hangs")
    found = run(*JUST, "--scheduler", "systemd")
    assert found.code == 78
    assert (
        "systemd cannot be used here: systemctl does not answer: it took more than 0.2 seconds."
        in " ".join(found.err.split())
    )


@pytest.mark.parametrize(
    ("crontab", "says", "code", "message"),
    [
        (
            b"1 1 * * * x\n",
            "no-cron",
            73,
            "Your crontab cannot be read: You (kari) are not allowed",
        ),
        (b"1 1 * * * x\n", "full", 73, "crontab did not do it: no room"),
        (b"# >>> igangsetter daily >>>\n1 1 * * * x\n", "", 78, "no longer whole. Take them out"),
        (b"# <<< igangsetter daily <<<\n1 1 * * * x\n", "", 78, "no longer whole. Take them out"),
    ],
)
def test_a_crontab_in_trouble_is_left_alone(run, old_machine, crontab, says, code, message):
    old_machine.crontab = crontab
    if says:
        old_machine.says(says)
    found = run(*JUST)
    assert found.code == code
    assert message in " ".join(found.err.split())
    if says != "full":
        assert run("daily", "status").code == code
        assert run("daily", "remove", "--yes").code == code
    assert old_machine.crontab == crontab


def test_a_forbidden_crontab_is_no_hindrance_to_systemd(run, machine):
    machine.says("no-cron")
    assert run(*JUST).code == 0
    assert run("daily", "status").code == 0
    assert run(*JUST, "--scheduler", "cron").code == 73
    assert run("daily", "remove", "--yes").code == 0
    assert run("daily", "status").code == 73


@pytest.mark.parametrize(
    ("mail", "display", "arguments", "says"),
    [
        (MAIL, "", [], "tells you by mail to kari@example.org:"),
        (MAIL, ":0", [], "tells you by mail to kari@example.org and on the desktop:"),
        (MAIL, ":0", ["--mail"], "tells you by mail to kari@example.org:"),
        (MAIL, "", ["--notify"], "tells you on the desktop:"),
        ("", ":0", [], "tells you on the desktop:"),
    ],
)
def test_how_it_tells(run, machine, home, monkeypatch, mail, display, arguments, says):
    write_mail(home, mail)
    monkeypatch.setenv("DISPLAY", display)
    found = run("daily", "install", "--dry-run", *arguments)
    assert (found.code, says in " ".join(found.out.split())) == (0, True), found


@pytest.mark.parametrize(
    ("mail", "arguments", "message"),
    [
        (
            "",
            [],
            "Nobody would hear of it: there is no address for mail and no desktop. Write “to”,",
        ),
        ("", ["--mail"], "There is no address for the mail. Write “to”, “host” and “user” into "),
        ('to = "kari"\n', [], "mail.toml"),
        (MAIL, ["--notify"], "There is no notify-send on this machine, so nothing can be shown."),
    ],
)
def test_a_job_that_nobody_hears_is_refused(
    run, home, monkeypatch, tmp_path, stored, mail, arguments, message
):
    Machine(tmp_path / "machine", monkeypatch, "crontab")
    monkeypatch.setenv("DISPLAY", ":0")
    write_mail(home, mail)
    found = run("daily", "install", "--yes", *arguments)
    assert found.code == 78
    assert message in " ".join(found.err.split())
    assert "igangsetter/mail.toml" in found.err or "notify-send" in found.err


@pytest.fixture
def leaderless(machine, home, folder, stored):
    """A folder whose only group has no initiator."""
    write_mail(home)
    stored.path.unlink()
    return plans.add(folder, make_plan("uten-igangsetter", "Onsdagsgruppa"))


NO_INITIATOR = (
    "No mail is written about a group without an initiator, and here are no others.\n"
    "Be told on the desktop: --notify\n"
)


@pytest.mark.parametrize(
    ("display", "arguments"), [("", ["--mail"]), ("", []), (":0", ["--mail", "--notify"])]
)
def test_mail_about_groups_without_initiator_is_refused(
    run, leaderless, home, monkeypatch, display, arguments
):
    monkeypatch.setenv("DISPLAY", display)
    found = run("daily", "install", "--yes", *arguments)
    assert (found.code, found.err) == (2, NO_INITIATOR)
    assert not (home / ".config/systemd").exists()


@pytest.mark.parametrize(("display", "arguments"), [("", ["--notify"]), (":0", [])])
def test_groups_without_initiator_are_told_on_the_desktop(
    run, leaderless, monkeypatch, display, arguments
):
    monkeypatch.setenv("DISPLAY", display)
    found = run("daily", "install", "--dry-run", *arguments)
    assert (found.code, found.err) == (0, "")
    assert "and tells you on the desktop:" in " ".join(found.out.split())
    assert "--mail" not in found.out


def test_of_mixed_groups_those_without_mail_are_named(run, leaderless, folder):
    words = "No mail is written about a group without an initiator: Onsdagsgruppa.\n"
    bad = folder / "bad.toml"
    bad.write_text("x", encoding="utf-8")
    assert words in run("daily", "install", "--dry-run", "--mail").out
    bad.unlink()
    plans.add(folder, make_plan())
    assert words in run("daily", "install", "--dry-run").out
    assert words in run("daily", "install", "--scheduler", "launchd", "--mail").err
    assert words not in run("daily", "install", "--dry-run", "--notify").out


def test_mail_settings_among_the_plans_are_refused(run, machine, folder):
    (folder / "mail.toml").write_text(MAIL, encoding="utf-8")
    assert run("daily", "install", "--yes").code == 78


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--at", "25:00"], 2, "I do not understand the time “25:00”."),
        (["--at", ""], 2, "I do not understand the time “”."),
        (
            ["--scheduler", "at"],
            2,
            "“at” is no scheduler. Choose: systemd, cron, launchd, windows.",
        ),
        (["--folder", "/nowhere"], 66, "There is no plan in"),
    ],
)
def test_bad_input(run, machine, home, arguments, code, message):
    found = run(*JUST, *arguments)
    assert found.code == code
    assert message in " ".join(found.err.split())
    assert everything(home) == []


def test_a_folder_that_no_job_can_hold(run, machine, tmp_path):
    folder = tmp_path / "a\nb"
    plans.add(folder, make_plan())
    for name in ("systemd", "cron", "launchd", "windows"):
        found = run(*JUST, "--folder", folder, "--scheduler", name)
        assert found.code == 2
        assert "it holds a line break" in " ".join(found.err.split())
    assert machine.crontab is None


def test_where_her_files_lie_stands_in_the_job(run, old_machine, home, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "min config"))
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1000")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus")
    run(*JUST)
    line = old_machine.crontab.decode()
    assert f"'XDG_CONFIG_HOME={home}/min config'" in line
    assert "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus" in line
    assert "XDG_STATE_HOME" not in line
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:abstract=/tmp/dbus-x")
    run(*JUST)
    assert "DBUS" not in old_machine.crontab.decode()


def test_status_tells_what_is_gone(run, machine, home, folder, stored):
    run(*JUST)
    service = home / ".config/systemd/user/igangsetter.service"
    service.write_text(service.read_text().replace(sys.executable, "/gone/python"))
    folder.rename(folder.with_name("elsewhere"))
    Path(home / ".config/systemd/user/timers.target.wants/igangsetter.timer").unlink()
    found = run("daily", "status")
    assert found.code == 1
    err = " ".join(found.err.split())
    assert "The program that it runs is gone: /gone/python." in err
    assert f"The folder that it looks into is gone: {folder}." in err
    assert "The timer does not run." in found.err
    assert "Next run      not known" in found.out


def test_status_and_remove_of_units_that_were_changed(run, machine, home):
    run(*JUST)
    before = home / ".config/systemd/user/igangsetter.service"
    before.write_text("[Service]\nExecStart=/bin/true\n")
    found = run("daily", "status")
    assert found.code == 1
    assert "is not as it was written" in " ".join(found.err.split())
    assert run("daily", "remove", "--yes").code == 0
    assert not before.exists()


def test_removing_without_a_session_takes_the_files_away(run, machine, home):
    run(*JUST)
    machine.says("no-bus")
    assert "systemd cannot be used here" in run("daily", "status").err
    found = run("daily", "remove", "--yes")
    assert found.code == 0
    assert "it may run until you sign in again" in " ".join(found.err.split())
    assert not (home / ".config/systemd").exists()


@pytest.mark.parametrize(
    ("ended", "code", "error", "words"),
    [
        (None, None, "", "Saturday 21 November at 08:00, and was cut short"),
        (1, 0, "", "Saturday 21 November at 08:00, all went well"),
        (1, 75, "No net.", "Saturday 21 November at 08:00, ended with code 75\n  No net."),
    ],
)
def test_the_last_run(run, machine, monkeypatch, ended, code, error, words):
    run(*JUST)
    began = dt.datetime(2026, 11, 21, 8).astimezone()
    last = ledger.Run(began=began.astimezone(dt.UTC), ended=ended and began, code=code, error=error)
    monkeypatch.setattr(ledger, "last_run", lambda: last)
    found = run("daily", "status")
    assert found.code == 0
    assert f"Last run      {words}\n" in found.out


@pytest.mark.parametrize("name", ["launchd", "windows"])
def test_the_file_for_other_systems(run, machine, home, worded, snapshot, name):
    found = run(*JUST, "--scheduler", name, "--at", "21:00")
    assert (found.code, worded(found.err)) == (0, snapshot(name="talk"))
    assert re.sub(r"\d{4}-\d\d-\d\d", "DAY", worded(found.out)) == snapshot(name="file")
    assert everything(home) == []
    assert machine.calls == []


@pytest.mark.parametrize(("system", "name"), [("darwin", "launchctl"), ("win32", "schtasks")])
def test_on_those_systems(run, machine, home, monkeypatch, system, name):
    write_mail(home)
    before = tree(home)
    monkeypatch.setattr(sys, "platform", system)
    # From Python 3.12 on it asks Windows itself.
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    for arguments in (("install",), ("status",), ("remove",)):
        found = run("daily", *arguments)
        assert found.code == 0
        assert name in found.err
    assert tree(home) == before


@pytest.mark.parametrize(("speak", "name"), [("nb", "bokmål"), ("nn", "nynorsk")])
def test_the_job_speaks_as_the_tool_did(run, old_machine, speak, name):
    run(*JUST, speak=speak)
    assert f"IGANGSETTER_LANG={speak} " in old_machine.crontab.decode()
    assert f"Language      {name}\n" in run("daily", "status").out


def test_norwegian_names(run, machine):
    assert run("daglig", "installer", "--yes", "--notify").code == 0
    assert run("daglig", "status").code == 0
    assert run("daglig", "fjern", "--yes").code == 0


def test_a_trial_that_does_not_come_to_an_end(run, old_machine, monkeypatch):
    monkeypatch.setattr(trial, "SECONDS", 0.01)
    found = run(*JUST)
    assert found.code == 0
    assert found.out.endswith(
        "It did not come to an end. The job stays; mend this, and see: igangsetter daily\nstatus\n"
    )


def test_a_program_that_fails_without_a_word(run, old_machine):
    (old_machine.folder / "bin" / "crontab").write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    found = run(*JUST)
    assert (found.code, found.out) == (73, "")
    assert "code 3" in found.err


def test_what_cannot_be_taken_away_is_named(run, machine, home):
    run(*JUST)
    timer = home / ".config" / "systemd" / "user" / "igangsetter.timer"
    link = timer.parent / "timers.target.wants" / timer.name
    link.unlink()
    (link / "x").mkdir(parents=True)
    found = run("daily", "remove", "--yes")
    assert found.code == 73
    assert f"{link} cannot be taken away: there is a folder of that name." in " ".join(
        found.err.split()
    )
    assert found.err.endswith("Delete it yourself, and write the command again.\n")
