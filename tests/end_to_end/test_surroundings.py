"""What surrounds the program: closed and broken streams, odd files, folders that are gone."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")

NEW = "new-group T --first 2027-01-12 --no-input --today 2026-11-21"


@pytest.fixture
def shell(tmp_path):
    def call(command, **environ):
        found = subprocess.run(  # noqa: S602 - the shell's redirections are what is tested
            command.replace("igangsetter", f"{sys.executable} -m igangsetter"),
            shell=True,
            executable="/bin/bash",
            capture_output=True,
            text=True,
            timeout=30,
            cwd=tmp_path,
            check=False,
            env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "en_GB.UTF-8"}
            | {"IGANGSETTER_FOLDER": str(tmp_path / "plans")}
            | environ,
        )
        assert "Traceback" not in found.stderr
        assert "Exception ignored" not in found.stderr
        return found

    return call


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (f"igangsetter {NEW} >&-", 0),
        ("igangsetter show >&-", 66),
        ("igangsetter handout rammer <&-", 66),
        (f"igangsetter {NEW} | true; exit ${{PIPESTATUS[0]}}", 0),
        (f"igangsetter {NEW} && mkfifo plans/x.toml && igangsetter groups", 66),
        (f"igangsetter {NEW} && ln -s /dev/zero plans/x.toml && igangsetter show -g x", 66),
        ("mkdir plans; mkfifo plans/igangsetter.toml; igangsetter --version", 0),
        (f"mkdir -p plans/.lock; igangsetter {NEW}", 73),
    ],
)
def test_streams_and_files_that_are_odd(shell, command, code):
    assert shell(command).returncode == code


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_an_answer_that_finds_no_room(shell):
    found = shell("igangsetter --version >/dev/full")
    assert (found.returncode, found.stderr) == (
        73,
        "The answer could not be written: the disk is full.\n"
        "Make room on the disk, or send the answer elsewhere.\n",
    )


@pytest.mark.parametrize(
    "command", ["meeting push 3", "follow-up --agreed", "undo", "handover 3", "end"]
)
def test_a_change_is_made_though_nobody_reads_of_it(shell, tmp_path, command):
    shell(f"igangsetter {NEW}; igangsetter meeting cancel 5 --no-input")
    plan = tmp_path / "plans" / "t.toml"
    before = plan.read_bytes()
    shell(f"igangsetter {command} | true", PYTHONUNBUFFERED="1")
    assert plan.read_bytes() != before


def test_a_plan_changed_by_another_program_meanwhile_is_left_alone(shell, tmp_path):
    shell(f"igangsetter {NEW}")
    plan = tmp_path / "plans" / "t.toml"
    # Her editor changes the copy; the synchronising client changes the plan.
    editor = tmp_path / "editor"
    editor.write_text(f"#!/bin/sh\nsed -i s/2027-01-26/2027-01-27/ $1 {plan}\n", encoding="utf-8")
    editor.chmod(0o755)
    found = shell("igangsetter edit", EDITOR=str(editor))
    assert found.returncode == 1
    assert "was changed by another program. Nothing was written." in " ".join(found.stderr.split())
    assert b"2027-01-27" in plan.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ("--folder ~nobody-at-all/x show", 2, ""),
        ("show --folder '~nobody-at-all/x'", 66, "There is no plan in"),
        (f"show --folder {'x' * 300}", 66, "the name is too long"),
        (f"show -g {'x' * 300}", 66, "I find no group"),
        (f"show -g {'x' * 300}.toml", 66, ""),
        ("new-group T --first 1.2.2027 --no-input --place $'\\xff'", 2, "no text"),
        (f"new-group T --first 1.2.2027 --no-input --model {'x' * 300}", 66, ""),
        (f"handout rammer --format md --output {'x' * 300}", 73, "the name is too long"),
    ],
)
def test_names_that_no_system_takes(shell, arguments, code, message):
    shell(f"igangsetter {NEW}")
    found = shell(f"igangsetter {arguments}")
    assert found.returncode == code, found.stderr
    assert message in " ".join(found.stderr.split())
    assert "should not" not in found.stderr


def test_a_home_of_nobody(shell):
    assert shell("igangsetter --version", IGANGSETTER_FOLDER="~nobody-at-all/x").returncode == 0


def test_a_key_of_fifty_thousand_parts(shell, tmp_path):
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "x.toml").write_text("a." * 50_000 + "b = 1\n", encoding="utf-8")
    found = shell("igangsetter show")
    assert found.returncode == 65
    assert "too many brackets or parts" in " ".join(found.stderr.split())
