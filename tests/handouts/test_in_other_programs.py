"""The slow tier: every sheet in a browser, in an office suite, and in front of the dictionaries.

`pytest -m slow`; .ci/run installs what it needs. What is not on the machine is said and left out.
"""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import page
import pypdf
import pytest

import dictionary
from conftest import make_plan
from igangsetter import language
from igangsetter.handouts import catalogue, document, publish
from igangsetter.handouts.markdown import markdown
from igangsetter.plan import models, plan
from igangsetter.plan.timeline import Timeline

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
BROWSER = HERE.parent / "browser"
CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org", public=True)
IDS = [sheet.id for sheet in catalogue.sheets(language.of("nb"))]


def needs(there, what):
    return pytest.mark.skipif(not there, reason=f"left out: no {what} on this machine")


def sheets(code, model="selvhjelp-norge"):
    """Every sheet of a plan in a language, with its document."""
    found = make_plan(model, code=code, initiators=[KARI])
    return found, [
        (sheet, publish.document(Timeline(found), sheet, None))
        for sheet in catalogue.sheets(language.of(code))
    ]


@needs(CHROMIUM and shutil.which("node") and (BROWSER / "node_modules").is_dir(),
       "Chromium with axe-core (npm install in tests/browser)")  # fmt: skip
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_no_sheet_has_a_fault_in_a_browser(code, tmp_path):
    found, every = sheets(code)
    place = tmp_path / "sheets"
    place.mkdir()
    for sheet, doc in every:
        made = publish.made([doc], "html", found, doc.title, None)
        (place / f"{sheet.id}.html").write_bytes(made.content)
    docs = [doc for _sheet, doc in every]
    other = publish.document(
        Timeline(found), catalogue.sheet("prinsipper", language.of("nn")), None
    )
    cover = document.Cover(title="Alt", lines=("Et sted",), contents="Innhold")
    made = publish.made([*docs, publish.beside(docs[0], other)], "html", found, "Alt", None,
                        large=True, cover=cover)  # fmt: skip
    (place / "all.html").write_bytes(made.content)
    done = subprocess.run(
        ["node", "look.mjs", CHROMIUM, str(place)], cwd=BROWSER, capture_output=True, text=True,
        check=True, timeout=600,
    )  # fmt: skip
    looked = json.loads(done.stdout)
    assert len(looked) == 2 * (len(every) + 1)
    assert {one["dark"] for one in looked} == {"rgb(255, 255, 255)", "rgb(20, 27, 27)"}
    for one in looked:
        assert one["rules"] > 10
        assert one["violations"] == [], (one["name"], one["scheme"])
        assert one["width"] <= one["room"], (one["name"], "wider than the telephone")


@needs(OFFICE, "LibreOffice")
@pytest.mark.parametrize("code", language.LANGUAGES)
def test_word_files_open_with_as_many_pages(code, tmp_path):
    found, every = sheets(code)
    for sheet, doc in every:
        made = publish.made([doc], "docx", found, doc.title, None)
        (tmp_path / f"{sheet.id}.docx").write_bytes(made.content)
    subprocess.run(
        [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to",
         "pdf", "--outdir", str(tmp_path / "pdf"),
         *(str(tmp_path / f"{sheet.id}.docx") for sheet, _doc in every)],
        capture_output=True, check=True, timeout=600,
    )  # fmt: skip
    for sheet, doc in every:
        reader = pypdf.PdfReader(tmp_path / "pdf" / f"{sheet.id}.pdf")
        assert abs(len(reader.pages) - sheet.pages) <= 1, sheet.id
        text = " ".join(found.extract_text() for found in reader.pages)
        assert re.sub(r"\W", "", doc.title) in re.sub(r"\W", "", text)


def words_of(code):
    """Every word of every sheet and reminder in a language, over all ways of starting."""
    from igangsetter import resources

    text = (resources.packaged() / "reminders" / f"{code}.md.j2").read_text(encoding="utf-8")
    text = re.sub(r"\{[%{#].*?[%}#]\}", " ", text, flags=re.DOTALL)
    for name in models.names():
        text += " ".join(markdown([doc]) for _sheet, doc in sheets(code, name)[1])
    return dictionary.words(text)


@needs(dictionary.HERE, "hunspell with nb_NO and nn_NO")
@pytest.mark.parametrize("code", ["nb", "nn"])
def test_the_dictionary_knows_every_word(code):
    known = dictionary.reviewed(HERE / f"words-{code}.txt")
    unknown = dictionary.unknown(words_of(code), code)
    assert sorted(unknown - known) == []
    assert sorted(known - unknown) == [], "reviewed, but on no sheet any more"


@pytest.mark.parametrize("sheet_id", IDS)
def test_every_distinct_text_keeps_both_standards_and_its_promise(sheet_id):
    seen = set()
    for code in language.LANGUAGES:
        for name in models.names():
            found = make_plan(name, code=code, initiators=[KARI])
            sheet = catalogue.sheet(sheet_id, language.of(code))
            doc = publish.document(Timeline(found), sheet, None)
            if doc in seen:
                continue
            seen.add(doc)
            from igangsetter.handouts.pdf import pdf

            made = pdf([doc], title=doc.title, made=found.made, pretty=True)
            assert made.missing == ""
            assert len(pypdf.PdfReader(io.BytesIO(made.content)).pages) == sheet.pages, (name, code)
            for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
                report = page.validate_pdf_bytes(made.content, profile=profile)
                assert [(fault.rule_id, fault.message) for fault in report.failures] == []
    assert seen
