"""Calendar servers of other people, started on this machine, and a proxy that dies on the way."""

import http.client
import http.server
import re
import socket
import threading

import pytest

from calendar_servers import PASSWORD, USER, Peer, free_port, running, running_xandikos


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
    with running_xandikos(tmp_path_factory.mktemp("xandikos")) as url:
        yield url


@pytest.fixture(scope="module")
def locked_xandikos(tmp_path_factory):
    """The address of a server with a certificate that nobody vouches for."""
    place = tmp_path_factory.mktemp("locked")
    with running_xandikos(place, "--autocert", scheme="https") as url:
        yield f"{url}calendar/"


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


@pytest.fixture
def publish(run, monkeypatch):
    """Publish the group's calendar, and read what was told."""
    monkeypatch.setenv("IGANGSETTER_CALDAV_PASSWORD", PASSWORD)

    def call(url, *arguments):
        known = ("--user", USER) if "/kari/" in url else ()
        found = run("calendar", "--publish", url, "--for", "group", *known, *arguments)
        assert PASSWORD not in found.out + found.err
        return found

    return call
