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
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules
from igangsetter.reminders.words import words

RULES = rules.read(
    (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8"),
    "[yearly-call]\non = true",
)
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


def with_events(found, **changes):
    event = plan.Event(title="Kontaktmøte", date=dt.date(2027, 4, 15), time=dt.time(18))
    info = plan.Event(title="Informasjonsmøte", date=dt.date(2026, 12, 10), time=dt.time(19))
    return dataclasses.replace(found, events={"info": info, "k1": event}, **changes)


def digital(code, **given):
    return example(code, model="digital", place=plan.Place(kind="digital"), **given)


def at_home(code, **given):
    return example(code, place=plan.Place(kind="home", name="Hjemme hos Kari"), **given)


def without_initiator(code, **given):
    return example(code, model="uten-igangsetter", initiators=[], **given)


OLA = plan.Initiator(name="Ola Hansen")

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
    "room": (example, "book-room", 0),
    "room, late": (lambda c: example(c, made=dt.date(2026, 10, 1)), "book-room", 20),
    "room, digital": (digital, "book-room", 0),
    "room, nobody knows whose": (
        lambda c: dataclasses.replace(without_initiator(c), group=dataclasses.replace(
            without_initiator(c).group, organisation="")), "book-room", 0),
    "information meeting": (lambda c: with_events(example(c)), "information-meeting-day", 0),
    "information meeting, digital, one meeting": (
        lambda c: with_events(example(c, model="link-oslo", place=plan.Place(kind="digital"))),
        "information-meeting-day", 1),
    "enough people": (example, "enough-people", 0),
    "enough people, another way of starting": (
        lambda c: example(c, model="in-gang-setzer"), "enough-people", 0),
    "ground rules beforehand": (example, "send-ground-rules", 0),
    "ring everyone": (example, "call-everyone", 0),
    "ring everyone, late": (example, "call-everyone", 6),
    "first meeting": (example, "first-meeting-day", 0),
    "first meeting, today, digital, two": (
        lambda c: digital(c, initiators=[KARI, OLA]), "first-meeting-day", 1),
    "first meeting, at home, the only one": (
        lambda c: at_home(c, model="link-oslo"), "first-meeting-day", 0),
    "first meeting without an initiator": (without_initiator, "group-first-day", 0),
    "first meeting without an initiator, digital": (
        lambda c: without_initiator(c, place=plan.Place(kind="digital")), "group-first-day", 1),
    "signed": (example, "confidentiality-signed", 0),
    "signed, only one meeting": (
        lambda c: example(c, model="link-oslo"), "confidentiality-signed", 0),
    "prepare": (example, "prepare", 0),
    "prepare, digital": (digital, "prepare", 1),
    "prepare, half alone": (lambda c: example(c, half_alone=3), "prepare", 0),
    "prepare, alone first half, at home, no break": (
        lambda c: with_schedule(at_home(c, half_alone=3), alone_half="first", break_minutes=0),
        "prepare", 0),
    "reflect": (example, "reflect", 0),
    "reflect, two": (lambda c: example(c, initiators=[KARI, OLA]), "reflect", 0),
    "after the handover": (example, "after-handover", 0),
    "after the handover, agreed, digital": (
        lambda c: with_follow_up(digital(c), agreed=True), "after-handover", 0),
    "after the handover, no follow-up, the only one, late": (
        lambda c: with_follow_up(at_home(c, model="link-oslo"), rule="none", meeting=""),
        "after-handover", 5),
    "look back": (without_initiator, "look-back-week", 0),
    "contact meeting": (lambda c: with_events(example(c)), "contact-meeting", 0),
    "closing": (example, "closing", 0),
    "closing, digital": (digital, "closing", 0),
    "deletion": (example, "deletion", 0),
    "deletion without an initiator": (without_initiator, "deletion", 0),
    "ending": (
        lambda c: with_events(example(c), ended=plan.Ended(date=dt.date(2027, 6, 1))), "ending", 0),
    "ending, digital": (
        lambda c: with_events(digital(c), ended=plan.Ended(date=dt.date(2027, 6, 1))), "ending", 13),
    "ending, at home": (
        lambda c: with_events(at_home(c), ended=plan.Ended(date=dt.date(2027, 6, 1))), "ending", 0),
    "yearly call": (example, "yearly-call", 0),
}  # fmt: skip


def said(variant, code):
    make, rule, days = VARIANTS[variant]
    found = make(code)
    item = next(one for one in due.every(Timeline(found), RULES) if one.rule.id == rule)
    titles = {sheet.id: sheet.title for sheet in catalogue.sheets(language.of(code))}
    text = words(
        Timeline(found), item, item.due + dt.timedelta(days=days), code=code, titles=titles
    )
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
        ("room", ["Spør Frivilligsentralen", "Ta med 16. mars"], ["etterskudd", "nett"]),
        ("room, late", ["Seks dager på etterskudd. Det går fint"], []),
        ("room, digital", ["Ordne møterommet på nett"], ["nøkkel", "kaffe", "rullestol"]),
        ("room, nobody knows whose", ["de som eier lokalet"], ["på besøk"]),
        ("information meeting", ["I morgen: Informasjonsmøte", "19.00–20.30", "ditt siste møte"], ["eneste"]),
        ("information meeting, digital, one meeting", ["I dag:", "det eneste møtet ditt"],
         ["stoler", "siste møte"]),
        ("enough people", ["Fire til åtte"], []),
        ("ring everyone", ["Ringeliste"], ["etterskudd"]),
        ("first meeting", ["I morgen: første møte", "print 1", "2. februar er ditt siste møte", "Vær helst to"], ["Dere er"]),
        ("first meeting, today, digital, two", ["I dag:", "Dere er to", "lenke"], ["kaffe", "nøkkel", "Vær helst"]),
        ("first meeting, at home, the only one", ["kaffe"], ["nøkkel", "siste møte"]),
        ("first meeting without an initiator", ["Ingen av dere er leder"], ["samtalepartner"]),
        ("signed, only one meeting", ["Be gruppa"], ["Snakk om taushetsplikten på nytt"]),
        ("prepare", ["2. møte", "print 2", "låse"], ["Du går", "Du kommer"]),
        ("prepare, half alone", ["Du går i pausen kl. 19.00"], []),
        ("prepare, alone first half, at home, no break", ["Du kommer midt i møtet"], ["låse", "pausen"]),
        ("reflect, two", ["eller med hverandre"], []),
        ("after the handover", ["ditt siste møte", "til oppfølgingen", "--agreed"], ["eneste"]),
        ("after the handover, agreed, digital", ["vertsrolle"], ["--agreed", "nøkkel"]),
        ("after the handover, no follow-up, the only one, late",
         ["det eneste møtet ditt", "Makuler lister", "på etterskudd"], ["oppfølgingen"]),
        ("deletion without an initiator", ["når dere ikke"], ["når du"]),
        ("ending, digital", ["I morgen:", "Steng møterommet"], ["nøkkel"]),
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
        for item in due.every(Timeline(found), [rule]):
            text = words(Timeline(found), item, item.due, code=code, titles={})
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
