"""Whatever bytes stand in a plan file, the answer is findings or a plan."""

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from fuzz import accidents, law, strategies
from igangsetter import findings, language
from igangsetter.errors import InvalidPlanError
from igangsetter.plan import tables, toml
from igangsetter.store import folder as plans

MOST_LINES_TOLD = 40


def answered(text, subject):
    """What the codec makes of a text, every finding said in every language."""
    with law.kept(subject):
        found = toml.read(text)
        for finding in found.findings[:MOST_LINES_TOLD]:
            for code in language.LANGUAGES:
                told = findings.sentence(finding, language.of(code))
                assert told
                assert "\n" not in told
    assert (found.plan is not None) != any(one.level == "error" for one in found.findings)
    for finding in found.findings:
        assert finding.line is None or 1 <= finding.line <= text.count("\n") + 1
    return found


@law.many(150)
@given(accidents.mutated_texts())
@example("x = '" + "a" * 300_000 + "'")
@example("'line " + "9" * 5000 + ", column 1' = 1\n" * 2)
def test_a_mutated_plan(text):
    found = answered(text, "plan: mutated").plan
    if found is None:
        return
    written = plans.text(found)
    again = toml.read(written)
    assert again.plan == found
    assert plans.text(again.plan) == written


@law.many(150)
@given(accidents.toml_texts())
@example("a = '\u2028'\n[group]\nx = 1\n")
@example('"a\\nb" = 1\n')
def test_lines_that_look_like_toml(text):
    answered(text, "plan: TOML-shaped")


@law.many(8)
@given(accidents.swollen_texts(tables.MOST_CHARACTERS))
@example("x = [\n[" + " " * 100_000 + "\n]]\n")
@example("".join(f"[x{number}.{'a.' * 37}a]\n" for number in range(2300)))
@example("".join(f"name{number} = 1\n" for number in range(15_000)))
@example(
    '"' + "x" * 90_000 + '" = {' + ",".join(f"a{number}=1" for number in range(15_000)) + "}\n"
)
@example("x" + " = 1\nx" * 30_000)
@example("a = " + "[" * 300 + "]" * 300)
def test_a_piece_of_toml_thousands_of_times_over(text):
    answered(text, "plan: swollen")


@law.many(100)
@given(accidents.file_bytes())
def test_bytes_in_a_file(content):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, "plan.toml")
        path.write_bytes(content)
        with law.kept("plan: bytes"):
            try:
                found = plans.load(path)
            except InvalidPlanError:
                return
        assert found.content == content
        assert toml.read(plans.text(found.plan)).plan == found.plan


@law.many(50)
@given(strategies.whole_plans(), st.sampled_from(language.LANGUAGES))
def test_every_plan_survives_with_all_its_fields(found, code):
    with law.kept("plan: round trip"):
        text = toml.write(found, "x")
        again = toml.read(text)
    assert [one for one in again.findings if one.level == "error"] == []
    assert again.plan == found
    assert toml.write(again.plan, "x") == text
    for finding in again.findings:
        assert finding.id == "unknown-key"
        assert findings.sentence(finding, language.of(code))
