"""Addresses that are none, and servers that know nobody, answer oddly or not at all."""

import re
import socket

import pytest

from calendar_servers import PASSWORD, USER
from igangsetter.calendar import caldav
from igangsetter.errors import ConfigurationError, DeliveryError, UsageError
from published import RADICALE, SERVERS

pytestmark = pytest.mark.enable_socket


@RADICALE
def test_a_wrong_password_is_told_without_it(peer, run, stored, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_CALDAV_PASSWORD", "feil-passord")
    found = run("calendar", "--publish", peer.url, "--for", "group", "--user", USER)
    assert found.code == 78
    assert "127.0.0.1 does not know kari with this password." in found.err
    assert "feil-passord" not in found.out + found.err
    assert peer.objects() == {}
    found = run("calendar", "--publish", peer.url, "--for", "group")
    assert found.code == 78
    assert "127.0.0.1 wants to know who you are." in found.err


@SERVERS
@pytest.mark.parametrize("path", ["", "../", "none/"])
def test_what_is_no_calendar(peer, publish, stored, path):
    url = peer.url + path if path else re.sub(r"[^/]+/$", "", peer.url)
    found = publish(url)
    assert found.code == 78
    assert "There is no calendar at" in found.err


@SERVERS
@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        ((500, {}, b"<h1>Oops</h1>"), 75, "it answers 500"),
        ((503, {"Retry-After": "9999"}, b""), 75, "it is busy"),
        ((207, {"Content-Type": "text/xml"}, b"<broken"), 75, "its answer cannot be read"),
        ((207, {"Content-Type": "text/xml"}, b"<x/>"), 78, "There is no calendar at"),
        ((200, {"Content-Type": "text/html"}, b"<html>Welcome"), 78, "There is no calendar at"),
        ((403, {}, b""), 78, "does not let you write"),
    ],
)
def test_odd_answers(peer, proxy, publish, stored, answer, code, words):
    proxy.answer = answer
    found = publish(proxy.url)
    assert found.code == code
    assert words in " ".join(found.err.split())
    assert "Traceback" not in found.err


def test_a_server_that_is_not_there(publish, stored):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        found = publish(f"http://127.0.0.1:{one.getsockname()[1]}/x/")
    assert found.code == 75
    assert "it cannot be reached" in found.err


def test_a_server_that_never_answers(publish, stored, monkeypatch):
    monkeypatch.setattr(caldav, "SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        found = publish(f"http://127.0.0.1:{silent.getsockname()[1]}/x/")
    assert found.code == 75
    assert "no answer within" in found.err


@pytest.mark.slow
def test_a_certificate_that_nobody_vouches_for(locked_xandikos, publish, stored):
    found = publish(locked_xandikos)
    assert found.code == 75
    assert "its certificate is not to be trusted" in found.err


def test_without_the_library_the_words_to_type_are_told(publish, stored, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "caldav", None)
    found = publish("http://127.0.0.1:1/x/")
    assert found.code == 78
    assert f'"{sys.executable}" -m pip install caldav' in found.err.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "user", "expected"),
    [
        ("https://example.org/dav/a", None, ("https://example.org/dav/a/", "example.org", "")),
        ("https://kari@example.org:8443/a/", None,
         ("https://example.org:8443/a/", "example.org", "kari")),
        ("https://kari@example.org/a/", "ola", ("https://example.org/a/", "example.org", "ola")),
        ("http://localhost:5232/a/?x#y", None, ("http://localhost:5232/a/", "localhost", "")),
        ("http://[::1]:5232/a/", None, ("http://[::1]:5232/a/", "::1", "")),
        ("http://127.8.8.8/", None, ("http://127.8.8.8/", "127.8.8.8", "")),
    ],
)  # fmt: skip
def test_an_address(text, user, expected):
    assert caldav.address(text, user) == expected


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("http://example.org/a/", ConfigurationError),
        ("http://localhost.example.org/", ConfigurationError),
        ("http://10.0.0.1/", ConfigurationError),
        ("https://kari:x@example.org/", UsageError),
        ("example.org/dav", UsageError),
        ("caldav://example.org/", UsageError),
        ("https:///a", UsageError),
        ("https://[::1/", UsageError),
        ("https://example.org:99999/", UsageError),
        ("", UsageError),
    ],
)
def test_an_address_that_is_refused(text, error):
    with pytest.raises(error):
        caldav.address(text, None)


def test_a_failure_never_shows_a_password():
    collection = caldav.Collection(caldav.address("http://127.0.0.1:1/", "kari"), PASSWORD)
    with collection, pytest.raises(DeliveryError) as caught:
        collection.check()
    assert PASSWORD not in f"{caught.value.message} {caught.value.advice}"


@RADICALE
def test_the_name_may_stand_in_the_address(peer, run, stored, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_CALDAV_PASSWORD", PASSWORD)
    url = peer.url.replace("//", f"//{USER}@").rstrip("/")
    assert run("calendar", "--publish", url, "--for", "group").code == 0
