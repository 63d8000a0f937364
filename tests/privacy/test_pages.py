"""The pages on privacy name what is made, where and by whom it is sent, in three languages alike."""

import importlib
import re
from pathlib import Path

import platformdirs.macos
import platformdirs.windows
import pytest

import dictionary
from every_command import MADE
from igangsetter.cli import daily_by_hand
from igangsetter.cli.commands import entries
from igangsetter.delivery import account, job_elsewhere
from igangsetter.store import settings

ROOT = Path(__file__).parents[2]
PAGES = {
    "personvern.md": "tirsdagsgruppa",
    "personvern-nn.md": "tysdagsgruppa",
    "privacy.md": "tuesday-group",
}
"""Each page, and what its example group is called."""
WORDS = {
    "personvern.md": "Datoen Dropbox E English Mac OneDrive Tirsdagsgruppa crontab datoene e iCloud kalenderserver kalenderserveren kommandoen mappas md nn noe noen privacy skytjeneste",
    "personvern-nn.md": "Datoen Dropbox E English Google Mac OneDrive Tysdagsgruppa crontab e en iCloud id igangsetjar igangsetjarane kalenderfiler kalenderserver kalenderserveren kommandoen md privacy tryggingskopi",
}
"""Words that the dictionary of a page lacks and that were looked at: names, and words of the field."""

pytestmark = pytest.mark.parametrize("page", PAGES)


@pytest.fixture
def text(page):
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


def code(text):
    """What stands in the page as it is typed or named on the disk."""
    return re.findall(r"`([^`]+)`", text)


def test_it_names_all_that_is_made(page, text):
    """test_a_whole_life.py sees to it that nothing else is made."""
    names = [name.format(slug=PAGES[page]) for name in MADE]
    names += [
        settings.FILE,
        account.FILE,
        settings.ANSWERS,
        f"~/Library/LaunchAgents/{job_elsewhere.LABEL}.plist",
    ]
    assert [name for name in names if not any(one.startswith(name) for one in code(text))] == []
    assert "crontab" in text
    by_hand = " ".join(daily_by_hand._of("windows").remove)
    assert job_elsewhere.TASK in code(text)
    assert re.search(r"[\w-]+\.xml", by_hand)[0] in code(text)


def test_it_names_the_folders_of_every_system(page, text, monkeypatch):
    monkeypatch.setattr(
        platformdirs.windows, "get_win_folder", {"CSIDL_LOCAL_APPDATA": "%LOCALAPPDATA%"}.get
    )
    mac = platformdirs.macos.MacOS("igangsetter", appauthor=False)
    windows = platformdirs.windows.Windows("igangsetter", appauthor=False)
    home = str(Path("~").expanduser())
    places = {mac.user_state_dir.replace(home, "~"), mac.user_config_dir.replace(home, "~")}
    places |= {one.replace("/", "\\") for one in (windows.user_state_dir, windows.user_config_dir)}
    assert len(places) == 2, "on both the page speaks of one folder"
    assert places <= set(code(text))
    assert "~/.config/igangsetter" in code(text)


def test_its_commands_are_commands(page, text):
    typed = [words.split()[1:] for words in code(text) if words.startswith("igangsetter ")]
    assert ["remind", "--mail", "send"] in typed
    assert ["calendar", "--publish"] in typed
    assert ["forget", "--history"] in typed
    for name, *rest in typed:
        module = importlib.import_module(f"igangsetter.cli.{entries()[name].module}")
        source = Path(module.__file__).read_text(encoding="utf-8")
        for word in rest:
            assert (
                not word.startswith("--") or f'"{word}"' in source or f" {word[2:]}: " in source
            ), word


def test_its_links_lead_somewhere(page, text):
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert {name for name in PAGES if name != page} == set(links)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"(docs/{page})" in readme
    assert "(SECURITY.md)" in readme


def test_it_says_as_much_as_the_others(page, text):
    """Paragraph by paragraph, row by row; and it can be read at one go."""
    first = (ROOT / "docs" / "personvern.md").read_text(encoding="utf-8")

    def shape(page):
        return [re.match(r"#*|\||- \*\*|-|\*\*", line)[0] for line in page.splitlines() if line]

    assert shape(text) == shape(first)
    assert len(text.split()) < 1000


@pytest.mark.slow
@pytest.mark.skipif(not dictionary.HERE, reason="left out: no hunspell on this machine")
def test_the_dictionary_knows_its_words(page, text):
    if page not in WORDS:
        pytest.skip("English is read by people")
    prose = re.sub(r"`[^`]+`", " ", text)
    unknown = dictionary.unknown(dictionary.words(prose), "nn" if "nn" in page else "nb")
    assert sorted(unknown) == WORDS[page].split()
