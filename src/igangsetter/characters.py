"""Characters that nobody sees and that a screen or a page obeys: none may come from a file."""

import re

UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
"""Control characters but tab and line feed, and those that turn the direction of the text."""

LINE_BREAKS = re.compile(r"[\t\n\u2028\u2029]")
"""What else has no place in a name."""

SHAPELESS = dict.fromkeys([*range(0x200B, 0x200E), 0x2060, *range(0xFE00, 0xFE10), 0xFEFF])
"""They join emoji; alone they have no shape. For `str.translate`, which takes them out."""


def one_line(text: str) -> str:
    """A text that may have come from anybody as one line of plain characters."""
    return " ".join(UNSEEN.sub("", LINE_BREAKS.sub(" ", text)).split())
