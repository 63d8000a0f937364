"""Every sheet in every language for every kind of group: whole, true, and of the promised length."""

import dataclasses
import datetime as dt
import io
import re

import page
import pypdf
import pytest

from conftest import make_plan
from igangsetter import language
from igangsetter.handouts import catalogue, document, publish
from igangsetter.handouts.markdown import markdown
from igangsetter.plan import models, plan
from igangsetter.plan.timeline import Timeline

IDS = [sheet.id for sheet in catalogue.sheets(language.of("nb"))]
PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", phone="00000000", public=True)
# (name of the plan, how to make it)
PLANS = {name: {"model": name} for name in models.names()} | {
    "two-initiators": {"initiators": [KARI, plan.Initiator(name="Ola Hansen")]},
    "no-place": {"place": plan.Place()},
    "home": {"place": plan.Place(kind="home", name="Hjemme hos Kari")},
    "theme": {"theme": "Angst"},
    "every-other-week": {"every": "2 weeks"},
    "winter-break": {"closed_days": [plan.ClosedDays(
        first=dt.date(2027, 2, 22), last=dt.date(2027, 2, 26), why="vinterferie")]},
    "long": {"meetings": 16},
    "denmark": {"country": "DK"},
}  # fmt: skip


def rendered(sheet_id, code, plan_):
    return publish.document(Timeline(plan_), catalogue.sheet(sheet_id, language.of(code)), None)


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_every_sheet_exists_in_every_language(code):
    assert [sheet.id for sheet in catalogue.sheets(language.of(code))] == IDS


@pytest.mark.parametrize("sheet_id", IDS)
def test_the_languages_of_a_sheet_agree_on_everything_but_the_title(sheet_id):
    sheets = [catalogue.sheet(sheet_id, language.of(code)) for code in language.LANGUAGES]
    same = [dataclasses.replace(sheet, title="", language="nb") for sheet in sheets]
    assert same[0] == same[1] == same[2]


def skeleton(blocks):
    """Headings, tables and boxes of a sheet, without its words."""
    found = []
    for block in blocks:
        match block:
            case document.Heading(level, _):
                found.append(f"h{level}")
            case document.Table(header, rows):
                found.append(f"table {len(header)}x{len(rows)}")
            case document.Bullets(items):
                found.append(f"list {[item.box for item in items]}")
            case document.Numbered(_, items):
                found.append(f"numbered {len(items)}")
            case document.Signatures(rows):
                found.append(f"lines {[len(row) for row in rows]}")
            case document.Cards(cards):
                found.append(f"cards {len(cards)}")
            case _:
                found.append(type(block).__name__)
    return found


@pytest.mark.parametrize("sheet_id", IDS)
@pytest.mark.parametrize("kind", ["selvhjelp-norge", "uten-igangsetter", "digital"])
def test_a_sheet_has_the_same_parts_in_every_language(sheet_id, kind):
    found = [
        skeleton(rendered(sheet_id, code, make_plan(code=code, **PLANS[kind])).blocks)
        for code in language.LANGUAGES
    ]
    assert found[0] == found[1] == found[2]


def strings(data):
    """Every piece of text in a tree."""
    if isinstance(data, dict):
        found = [data[key] for key in ("text", "day", "words", "alternative") if data.get(key)]
        return found + [text for value in data.values() for text in strings(value)]
    return [text for value in data for text in strings(value)] if isinstance(data, list) else []


def holes(doc):
    """What is missing on a sheet: words, or what should stand under a heading."""
    for text in strings(document.as_data(doc.blocks)):
        if (not text.strip() and text != " ") or re.search(
            r"None|Undefined|  |\.\.|,,|\(\)|«»|“”|\s[,.;:?!](?:\s|$)", text
        ):
            yield text
    for first, second in zip(doc.blocks, [*doc.blocks[1:], None], strict=True):
        is_heading = isinstance(first, document.Heading)
        if is_heading and (
            second is None or (isinstance(second, document.Heading) and second.level <= first.level)
        ):
            yield f"nothing under “{document.plain(first.inlines)}”"


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", IDS)
def test_no_sheet_has_a_hole_in_it_for_any_kind_of_group(sheet_id, code):
    plans = {kind: make_plan(code=code, **given) for kind, given in PLANS.items()}
    found = {kind: list(holes(rendered(sheet_id, code, one))) for kind, one in plans.items()}
    assert {kind: what for kind, what in found.items() if what} == {}


