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


# Source: first-hour.md, Packs.
START = ["huskeliste", "igangsetterrollen", "sammensetning", "samarbeidsavtale", "invitasjon",
         "informasjonsmote", "samtale-for-start", "ringeliste"]  # fmt: skip
FIRST = ["kjoreplan", "prinsipper", "rammer", "taushetserklaering", "moteplan",
         "deltakerregistrering", "kontaktliste", "personvern", "hjelp"]  # fmt: skip
HANDOVER = ["kjoreplan-last", "overlevering", "siste-mote", "moteplan", "hjelp", "oppfolging"]
FOLDER = ["rammer", "prinsipper-lang", "motets-gang", "runder", "livet-i-gruppa", "nar-det-butter",
          "nye-deltakere", "avslutte", "hjelp"]  # fmt: skip
BOOKLET = ["velkommen", "igangsetterrollen", "sammensetning", "samarbeidsavtale", "rammer",
           "prinsipper-lang", "kjoreplan", "kjoreplan-between", "kjoreplan-half", "kjoreplan-last",
           "livet-i-gruppa", "nar-det-butter", "nye-deltakere", "avslutte", "samtalepartner"]  # fmt: skip


@pytest.mark.parametrize(
    ("moment", "given", "expected"),
    [
        ("start", {}, START),
        ("start", {"model": "etter-kurs"}, [*START, "etter-kurset"]),
        ("start", {"model": "uten-igangsetter"}, ["uten-igangsetter", "sammensetning", "invitasjon",
                                                   "informasjonsmote"]),
        ("invited", {}, ["velkommen", "rammer", "prinsipper-kort"]),
        ("invited", {"model": "digital"}, ["velkommen", "rammer", "prinsipper-kort", "digitalt"]),
        ("1", {}, FIRST),
        ("m01", {}, FIRST),
        ("1", {"model": "uten-igangsetter"}, ["uten-igangsetter", *FIRST[1:]]),
        ("2", {}, ["kjoreplan-between"]),
        ("3", {}, ["kjoreplan-half", "motets-gang", "runder"]),
        ("4", {"facilitated": 5, "half_alone": 3}, ["kjoreplan-half"]),
        ("4", {}, HANDOVER),
        ("handover", {}, HANDOVER),
        ("10", {}, ["oppfolging", "prinsipper", "vurdering"]),
        ("follow-up", {}, ["oppfolging", "prinsipper", "vurdering"]),
        ("folder", {}, FOLDER),
        ("booklet", {}, BOOKLET),
        ("booklet", {"model": "angstringen"}, [one for one in BOOKLET if one != "kjoreplan-half"]),
    ],
)  # fmt: skip
def test_the_sheets_of_a_moment(moment, given, expected):
    assert ids(moment, **given) == expected


def test_a_meeting_that_is_both_first_and_last_gets_both_packs_without_doubles():
    found = ids("1", model="link-oslo")
    assert found == ["kjoreplan-only", *FIRST[1:], "overlevering", "siste-mote", "oppfolging"]


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
