"""What was made is read back: its words, and a look for anything in it that acts."""

from __future__ import annotations

import email
import email.policy
import html
import io
import re
import zipfile
from html.parser import HTMLParser

import icalendar
import pypdf
from lxml import etree

from igangsetter.characters import UNSEEN
from igangsetter.handouts import document, reading

SAFE = re.compile(r"(?:https?|mailto|tel):|#", re.IGNORECASE)
PROPERTIES = {
    "BEGIN", "END", "PRODID", "VERSION", "CALSCALE", "METHOD", "NAME", "X-WR-CALNAME", "UID",
    "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "DESCRIPTION", "STATUS",
    "TRANSP", "ACTION", "TRIGGER", "TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME", "RRULE",
}  # fmt: skip
HEADERS = {
    "Subject", "To", "From", "X-Unsent", "X-Igangsetter-Plans", "Content-Type", "MIME-Version",
    "Content-Transfer-Encoding", "Content-Disposition",
}  # fmt: skip
PARTS = {"VCALENDAR", "VEVENT", "VALARM", "VTIMEZONE", "STANDARD", "DAYLIGHT"}


def words(name: str, content: bytes) -> str:
    """All that a reader sees. Fails for what acts, reaches out or hides."""
    kind = name.rpartition(".")[2]
    return {
        "md": _markdown, "html": _html, "pdf": _pdf, "docx": _docx, "ics": _calendar, "eml": _mail,
        "toml": lambda found: found.decode(), "txt": lambda found: found.decode(),
    }[kind](content)  # fmt: skip


def _markdown(content: bytes) -> str:
    text = content.decode()
    assert not UNSEEN.search(text)
    found = "".join(_seen(reading.parse(text)))
    # What is no link for us must be none for a reader that knows all of Markdown.
    from markdown_it import MarkdownIt

    for token in MarkdownIt("gfm-like", {"linkify": False, "html": True}).parse(text):
        assert token.type != "html_block", token.content
        for kid in token.children or ():
            assert kid.type not in {"html_inline", "image"}, kid.content
            if kid.type == "link_open":
                assert SAFE.match(kid.attrs["href"]), kid.attrs
    return found


def _seen(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, (tuple, list)):
        for one in node:
            yield from _seen(one)
    elif hasattr(node, "__dataclass_fields__"):
        for name in node.__dataclass_fields__:
            if not (isinstance(node, document.Link) and name == "url"):
                yield from _seen(getattr(node, name))


class _Acting(HTMLParser):
    """Refuses what runs, and every address that a page would ask by itself."""

    tags = frozenset(
        {"script", "iframe", "object", "embed", "form", "base", "link", "svg", "math", "template",
         "audio", "video", "input", "button"}
    )  # fmt: skip

    def handle_starttag(self, tag, attrs):
        assert tag not in self.tags, tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name not in {"srcset", "action", "formaction", "background", "ping", "data"}
            if name == "href":
                assert SAFE.match(value), value
            if name == "src":
                assert value.startswith("data:image/"), value
            if name == "http-equiv":
                assert value == "Content-Security-Policy"
            if name == "style":
                assert "url" not in value

    handle_startendtag = handle_starttag


def _html(content: bytes) -> str:
    page = content.decode()
    assert "Content-Security-Policy\" content=\"default-src 'none'" in page
    assert not UNSEEN.search(page)
    _Acting().feed(page)
    body = page.partition("<main>")[2]
    return html.unescape(re.sub(r"<[^>]*>", "", body))


def _pdf(content: bytes) -> str:
    found = pypdf.PdfReader(io.BytesIO(content))
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(found.trailer["/Root"])
    assert "/JavaScript" not in (found.trailer["/Root"].get("/Names") or {})
    for page in found.pages:
        for note in page.get("/Annots") or ():
            action = note.get_object().get("/A") or {}
            assert action.get("/S", "/GoTo") in {"/URI", "/GoTo"}, action
            assert SAFE.match(str(action.get("/URI", "#"))), action
    return "".join(page.extract_text() for page in found.pages)


def _docx(content: bytes) -> str:
    shown = ""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            assert not re.search(r"\.bin|vba|activeX|embeddings|externalLink", name), name
            if not name.endswith((".xml", ".rels")):
                continue
            tree = etree.fromstring(parts.read(name))
            tags = {
                etree.QName(node).localname for node in tree.iter() if node.tag is not etree.Comment
            }
            assert not tags & {
                "instrText",
                "fldSimple",
                "fldChar",
                "altChunk",
                "object",
                "OLEObject",
            }
            for node in tree.iter("{*}Relationship"):
                if node.get("TargetMode") == "External":
                    assert SAFE.match(node.get("Target")), node.get("Target")
            if name.startswith("word/"):
                shown += "".join(node.text or "" for node in tree.iter("{*}t"))
    return shown


def _calendar(content: bytes) -> str:
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", content)
    text = content.decode().replace("\r\n ", "")
    lines = text.split("\r\n")[:-1]
    for line in lines:
        name = re.match(r"[A-Z-]*", line)[0]
        assert name in PROPERTIES, line
        assert not UNSEEN.search(line)
        if name in {"BEGIN", "END"}:
            assert line.partition(":")[2] in PARTS, line
    icalendar.Calendar.from_ical(content)
    return re.sub(r"\\(.)", lambda found: " " if found[1] in "nN" else found[1], text)


def _mail(content: bytes) -> str:
    found = email.message_from_bytes(content, policy=email.policy.default)
    assert not found.defects
    assert set(found.keys()) <= HEADERS
    assert len(set(found.keys())) == len(found.keys())
    shown = ""
    for part in found.walk():
        match part.get_content_type():
            case "text/plain":
                text = part.get_content()
                assert not UNSEEN.search(text.replace("\r\n", "\n"))
                shown += text
            case "text/html":
                shown += _html(part.get_content().replace("\r\n", "\n").encode())
            case "text/calendar":
                shown += _calendar(part.get_payload(decode=True))
            case "application/pdf":
                shown += _pdf(part.get_payload(decode=True))
            case kind:
                assert kind.startswith("multipart/"), kind
    return shown
