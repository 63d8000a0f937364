"""The pictures of the terminal show what the commands say now."""

import importlib.util
import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

pytest.importorskip("pexpect", reason="a terminal to draw (not on Windows)")

PLACE = Path(__file__).parents[1] / "examples"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def pictures():
    spec = importlib.util.spec_from_file_location("pictures", PLACE / "pictures.py")
    found = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(found)
    return found


@pytest.fixture(scope="module")
def screens(pictures):
    return pictures.screens()


def lines(svg):
    """The words of a picture, line by line: rich draws each run of one colour by itself."""
    found = {}
    for text in ET.fromstring(svg).iter(f"{SVG}text"):  # noqa: S314 - ours
        row = found.setdefault(float(text.get("y")), [])
        row.append((float(text.get("x")), text.text or ""))
    return ["".join(words for _x, words in sorted(found[y])).rstrip() for y in sorted(found)]


@pytest.mark.parametrize("name", ["vis", "ny-gruppe", "husk"])
def test_a_picture_is_current(pictures, screens, name):
    kept = (PLACE / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert lines(kept) == lines(pictures.drawn(name, screens[name])), (
        "draw them anew: python examples/pictures.py"
    )
    shown = re.sub(r"\x1b\[[0-9;]*m|\s", "", screens[name])
    assert shown in "".join(lines(kept)).replace("\u00a0", "").replace(" ", "")


@pytest.mark.parametrize("name", ["vis", "ny-gruppe", "husk"])
def test_a_picture_says_what_it_is_and_fetches_nothing(pictures, name):
    kept = (PLACE / "pictures" / f"{name}.svg").read_text(encoding="utf-8")
    assert ET.fromstring(kept).findtext(f"{SVG}title") == pictures.PICTURES[name][0]  # noqa: S314
    assert re.findall(r"https?://[^\s\"')]+", kept) == ["http://www.w3.org/2000/svg"]
    assert "@font-face" not in kept
