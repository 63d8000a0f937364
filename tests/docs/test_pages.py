"""What holds for every page: links and pictures lead somewhere, and the dictionaries know its words."""

import re
from pathlib import Path

import pytest

import dictionary
import pages

DOCS = pages.ROOT / "docs"
NAMES = sorted(path.name for path in DOCS.glob("*.md"))
SPOKEN = {
    "veiledning.md": "nb",
    "organisasjoner.md": "nb",
    "rettleiing.md": "nn",
    "organisasjonar.md": "nn",
}
HERE = Path(__file__).parent


def anchors(path):
    """What a link to a heading of a file may say after the #."""
    found = re.findall(r"^#+ (.*)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in found}


@pytest.mark.parametrize("name", [*NAMES, "../CONTRIBUTING.md"])
def test_links_and_pictures_lead_somewhere(name):
    text = (DOCS / name).read_text(encoding="utf-8")
    found = re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", text)
    assert found
    for target, heading in found:
        path = (DOCS / name).parent / target if target else DOCS / name
        assert path.exists(), target
        assert not heading or heading in anchors(path), heading


def test_every_page_stands_in_the_index_and_the_index_in_the_readme():
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    known = {"../CONTRIBUTING.md", "../SECURITY.md", "../CHANGELOG.md", "../LICENSE"}
    assert set(NAMES) - {"README.md"} | known <= set(pages.links(index))
    readme = (pages.ROOT / "README.md").read_text(encoding="utf-8")
    norwegian, english = readme.split("\n## In English\n")
    for part in (norwegian, english):
        assert {"docs/veiledning.md", "docs/rettleiing.md", "docs/README.md"} <= set(
            pages.links(part)
        )
    assert {"docs/organisasjoner.md", "docs/organisasjonar.md"} <= set(pages.links(norwegian))
    assert {"docs/organisations.md", "docs/carrying-on.md", "CONTRIBUTING.md"} <= set(
        pages.links(english)
    )
    assert all("LICENSE" in pages.links(part) for part in (norwegian, english))


@pytest.mark.parametrize("name", SPOKEN)
def test_words_that_no_page_says(name):
    text = pages.prose((DOCS / name).read_text(encoding="utf-8"))
    wrong = {
        "nb": r"gruppeleder|fasilitator|pasient|klient\b|møtets leder",
        "nn": r"gruppeleiar|fasilitator|pasient|klient\b|\b(?:ikke|fra|hvordan|eksempel|bare|jeg|møtene|uke)\b",
    }
    assert re.findall(wrong[SPOKEN[name]], text, re.IGNORECASE) == []


@pytest.mark.slow
@pytest.mark.skipif(not dictionary.HERE, reason="left out: no hunspell on this machine")
@pytest.mark.parametrize("code", ["nb", "nn"])
def test_the_dictionary_knows_every_word(code):
    text = " ".join(
        pages.prose((DOCS / name).read_text(encoding="utf-8"))
        for name, spoken in SPOKEN.items()
        if spoken == code
    )
    known = dictionary.reviewed(HERE / f"words-{code}.txt")
    unknown = dictionary.unknown(dictionary.words(text), code)
    assert sorted(unknown - known) == []
    assert sorted(known - unknown) == [], "reviewed, but on no page any more"
