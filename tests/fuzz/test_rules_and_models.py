"""Whatever stands in rules, models and the lines above a sheet: it can be used, or is refused."""

import contextlib
import datetime as dt
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fuzz import accidents, law, strategies
from igangsetter import language, resources
from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.handouts import catalogue
from igangsetter.plan import models, toml
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules
from igangsetter.store import folder as plans

OURS = (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
MODELS = tuple(
    (resources.packaged() / "models" / f"{name}.toml").read_text(encoding="utf-8")
    for name in strategies.MODELS
)
FRONTS = tuple(
    (resources.packaged() / "handouts" / name / "nb.md.j2").read_text(encoding="utf-8")
    .split("+++\n")[1]
    for name in ("rammer", "kjoreplan", "hjelp", "runder")
)  # fmt: skip


@law.many(50)
@given(
    accidents.mutated_texts((OURS,)) | accidents.toml_texts(),
    strategies.whole_plans(),
    strategies.days,
    st.integers(0, 3660),
)
def test_rules_are_refused_or_hold_for_every_plan(text, found, today, days):
    with law.kept("rules"):
        try:
            known = rules.read(OURS, text)
        except ValueError:
            return
        way = Timeline(found)
        items = due.every(way, known)
        now = due.due(way, known, today, days)
    assert len({item.id for item in items}) == len(items)
    assert all(item.due <= item.until and item.opens <= item.until for item in items)
    assert {item.id for item in now} <= {item.id for item in items}


@law.many(60)
@given(st.data())
def test_a_model_is_refused_or_a_group_can_be_made_with_it(data):
    name = data.draw(st.sampled_from(strategies.MODELS))
    own = MODELS[strategies.MODELS.index(name)]
    content = data.draw(
        accidents.mutated_texts((own,)).map(str.encode) | accidents.file_bytes((own,))
    )
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "templates", "models")
        place.mkdir(parents=True)
        (place / f"{name}.toml").write_bytes(content)
        with law.kept("models"):
            try:
                model = models.load(name, Path(folder))
            except InvalidPlanError:
                return
            made = _made(model)
    assert toml.read(plans.text(made)).plan == made


def _made(model):
    from igangsetter.plan import schedule

    answers = schedule.Answers(
        id="5f0c", made=dt.date(2026, 11, 21), name="Tirsdagsgruppa", language="nb", model=model,
        first=dt.date(2027, 1, 12), time=dt.time(18),
    )  # fmt: skip
    return schedule.lay(answers, {}).plan


@law.many(50)
@given(
    accidents.mutated_texts(FRONTS).map(lambda text: f"+++\n{text}\n+++\n# x\n".encode())
    | accidents.file_bytes(FRONTS)
)
def test_the_lines_above_a_sheet_are_refused_or_make_sheets(content):
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "templates", "handouts", "rammer")
        place.mkdir(parents=True)
        (place / "nb.md.j2").write_bytes(content)
        speaker, faults = language.of("nb"), []
        with law.kept("front matter"):
            found = catalogue.sheets(speaker, Path(folder), faults)
            with contextlib.suppress(NotFoundError, InvalidPlanError):
                catalogue.sheet("rammer", speaker, Path(folder))
    assert faults or any(sheet.own for sheet in found)
