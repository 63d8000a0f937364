"""Logos: which pictures are taken, and that a JPEG stands on every kind of paper."""

import base64
import struct

import pytest

from igangsetter.errors import ConfigurationError
from igangsetter.handouts import logo

BEGINS, ENDS = b"\xff\xd8", b"\xff\xd9"
DOT = (
    base64.b64decode(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////"
        "////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
    )
    + ENDS
)
"""One dot, as JPEG."""
APP = b"\xff\xe0\0\x04ab"


def frame(width, height, mark=0xC0):
    return struct.pack(">BBHBHH", 0xFF, mark, 11, 8, height, width) + b"\x01\x01\x11\0"


@pytest.fixture
def read(tmp_path):
    def from_bytes(content):
        path = tmp_path / "logo.jpg"
        path.write_bytes(content)
        return logo.read(path, "Sentralen")

    return from_bytes


@pytest.mark.parametrize(
    "parts",
    [
        (frame(4000, 2000),),
        (APP, frame(4000, 2000)),
        (APP, frame(40, 20, 0xC2)),
        # Between two parts there may be as much filling as one likes.
        (APP, b"\xff\xff\xff", frame(40, 20)),
        # A table of codes has a mark among those of the frames.
        (b"\xff\xc4\0\x05abc", frame(40, 20)),
    ],
)
def test_a_jpeg_is_taken_as_it_is(read, parts):
    content = b"".join((BEGINS, *parts, ENDS))
    assert read(content) == logo.Logo("jpeg", content, "Sentralen")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BEGINS + frame(4001, 2000) + ENDS, "it has more than 8000000 dots"),
        (BEGINS + frame(0, 20) + ENDS, "it is no PNG or JPEG picture"),
        (BEGINS + frame(20, 0) + ENDS, "it is no PNG or JPEG picture"),
        (BEGINS + APP * 9 + ENDS, "it is no PNG or JPEG picture"),
        (BEGINS + APP + b"words that are no part" + ENDS, "it is no PNG or JPEG picture"),
        (BEGINS + frame(40, 20), "it is no PNG or JPEG picture"),
        (b"GIF89a", "it is no PNG or JPEG picture"),
        (b"", "it is no PNG or JPEG picture"),
    ],
)
def test_what_is_no_logo(read, tmp_path, content, why):
    with pytest.raises(ConfigurationError) as caught:
        read(content)
    assert caught.value.message == f"The logo {tmp_path / 'logo.jpg'} cannot be used: {why}."


@pytest.mark.parametrize(
    ("kind", "sign"),
    [("html", base64.b64encode(DOT)), ("pdf", b"/Image"), ("docx", b"word/media/image1.jpg")],
    ids=["html", "pdf", "docx"],
)
def test_a_jpeg_stands_on_paper(run, stored, folder, kind, sign):
    (folder / "igangsetter.toml").write_text(
        '[organisation]\nname = "Sentralen"\nlogo = "logo.jpg"\n', encoding="utf-8"
    )
    (folder / "logo.jpg").write_bytes(DOT)
    found = run("handout", "rammer", "--format", kind)
    assert (found.code, found.err) == (0, "")
    assert sign in next(stored.paper.glob(f"*.{kind}")).read_bytes()
