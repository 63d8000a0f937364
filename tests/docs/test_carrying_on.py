"""What the page for maintainers tells to do is done, in a copy of the templates."""

import re
import shutil

import pytest

import pages
from igangsetter import language, resources
from igangsetter.handouts import catalogue
from igangsetter.plan import models

TEXT = (pages.ROOT / "docs" / "carrying-on.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", TEXT, re.DOTALL | re.MULTILINE))
RECIPES = ("A handout", "A rule", "A language", "A way of starting")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A home folder with a copy of our templates, which are the ones that are used."""
    home = tmp_path / "home"
    home.mkdir()
    shutil.copytree(resources.packaged(), home / "templates")
    monkeypatch.setattr(resources, "packaged", lambda: home / "templates")
    return home


def written_in_every_language(text):
    """The page, with what it shows in one language written in all three."""
    shown = re.compile(r"^```jinja \S*?(?:nb|en)\.md\.j2\n.*?^```\n", re.DOTALL | re.MULTILINE)
    return shown.sub(
        lambda block: "".join(
            re.sub(r"(?:nb|en)\.md\.j2", f"{code}.md.j2", block[0], count=1)
            for code in language.LANGUAGES
        ),
        text,
    )


def test_what_it_tells_is_done_and_seen(checkout, run, monkeypatch):
    pages.follow(written_in_every_language(TEXT), run, checkout, monkeypatch)
    sheet = catalogue.sheet("pusterom", language.of("nn"))
    assert sheet.languages == language.LANGUAGES
    assert models.load("solvik").facilitated.default == 3


@pytest.mark.parametrize("title", RECIPES)
def test_each_is_told_in_under_ten_lines(title):
    text = PARTS[title]
    files = [part for part in pages.parts(text) if isinstance(part, pages.File)]
    assert sum(len(part.text.splitlines()) for part in files) < 10
    outside = re.sub(r"^```.*?^```$|^<!-- .* -->$", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = [line for line in outside.splitlines() if line]
    assert all(re.match(r"\d\. |   ", line) for line in lines), "steps, and nothing else"
    assert 3 < len(lines) < 10
    assert max(map(len, lines)) <= 180


def test_every_file_that_it_names_is_there():
    named = re.findall(r"`((?:src|templates|tests|\.ci|cli|docs)/[\w./*-]+)`", TEXT)
    named += re.findall(r"\b(tests/[\w/]+\.py)", TEXT)
    assert len(named) > 10
    for name in named:
        path = f"src/igangsetter/{name}" if name.startswith("cli/") else name
        assert list(pages.ROOT.glob(path)), name


def test_it_names_every_file_that_knows_the_languages():
    knowing = {
        f"{path.relative_to(pages.ROOT).as_posix()}"
        for path in (pages.ROOT / "src").rglob("*.py")
        if re.search(r"(?:\"nb\".*\"nn\"|nb\|nn|\(nynorsk\)|\"nn\" else)", path.read_text("utf-8"))
    }
    told = set(re.findall(r"`(src/igangsetter/[\w/]+\.py)`", PARTS["A language"]))
    assert told == knowing


def test_the_house_has_a_line_for_every_room():
    drawn = PARTS["The house"]
    rooms = {
        path.name.removesuffix(".py")
        for path in (pages.ROOT / "src" / "igangsetter").iterdir()
        if (path.is_dir() and (path / "__init__.py").exists())
        or (path.suffix == ".py" and not path.name.startswith("_"))
    }
    assert [room for room in sorted(rooms) if not re.search(rf"\b{room}\b", drawn)] == []
