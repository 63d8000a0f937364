"""The tool's own words, looked up in a dictionary. Those it lacks are read by a person, and listed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from igangsetter import language
from igangsetter.cli.commands import entries

HERE = Path(__file__).parent
# Commands, options, keys, paths and placeholders are no words of a language.
_APART = re.compile(
    rf"igangsetter (?:{'|'.join(entries())})\b|\{{[^{{}}]*\}}|--[\w-]+|\[[\w. …]+\]|`[^`]+`|https?://\S*|\S*[/@_=.]\w\S*"
)


def words(code):
    """Every word of the messages in one language."""
    path = Path(language.__file__).parent / "locale" / code / "LC_MESSAGES" / "igangsetter.po"
    with path.open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    texts = [
        text
        for entry in entries
        for text in ([entry.string] if isinstance(entry.string, str) else entry.string)
    ]
    return sorted(
        {
            word
            for text in texts
            for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", _APART.sub(" ", text))
        }
    )


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("hunspell"), reason="left out: no hunspell on this machine")
@pytest.mark.parametrize("code", ["nb", "nn"])
def test_the_dictionary_knows_every_word_of_the_messages(code):
    done = subprocess.run(
        ["hunspell", "-d", f"{code}_NO", "-i", "utf-8", "-l"], input="\n".join(words(code)),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    reviewed = (HERE / f"words-{code}.txt").read_text(encoding="utf-8").split("\n")
    known = {line for line in reviewed if line and not line.startswith("#")}
    unknown = set(done.stdout.split())
    assert sorted(unknown - known) == []
    assert sorted(known - unknown) == [], "reviewed, but in no message any more"