def test_a_hole_is_found():
    whole = document.Heading(1, (document.Text("Rammer"),))
    doc = document.Document(
        title="Rammer",
        language="nb",
        blocks=(whole, document.Paragraph((document.Text("kl. None"),)), whole),
    )
    assert list(holes(doc)) == ["kl. None", "nothing under “Rammer”"]


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", IDS)
def test_a_sheet_keeps_its_promise_of_pages_and_both_standards(sheet_id, code):
    sheet = catalogue.sheet(sheet_id, language.of(code))
    plan_ = make_plan(code=code, initiators=[KARI])
    doc = rendered(sheet_id, code, plan_)
    content = publish.made([doc], "pdf", plan_, doc.title, None)
    assert content.missing == ""
    reader = pypdf.PdfReader(io.BytesIO(content.content))
    assert len(reader.pages) == sheet.pages
    text = re.sub(r"\s+", " ", " ".join(found.extract_text() for found in reader.pages))
    # It stands as often on the page as it promises: what is too long stands there once.
    assert text.count(doc.title) >= sheet.times
    assert re.sub(r"\s+", " ", doc.footer)[:30] in text
    from igangsetter.handouts.pdf import pdf

    pretty = pdf([doc], title=doc.title, made=plan_.made, pretty=True).content
    for profile in PROFILES:
        report = page.validate_pdf_bytes(pretty, profile=profile)
        assert [(fault.rule_id, fault.message) for fault in report.failures] == []


@pytest.mark.parametrize(
    "kind",
    [
        # The rest in the slow tier, where every distinct text of every model is set, too.
        pytest.param(
            kind, marks=() if kind in {"digital", "home", "long", "theme"} else pytest.mark.slow
        )
        for kind in PLANS
    ],
)
def test_no_plan_makes_a_sheet_longer_than_its_promise(kind):
    for sheet_id in IDS:
        plan_ = make_plan(**PLANS[kind])
        doc = rendered(sheet_id, "nb", plan_)
        content = publish.made([doc], "pdf", plan_, doc.title, None).content
        promised = catalogue.sheet(sheet_id, language.of("nb")).pages
        assert len(pypdf.PdfReader(io.BytesIO(content)).pages) == promised, sheet_id


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", IDS)
def test_a_sheet_is_made_in_every_other_format_too(sheet_id, code):
    import docx

    plan_ = make_plan(code=code, initiators=[KARI])
    doc = rendered(sheet_id, code, plan_)
    in_words = [block for block in doc.blocks if not isinstance(block, document.Timeline)]
    words = re.findall(r"\w{4,}", " ".join(strings(document.as_data(tuple(in_words)))))
    html = publish.made([doc], "html", plan_, doc.title, None).content.decode()
    file = docx.Document(io.BytesIO(publish.made([doc], "docx", plan_, doc.title, None).content))
    written = " ".join(file.element.body.itertext())
    assert f'<html lang="{code}">' in html
    for word in words:
        assert word in html
        assert word in written


# --- What must, and what must never, stand there ---

FORBIDDEN = {
    "nb": r"gruppeleder|fasilitator|pasient|klient|\bbruker(?:en|e|ne)\b|terapi|behandling",
    "nn": r"gruppeleiar|fasilitator|pasient|klient|\bbrukar(?:en|ar|ane)\b|terapi",
    "en": r"group leader|facilitator|patient|client|therapy",
}


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", IDS)
def test_words_that_no_sheet_says(sheet_id, code):
    text = markdown([rendered(sheet_id, code, make_plan(code=code))])
    assert not re.findall(FORBIDDEN[code], text, re.IGNORECASE)


