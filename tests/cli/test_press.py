"""What goes onto the paper beside the sheets: languages, large print, a cover, the logo; and faults."""

import io
import re
import struct
import sys
import zlib

import pypdf
import pytest

from conftest import tree
from igangsetter.store import settings


def pages(path):
    return [
        re.sub(r"\s+", " ", page.extract_text())
        for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages
    ]


def png(width=40, height=20):
    """A red picture."""

    def chunk(kind, data):
        packed = struct.pack(">I", len(data)) + kind + data
        return packed + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xc0\x10\x10" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )  # fmt: skip


@pytest.fixture
def logo(folder, stored):
    def lay(content, name="logo.png"):
        if content is not None:
            (folder / name).write_bytes(content)
        (folder / settings.FILE).write_text(
            f'[organisation]\nname = "Eksempelsentralen"\ncontact = "post@example.org"\nlogo = "{name}"\n',
            encoding="utf-8",
        )

    return lay


def test_two_languages_stand_beside_each_other_where_it_serves(run, stored, tmp_path):
    run("handout", "prinsipper", "rammer", "--language", "nb", "--language", "en", "--format",
        "pdf", "-o", tmp_path / "o")  # fmt: skip
    beside, after = pages(tmp_path / "o" / "prinsipper-nb-en.pdf"), pages(
        tmp_path / "o" / "rammer-nb-en.pdf")  # fmt: skip
    assert len(beside) == 1
    assert "Når du snakker" in beside[0]
    assert "When you speak" in beside[0]
    assert [("Praktiske rammer" in page, "Practical ground rules" in page) for page in after] == [
        (True, False), (False, True)]  # fmt: skip


def test_one_file_begins_with_what_it_holds_and_is_numbered_through(run, stored, tmp_path):
    run(
        "handout",
        "rammer",
        "prinsipper-lang",
        "--one-file",
        "--format",
        "pdf",
        "-o",
        tmp_path / "o",
    )
    found = pages(tmp_path / "o" / "ark.pdf")
    assert len(found) == 4
    assert re.search(
        r"Tirsdagsgruppa.*Dette ligger her.*Praktiske rammer.*2.*eksempler.*3", found[0]
    )
    assert [page[-5:] for page in found[1:]] == ["2 / 4", "3 / 4", "4 / 4"]


def test_one_sheet_in_one_file_needs_no_cover(run, stored, tmp_path):
    run("handout", "rammer", "--one-file", "--format", "pdf", "-o", tmp_path / "o")
    assert len(pages(tmp_path / "o" / "ark.pdf")) == 1


@pytest.mark.parametrize("kind", ["md", "html", "docx"])
def test_a_cover_in_the_other_formats(run, stored, tmp_path, kind):
    run("handout", "rammer", "runder", "--one-file", "--format", kind, "-o", tmp_path / "o")
    content = (tmp_path / "o" / f"ark.{kind}").read_bytes()
    if kind == "docx":
        import docx

        content = "\n".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs).encode()
    assert content.index(b"Dette ligger her") < content.index(b"Ingen leder")


def test_large_print_promises_no_page_numbers(run, stored):
    found = run("print", "1", "--large-print", speak="nb")
    assert found.out.splitlines()[:2] == [
        "      1 stk  Kjøreplan: første møte (til deg)", "én til hver  Prinsipper for samtalen"]  # fmt: skip


def test_large_print_is_large(run, stored, tmp_path):
    found = run("handout", "rammer", "--large-print", "-o", tmp_path / "o")
    assert found.code == 0
    sizes = set()
    reader = pypdf.PdfReader(tmp_path / "o" / "rammer.pdf")
    reader.pages[0].extract_text(visitor_text=lambda _t, _c, _m, _f, size: sizes.add(round(size)))
    assert 18 in sizes
    assert len(reader.pages) == 2


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
def test_the_organisation_stands_at_the_foot_with_its_logo(run, logo, tmp_path, kind):
    logo(png())
    found = run("handout", "rammer", "--format", kind, "-o", tmp_path / "o")
    assert (found.code, found.err) == (0, "")
    content = (tmp_path / "o" / f"rammer.{kind}").read_bytes()
    if kind == "pdf":
        assert "Eksempelsentralen · post@example.org" in pages(tmp_path / "o" / "rammer.pdf")[0]
        images = pypdf.PdfReader(io.BytesIO(content)).pages[0].images
        assert len(images) == 1
    elif kind == "html":
        assert b'alt="Eksempelsentralen" src="data:image/png;base64,' in content
    else:
        import docx

        footer = docx.Document(io.BytesIO(content)).sections[0].footer
        assert "Eksempelsentralen · post@example.org" in footer.paragraphs[0].text
        assert footer.paragraphs[0]._p.xpath(".//pic:pic")


