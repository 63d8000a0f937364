"""Our sheets inside this process: as data for a bare compile, and what one more of them costs."""

from __future__ import annotations

import datetime as dt
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from igangsetter import language
from igangsetter.handouts import catalogue, pdf, publish
from igangsetter.handouts.document import SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from igangsetter.plan.timeline import Timeline

LAYOUT = Path(__file__).parents[2] / "templates" / "layout" / "handout.typ"


def as_data(way: Timeline, name: str, target: Path) -> Path:
    """Write what a sheet says as our layout takes it."""
    sheet = catalogue.sheet(name, language.of(way.plan.group.language))
    made = publish.document(way, sheet, None)
    words = json.dumps(pdf.as_input([made], made.title, SIZE), ensure_ascii=False)
    target.write_text(words, encoding="utf-8")
    return target


def one_more(way: Timeline, rounds: int) -> tuple[float, float]:
    """CPU milliseconds a sheet, every one made as a PDF of its own: ours, and a bare compile."""
    found = catalogue.sheets(language.of(way.plan.group.language))
    documents = [publish.document(way, sheet, None) for sheet in found]
    inputs = [json.dumps(pdf.as_input([one], one.title, SIZE)) for one in documents]
    layout = LAYOUT.read_bytes()
    stamp = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)

    def ours() -> None:
        for sheet in found:
            made = publish.document(way, sheet, None)
            publish.made([made], "pdf", way.plan, made.title, None)

    def bare() -> None:
        with tempfile.TemporaryDirectory() as empty:
            compiler = typst.Compiler(root=empty, font_paths=pdf.fonts())
            for data in inputs:
                compiler.compile(
                    layout, format="pdf", pdf_standards=["ua-1", "a-2a"],
                    sys_inputs={"documents": data}, timestamp=stamp,
                )  # fmt: skip

    def timed(make: Callable[[], None]) -> float:
        began = time.process_time()
        make()
        return (time.process_time() - began) * 1000 / len(found)

    pairs = [(timed(ours), timed(bare)) for _ in range(rounds + 1)][1:]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second
