"""The looks of this folder can fail: what acts is found in every format, and each way out noted."""

import contextlib
import io
import os
import socket
import subprocess
import sys

import docx
import pytest
from docx.oxml import OxmlElement

from hostile import reading_back, watch

_PAGE = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><main>{}</main>'
_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{}END:VCALENDAR\r\n"


def _word(change):
    file, found = docx.Document(), io.BytesIO()
    change(file)
    file.save(found)
    return found.getvalue()


def _field(file):
    file.add_paragraph().add_run()._r.append(OxmlElement("w:instrText"))


def _link(url):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    return lambda file: file.part.relate_to(url, kind, is_external=True)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *(
            ("x.html", _PAGE.format(text).encode())
            for text in (
                "<script>x</script>", "<b onclick=x>", "<img src=http://evil.example>", "\x1b[2J",
                "<a href=javascript:x>", "<p style='background: url(x)'>", "<svg/>",
            )
        ),
        ("x.html", b"<main>no policy</main>"),
        *(
            ("x.md", text)
            for text in (
                b"![a](http://evil.example/x.png)", b"<b>x</b>", b"<div>\nx", b"a\x1bb",
                b"[a](//evil.example)",
            )
        ),
        *(
            ("x.ics", _CALENDAR.format(text).encode())
            for text in ("ATTACH:x\r\n", "NAME:a\rb\r\n", "NAME:a\nb\r\n", "BEGIN:VTODO\r\n")
        ),
        pytest.param("x.docx", _word(_field), id="a field in Word"),
        pytest.param("x.docx", _word(_link("javascript:x")), id="a script in Word"),
        pytest.param("x.docx", _word(_link("file:///etc/passwd")), id="a file in Word"),
        ("x.eml", b"Subject: x\r\nBcc: spion@evil.example\r\n\r\nx"),
        ("x.eml", b"Subject: x\r\nSubject: y\r\n\r\nx"),
    ],
)  # fmt: skip
def test_what_acts_is_found(name, content):
    with pytest.raises(AssertionError):
        reading_back.words(name, content)


@pytest.mark.parametrize(
    ("name", "content", "shown"),
    [
        ("x.html", _PAGE.format("<a href='https://a.example'>a</a>&lt;b").encode(), "a<b"),
        ("x.md", b"[a](https://a.example) \\<b>", "a <b>"),
        ("x.ics", _CALENDAR.format("NAME:a\\, b\r\n").encode(), "NAME:a, b"),
        pytest.param("x.docx", _word(lambda file: file.add_paragraph("a {DDE}")), "a {DDE}", id="Word"),
        ("x.eml", b"Subject: x\r\nTo: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\nord", "ord"),
    ],
)  # fmt: skip
def test_what_is_in_order_is_read(name, content, shown):
    assert shown in reading_back.words(name, content)


@pytest.mark.enable_socket
@pytest.mark.parametrize(
    ("event", "way"),
    [
        ("socket.connect", lambda: socket.socket().connect(("127.0.0.1", 1))),
        ("subprocess.Popen", lambda: subprocess.run([sys.executable, "-c", ""], check=False)),
        ("os.system", lambda: os.system("true")),  # noqa: S605
        ("import", lambda: __import__("kanarifugl")),
    ],
)
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_each_way_out_is_noted(event, way):
    with watch.noted() as ways_out, contextlib.suppress(OSError, ImportError):
        way()
    assert ways_out
    assert ways_out[0].startswith(event)