def test_a_machine_without_typst(run, stored, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    found = run("handout", "rammer", "--format", "pdf")
    assert (found.code, found.out, found.err) == (
        73,
        "",
        "This machine cannot make PDF files: Typst is not to be had for it.\n"
        "Use --format html and print from the browser.\n",
    )


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "it is not there"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 2_100_000, "larger than 2 MB"),
        (
            b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0\xff\xd9",
            "more than 8000000 dots",
        ),
        (b"<svg/>", "no PNG or JPEG"),
        (b"", "no PNG or JPEG"),
    ],
)
def test_a_logo_that_is_none_is_told_and_the_sheet_is_made(run, logo, tmp_path, content, why, kind):
    logo(content)
    found = run("handout", "rammer", "--format", kind, "-o", tmp_path / "o")
    assert found.code == 78
    assert why in found.err.replace("\n", " ")
    assert set(tree(tmp_path / "o")) == {f"rammer.{kind}"}


@pytest.mark.parametrize("kind", ["html", "pdf", "docx"])
@pytest.mark.parametrize(
    "content",
    [png()[:40], png()[:16], b"\xff\xd8\xff", b"\xff\xd8\xff" + b"x" * 99, png()[:30] + b"IEND"],
)
def test_a_broken_picture_is_told_and_the_sheet_is_made(run, logo, tmp_path, content, kind):
    logo(content)
    found = run("handout", "rammer", "--format", kind, "-o", tmp_path / "o")
    # What a browser makes of a picture that is broken within is the browser's business.
    assert found.code == 78 or (kind == "html" and content.endswith(b"IEND"))
    assert "Traceback" not in found.err
    assert "should not" not in found.err
    assert set(tree(tmp_path / "o")) == {f"rammer.{kind}"}


def test_a_template_with_a_fault_stops_only_its_own_sheet(run, stored, folder, tmp_path):
    own = folder / "templates" / "handouts" / "rammer"
    own.mkdir(parents=True)
    (own / "nb.md.j2").write_text(
        '+++\ntitle = "R"\naudience = "group"\n+++\n# R\n{{ ukjent }}\n', encoding="utf-8"
    )
    found = run("handout", "rammer", "runder", "--format", "md", "-o", tmp_path / "o")
    assert found.code == 65
    assert "'ukjent' is undefined" in found.err
    assert set(tree(tmp_path / "o")) == {"runder.md"}


def test_lines_at_the_top_with_a_fault_stop_only_their_own_sheet(run, stored, folder, tmp_path):
    own = folder / "templates" / "handouts" / "eget"
    own.mkdir(parents=True)
    (own / "nb.md.j2").write_text('+++\ntitle = "E"\n+++\n# E\n', encoding="utf-8")
    for arguments in (["handout"], ["print", "start"],
                      ["handout", "--all", "--format", "md", "-o", tmp_path / "o"]):  # fmt: skip
        found = run(*arguments, speak="nb")
        assert found.code == 65
        assert "kan ikke brukes: 'audience'" in " ".join(found.err.split())
        assert found.out
    assert len(tree(tmp_path / "o")) == 41
    assert run("handout", "rammer").code == 0
    assert run("remind", "--today", "2027-01-26").code == 0


@pytest.mark.parametrize("name", ["N" * 300, "🙂 שלום عربى", "a\u202eb"])
def test_an_organisation_of_any_name(run, stored, folder, tmp_path, name):
    (folder / settings.FILE).write_text(f'[organisation]\nname = "{name}"\n', encoding="utf-8")
    for kind in ("md", "html", "pdf", "docx"):
        found = run("handout", "rammer", "--format", kind, "-o", tmp_path / "o")
        assert found.code == 0, found.err
