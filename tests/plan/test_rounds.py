"""The rounds in words: a plan's own, else ours in the reader's language."""

import dataclasses

import pytest

from conftest import make_plan
from igangsetter.plan import plan
from igangsetter.plan.rounds import Spoken, spoken

CLOSING = {
    "nb": ("sluttrunde", "Hvordan var møtet for meg? Hva tar jeg med meg hjem?"),
    "nn": ("sluttrunde", "Korleis var møtet for meg? Kva tek eg med meg heim?"),
    "en": ("closing round", "How was the meeting for me? What do I take home with me?"),
}


@pytest.mark.parametrize("code", CLOSING)
def test_our_words_where_the_plan_has_none(code):
    found = spoken(make_plan(), code)
    assert list(found) == ["presentation", "expectations", "opening", "closing", "process"]
    title, prompt = CLOSING[code]
    assert found["closing"] == Spoken(id="closing", title=title, prompt=prompt, when="closing")
    assert all(one.title and one.prompt for one in found.values())


def test_the_plans_own_words_go_before_ours_and_a_round_of_its_own_has_at_least_its_name():
    own = {
        "closing": plan.Round(when="first", title="takk for i dag"),
        "opening": plan.Round(when="opening", prompt="Hvem har vært ute?"),
        "tea": plan.Round(when="stuck"),
        "song": plan.Round(when="closing", title="en sang", prompt="Hvilken?"),
    }
    found = spoken(dataclasses.replace(make_plan(), rounds=own), "nb")
    assert [(one.id, one.title, one.prompt, one.when) for one in found.values()] == [
        ("closing", "takk for i dag", CLOSING["nb"][1], "first"),
        ("opening", "startrunde", "Hvem har vært ute?", "opening"),
        ("tea", "tea", "", "stuck"),
        ("song", "en sang", "Hvilken?", "closing"),
    ]
