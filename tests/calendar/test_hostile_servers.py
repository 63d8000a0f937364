"""Servers that answer what no server should, and objects in a calendar that nobody can read."""

import contextlib
import http.server
import socket
import threading

import pytest

from igangsetter.calendar import caldav, publishing

ID = "5f0c0000-0000-4000-8000-000000000000"
OURS = f"{ID}-m01@igangsetter"
STATUS = (
    '<D:multistatus xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:response><D:href>/c/</D:href><D:propstat><D:prop><D:resourcetype><C:calendar/>"
    "</D:resourcetype></D:prop></D:propstat></D:response>{}</D:multistatus>"
)
OBJECT = (
    "<D:response><D:href>{}</D:href><D:propstat><D:prop><D:getetag>&quot;7&quot;</D:getetag>"
    "<C:calendar-data>{}</C:calendar-data></D:prop></D:propstat></D:response>"
)
BROKEN = """BEGIN:VCALENDAR
PRODID:{product}
BEGIN:VEVENT
BEGIN:VALARM
UID:alarm
END:VALARM
uid;X-A="a:b":{uid}
DTSTART;TZID=Nope/Zone:{start}
DURATION:{duration}
RRULE:{rule}
SEQUENCE:{sequence}
END:VEVENT
END:VCALENDAR
"""
KINDS = {"start": "20270101T100000", "duration": "PT1H", "rule": "FREQ=DAILY", "sequence": "3"}

pytestmark = pytest.mark.enable_socket


class Server(http.server.ThreadingHTTPServer):
    """A calendar whose answers a test chooses, by verb: (status, headers, body)."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}/c/"
        self.asked = []
        self.over = threading.Event()
        self.drips = False
        self.answers = {
            "PROPFIND": (207, {}, STATUS.format("").encode()),
            "PUT": (201, {}, b""),
        }
        self.holds()

    def holds(self, *objects):
        """The objects that are there, as (address, text)."""
        found = "".join(OBJECT.format(*one) for one in objects)
        self.answers["REPORT"] = (207, {}, STATUS.format(found).encode())

    def handle_error(self, request, client_address):
        """A client that hangs up is no news."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def reply(self):
        server = self.server
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        server.asked.append((self.command, self.path, self.headers))
        status, headers, body = server.answers[self.command]
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", "100000" if server.drips else str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        while server.drips and not server.over.wait(0.05):
            self.wfile.write(b" ")


for verb in ("GET", "PUT", "DELETE", "PROPFIND", "REPORT"):
    setattr(_Handler, f"do_{verb}", _Handler.reply)


@contextlib.contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def server():
    with serving(Server()) as one:
        yield one


@pytest.fixture
def publish(run, monkeypatch, stored):
    monkeypatch.setenv("IGANGSETTER_CALDAV_PASSWORD", "hemmelig")

    def call(server, *arguments):
        found = run("calendar", "--publish", server.url, "--for", "group", *arguments)
        assert "Traceback" not in found.err
        assert "hemmelig" not in found.out + found.err
        return found

    return call


def broken(product="-//Somebody//Else//EN", uid="somebody@example.org", **values):
    return BROKEN.format(product=product, uid=uid, **(KINDS | values))


def written(server):
    return [(path, headers) for verb, path, headers in server.asked if verb == "PUT"]


BREAKAGES = pytest.mark.parametrize(
    "values",
    [
        {"start": "banana"},
        {"duration": "xx"},
        {"rule": "FREQ=BANANA"},
        {"sequence": "9" * 5000},
        {"start": "\x85\nBEGIN:VEVENT\nEND:X"},
    ],
    ids=str,
)


@BREAKAGES
def test_what_others_broke_stops_nothing(server, publish, values):
    server.holds(
        ("/c/a.ics", broken(**values)),
        ("/c/b.ics", "BEGIN:VCALENDAR\nUID"),
        ("http://[::1/c/c.ics", broken(uid=OURS)),
        ("http://example.org//example.org/c/d.ics", broken(uid=OURS)),
    )
    found = publish(server)
    assert (found.code, found.out.splitlines()[-1]) == (0, "10 new")
    assert all(headers["If-None-Match"] == "*" for _path, headers in written(server))
    assert not {"/c/a.ics", "/c/b.ics"} & {path for path, _headers in written(server)}


@BREAKAGES
def test_ours_that_somebody_broke_is_written_over_in_that_version(server, publish, values):
    product = "-//igangsetter//igangsetter//EN"
    server.holds(("/c/x.ics", broken(product=product, uid=OURS, **values)))
    found = publish(server)
    assert (found.code, found.out.splitlines()[-1]) == (0, "9 new, 1 changed")
    changed = [headers["If-Match"] for path, headers in written(server) if path == "/c/x.ics"]
    assert changed == ['"7"']


