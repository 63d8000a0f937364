"""Ratios measured side by side in one run: `python tests/benchmarks/startup_and_paper.py`.

Each pair alternates; the figure is the median of the CPU time (user + system) of whole processes.
Everything is compiled first, because a start-up that compiles measures the compiler.
"""

from __future__ import annotations

import argparse
import compileall
import datetime as dt
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
HELLO = """\
import typer

def main(name: str = "x") -> None:
    print(name)

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
app.command()(main)
app()
"""
BARE_TYPST = """\
import sys, tempfile
from pathlib import Path
import fontpkg_source_sans_3
import typst
source, data, target = (Path(name).read_bytes() for name in sys.argv[1:3]), None, sys.argv[3]
layout, documents = source
with tempfile.TemporaryDirectory() as empty:
    fonts = typst.Fonts(False, False, [str(fontpkg_source_sans_3.ROOT / "files")])
    compiler = typst.Compiler(root=empty, font_paths=fonts, sys_inputs={"documents": documents.decode()})
    content = compiler.compile(layout, format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0)
Path(target).write_bytes(content)
"""


def cpu_seconds(command: list[str], environ: dict[str, str]) -> float:
    """User and system time of one process and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environ, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ratio(
    ours: list[str], other: list[str], environ: dict[str, str], rounds: int
) -> tuple[float, ...]:
    """Medians of both and their ratio, the two run in turn after one run each to warm up."""
    pairs = [(cpu_seconds(ours, environ), cpu_seconds(other, environ)) for _ in range(rounds + 1)][
        1:
    ]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, first / second


def main() -> None:
    """Make a plan, measure, print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    compileall.compile_dir(ROOT / "src", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        environ = dict(os.environ) | {
            "IGANGSETTER_FOLDER": str(place / "plans"),
            "LANG": "nb_NO.UTF-8",
        }
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        ours = [str(Path(sys.executable).with_name("igangsetter"))]
        subprocess.run(
            [*ours, "new-group", "Tirsdagsgruppa", "--first", "2027-01-12", "--no-input"],
            env=environ, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        hello = place / "hello.py"
        hello.write_text(HELLO, encoding="utf-8")
        bare = place / "bare.py"
        bare.write_text(BARE_TYPST, encoding="utf-8")
        documents = place / "documents.json"
        documents.write_text(_documents(place / "plans"), encoding="utf-8")
        layout = ROOT / "templates" / "layout" / "handout.typ"
        rows = [
            ("python -c pass : typer hello", [sys.executable, "-c", "pass"], [sys.executable, str(hello)], ""),
            ("--version : typer hello", [*ours, "--version"], [sys.executable, str(hello)], ""),
            ("silent remind : typer hello",
             [*ours, "remind", "--quiet", "--today", "2026-10-01"], [sys.executable, str(hello)], "1.4"),
            ("show : typer hello", [*ours, "show"], [sys.executable, str(hello)], ""),
            ("handout rammer --format pdf : bare typst",
             [*ours, "handout", "rammer", "--format", "pdf", "--force"],
             [sys.executable, str(bare), str(layout), str(documents), str(place / "bare.pdf")], "6"),
        ]  # fmt: skip
        print(f"{'ours : other':44} {'ours ms':>8} {'other ms':>9} {'ratio':>6}  aim ≤")
        for title, first, second, aim in rows:
            a, b, times = ratio(first, second, environ, rounds)
            print(f"{title:44} {a * 1000:8.0f} {b * 1000:9.0f} {times:6.2f}  {aim}")
        a, b, times = all_sheets(rounds)
        title = "each sheet of all as PDF : bare typst"
        print(f"{title:44} {a * 1000:8.1f} {b * 1000:9.1f} {times:6.2f}  2")


def all_sheets(rounds: int) -> tuple[float, ...]:
    """Every sheet of a plan as a PDF of its own in one process: ours, a bare compile, the ratio."""
    import json
    import time

    import typst

    from igangsetter import language, resources
    from igangsetter.cli import tour
    from igangsetter.handouts import catalogue, pdf, publish
    from igangsetter.handouts.document import SIZE
    from igangsetter.plan.timeline import Timeline

    plan = tour.demonstration(dt.date(2026, 11, 21))
    way, sheets = Timeline(plan), catalogue.sheets(language.of("nb"))
    layout = resources.find("layout/handout.typ")
    assert layout is not None
    documents = [publish.document(way, sheet, None) for sheet in sheets]
    inputs = [json.dumps(pdf.as_input([one], one.title, SIZE)) for one in documents]

    def ours() -> None:
        for sheet in sheets:
            made = publish.document(way, sheet, None)
            publish.made([made], "pdf", plan, made.title, None)

    def bare() -> None:
        with tempfile.TemporaryDirectory() as empty:
            compiler = typst.Compiler(root=empty, font_paths=pdf.fonts())
            for data in inputs:
                compiler.compile(
                    layout.read_bytes(), format="pdf", pdf_standards=["ua-1", "a-2a"],
                    sys_inputs={"documents": data}, timestamp=dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
                )  # fmt: skip

    def timed(make: Callable[[], None]) -> float:
        began = time.process_time()
        make()
        return (time.process_time() - began) / len(sheets)

    pairs = [(timed(ours), timed(bare)) for _ in range(rounds + 1)][1:]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, first / second


def _documents(folder: Path) -> str:
    """The same page as data, for the bare compile."""
    import json

    from igangsetter import language
    from igangsetter.handouts import catalogue, pdf, publish
    from igangsetter.handouts.document import SIZE
    from igangsetter.store import folder as plans

    stored = plans.load(folder / "tirsdagsgruppa.toml")
    sheet = catalogue.sheet("rammer", language.of("nb"))
    found = publish.document(stored.way, sheet, None)
    assert isinstance(stored.plan.made, dt.date)
    return json.dumps(pdf.as_input([found], found.title, SIZE), ensure_ascii=False)


if __name__ == "__main__":
    main()
