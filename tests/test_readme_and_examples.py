"""What the README and the examples show is what the tool prints."""

import importlib.util
import re
from pathlib import Path

import pytest

import pages
from igangsetter.cli.commands import entries
from igangsetter.delivery import account
from igangsetter.store import folder as plans

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_console_block_of_the_readme_is_true(run, tmp_path, monkeypatch):
    assert len([part for part in pages.parts(README) if isinstance(part, pages.Command)]) >= 8
    pages.follow(README, run, tmp_path / "home", monkeypatch)


def test_every_command_and_exit_code_stands_in_the_readme():
    for name, entry in entries().items():
        assert re.search(rf"(?:igangsetter |`){name}\b", README), name
        assert entry.alias in README
    for code in (0, 1, 2, 3, 65, 66, 73, 75, 78, 130):
        assert f"\n| {code} | " in README


def test_the_mail_settings_of_the_readme_can_be_used():
    (text,) = re.findall(r"^```toml\n(to = .*?)```", README, re.DOTALL | re.MULTILINE)
    account.place().parent.mkdir(parents=True)
    account.place().write_text(text, encoding="utf-8")
    found = account.read()
    assert (found.to, found.host, found.usual_port) == ("kari@example.org", "smtp.example.org", 587)
    assert set(account.Account._blank) == set(re.findall(r"^(\w+) =", text, re.MULTILINE))


def test_links_and_pictures_of_the_readme_exist():
    for target in pages.links(README):
        assert (ROOT / target).exists(), target


# --- Examples ---

EXAMPLES = sorted((ROOT / "examples").glob("*.toml"))


def test_there_are_three_examples():
    assert [path.stem for path in EXAMPLES] == ["monday-group", "tirsdagsgruppa", "torsdagsgruppa"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_a_plan_as_we_write_it(path):
    stored = plans.load(path)
    assert stored.findings == []
    assert plans.text(stored.plan) == path.read_text(encoding="utf-8")


def test_what_the_tool_prints_for_the_examples_is_current(tmp_path):
    spec = importlib.util.spec_from_file_location("make_examples", ROOT / "examples" / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    make.main(tmp_path)
    for path in sorted(tmp_path.rglob("*")):
        kept = ROOT / "examples" / path.relative_to(tmp_path)
        if path.suffix == ".png":
            assert kept.stat().st_size > 10_000
        elif path.is_file():
            assert kept.read_text(encoding="utf-8") == path.read_text(encoding="utf-8"), kept


def test_nothing_in_the_project_names_a_machine_or_a_real_address():
    forbidden = re.compile(r"/work/|/root/|farm-|\.library|@(?!example\.org)[a-z]+\.no\b")
    folders = ("src", "templates", "examples", "docs", ".ci")
    files = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    for path in [*files, *(ROOT / name for name in ("README.md", "SECURITY.md", "pyproject.toml"))]:
        if path.suffix in {".py", ".md", ".toml", ".j2", ".typ", ".po", ".txt"}:
            assert not forbidden.search(path.read_text(encoding="utf-8")), path
