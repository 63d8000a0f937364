"""What the project says of itself: its version and its classifiers."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

import trove_classifiers

import igangsetter

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_stands_in_one_place_and_is_told_everywhere(run):
    assert "version" not in PROJECT
    assert run("--version").out == f"igangsetter {igangsetter.__version__}\n"
    told = importlib.metadata.version("igangsetter")
    assert told == igangsetter.__version__, "install it anew: pip install -e ."
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## \[(\d[^]]*)\]", changes, re.MULTILINE)
    assert newest[1] == igangsetter.__version__


def test_its_classifiers_are_known_and_true():
    said = PROJECT["classifiers"]
    assert set(said) <= trove_classifiers.classifiers
    # The key `license` says it, and a classifier beside it is refused.
    assert not [one for one in said if one.startswith("License ::")]
    least = PROJECT["requires-python"].removeprefix(">=")
    named = re.findall(r"Python :: (3\.\d+)$", "\n".join(said), re.MULTILINE)
    assert named[0] == least
    typed = (ROOT / "src" / "igangsetter" / "py.typed").exists()
    assert ("Typing :: Typed" in said) == typed
