"""The reference and the manual page are made from the code, and leave out nothing that it has."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import commands
import facts
import pytest
import written

from every_command import MADE
from igangsetter.plan import advice

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGE = (DOCS / "reference.md").read_text(encoding="utf-8")
MANUAL = DOCS / "igangsetter.1"
NEEDED = written.needed()


def test_what_lies_there_is_what_the_code_makes(tmp_path):
    subprocess.run([sys.executable, DOCS / "make", tmp_path], check=True)
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    kept = {name: (DOCS / name).read_text(encoding="utf-8") for name in made}
    assert sorted(made) == ["igangsetter.1", "reference.md"]
    assert made == kept, "write them anew: python docs/make"


@pytest.mark.parametrize("name", NEEDED)
def test_all_that_the_code_has_is_put_in_words_and_nothing_else(name):
    lines = written.part(name)
    assert set(lines) == NEEDED[name]
    assert [key for key, line in lines.items() if not line.strip()] == []


def test_every_command_and_option_has_words():
    found = commands.every()
    assert len(found) > len(facts.app.entries())
    for one in found:
        assert one.help, one.name
        assert [option.written for option in one.parameters if not option.help] == []
        assert one.examples or one.name == "igangsetter"
        assert one.alias or one.name == "igangsetter"
        assert f"\n### {one.name}\n" in PAGE


def test_every_check_has_words_and_a_place_on_the_page():
    assert set(facts.checks()) == set(advice.CHECKS) == set(facts.advice_words.table())
    for name, (_check, said) in facts.checks().items():
        assert all(said), name
        assert f"\n| `{name}` | " in PAGE


def test_every_model_sheet_and_rule_has_a_place_on_the_page():
    for model in facts.starting_models():
        assert f"\n### {model.id}\n\n{model.lines['en']}\n" in PAGE
    for one in (*facts.sheets(), *facts.reminder_rules()):
        assert f"\n| `{one.id}` | " in PAGE


def test_every_file_that_is_made_has_words():
    """tests/privacy/test_a_whole_life.py sees to it that nothing else is made."""
    said = written.part("files")
    for name in (path.format(slug="<slug>") for path in MADE):
        assert [one for one in said if one.startswith(name)] != [], name


def test_the_readme_has_the_same_exit_codes():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| (\d+) \| ", readme, re.MULTILINE)) == NEEDED["exit_codes"]


def test_what_the_page_points_to_exists():
    anchors = {
        re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")
        for title in re.findall(r"^## (.*)$", PAGE, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", PAGE):
        path, _hash, anchor = target.partition("#")
        assert (DOCS / path).exists() if path else anchor in anchors, target


def test_every_source_that_is_named_stands_on_the_page():
    for tag in NEEDED["sources"]:
        assert f"\n| `{tag}` | " in PAGE


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["groff", "-man", "-Tutf8", "-ww", "-z"],
        ["mandoc", "-T", "lint", "-W", "error"],
    ],  # it has no date
    ids=lambda command: command[0],
)
def test_programs_that_read_manual_pages_find_no_fault(command):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    found = subprocess.run([*command, MANUAL], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout, found.stderr) == (0, "", "")
