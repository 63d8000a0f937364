"""Calendar servers of other people, started on this machine, and a proxy that dies on the way."""

import base64
import contextlib
import http.client
import http.server
import re
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

USER, PASSWORD = "kari", "hemmelig-ø"


class Peer:
    """One collection on a running server, looked at by hand."""

    def __init__(self, url, user=""):
        self.url, self._user = url, user

    def ask(self, verb, name="", body=None, **headers):
        """Status, headers and text of an answer."""
        place = urlsplit(self.url)
        if self._user:
            pair = base64.b64encode(f"{self._user}:{PASSWORD}".encode()).decode()
            headers["Authorization"] = f"Basic {pair}"
        with contextlib.closing(http.client.HTTPConnection(place.netloc)) as there:
            there.request(verb, place.path + name, body and body.encode(), headers)
            answer = there.getresponse()
            return answer.status, answer.headers, answer.read().decode()

    def make(self):
        assert self.ask("MKCALENDAR")[0] == 201
        return self

    def put(self, name, text):
        status, *_rest = self.ask("PUT", name, text, **{"Content-Type": "text/calendar"})
        assert status in {200, 201, 204}

    def objects(self):
        """The text of every object, unfolded, by its name."""
        text = self.ask("PROPFIND", Depth="1")[2]
        hrefs = re.findall(r"href>([^<]*\.ics)<", text)
        names = [href.rsplit("/", 1)[1] for href in hrefs]
        return {
            name: self.ask("GET", name)[2].replace("\r\n", "\n").replace("\n ", "")
            for name in names
        }


def start(program, *arguments, log):
    """Run a server of this environment in the background."""
    with log.open("wb") as file:
        return subprocess.Popen(
            [Path(sys.executable).with_name(program), *map(str, arguments)],
            stdout=file,
            stderr=file,
        )


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, process):
    while process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.02)
    pytest.fail("the server did not start")


@contextlib.contextmanager
def running(program, port, *arguments, log):
    process = start(program, *arguments, log=log)
    try:
        wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="module")
def radicale(tmp_path_factory):
    """The address of a Radicale that knows one user."""
    place, port = tmp_path_factory.mktemp("radicale"), free_port()
    (place / "users").write_text(f"{USER}:{PASSWORD}\n", encoding="utf-8")
    with running(
        "radicale", port, "--server-hosts", f"127.0.0.1:{port}",
        "--storage-filesystem-folder", place / "store", "--auth-type", "htpasswd",
        "--auth-htpasswd-filename", place / "users", "--auth-htpasswd-encryption", "plain",
        "--auth-delay", "0", log=place / "log",
    ):  # fmt: skip
        yield f"http://127.0.0.1:{port}/{USER}/"


@pytest.fixture(scope="module")
def xandikos(tmp_path_factory):
    """The address of a Xandikos that everybody on this machine may write to."""
    place, port = tmp_path_factory.mktemp("xandikos"), free_port()
    with running(
        "xandikos", port, "serve", "-d", place / "store", "--listen-address", "127.0.0.1",
        "--port", port, "--defaults", "--state-dir", place / "state", log=place / "log",
    ):  # fmt: skip
        yield f"http://127.0.0.1:{port}/user/calendars/"


@pytest.fixture(scope="module")
def locked_xandikos(tmp_path_factory):
    """The address of a server with a certificate that nobody vouches for."""
    place, port = tmp_path_factory.mktemp("locked"), free_port()
    with running(
        "xandikos", port, "serve", "-d", place / "store", "--listen-address", "127.0.0.1",
        "--port", port, "--defaults", "--autocert", "--state-dir", place / "state",
        log=place / "log",
    ):  # fmt: skip
        yield f"https://127.0.0.1:{port}/user/calendars/calendar/"


@pytest.fixture
def peer(request, tmp_path):
    """An empty calendar on the server that a test names."""
    url = request.getfixturevalue(request.param)
    user = USER if request.param == "radicale" else ""
    return Peer(f"{url}{tmp_path.name.replace('_', '-')}/", user).make()


class Proxy(http.server.ThreadingHTTPServer):
    """Passes on what it is asked, and notes the verbs. After `lives` requests it hangs up.

    `before` is called with the verb and path of each request before it is passed on.
    """

    daemon_threads = True

    def __init__(self, target):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.target, self.lives, self.verbs = target, 10_000, []
        self.before = lambda _verb, _path: None
        self.answer = None

    @property
    def url(self):
        return re.sub(r":\d+/", f":{self.server_port}/", self.target)

    def handle_error(self, request, client_address):
        """A client that hangs up is no news."""


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def pass_on(self):
        proxy = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Authorization") or "kari" not in proxy.target:
            proxy.verbs.append(self.command)
        proxy.before(self.command, self.path)
        if len(proxy.verbs) > proxy.lives:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if proxy.answer is not None:
            status, headers, text = proxy.answer
        else:
            host = re.search(r"//([^/]+)/", proxy.target)[1]
            there = http.client.HTTPConnection(host)
            there.request(self.command, self.path, body or None, dict(self.headers))
            answer = there.getresponse()
            status, headers, text = answer.status, dict(answer.headers), answer.read()
            there.close()
        self.send_response(status)
        for key, value in headers.items():
            if key.lower() not in {"content-length", "transfer-encoding", "connection"}:
                self.send_header(key, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


for verb in ("GET", "PUT", "DELETE", "PROPFIND", "REPORT"):
    setattr(_Handler, f"do_{verb}", _Handler.pass_on)


@pytest.fixture
def proxy(peer):
    """A proxy before the calendar of the test."""
    server = Proxy(peer.url)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()
