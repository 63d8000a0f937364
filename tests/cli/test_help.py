"""`--help` of every command in three languages, on a wide screen and on a narrow one."""

import functools
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from igangsetter.cli.commands import entries

EVERY_HELP = Path(__file__).parents[1] / "every_help.py"
WIDE, NARROW = 80, 40
SAME_EVERYWHERE = re.compile(r"--\S+ \S+\|.*|\[?[0-9<>=x]+\]|")
"""Options with their choices, and the bounds of a number."""
COMMANDS_UNDER_OTHERS = 11


@functools.cache
def helps(code):
    """{columns: {command: help}}, spoken in that language from the start."""
    done = subprocess.run(
        [sys.executable, EVERY_HELP, code, str(WIDE), str(NARROW)],
        capture_output=True, check=True, env={**os.environ, "TERM": "dumb"},
    )  # fmt: skip
    return {int(columns): pages for columns, pages in json.loads(done.stdout).items()}


def words(page):
    """Each line of a page without the option or command before it; examples are left out."""
    for line in page.splitlines():
        if not re.match(r" {4}igangsetter ", line):
            yield re.split(r"(?<=\S) {2,}|^ {3,}", line)[-1].strip()


@pytest.mark.parametrize("code", ["en", "nb", "nn"])
def test_the_help_of_every_command(code, snapshot):
    found = helps(code)[WIDE]
    assert len(found) == 1 + len(entries()) + COMMANDS_UNDER_OTHERS
    assert max(len(line) for page in found.values() for line in page.splitlines()) <= WIDE
    assert "\n\n".join(f"$ {name} --help\n{page}" for name, page in found.items()) == snapshot


@pytest.mark.parametrize("code", ["nb", "nn"])
def test_no_english_is_left_in_the_help(code):
    english, ours = helps("en")[WIDE], helps(code)[WIDE]
    left = {
        (name, line)
        for name, page in ours.items()
        for line in {*words(page)} & {*words(english[name])}
        if not SAME_EVERYWHERE.fullmatch(line)
    }
    assert left == set()


@pytest.mark.parametrize("code", ["en", "nb", "nn"])
def test_the_help_of_every_command_on_a_narrow_screen(code):
    """What is wider is a line to copy, or an option with its choices, alone on its line."""
    for page in helps(code)[NARROW].values():
        for line in page.splitlines():
            alone = re.fullmatch(r" {4}igangsetter .*|  -\S+ \S+( \S+)*", line)
            assert len(line) <= NARROW or alone, line
