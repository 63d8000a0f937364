"""Calendar servers of other people, started on this machine."""

import base64
import contextlib
import http.client
import re
import socket
import subprocess
import sys
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


@contextlib.contextmanager
def running_xandikos(place, *more, scheme="http"):
    """The address of a Xandikos that everybody on this machine may write to."""
    port = free_port()
    with running(
        "xandikos", port, "serve", "-d", place / "store", "--listen-address", "127.0.0.1",
        "--port", port, "--defaults", *more, "--state-dir", place / "state", log=place / "log",
    ):  # fmt: skip
        yield f"{scheme}://127.0.0.1:{port}/user/calendars/"
