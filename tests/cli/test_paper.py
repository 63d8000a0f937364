"""`handout` and `print`: the catalogue, the screen, the files."""

import io
import re

import pypdf
import pytest

from conftest import make_plan, tree
from igangsetter.handouts import catalogue
from igangsetter.store import folder as plans


def text_of(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def test_the_catalogue_is_grouped_by_moment(run):
    lines = run("handout", speak="nb").out.splitlines()
    assert lines[0] == "Før start"
    assert "Det første møtet" in lines
    assert any(line.startswith("  rammer ") and line.endswith("Praktiske rammer – til gruppa")
               for line in lines)  # fmt: skip
    assert len([line for line in lines if line.startswith("  rammer ")]) == 1


def test_the_catalogue_as_json(run):
    found = {one["id"]: one for one in run("handout", "--json").data}
    assert set(found["rammer"]) == {
        "id",
        "title",
        "audience",
        "when",
        "languages",
        "sources",
        "from",
    }
    assert found["rammer"]["languages"] == ["nb", "nn", "en"]
    assert found["rammer"]["from"] == "package"
    assert "prinsipper-lang" in found


def test_a_sheet_on_the_screen(run, stored):
    found = run("handout", "rammer")
    assert found.out.startswith("Praktiske rammer\n================\n")
    assert "On paper" not in found.err


def test_a_sheet_in_another_language(run, stored):
    assert run("handout", "rammer", "--language", "nn").out.startswith("Praktiske rammer")
    assert run("handout", "rammer", "--language", "en").out.startswith("Practical ground rules")


@pytest.mark.parametrize("kind", ["md", "html", "pdf", "docx"])
def test_files_go_where_they_are_told(run, stored, tmp_path, kind):
    target = tmp_path / "out"
    found = run("handout", "rammer", "moteplan", "--format", kind, "--output", target)
    assert found.out == f"{target}/rammer.{kind}\n{target}/moteplan.{kind}\n"
    assert set(tree(target)) == {f"rammer.{kind}", f"moteplan.{kind}"}


def test_files_go_to_the_groups_own_folder_by_themselves(run, stored, folder):
    found = run("handout", "rammer", "--format", "md", "--language", "nb", "--language", "en")
    own = folder / "papir" / "tirsdagsgruppa"
    assert found.out == f"{own}/rammer-nb-en.md\n"
    text = (own / "rammer-nb-en.md").read_text(encoding="utf-8")
    assert text.index("# Praktiske rammer") < text.index("# Practical ground rules")


def test_the_first_meetings_sheets_as_one_pdf_a_handout(run, stored, tmp_path):
    found = run("handout", "--for-meeting", "1", "--format", "pdf", "--output", tmp_path / "o")
    assert found.code == 0
    written = tree(tmp_path / "o")
    assert {"prinsipper.pdf", "rammer.pdf", "taushetserklaering.pdf", "moteplan.pdf",
            "deltakerregistrering.pdf"} <= set(written)  # fmt: skip
    assert "Tirsdagsgruppa" in text_of(written["moteplan.pdf"])
    assert "16. mars" in text_of(written["moteplan.pdf"])


def test_one_file_in_print_order(run, stored, tmp_path):
    run(
        "handout", "--for-meeting", "1", "--one-file", "--format", "pdf", "--output", tmp_path / "o"
    )
    text = text_of((tmp_path / "o" / "ark-1.pdf").read_bytes())
    places = [text.index(title) for title in ("Prinsipper for samtalen", "Praktiske rammer",
                                              "Taushetserklæring", "Møteplan")]  # fmt: skip
    assert places == sorted(places)


def test_stdout(run, stored):
    assert run("handout", "rammer", "--format", "md", "--output", "-").out.startswith("# Praktiske")


def test_all_sheets(run, stored, tmp_path):
    run("handout", "--all", "--format", "md", "--output", tmp_path / "o")
    ids = {one["id"] for one in run("handout", "--json").data}
    assert set(tree(tmp_path / "o")) == {f"{name}.md" for name in ids}


def test_what_exists_is_never_overwritten_without_force(run, stored, tmp_path):
    target = tmp_path / "o"
    target.mkdir()
    (target / "moteplan.pdf").write_bytes(b"mine")
    arguments = ("handout", "rammer", "moteplan", "--format", "pdf", "--output", target)
    found = run(*arguments)
    assert found.code == 73
    assert "is there already. Nothing was written." in " ".join(found.err.split())
    assert tree(target) == {"moteplan.pdf": b"mine"}
    assert run(*arguments, "--force").code == 0
    assert tree(target)["moteplan.pdf"] != b"mine"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["ramer"], 66, "There is no handout called “ramer”."),
        (["rammer", "--format", "odt"], 2, "“odt” is no format of ours."),
        (["rammer", "--language", "de"], 2, "“de” is no language of ours."),
        (["--for-meeting", "99"], 66, "There is no meeting “99”."),
        (["--for-meeting", "5"], 66, "There is nothing to print for that, and that is fine."),
        (["rammer", "moteplan", "--format", "md", "-o", "-"], 2, "Only one file can go to stdout."),
        (["rammer", "-g", "onsdag"], 66, "I find no group called “onsdag”."),
    ],
)
def test_bad_input(run, stored, folder, arguments, code, message):
    before = tree(folder)
    found = run("handout", *arguments)
    assert found.code == code
    assert message in found.err
    assert found.out == ""
    assert tree(folder) == before