def test_what_is_broken_and_has_only_our_uid_is_left_alone(server, publish):
    server.holds(("/c/x.ics", broken(uid=OURS, start="banana", sequence="banana")))
    found = publish(server)
    assert (found.code, found.out.splitlines()[-1]) == (75, "9 new")
    assert "/c/x.ics" not in {path for path, _headers in written(server)}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (b"", {}),
        (b"UID:a", {}),
        (b"END:X\r\nBEGIN:vevent\r\nuid:a\r\n b\r\nUID:c", {"VEVENT.UID": "ab"}),
        (b'BEGIN:VEVENT\nUID;A="x:y;z";B=c:d:e', {"VEVENT.UID": "d:e"}),
        (b'BEGIN:VEVENT\nUID;A="x:y', {}),
        (b"BEGIN:VEVENT\nBEGIN:VALARM\nUID:a\nEND:VALARM\nUID:\xff",
         {"VALARM.UID": "a", "VEVENT.UID": "\ufffd"}),
    ],
)  # fmt: skip
def test_the_marks_of_an_object_are_found_without_a_parser(text, marks):
    assert publishing._marks(text) == marks


@pytest.mark.parametrize(
    "scheme", ["Digest foo", "Digest", "Digest realm=", "Bearer", "Negotiate", "", "ø, =,", 'a="']
)
def test_a_way_of_asking_who_we_are_that_is_none(server, publish, scheme):
    server.answers["PROPFIND"] = (401, {"WWW-Authenticate": scheme}, b"")
    found = publish(server, "--user", "kari")
    assert found.code in {75, 78}
    if scheme.startswith("Digest "):
        assert found.code == 75
        assert "The calendar server 127.0.0.1: its answer cannot be read." in found.err


def test_an_object_that_is_no_text(server, publish):
    server.answers |= {"PUT": (412, {}, b""), "GET": (200, {}, b"\xff\xfe")}
    found = publish(server)
    assert found.code == 75
    assert "The calendar server 127.0.0.1: its answer cannot be read." in found.err


def test_a_version_that_no_header_can_hold(server, publish):
    server.holds(("/c/x.ics", broken(uid=OURS)))
    status, headers, body = server.answers["REPORT"]
    evil = body.replace(b"&quot;7&quot;", b"a&#13;&#10;X-Evil: \xe2\x82\xac")
    server.answers["REPORT"] = (status, headers, evil)
    assert publish(server).code == 75
    assert not any("X-Evil" in headers for _path, headers in written(server))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("verb", ["PROPFIND", "REPORT", "PUT"])
@pytest.mark.parametrize("place", ["elsewhere", "here", "unsaid"])
def test_a_calendar_that_has_moved_is_not_followed(server, publish, status, verb, place):
    with serving(Server()) as other:
        moved = {"elsewhere": other.url, "here": f"{server.url}new/"}
        headers = {"Location": moved[place]} if place in moved else {}
        server.answers[verb] = (status, headers, b"")
        found = publish(server)
        assert found.code == 78
        assert found.err == (
            "The calendar server 127.0.0.1: the calendar has moved to another address.\n"
            "Copy the address from the settings of the calendar on its server.\n"
        )
        assert other.asked == []
        assert all("new/" not in path for _verb, path, _headers in server.asked)
        assert sum(asked == verb for asked, _path, _headers in server.asked) == 1


@pytest.mark.parametrize("verb", ["PROPFIND", "REPORT"])
def test_a_server_that_drips_is_left_after_a_while(server, publish, monkeypatch, verb):
    monkeypatch.setattr(caldav, "DEADLINE", 0.5)
    if verb == "REPORT":
        monkeypatch.setattr(caldav.Collection, "check", lambda _self: None)
    server.drips = True
    found = publish(server)
    assert found.code == 75
    assert "no answer within 0.5 seconds" in found.err


def test_a_server_that_drips_the_head_of_its_answer_is_left_too(publish, monkeypatch):
    monkeypatch.setattr(caldav, "DEADLINE", 0.5)
    over = threading.Event()

    def drip(listening):
        with contextlib.suppress(OSError):
            there, _address = listening.accept()
            with there:
                there.sendall(b"HTTP/1.1 207 OK\r\n")
                while not over.wait(0.05):
                    there.sendall(b"x")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=drip, args=(listening,))
        thread.start()

        class Place:
            url = f"http://127.0.0.1:{listening.getsockname()[1]}/c/"

        found = publish(Place)
        over.set()
        thread.join()
    assert found.code == 75
    assert "no answer within 0.5 seconds" in found.err
