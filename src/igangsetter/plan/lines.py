"""Where in a TOML text a key stands: tomli forgets lines, a reader of a fault needs them."""

from __future__ import annotations

import re

# Possessive throughout: no line, however odd, is looked at more than once.
_HEADER = re.compile(r"\s*+\[\[?+([^\[\]]++)\]\]?+\s*+(?:#.*)?$")
_NAME = r"""(?:"[^"]*+"|'[^']*+'|[\w-]++)"""
_KEY = re.compile(rf"\s*+({_NAME}(?:\s*+\.\s*+{_NAME})*+)\s*+=")
_PART = re.compile(r"""\s*+(?:"([^"]*+)"|'([^']*+)'|([^.]++))\s*+(?:\.|$)""")


class Lines:
    """The lines of a text, by the path of the table or key that stands there."""

    def __init__(self, text: str) -> None:
        self._lines: dict[tuple[str, ...], int] = {}
        table: tuple[str, ...] = ()
        in_string = ""
        for number, line in enumerate(text.split("\n"), start=1):
            if in_string:
                in_string = "" if in_string in line else in_string
            elif header := _HEADER.match(line):
                table = _parts(header[1])
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                self._lines.setdefault(table + _parts(key[1]), number)
                in_string = _opened(line[key.end() :])

    def of(self, path: str) -> int | None:
        """The line of a dotted path, else of the nearest table around it; None without either."""
        parts = tuple(path.split("."))
        nearest = (self._lines.get(parts[:length]) for length in range(len(parts), 0, -1))
        return next((number for number in nearest if number is not None), None)


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(a or b or c.strip() for a, b, c in _PART.findall(dotted))


def _opened(value: str) -> str:
    """The quotes of a multi-line string that this line opens and does not close."""
    for quotes in ('"""', "'''"):
        if value.lstrip().startswith(quotes) and value.count(quotes) == 1:
            return quotes
    return ""
