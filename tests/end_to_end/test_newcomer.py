"""The way of somebody new, word for word from the README, on a machine with nothing but Python."""

import datetime as dt
import os
import re

import pytest

from new_machine import ROOT, NewMachine

README = (ROOT / "README.md").read_text(encoding="utf-8")
NORWEGIAN, ENGLISH = README.split("\n## In English\n")
INSTALL, _TESTS = re.findall(
    r"^```sh\n(.*)\n```$", ENGLISH.partition("### Two commands")[2], re.MULTILINE
)
ACTIVATE = re.search(r"After `(source .*?)`", ENGLISH)[1]
SPEAK = re.search(r"`(export IGANGSETTER_LANG=nb)`", NORWEGIAN)[1]
ROWS = re.findall(
    r"^\| [^|]+ \| (`igangsetter .*`) \|$",
    NORWEGIAN.partition("| Du vil | Skriv |")[2],
    re.MULTILINE,
)
TYPED = [command for row in ROWS for command in re.findall(r"`(.*?)`", row)]

# The first meeting, so that 28 January is near the third.
_TODAY = dt.date.today()  # noqa: DTZ011 - as the clock of the command that is run
_THIRD = next(
    day
    for day in (dt.date(_TODAY.year + later, 1, 28) for later in (0, 1))
    if day - dt.timedelta(days=16) > _TODAY
)
FIRST = _THIRD - dt.timedelta(days=16)
EIGHT = [
    "Tirsdagsgruppa", "", f"{FIRST} 18:00", "", "Frivilligsentralen", "Kari Nordmann", "", ""
]  # fmt: skip
ANSWERS = {
    "new-group": (
        0,
        "igangsetter print start",
        "igangsetter calendar --open",
        "tirsdagsgruppa.toml",
    ),
    "show": (0, "DITT SISTE MØTE", "OPPFØLGING"),
    "print": (0, "/print-", ".pdf\n", "--open"),
    "remind": (0, "igangsetter remind"),
    "calendar": (0, "/kalender.ics\n"),
    # There is neither a mail account nor a screen yet; what to do about it is said.
    "daily": (78, "/mail.toml", "notify-send"),
    "meeting": (0, "28. januar"),
    "follow-up": (0, "er avtalt"),
    "undo": (0, "Tatt tilbake", "«angre»"),
    "check": (0, "Merk:"),
    "templates": (0, "/rammer/nb.md.j2\n", "igangsetter templates check"),
    # Nobody can be asked: nothing is erased.
    "forget": (2, "/tirsdagsgruppa.toml\n", "--yes"),
    "handout": (0, "igangsetter handout rammer", "igangsetter print 1"),
}
"""By the command's name: its exit code, and what it names that one needs next."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="the two commands are those of a POSIX shell"),
]


@pytest.fixture
def newcomer(tmp_path):
    machine = NewMachine(tmp_path / "newcomer")
    machine.with_index()
    return machine


def test_from_the_first_command_to_the_last_row(newcomer):
    found = newcomer.type(INSTALL, answers="\n" * 5)
    assert found.returncode == 0, found.stdout
    assert re.search(r"^5  Your turn\n\nWrite:  igangsetter new-group$", found.stdout, re.MULTILINE)
    shown = re.search(r"^(\S+)/papir/\S+\.pdf$", found.stdout, re.MULTILINE)
    assert f"The files of this tour lie in {shown[1]}." in " ".join(found.stdout.split())
    assert list(newcomer.home.iterdir()) == []

    newcomer.without_system()
    assert {command.split()[1] for command in TYPED} == set(ANSWERS)
    for command in TYPED:
        name = command.split()[1]
        found = _type(newcomer, command, "".join(f"{one}\n" for one in EIGHT))
        code, *needed = ANSWERS[name]
        assert found.returncode == code, f"$ {command}\n{found.stdout}"
        for words in needed:
            assert words in found.stdout, f"$ {command}\n{found.stdout}"
        for path in re.findall(r"^/\S+\.(?:pdf|ics|toml|j2)$", found.stdout, re.MULTILINE):
            assert os.path.getsize(path), path  # noqa: PTH202
    # Looking is all that was done to the scheduler.
    assert set(newcomer.calls) <= {"crontab -l", "systemctl --user show-environment"}

    assert (newcomer.home / "igangsetter" / "tirsdagsgruppa.toml").exists()
    (forget,) = [command for command in TYPED if "forget" in command]
    assert _type(newcomer, f"{forget} --yes").returncode == 0
    assert not list((newcomer.home / "igangsetter").rglob("*tirsdagsgruppa*"))


def _type(newcomer, command, answers=""):
    found = newcomer.type(f"{SPEAK}; {ACTIVATE}; {command}", answers)
    assert "Traceback" not in found.stdout
    assert "should not" not in found.stdout
    assert "skulle ikke" not in found.stdout
    return found
