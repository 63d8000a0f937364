"""What is wrong with a text that is no TOML."""

from __future__ import annotations

import datetime as dt
import re

from igangsetter.errors import Finding

_DATE_LIKE = r"(?<![\w\"'.-])(\d{4})-(\d{2})-(\d{2})(?![\w-])"

_DEEP = r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')\s*+\.\s*+){40}"""


def has_deep_key(text: str) -> bool:
    """Whether a key has so many parts that reading it would take gigabytes."""
    return re.search(_DEEP, text) is not None


def faults(text: str, message: str) -> list[Finding]:
    """The dates that do not exist, and the place that `message` of tomli names."""
    lines = text.split("\n")
    impossible = [
        Finding(id="no-such-date", line=number, values={"found": match[0]})
        for number, line in enumerate(lines, start=1)
        for match in re.finditer(_DATE_LIKE, line)
        if not line.lstrip().startswith("#") and not _exists(match[0])
    ]
    # A key of the file may stand in the message too, before the place.
    place = re.search(r"line (\d+), column (\d+)\)$", message)
    line = int(place[1]) if place else len(text.rstrip("\n").split("\n"))
    if any(finding.line == line for finding in impossible):
        return impossible
    if re.match(r"\s*(?:date|from|to|made|moved_from)\s*=\s*\d", lines[line - 1]):
        return [*impossible, Finding(id="date-in-words", line=line)]
    column = int(place[2]) if place else 1
    return [*impossible, Finding(id="not-toml", line=line, values={"column": column})]


def _exists(date: str) -> bool:
    try:
        dt.date.fromisoformat(date)
    except ValueError:
        return False
    return True