# Bokmål-only forms of domain.md §8, and what goes with them.
BOKMAAL = (
    r"\b(?:igangsetter(?:en|e|ne|s)|deltaker\w*|prinsipper\w*|taushet\w*|møtene|følelse\w*"
    r"|opplevelse\w*|påminnelse\w*|nødnummer|uke[rn]?|uker|hver|hvert|hverandre|hvem|hva|hvordan"
    r"|hvorfor|hvis|ikke|noen|noe|alene|følge|fravær|uenighet|nøkler|kaffe|selvhjelp\w*|samtalepartneren"
    r"|lukket|åpen|åpne|framlegg|vitje|jeg|dere|deres|være|gjøre|få vite)\b"
)
# One infinitive throughout: -e, and never -a (words.md).
A_INFINITIVE = r"\b(?:å|skal|vil|kan|må|bør) (?:gjera|vera|koma|seia|setja|skriva|finna|halda|lesa|ringja|følgja|leggja|bera|hjelpa|velja|spørja|verta)\b"
# Names of organisations and of their pages are what they are.
NAMES = re.compile(r"Selvhjelp Norge|Frivillighet Norge|Kirkens SOS")


@pytest.mark.parametrize("sheet_id", IDS)
@pytest.mark.parametrize("kind", ["selvhjelp-norge", "uten-igangsetter", "digital", "link-oslo"])
def test_nynorsk_is_no_bokmaal_with_new_endings(sheet_id, kind):
    text = markdown([rendered(sheet_id, "nn", make_plan(code="nn", **PLANS[kind]))])
    assert re.findall(BOKMAAL, NAMES.sub("", text), re.IGNORECASE) == []
    assert re.findall(A_INFINITIVE, text, re.IGNORECASE) == []


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_the_dates_of_the_group_stand_on_its_meeting_plan(code):
    plan_ = make_plan(code=code)
    text = markdown([rendered("moteplan", code, plan_)])
    for row in Timeline(plan_).rows:
        assert language.of(code).short_day(row.date) in text
    assert plan_.group.name in text


SECRET = {
    "place": plan.Place(name="Frivilligsentralen", access="kode 4711", url="https://hemmelig.example"),
    "initiators": [plan.Initiator(name="Kari", email="privat@example.org", phone="12345678")],
}  # fmt: skip


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", IDS)
def test_no_sheet_gives_away_codes_links_or_a_private_number(sheet_id, code):
    text = markdown([rendered(sheet_id, code, make_plan(code=code, **SECRET))])
    hers = sheet_id.startswith("kjoreplan")  # her own run sheet says how to get in
    for secret in (
        "hemmelig.example",
        "privat@example.org",
        "12345678",
        *(() if hers else ["4711"]),
    ):
        assert secret not in text


@pytest.mark.parametrize("code", language.LANGUAGES)
def test_her_run_sheet_says_how_to_get_in(code):
    text = markdown([rendered("kjoreplan", code, make_plan(code=code, **SECRET))])
    assert "4711" in text
    online = make_plan("digital", code=code, place=dataclasses.replace(
        SECRET["place"], kind="digital"))  # fmt: skip
    assert "hemmelig.example" in markdown([rendered("kjoreplan", code, online)])


@pytest.mark.parametrize("code", language.LANGUAGES)
@pytest.mark.parametrize("sheet_id", ["deltakerregistrering", "taushetserklaering",
                                      "taushetserklaering-felles"])  # fmt: skip
def test_where_names_are_written_neither_theme_nor_name_tells_why(sheet_id, code):
    plan_ = make_plan(code=code, name="Angstgruppa", theme="Angst")
    text = markdown([rendered(sheet_id, code, plan_)])
    assert "ngst" not in text


def lix(text):
    words = re.findall(r"[^\W\d_]+", text)
    sentences = max(1, len(re.findall(r"[.:!?]", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize("code", ["nb", "nn"])
@pytest.mark.parametrize("sheet_id", IDS)
def test_what_participants_read_is_easy(sheet_id, code):
    sheet = catalogue.sheet(sheet_id, language.of(code))
    if sheet.audience in {"group", "participant"}:
        text = markdown([rendered(sheet_id, code, make_plan(code=code))])
        assert lix(text) <= 35
