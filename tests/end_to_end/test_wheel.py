"""The wheel alone, in another folder with an empty HOME: what a new user has."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from building import ROOT
from igangsetter import __version__


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A command that sees the wheel and its dependencies, but neither checkout nor home."""
    place = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place / "site")
    home = place / "home"
    home.mkdir()

    def call(*arguments, cwd=place, way_in=("-m", "igangsetter")):
        return subprocess.run(
            [sys.executable, *way_in, *map(str, arguments)],
            capture_output=True, text=True, check=False, cwd=cwd,
            env={
                "HOME": str(home), "PATH": os.environ["PATH"], "PYTHONSAFEPATH": "1",
                "PYTHONPATH": os.pathsep.join([str(place / "site"), sysconfig.get_path("purelib")]),
            },
        )  # fmt: skip

    return call


def test_the_wheel_holds_templates_and_compiled_words(wheel):
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert "igangsetter/templates/handouts/rammer/nn.md.j2" in names
    assert "igangsetter/templates/layout/handout.typ" in names
    assert "igangsetter/locale/nb/LC_MESSAGES/igangsetter.mo" in names
    assert any(name.endswith(".data/data/share/man/man1/igangsetter.1") for name in names)
    assert not any(name.startswith(("tests/", "examples/")) for name in names)


def test_the_first_hour_from_the_wheel(installed, tmp_path):
    made = installed(
        "new-group", "Tirsdagsgruppa", "--first", "2027-01-12", "--time", "18:00",
        "--place", "Frivilligsentralen", "--no-input",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    assert "igangsetter/tirsdagsgruppa.toml" in made.stdout
    shown = json.loads(installed("show", "--json").stdout)
    assert [(row["date"], row["initiator"]) for row in shown["meetings"][:4]] == [
        ("2027-01-12", "whole"), ("2027-01-19", "whole"),
        ("2027-01-26", "half"), ("2027-02-02", "half"),
    ]  # fmt: skip
    assert shown["handover"] == {"meeting": "m04", "date": "2027-02-02"}
    assert shown["follow_up"]["date"] == "2027-03-16"
    assert shown["follow_up"]["meeting"] == "m10"
    assert shown["follow_up"]["agreed"] is False
    due = json.loads(installed("remind", "--today", "2027-01-26", "--json").stdout)
    assert any(one["id"] == "handover-week:m04" and "16. mars" in one["body"] for one in due)
    silent = installed("remind", "--today", "2026-10-01", "--quiet")
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, "", "")
    paper = installed("handout", "--for-meeting", "1", "--format", "pdf", "--output", tmp_path)
    assert paper.returncode == 0, paper.stderr
    assert (tmp_path / "rammer.pdf").read_bytes().startswith(b"%PDF")


_FROM_THE_CHECKOUT = """
import sys
sys.path.insert(0, {src!r})
from igangsetter.__main__ import main
main()
"""
_WHERE_FROM = """
import sys
from igangsetter import language, templating
for code in ("nb", "nn", "en"):
    environment = templating._environment(code, None)
    for name in environment.list_templates():
        print(name, environment.get_template(name).root_render_func.__code__.co_filename)
"""


def test_its_templates_are_ready_made_and_say_the_same(installed, tmp_path):
    found = installed(way_in=["-c", _WHERE_FROM]).stdout.split()
    files = dict(zip(found[::2], found[1::2], strict=True))
    templates = {
        path.relative_to(ROOT / "templates").as_posix(): path
        for path in ROOT.glob("templates/**/*.j2")
    }
    assert files.keys() == templates.keys()
    assert all("ready_made" in Path(file).parts for file in files.values())
    example = ROOT / "examples" / "monday-group.toml"
    (tmp_path / "monday-group.toml").write_bytes(example.read_bytes())
    for code in ("nb", "nn", "en"):
        both = []
        for way_in in (
            ["-m", "igangsetter"],
            ["-c", _FROM_THE_CHECKOUT.format(src=str(ROOT / "src"))],
        ):
            target = tmp_path / f"{code}-{len(both)}"
            made = installed(
                "handout", "--all", "--format", "md", "--language", code,
                "--folder", tmp_path, "--output", target, way_in=way_in,
            )  # fmt: skip
            assert made.returncode == 0, made.stderr
            both.append({path.name: path.read_bytes() for path in target.iterdir()})
        assert len(both[0]) > 40
        assert both[0] == both[1]


def test_it_is_the_wheel_that_was_tried(installed):
    found = installed("--version")
    assert found.stdout == f"igangsetter {__version__}\n"
