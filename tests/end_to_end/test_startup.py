"""What a command loads before it answers: speed is part of the design."""

import subprocess
import sys

import pytest

from conftest import make_plan
from igangsetter.store import folder as plans

HEAVY = ["jinja2", "typst", "rich", "markdown_it", "docx", "holidays", "icalendar", "babel",
         "tomli_w", "filelock", "hypothesis"]  # fmt: skip
PROBE = """
import sys
sys.argv = ["igangsetter", *{arguments!r}]
from igangsetter.__main__ import main
try:
    main()
except SystemExit as end:
    assert end.code == 0, end.code
loaded = sorted(name for name in {heavy!r} if name in sys.modules)
commands = sorted(name for name in sys.modules if name.startswith("igangsetter.cli."))
print("LOADED", *loaded, file=sys.stderr)
print("COMMANDS", *commands, file=sys.stderr)
"""


def loaded(folder, *arguments):
    found = subprocess.run(
        [sys.executable, "-c", PROBE.format(arguments=list(arguments), heavy=HEAVY)],
        capture_output=True, text=True, check=True,
        env={"IGANGSETTER_FOLDER": str(folder), "HOME": str(folder), "PATH": ""},
    )  # fmt: skip
    lines = dict(line.partition(" ")[::2] for line in found.stderr.splitlines())
    return lines["LOADED"].split(), lines["COMMANDS"].split()


@pytest.mark.parametrize("arguments", [["--version"], ["remind", "--quiet", "--today", "2026-10-01"],
                                       ["show"], ["groups"], ["remind", "--help"]])  # fmt: skip
def test_nothing_heavy_is_loaded(folder, arguments):
    plans.add(folder, make_plan())
    assert loaded(folder, *arguments)[0] == []


def test_only_the_command_that_is_called_is_loaded(folder):
    plans.add(folder, make_plan())
    commands = loaded(folder, "groups")[1]
    assert "igangsetter.cli.groups" in commands
    for other in ("new_group", "show", "remind", "tour", "handout"):
        assert f"igangsetter.cli.{other}" not in commands


def test_a_pdf_needs_no_holidays_and_no_rich(folder):
    plans.add(folder, make_plan())
    assert loaded(folder, "handout", "rammer", "--format", "pdf")[0] == [
        "jinja2",
        "markdown_it",
        "typst",
    ]
