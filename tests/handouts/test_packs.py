"""Few sheets, in the right number and order."""

import dataclasses

import pytest

from conftest import make_plan
from igangsetter import language
from igangsetter.errors import NotFoundError
from igangsetter.handouts import packs
from igangsetter.plan.timeline import Timeline

NB = language.of("nb")


def ids(moment, **given):
    return [one.sheet.id for one in packs.pack(moment, Timeline(make_plan(**given)), [NB], None)]


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("1", ["prinsipper", "rammer", "taushetserklaering", "moteplan", "deltakerregistrering",
               "hjelp"]),
        ("m01", ["prinsipper", "rammer", "taushetserklaering", "moteplan", "deltakerregistrering",
                 "hjelp"]),
        ("4", ["overlevering", "moteplan", "hjelp"]),
        ("handover", ["overlevering", "moteplan", "hjelp"]),
        ("10", ["oppfolging", "prinsipper"]),
        ("follow-up", ["oppfolging", "prinsipper"]),
        ("folder", ["rammer", "prinsipper-lang", "hjelp"]),
        ("invited", ["rammer", "prinsipper-kort"]),
        ("start", ["igangsetterrollen"]),
    ],
)  # fmt: skip
def test_the_sheets_of_a_moment(moment, expected):
    assert [found for found in ids(moment) if found in set(expected)] == expected


def test_a_meeting_that_is_both_first_and_last_gets_both_packs_without_doubles():
    found = ids("1", model="link-oslo")
    assert found[-1] == "overlevering" or "overlevering" in found
    assert len(found) == len(set(found))
    assert found.index("prinsipper") < found.index("overlevering")


def test_at_most_nine_different_sheets_for_a_meeting():
    for number in range(1, 11):
        try:
            assert len(ids(str(number))) <= 9
        except NotFoundError:
            assert number not in {1, 4, 10}


@pytest.mark.parametrize(
    ("participants", "count", "pages"), [(0, "each", "each"), (7, 7, 4), (8, 8, 4)]
)
def test_how_many_copies(participants, count, pages):
    plan = make_plan()
    plan = dataclasses.replace(
        plan, group=dataclasses.replace(plan.group, participants=participants)
    )
    found = {one.sheet.id: one for one in packs.pack("1", Timeline(plan), [NB], None)}
    assert found["taushetserklaering"].count == count
    assert found["taushetserklaering"].pages == pages
    assert found["hjelp"].count == 1


@pytest.mark.parametrize("moment", ["99", "0", "m99", "x", ""])
def test_an_unknown_meeting(moment):
    with pytest.raises(NotFoundError) as caught:
        ids(moment)
    assert caught.value.advice.startswith("Write a number from 1 to 10, or: start, invited")
