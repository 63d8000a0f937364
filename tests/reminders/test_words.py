"""The texts, one for each variant and language: whole outputs, and nothing untrue in any of them.

The outputs are in __snapshots__; after a change read them aloud, then `pytest --snapshot-update`.
"""

import dataclasses
import datetime as dt
import io
import re

import pypdf
import pytest

from conftest import make_plan
from igangsetter import language, resources
from igangsetter.handouts import catalogue, document, reading
from igangsetter.handouts.markdown import markdown
from igangsetter.handouts.pdf import pdf
from igangsetter.plan import plan
from igangsetter.reminders import due, rules
from igangsetter.reminders.words import words

RULES = rules.read((resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8"))
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", public=True)
NAMES = {"nb": "Tirsdagsgruppa", "nn": "Tysdagsgruppa", "en": "Tuesday Group"}


def example(code, **given):
    place = plan.Place(name="Frivilligsentralen")
    base = make_plan(name=NAMES[code], code=code, **{"place": place, "initiators": [KARI]} | given)
    group = dataclasses.replace(base.group, organisation="Frivilligsentralen")
    return dataclasses.replace(base, group=group)


def with_follow_up(found, **changes):
    return dataclasses.replace(found, follow_up=dataclasses.replace(found.follow_up, **changes))


def with_schedule(found, **changes):
    return dataclasses.replace(found, schedule=dataclasses.replace(found.schedule, **changes))


# Each variant of reminders.md: how its plan is made, of which reminder, how many days after it opened.
VARIANTS = {
    "usual": (example, "handover-week", 0),
    "usual, three days before": (example, "handover-week", 4),
    "usual, on the day": (example, "handover-week", 7),
    "no half-alone": (lambda c: example(c, half_alone=0), "handover-week", 0),
    "alone first half": (lambda c: with_schedule(example(c), alone_half="first"), "handover-week", 0),
    "no break": (lambda c: with_schedule(example(c), break_minutes=0), "handover-week", 0),
    "previous meeting ahead": (lambda c: example(c, every="2 weeks"), "handover-week", 0),
    "only one meeting": (lambda c: example(c, model="link-oslo"), "handover-week", 0),
    "follow-up agreed": (lambda c: with_follow_up(example(c), agreed=True), "handover-week", 0),
    "no follow-up": (
        lambda c: with_follow_up(example(c), rule="none", meeting=""), "handover-week", 0),
    "digital, two initiators": (
        lambda c: example(c, model="digital", place=plan.Place(kind="digital"),
                          initiators=[KARI, plan.Initiator(name="Ola Hansen")]),
        "handover-week", 0),
    "home, no contact, another country": (
        lambda c: example(c, place=plan.Place(kind="home", name="Hjemme hos Kari"), initiators=[],
                          country="SE"),
        "handover-week", 0),
    "morning meeting": (lambda c: example(c, time=dt.time(10)), "handover-week", 0),
    "half-alone": (example, "half-alone", 0),
    "half-alone, digital": (
        lambda c: example(c, model="digital", place=plan.Place(kind="digital")), "half-alone", 0),
    "half-alone, first half": (
        lambda c: with_schedule(example(c), alone_half="first"), "half-alone", 0),
    "half-alone, three of them": (lambda c: example(c, half_alone=3), "half-alone", 0),
    "half-alone is the last": (lambda c: example(c, half_alone=1), "half-alone", 0),
    "half-alone, two days before": (example, "half-alone", 5),
    "day before": (example, "handover-day", 0),
    "day before, no half-alone": (lambda c: example(c, half_alone=0), "handover-day", 0),
    "day before, alone first half": (
        lambda c: with_schedule(example(c), alone_half="first"), "handover-day", 0),
    "day before, no follow-up": (
        lambda c: with_follow_up(example(c), rule="none", meeting=""), "handover-day", 0),
    "last but one": (lambda c: example(c, every="2 weeks"), "last-but-one", 0),
    "last but one, later": (lambda c: example(c, every="2 weeks"), "last-but-one", 3),
    "stay away": (example, "stay-away", 0),
    "stay away, later, agreed": (
        lambda c: with_follow_up(example(c), agreed=True), "stay-away", 3),
    "follow-up": (example, "follow-up-week", 0),
    "follow-up agreed, digital": (
        lambda c: with_follow_up(example(c, model="digital", place=plan.Place(kind="digital")),
                                 agreed=True), "follow-up-week", 0),
    "follow-up on a day of its own": (
        lambda c: with_follow_up(example(c), meeting="", date=dt.date(2027, 3, 18)),
        "follow-up-week", 2),
}  # fmt: skip


def said(variant, code):
    make, rule, days = VARIANTS[variant]
    found = make(code)
    item = next(one for one in due.every(found, RULES) if one.rule.id == rule)
    titles = {sheet.id: sheet.title for sheet in catalogue.sheets(language.of(code))}
    text = words(found, item, item.due + dt.timedelta(days=days), code=code, titles=titles)
    blocks = reading.parse(text)
    return document.Document(title="", language=code, blocks=blocks)


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_text_of_each_variant(variant, code, snapshot):
    text = markdown([said(variant, code)])
    assert not re.search(r"None|  |\s[,.;:?!](?:\s|$)|\.\.|\(\)|,,", text), text
    assert text == snapshot


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_languages_say_the_same_in_the_same_order(variant):
    def shape(code):
        return [
            (type(block).__name__, len(getattr(block, "items", ())))
            for block in said(variant, code).blocks
        ]

    assert shape("nb") == shape("nn") == shape("en")


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_each_text_fits_on_one_page(variant, code):
    content = pdf([said(variant, code)], title="x", made=dt.date(2026, 11, 21)).content
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == 1


# --- What would be untrue ---


@pytest.mark.parametrize(
    ("variant", "says", "never"),
    [
        ("usual", ["Om en uke: ditt siste møte", "I kveld: Si at neste gang",
                   "Forslag: tirsdag 16. mars kl. 18.00", "16.–30. mars", "I pausen kl. 19.00",
                   "kari@example.org", "Spør Frivilligsentralen"], []),
        ("usual, three days before", ["Om tre dager:"], ["I kveld", "Om en uke", "neste gang"]),
        ("usual, on the day", ["Hele lista: ditt siste møte"], ["I kveld", "Om en uke"]),
        ("no half-alone", ["Du er med hele møtet.", "Gå først"], ["pausen", "alene"]),
        ("alone first half", ["Du kommer i pausen", "første halvdel"],
         ["Du går", "Lever nøkkelen. Takk for deg. Gå – helt"]),
        ("no break", ["midt i møtet"], ["pausen"]),
        ("previous meeting ahead", ["Om en uke"], ["I kveld", "neste gang er ditt siste"]),
        ("only one meeting", ["oppstartsmøtet", "både det første og det siste", "tre til fire",
                              "Hva tar jeg med meg fra i dag?"],
         ["Dette er siste gang jeg er med", "om starten", "neste gang"]),
        ("follow-up agreed", ["som er avtalt"], ["Forslag:"]),
        ("no follow-up", ["om gruppa vil at du kommer tilbake"],
         ["oppfølgingsmøtet", "Forslag", "Hold deg borte til", "Du kommer tilbake til"]),
        ("digital, two initiators", ["på nett", "vertsrollen", "Dere er to", "Forlat møtet"],
         ["nøkkel", "kaffe", "huset", "rommet?"]),
        ("home, no contact, another country", ["Hjemme hos Kari"],
         ["nøkkel", "113", "116", "eier lokalet", "@"]),
        ("morning meeting", ["I dag: Si at neste gang"], ["I kveld"]),
        ("half-alone, three of them", ["Minn om at 2. februar"], ["neste gang, 2. februar"]),
        ("half-alone is the last", [], ["ditt siste møte", "Neste gang: Spør"]),
        ("half-alone, two days before", ["Om to dager"], ["I kveld"]),
        ("half-alone, first half", ["Du kommer i pausen"], ["Gå kl.", "går i pausen"]),
        ("stay away", ["I kveld møtes", "Forslaget er"], []),
        ("stay away, later, agreed", ["møtes nå uten deg", "Dere ses"], ["I kveld", "Forslaget"]),
        ("follow-up", ["Dere har ikke avtalt dag ennå", "fem møter"], []),
        ("follow-up agreed, digital", ["på nett"], ["ikke avtalt", "nøkkel"]),
        ("follow-up on a day of its own", ["Om fem dager", "torsdag 18. mars"], ["Om en uke"]),
    ],
)  # fmt: skip
def test_no_sentence_is_untrue_for_its_plan(variant, says, never):
    text = markdown([said(variant, "nb")])
    for part in says:
        assert part in text
    for part in never:
        assert part not in text


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_a_private_number_is_never_said(code):
    private = plan.Initiator(name="Kari", email="kari@example.org", phone="12345678")
    for rule in RULES:
        found = example(code, initiators=[private])
        for item in due.every(found, [rule]):
            text = words(found, item, item.due, code=code, titles={})
            assert "example" not in text
            assert "12345678" not in text


# --- All fifteen points of domain.md §5.1, in the order of the contract ---

POINTS = [
    r"ditt siste møte med Tirsdagsgruppa",  # 1 which meeting
    r"Hold på planen",  # 2
    r"Blir noen usikker nå, er det helt vanlig",  # 3
    r"Tror jeg at gruppa klarer seg",  # 4
    r"Snakk med samtalepartneren",  # 14, before
    r"Skriv ut \w+ ark",  # 13
    r"nøkkel og låsing, rom, kaffe, kontaktliste",  # 7
    r"Rammene og prinsippene er gruppas ledelse",  # 9
    r"Avtal oppfølgingsmøtet",  # 6
    r"hvordan gruppa får tak i deg",  # 8
    r"taushetsplikten\. Den varer, også for deg",  # 10
    r"Ta en runde om starten",  # 11
    r"I pausen kl",  # 5 the moment she leaves
    r"Makuler resten",  # 12 afterwards
    r"Ta praten med samtalepartneren",  # 14, after
    r"\*\*Hvis det blir akutt",  # 15
]


def test_the_fifteen_points_stand_in_order():
    text = markdown([said("usual", "nb")])
    places = [re.search(point, text) for point in POINTS]
    assert None not in places
    assert [found.start() for found in places] == sorted(found.start() for found in places)
