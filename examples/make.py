"""Make again what the tool prints for the example plans: `python examples/make.py`.

For each plan the way, the reminder one week before the last meeting with the initiator, and the
meeting plan; and pictures of four sheets in bokmål and in nynorsk, for the README and the guides.
A test keeps the texts current.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from igangsetter import language, resources
from igangsetter.cli import app
from igangsetter.handouts import catalogue, pdf, publish
from igangsetter.handouts.document import SIZE
from igangsetter.plan.timeline import Timeline
from igangsetter.store import folder as plans

HERE = Path(__file__).parent
TODAY = "2026-11-21"
PICTURES = ("moteplan", "invitasjon", "kjoreplan", "runder")


def main(target: Path = HERE) -> None:
    """Write all outputs under `target`."""
    for path in sorted(HERE.glob("*.toml")):
        stored = plans.load(path)
        last = Timeline(stored.plan).handover
        assert last is not None
        week_before = str(last.date - dt.timedelta(days=7))
        place = target / stored.slug
        place.mkdir(parents=True, exist_ok=True)
        code = stored.plan.group.language
        for name, arguments in {
            "show.txt": ["show", "--today", TODAY],
            "show.json": ["show", "--today", TODAY, "--json"],
            "remind.txt": ["remind", "--today", week_before],
            "moteplan.md": ["handout", "moteplan", "--format", "md", "--output", "-"],
        }.items():
            (place / name).write_text(printed(path, code, arguments), encoding="utf-8")
    pictures(target)


def printed(path: Path, code: language.Code, arguments: list[str]) -> str:
    """What a command prints for a plan, spoken in the plan's language."""
    language.speak(code)
    raw = io.BytesIO()
    screen = io.TextIOWrapper(raw, encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(screen):
        assert app.run([*arguments, "-g", str(path), "--folder", str(HERE)]) == 0
    return raw.getvalue().decode()


def pictures(target: Path) -> None:
    """The first page of some sheets as PNG, set by the layout that sets the PDF."""
    place = target / "pictures"
    place.mkdir(parents=True, exist_ok=True)
    bokmal = plans.load(HERE / "tirsdagsgruppa.toml").plan
    nynorsk = replace(
        bokmal,
        group=replace(bokmal.group, name="Tysdagsgruppa", language="nn"),
        place=replace(bokmal.place, access="Nøkkelen får du i skranken"),
    )
    for plan, ending in ((bokmal, ""), (nynorsk, "-nn")):
        for name in PICTURES:
            (place / f"{name}{ending}.png").write_bytes(picture(Timeline(plan), name))


def picture(way: Timeline, name: str) -> bytes:
    """The first page of a sheet, in the language of the plan."""
    import typst

    layout = resources.find("layout/handout.typ")
    assert layout is not None
    sheet = catalogue.sheet(name, language.of(way.plan.group.language))
    found = publish.document(way, sheet, None)
    data = pdf.as_input([found], found.title, SIZE)
    with tempfile.TemporaryDirectory() as empty:
        compiler = typst.Compiler(root=empty, font_paths=pdf.fonts())
        made = compiler.compile(
            layout.read_bytes(), format="png", ppi=75.0,
            sys_inputs={"documents": json.dumps(data, ensure_ascii=False)},
        )  # fmt: skip
    first = made[0] if isinstance(made, list) else made
    assert first is not None
    return first


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