def test_an_unknown_sheet_does_not_stop_the_others(run, stored, tmp_path):
    found = run("handout", "rammer", "ramer", "--format", "md", "--output", tmp_path / "o")
    assert found.code == 66
    assert set(tree(tmp_path / "o")) == {"rammer.md"}


def test_a_language_that_a_sheet_of_ones_own_lacks(run, stored, folder, tmp_path):
    catalogue._front_matter.cache_clear()
    place = folder / "templates" / "handouts" / "eget"
    place.mkdir(parents=True)
    (place / "nb.md.j2").write_text(
        '+++\ntitle = "Eget"\naudience = "group"\n+++\n# Eget\n', encoding="utf-8"
    )
    found = run("handout", "eget", "rammer", "--language", "nn", "--format", "md", "-o", tmp_path)
    assert found.code == 66
    assert "The handout eget does not exist in nynorsk." in found.err
    assert (tmp_path / "rammer-nn.md").exists()
    assert not (tmp_path / "eget-nn.md").exists()


def test_an_output_folder_that_is_a_file(run, stored, tmp_path):
    (tmp_path / "o").write_text("mine")
    found = run("handout", "rammer", "--format", "md", "--output", tmp_path / "o")
    assert found.code == 73
    assert (tmp_path / "o").read_text() == "mine"


def test_print_lists_the_copies_and_says_where_the_file_is(run, stored, folder):
    found = run("print", "1", speak="nb")
    lines = found.out.splitlines()
    assert lines[0] == "      1 stk  side 1     Kjøreplan: første møte (til deg)"
    assert lines[1] == "én til hver  side 2     Prinsipper for samtalen"
    assert lines[2] == "én til hver  side 3     Praktiske rammer"
    assert found.err.endswith("eller skriv: igangsetter print 1 --open\n")
    assert any("Taushetserklæring (2 på hvert ark, klippes)" in line for line in lines)
    assert lines[-1] == str(folder / "papir" / "tirsdagsgruppa" / "print-1.pdf")


def test_print_replaces_its_own_file_and_needs_no_argument(run, stored, folder):
    day = ("--today", "2027-02-08")  # the group is alone the next day
    assert run("print", "--today", "2027-02-01").code == 0
    assert run("print", "handover").code == 0
    assert run("print", "handover").code == 0
    assert (folder / "papir" / "tirsdagsgruppa" / "print-4.pdf").exists()
    assert run("print", *day).code == 66
    assert run("print", "--today", "2030-01-01").err.startswith("No meeting is left")


def test_print_takes_a_sheet_too(run, stored, folder):
    assert run("print", "taushetserklaering").code == 0
    assert (folder / "papir" / "tirsdagsgruppa" / "print-taushetserklaering.pdf").exists()


def test_equal_plans_print_equal_bytes(run, tmp_path):
    for name in ("a", "b"):
        plans.add(tmp_path / name, make_plan())
        run("print", "1", "--folder", tmp_path / name)
    found = [tree(tmp_path / name / "papir") for name in ("a", "b")]
    assert found[0] == found[1]


def test_emoji_in_a_name_is_reported_and_printed_around(run, folder):
    plans.add(folder, make_plan(name="Gruppa 😀"))
    found = run("print", "moteplan")
    assert found.code == 0
    assert "The font of the paper lacks 😀" in found.err


def test_all_sheets_and_a_moment_are_too_much(run, stored):
    found = run("handout", "--all", "--for-meeting", "1")
    assert (found.code, found.err.startswith("--all is every sheet already")) == (2, True)


def test_a_cancelled_meeting_is_printed_with_a_remark(run, stored):
    run("meeting", "cancel", "2", "--keep-handover", "--today", "2026-11-21")
    found = run("print", "2", speak="nb")
    assert "2. møte, tirsdag 19. januar, er avlyst." in found.err
