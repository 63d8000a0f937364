"""Whatever stands in a plan or in a template of one's own: a sheet, or a sentence about the fault."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from fuzz import accidents, law, papers, strategies
from igangsetter import language, templating
from igangsetter.errors import InvalidPlanError
from igangsetter.handouts import catalogue, publish
from igangsetter.plan import toml
from igangsetter.plan.timeline import Timeline
from igangsetter.store.settings import Organisation

SHEETS = [sheet for code in language.LANGUAGES for sheet in catalogue.sheets(language.of(code))]


def one_sheet(found, sheet, organisation=""):
    return publish.document(
        Timeline(found), sheet, None, organisation=Organisation(name=organisation)
    )


@law.many(35)
@given(strategies.whole_plans(), st.sampled_from(SHEETS), strategies.texts)
def test_every_sheet_takes_every_plan(found, sheet, organisation):
    with law.kept("sheets: every plan"):
        made = one_sheet(found, sheet, organisation)
    assert made.title.strip()


@law.many(60)
@given(accidents.mutated_texts(), st.sampled_from(SHEETS))
def test_every_sheet_takes_a_plan_after_an_accident(text, sheet):
    found = toml.read(text).plan
    if found is not None:
        with law.kept("sheets: mutated plans"):
            assert one_sheet(found, sheet).title.strip()


@law.many(30)
@given(papers.templates(), strategies.whole_plans(), strategies.values)
@example("{% set x = range(9999)|list %}" + "{% for y in x %}" * 3 + "{% endfor %}" * 3, None, "x")
@example("{% for a in range(9999) %}{{ name }}{% endfor %}", None, "a" * 100_000)
@example("{{ [name] * 1000 }}", None, "*" * 90_000)
@example("{{ x.a }}" * 9, None, {"a": {"a": "b"}})
def test_a_template_of_ones_own(text, found, value):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        (place / "templates").mkdir()
        (place / "templates" / "x.md.j2").write_text(text, encoding="utf-8")
        way = Timeline(found) if found else None
        given_values = {"name": value, "x": value, "group": found and found.group}
        given_values |= {"meetings": way.rows, "first": way.first} if way else {}
        templating._environment.cache_clear()
        with law.kept("templates: own"), contextlib.suppress(InvalidPlanError):
            made = templating.render("x.md.j2", language.of("nb"), place, given_values)
            assert len(made) <= templating.MOST_OUTPUT
