"""The page for whoever sends in a change: short, and what it names is there."""

import re

import pages

TEXT = (pages.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_it_is_a_page():
    assert len(TEXT.split()) < 700


def test_every_file_and_marker_that_it_names_is_there():
    named = re.findall(r"`((?:src|templates|tests|\.ci)/[\w./]+)`", TEXT)
    assert len(named) >= 5
    for name in named:
        assert (pages.ROOT / name).exists(), name
    markers = set(re.findall(r"pytest -m (\w+)", TEXT))
    told = (pages.ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert markers == set(re.findall(r'^  "(\w+): ', told, re.MULTILINE))


def test_its_ways_to_the_tests_are_those_that_the_checks_go():
    run = (pages.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    readme = (pages.ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(pytest .*?)` \|", TEXT, re.MULTILINE)
    assert len(told) == 2
    assert told[0] in readme
    assert told[1] in run
