"""The guides are true from the first line to the last, and say the same in both languages."""

import re

import pytest

import pages

GUIDES = {"veiledning.md": "nb", "rettleiing.md": "nn"}
TEXTS = {name: (pages.ROOT / "docs" / name).read_text(encoding="utf-8") for name in GUIDES}
HEADINGS = 12


@pytest.mark.parametrize("name", GUIDES)
def test_everything_that_is_typed_is_answered_so(name, run, tmp_path, monkeypatch):
    pages.follow(TEXTS[name], run, tmp_path / "home", monkeypatch, speak=GUIDES[name])


def test_both_show_the_same_commands_on_the_same_days():
    typed = [
        [
            (part.day, re.sub(r"[\"'].*?[\"']", "…", part.typed))
            for part in pages.parts(text)
            if isinstance(part, pages.Command)
        ]
        for text in TEXTS.values()
    ]
    assert typed[0] == typed[1]
    assert len(typed[0]) > 20


def test_both_are_built_alike():
    first, second = (pages.outline(text) for text in TEXTS.values())
    assert first == [mark.replace("-nn.png", ".png") for mark in second]
    assert sum(mark == "## " for mark in first) == HEADINGS


def test_each_shows_pictures_in_its_own_language():
    first, second = (re.findall(r"pictures/(\S+)\)", text) for text in TEXTS.values())
    assert len(first) > 3
    assert second == [name.replace(".", "-nn.") for name in first]


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_is_read_in_one_sitting(name):
    assert len(pages.prose(TEXTS[name]).split()) <= 1600
