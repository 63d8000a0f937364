"""The tool's own words, looked up in a dictionary. Those it lacks are read by a person, and listed."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import dictionary
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
        messages = [entry for entry in read_po(file) if entry.id]
    texts = [
        text
        for entry in messages
        for text in ([entry.string] if isinstance(entry.string, str) else entry.string)
    ]
    return dictionary.words("\n".join(_APART.sub(" ", text) for text in texts))


@pytest.mark.slow
@pytest.mark.skipif(not dictionary.HERE, reason="left out: no hunspell on this machine")
@pytest.mark.parametrize("code", ["nb", "nn"])
def test_the_dictionary_knows_every_word_of_the_messages(code):
    known = dictionary.reviewed(HERE / f"words-{code}.txt")
    unknown = dictionary.unknown(words(code), code)
    assert sorted(unknown - known) == []
    assert sorted(known - unknown) == [], "reviewed, but in no message any more"
