"""The catalogue, and templates of one's own."""

import pytest

from conftest import make_plan
from igangsetter import language
from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.handouts import catalogue, publish
from igangsetter.plan.timeline import Timeline

NB = language.of("nb")
OWN = '+++\ntitle = "Vårt ark"\naudience = "group"\nsources = []\n+++\n# Vårt ark\n\n{{ group.name }}\n'


@pytest.fixture
def own(tmp_path):
    def write(text, name="vart-ark", code="nb"):
        catalogue._front_matter.cache_clear()
        place = tmp_path / "templates" / "handouts" / name
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{code}.md.j2").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_sheet_of_ones_own_is_in_the_catalogue(own):
    folder = own(OWN)
    sheet = catalogue.sheet("vart-ark", NB, folder)
    assert (sheet.own, sheet.languages) == (True, ("nb",))
    doc = publish.document(Timeline(make_plan()), sheet, folder)
    assert doc.title == "Vårt ark"
    assert doc.footer == "Vårt eget forslag. Anbefaling – gruppa bestemmer."


def test_ones_own_version_of_our_sheet_comes_first_and_the_others_stay(own):
    folder = own(OWN.replace("Vårt ark", "Våre rammer"), "rammer")
    assert catalogue.sheet("rammer", NB, folder).title == "Våre rammer"
    assert catalogue.sheet("rammer", language.of("nn"), folder).own is False


def test_a_language_that_a_sheet_lacks(own):
    folder = own(OWN)
    with pytest.raises(NotFoundError) as caught:
        catalogue.sheet("vart-ark", language.of("nn"), folder)
    assert (caught.value.message, caught.value.advice) == (
        "The handout vart-ark does not exist in nynorsk.",
        "It exists in: nb.",
    )


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("ramer", "Did you mean rammer?"),
        ("taushet", "Did you mean taushetserklaering?"),
        ("xyz", "See them all: igangsetter handout"),
        ("../rammer", "Did you mean rammer?"),
    ],
)
def test_an_unknown_sheet(name, advice):
    with pytest.raises(NotFoundError) as caught:
        catalogue.sheet(name, NB)
    assert caught.value.advice == advice


@pytest.mark.parametrize(
    "front",
    ["title = ", 'audience = "group"', 'title = "x"\naudience = "y"\nwhen = 3',
     'title = "x"\naudience = "y"\npages = "many"', 'title = "x"\naudience = "y"\nsources = 1'],
)  # fmt: skip
def test_front_matter_that_cannot_be_used(own, front):
    folder = own(f"+++\n{front}\n+++\n# x\n")
    with pytest.raises(InvalidPlanError) as caught:
        catalogue.sheet("vart-ark", NB, folder)
    assert "vart-ark" in caught.value.message
    assert caught.value.advice.startswith("They may hold: title, audience")


def test_a_sheet_without_a_title_line(own):
    folder = own(OWN.replace("# Vårt ark", "Vårt ark"))
    with pytest.raises(InvalidPlanError) as caught:
        publish.document(Timeline(make_plan()), catalogue.sheet("vart-ark", NB, folder), folder)
    assert caught.value.message == "The handout vart-ark does not begin with a title."


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        (("S0", "S4", "SN-rammer"), ["Selvhjelp Norge"]),
        (("LTr-opp", "LO-fase4"), ["LINK Tromsø", "LINK Oslo"]),
        (("DK-had",), ["danske selvhjelpssentre"]),
        (("NO-196", "CR-nrk21"), []),
    ],
)
def test_whom_a_sheet_thanks(tags, names):
    assert catalogue.thanked(tags, NB) == names


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ('title = "x"\naudience = "martian"', "'martian' (group, participant, initiator, partner)"),
        ('title = ["x"]\naudience = "group"', "['x']"),
        ('title = "a\\u202eb"\naudience = "group"', "'a\\u202eb'"),
        ('title = "x"\naudience = "group"\nsources = [1]', "1"),
        ('title = "x"\naudience = "group"\ntimes = 0', "0 (1–1000)"),
        ('title = "x"\naudience = "group"\npages = 1.5', "1.5 (1–1000)"),
        (
            'title = "x"\naudience = "group"\nwhen.first = { order = inf, copies = 1 }',
            "inf (0–1000)",
        ),
        ('title = "x"\naudience = "group"\nwhen.first = { order = 1, copies = "many" }', "'many'"),
        ('title = "x"\naudience = "group"\nvariants."../x" = {}', "'../x'"),
        ("x = " + "[" * 5000, "nested"),
    ],
)
def test_front_matter_that_cannot_be_used_says_what(own, lines, why):
    folder = own(f"+++\n{lines}\n+++\n# x\n")
    with pytest.raises(InvalidPlanError) as caught:
        catalogue.sheets(NB, folder)
    assert why in caught.value.message


def test_known_sheets_are_found_by_id_with_their_variants_and_others_are_left_out():
    found = catalogue.known(["rammer", "prinsipper-lang", "finnes-ikke"], language.of("nb"))
    assert [(name, sheet.variant) for name, sheet in found.items()] == [
        ("rammer", ""), ("prinsipper-lang", "lang"),
    ]  # fmt: skip
