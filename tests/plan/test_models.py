"""The starting models: whole in every language, and honest about their numbers."""

import pytest

from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.language import LANGUAGES
from igangsetter.plan import models


@pytest.mark.parametrize("name", models.names())
def test_a_model_is_explained_in_every_language(name):
    model = models.load(name)
    assert model.id == name
    for words in (model.title, model.way, model.lines):
        assert set(words) == set(LANGUAGES)
        assert all(words.values())


@pytest.mark.parametrize("name", models.names())
def test_a_number_of_ours_is_called_ours_and_a_borrowed_one_says_from_whom(name):
    model = models.load(name)
    for value in (model.facilitated, model.follow_up, model.every, model.half_alone):
        assert value.source
        assert not value.borrowed_from or value.is_ours


def test_the_ways_are_offered_in_order():
    assert models.names()[:4] == ["selvhjelp-norge", "link-oslo", "uten-igangsetter", "digital"]


@pytest.mark.parametrize("name", ["oslo", "", "../x", "selvhjelp-norge.toml", "a/b"])
def test_an_unknown_model(name):
    with pytest.raises(NotFoundError) as caught:
        models.load(name)
    assert "selvhjelp-norge, link-oslo" in caught.value.advice


def test_a_model_of_ones_own_comes_before_ours(tmp_path):
    ours = (models.resources.packaged() / "models" / "digital.toml").read_text(encoding="utf-8")
    place = tmp_path / "templates" / "models"
    place.mkdir(parents=True)
    (place / "var-egen.toml").write_text(
        ours.replace('id = "digital"', 'id = "var-egen"').replace("order = 4", "order = 0"),
        encoding="utf-8",
    )
    assert models.names(tmp_path)[0] == "var-egen"
    assert models.load("var-egen", tmp_path).kind == "digital"


@pytest.mark.parametrize("text", ["", "x = ", "id = 'x'", "tittel = 1"])
def test_a_model_that_cannot_be_used_is_told(tmp_path, text):
    place = tmp_path / "templates" / "models"
    place.mkdir(parents=True)
    (place / "digital.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidPlanError) as caught:
        models.load("digital", tmp_path)
    assert str(place / "digital.toml") in caught.value.message


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[facilitated]\ndefault = 4", "[facilitated]\ndefault = 0", "[facilitated] default = 0"),
        ("[facilitated]\ndefault = 4", "[facilitated]\ndefault = -1", "default = -1 (0–20)"),
        ("[facilitated]\ndefault = 4", '[facilitated]\ndefault = "x"', "default = 'x' (0–20)"),
        ("[half_alone]\ndefault = 2", "[half_alone]\ndefault = 1.5", "default = 1.5 (0–20)"),
        ("least = 6", "least = 600", "[follow_up] least = 600 (0–104)"),
        ("least = 6", "least = 20", "[follow_up] most = 8, least = 20"),
        ('default = "weeks"', 'default = "soon"', "'soon' (weeks, meetings, total, none)"),
        ('default = "week"', 'default = "5 weeks"', "[every] default = '5 weeks' (week, 2 weeks"),
        ('id = "digital"', 'id = "analog"', "id = 'analog' (digital)"),
        ('kind = "digital"', 'kind = "letter"', "kind = 'letter' (room, digital)"),
        ("order = 4", 'order = "last"', "order = 'last'"),
        ('[title]\nnb = "På nett"', '[title]\nnb = ""', "title"),
        ('[way]\nnb = "På nett"', "[way]\nnb = 1", "way"),
        ("[title]", "x = " + "[" * 5000 + "\n[title]", "nested"),
    ],
)
def test_a_model_of_ones_own_with_a_bad_value_says_which(tmp_path, old, new, why):
    ours = (models.resources.packaged() / "models" / "digital.toml").read_text(encoding="utf-8")
    assert old in ours
    place = tmp_path / "templates" / "models"
    place.mkdir(parents=True)
    (place / "digital.toml").write_text(ours.replace(old, new), encoding="utf-8")
    with pytest.raises(InvalidPlanError) as caught:
        models.load("digital", tmp_path)
    assert why in caught.value.message
