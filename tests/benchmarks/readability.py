"""The LIX of every sheet in bokmål and nynorsk: `python tests/benchmarks/readability.py`.

LIX counts words a sentence and long words; up to 35 is easy to read.
"""

from __future__ import annotations

import datetime as dt
import re

from igangsetter import language
from igangsetter.cli import tour
from igangsetter.handouts import catalogue, publish
from igangsetter.handouts.markdown import markdown
from igangsetter.plan.timeline import Timeline


def lix(text: str) -> float:
    """Words a sentence, and words of over six letters in a hundred."""
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.:!?]", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def main() -> None:
    """Print a line for each sheet."""
    way = Timeline(tour.demonstration(dt.date(2026, 11, 21)))
    for sheet in catalogue.sheets(language.of("nb")):
        found = []
        for code in ("nb", "nn"):
            one = catalogue.sheet(sheet.id, language.of(code))
            found.append(round(lix(markdown([publish.document(way, one, None)]))))
        print(f"{sheet.id:28} {sheet.audience:12} nb {found[0]:3}  nn {found[1]:3}")


if __name__ == "__main__":
    main()
