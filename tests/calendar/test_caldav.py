"""Publishing to real calendar servers: once, what changed, and nothing of anybody else's."""

import dataclasses
import datetime as dt
import re
import socket

import pytest

from conftest import make_plan
from igangsetter.calendar import caldav, entries, publishing
from igangsetter.errors import ConfigurationError, DeliveryError, UsageError
from igangsetter.plan import plan as plan_model
from igangsetter.store import folder as plans

USER, PASSWORD = "kari", "hemmelig-ø"
ID = "5f0c0000-0000-4000-8000-000000000000"
SERVERS = pytest.mark.parametrize(
    "peer",
    [pytest.param("radicale", marks=pytest.mark.slow), "xandikos"],
    indirect=True,
)
BOTH = pytest.mark.parametrize(
    "peer",
    [pytest.param(name, marks=pytest.mark.slow) for name in ("radicale", "xandikos")],
    indirect=True,
)
RADICALE = pytest.mark.parametrize(
    "peer", [pytest.param("radicale", marks=pytest.mark.slow)], indirect=True
)
FOREIGN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Somebody//Else//EN
BEGIN:VEVENT
UID:{uid}
DTSTAMP:20270101T000000Z
DTSTART:20270112T180000Z
SUMMARY:Somebody else’s
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

pytestmark = pytest.mark.enable_socket


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


def told(found):
    """The counts of the last line."""
    last = found.out.splitlines()[-1] if found.out else ""
    return {word: int(count) for count, word in re.findall(r"(\d+) (\w+)", last)}


def moved(stored, name, day):
    meetings = dict(stored.plan.meetings)
    meetings[name] = dataclasses.replace(meetings[name], date=day)
    return plans.save(stored, dataclasses.replace(stored.plan, meetings=meetings))


def without(stored, name):
    meetings = {key: one for key, one in stored.plan.meetings.items() if key != name}
    return plans.save(stored, dataclasses.replace(stored.plan, meetings=meetings))


def text_of(peer, name):
    return peer.objects()[f"{ID}-{name}.ics"]


@SERVERS
def test_published_once_and_nothing_is_sent_again(peer, proxy, publish, stored):
    found = publish(proxy.url)
    assert (found.code, told(found)) == (0, {"new": 10})
    assert found.out.splitlines()[0] == "new        Tue 12 Jan 2027    18:00  Møte"
    assert set(peer.objects()) == {f"{ID}-m{n:02}.ics" for n in range(1, 11)}
    assert "METHOD" not in text_of(peer, "m01")
    assert re.search('DTSTART;TZID="?Europe/Oslo"?:20270112T180000', text_of(peer, "m01"))
    proxy.verbs.clear()
    again = publish(proxy.url)
    assert (again.code, told(again)) == (0, {"as": 10})
    assert set(proxy.verbs) == {"PROPFIND", "REPORT"}
    assert len(proxy.verbs) == 2


@BOTH
def test_moved_cancelled_and_taken_back(peer, proxy, publish, run, stored):
    publish(proxy.url)
    run("meeting", "move", "2", "2027-01-20", "--no-input")
    found = publish(proxy.url)
    assert told(found) == {"changed": 1, "as": 9}
    assert "20270120T180000" in text_of(peer, "m02")
    assert "SEQUENCE:2" in text_of(peer, "m02")
    run("meeting", "cancel", "6", "--no-input")
    found = publish(proxy.url)
    assert told(found) == {"withdrawn": 1, "as": 9}
    assert "STATUS:CANCELLED" in text_of(peer, "m06")
    run("undo")
    run("undo", "--to", "1")
    found = publish(proxy.url)
    assert told(found) == {"changed": 2, "as": 8}
    assert "20270119T180000" in text_of(peer, "m02")
    assert "SEQUENCE:5" in text_of(peer, "m02")
    assert "STATUS:CONFIRMED" in text_of(peer, "m06")


@BOTH
def test_what_is_gone_from_the_plan_is_withdrawn_and_at_last_deleted(peer, publish, stored, folder):
    publish(peer.url)
    without(stored, "m09")
    found = publish(peer.url)
    assert told(found) == {"withdrawn": 1, "as": 9}
    assert "STATUS:CANCELLED" in text_of(peer, "m09")
    assert told(publish(peer.url)) == {"as": 10}
    for version in (folder / ".history" / stored.slug).iterdir():
        version.unlink()
    found = publish(peer.url)
    assert told(found) == {"deleted": 1, "as": 9}
    assert f"{ID}-m09.ics" not in peer.objects()


@BOTH
def test_what_others_have_there_is_left_alone(peer, publish, stored):
    foreign = {
        "a.ics": FOREIGN.format(uid="somebody@example.org"),
        # It begins as ours do, and nothing tells that we made it.
        "b.ics": FOREIGN.format(uid=f"{ID}-zz@igangsetter"),
        "c.ics": FOREIGN.format(uid=f"{ID}-m01@elsewhere"),
    }
    for name, text in foreign.items():
        peer.put(name, text)
    before = {name: peer.objects()[name] for name in foreign}
    assert told(publish(peer.url)) == {"new": 10}
    without(stored, "m09")
    publish(peer.url)
    assert {name: peer.objects()[name] for name in foreign} == before


@BOTH
def test_another_plan_of_ours_is_left_alone(peer, publish, stored, folder):
    other = make_plan(name="Annen", id="6f0c0000-0000-4000-8000-000000000000")
    plans.add(folder, other)
    assert told(publish(peer.url)) == {"new": 20}
    assert told(publish(peer.url, "-g", "annen")) == {"as": 10}
    assert len(peer.objects()) == 20


@BOTH
def test_an_event_that_somebody_took_our_uid_for_is_a_conflict(peer, publish, stored):
    peer.put("x.ics", FOREIGN.format(uid=f"{ID}-m01@igangsetter"))
    found = publish(peer.url)
    assert found.code == 75
    assert told(found) == {"new": 9}
    assert "left alone Tue 12 Jan 2027" in found.out
    assert "One entry was changed on 127.0.0.1 by others, and is left alone." in found.err
    assert "Somebody else" in peer.objects()["x.ics"]


@BOTH
def test_our_event_brought_there_by_another_program_is_taken_over(peer, publish, stored):
    """A file of ours was taken in by a calendar program, which gave it a name of its own."""
    publish(peer.url)
    text = peer.ask("GET", f"{ID}-m01.ics")[2]
    peer.ask("DELETE", f"{ID}-m01.ics")
    peer.put("named-by-itself.ics", re.sub("PRODID:.*", "PRODID:-//Other//EN\r", text))
    assert told(publish(peer.url)) == {"as": 10}
    moved(stored, "m01", dt.date(2027, 1, 13))
    assert told(publish(peer.url)) == {"changed": 1, "as": 9}
    assert "20270113T180000" in peer.objects()["named-by-itself.ics"]


@BOTH
@pytest.mark.parametrize("times", [1, 2])
def test_somebody_changes_our_event_while_we_look(peer, proxy, publish, stored, times):
    """A stale version is never written over: it is looked at again once, then told."""
    publish(peer.url)
    moved(stored, "m02", dt.date(2027, 1, 20))
    changes = iter(range(times))

    def somebody(verb, path):
        if verb == "PUT" and next(changes, None) is not None:
            name = f"{ID}-m02.ics"
            text = peer.ask("GET", name)[2]
            peer.put(name, re.sub("SUMMARY:.*\r\n", f"SUMMARY:Theirs {len(proxy.verbs)}\r\n", text))

    proxy.before = somebody
    found = publish(proxy.url)
    if times == 1:
        assert (found.code, told(found)) == (0, {"changed": 1, "as": 9})
        assert "20270120T180000" in text_of(peer, "m02")
        assert "SUMMARY:Møte" in text_of(peer, "m02")
    else:
        assert (found.code, told(found)) == (75, {"as": 9})
        assert "SUMMARY:Theirs" in text_of(peer, "m02")
        assert told(publish(peer.url)) == {"changed": 1, "as": 9}


@BOTH
def test_somebody_makes_or_takes_away_an_event_while_we_look(peer, proxy, publish, stored):
    publish(peer.url)
    text = peer.ask("GET", f"{ID}-m01.ics")[2]
    peer.ask("DELETE", f"{ID}-m01.ics")
    moved(stored, "m02", dt.date(2027, 1, 20))

    def somebody(verb, path):
        if verb == "PUT" and path.endswith("m01.ics"):
            peer.put(f"{ID}-m01.ics", text)
        if verb == "PUT" and path.endswith("m02.ics"):
            peer.ask("DELETE", f"{ID}-m02.ics")

    proxy.before = somebody
    found = publish(proxy.url)
    assert (found.code, told(found)) == (0, {"new": 1, "as": 9})
    assert "20270120T180000" in text_of(peer, "m02")


@BOTH
def test_a_server_that_dies_half_way_is_completed_by_the_next_run(peer, proxy, publish, stored):
    proxy.lives = 6
    found = publish(proxy.url)
    assert found.code == 75
    assert told(found) == {"new": 4}
    assert "it goes on where this one stopped" in " ".join(found.err.split())
    assert "Traceback" not in found.err
    assert len(peer.objects()) == 4
    proxy.lives = 10_000
    assert told(publish(proxy.url)) == {"new": 6, "as": 4}
    assert len(peer.objects()) == 10


@BOTH
@pytest.mark.parametrize("lives", range(0, 12, 2))
def test_wherever_it_dies_nothing_is_lost_or_doubled(peer, proxy, publish, stored, lives):
    proxy.lives = lives
    assert publish(proxy.url).code == 75
    proxy.lives = 10_000
    proxy.verbs.clear()
    assert publish(proxy.url).code == 0
    assert len(peer.objects()) == 10


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


@RADICALE
def test_the_name_may_stand_in_the_address(peer, run, stored, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_CALDAV_PASSWORD", PASSWORD)
    url = peer.url.replace("//", f"//{USER}@").rstrip("/")
    assert run("calendar", "--publish", url, "--for", "group").code == 0


@BOTH
def test_the_initiators_calendar_with_its_reminders(peer, publish, run, stored):
    """The later `--for` wins."""
    found = publish(peer.url, "--for", "initiator", "--yes")
    assert found.code == 0
    assert told(found)["new"] > 10
    before = peer.objects()
    assert any("BEGIN:VALARM" in text for text in before.values())
    assert set(told(publish(peer.url, "--for", "initiator", "--yes"))) == {"as"}
    # One that is ticked off is withdrawn, and those without are not made.
    name = next(name for name in before if "remind-handover-week" in name)
    run("remind", "--done", "handover-week:m04", "--today", "2027-01-26")
    found = publish(peer.url, "--for", "initiator", "--yes")
    assert told(found)["withdrawn"] == 1
    assert "STATUS:CANCELLED" in peer.objects()[name]
    found = publish(peer.url)
    assert told(found)["deleted"] == len(before) - 10
    assert set(peer.objects()) == {f"{ID}-m{n:02}.ics" for n in range(1, 11)}


@BOTH
def test_the_nastiest_names_survive_the_server(peer, publish, folder):
    name = 'C:\\Nordre\\new;x,y:"z" 👩‍👩‍👧 BEGIN:VEVENT æøå'
    base = make_plan(place=plan_model.Place(name=name, address=name))
    plans.add(folder, base)
    assert told(publish(peer.url)) == {"new": 10}
    assert told(publish(peer.url)) == {"as": 10}


@BOTH
def test_an_organisations_dates_stand_once_and_go_when_they_are_gone(peer, publish, folder):
    plans.add(folder, make_plan())
    plans.add(folder, make_plan(name="Annen", id="6f0c0000-0000-4000-8000-000000000000"))
    text = (
        '[organisation]\nname = "Eksempelsentralen"\n[events.kontakt]\ntitle = "Kontaktmøte"\n'
        "date = 2027-02-11\ntime = 18:00:00\n"
    )
    (folder / "igangsetter.toml").write_text(text, encoding="utf-8")
    arguments = ("--for", "initiator", "--yes")
    publish(peer.url, *arguments)
    shared = [name for name, text in peer.objects().items() if "Kontaktmøte" in text]
    shared = [name for name in shared if "event-kontakt" in name]
    assert len(shared) == 1
    settings = folder / "igangsetter.toml"
    settings.write_text(text.replace("02-11", "02-12"), encoding="utf-8")
    assert "changed    Fri 12 Feb 2027    18:00  Kontaktmøte" in publish(peer.url, *arguments).out
    settings.write_text(text.partition("[events")[0], encoding="utf-8")
    # One group is not all of them: what the others share stays.
    publish(peer.url, *arguments, "-g", "annen")
    assert shared[0] in peer.objects()
    publish(peer.url, *arguments)
    assert shared[0] not in peer.objects()


@SERVERS
def test_dry_run_writes_nothing(peer, proxy, publish, stored):
    found = publish(proxy.url, "--dry-run")
    assert (found.code, told(found)) == (0, {"new": 10})
    assert found.out.startswith("This would be done:\n")
    assert peer.objects() == {}
    assert "PUT" not in proxy.verbs


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


def test_only_a_real_id_lets_anything_be_deleted():
    class Server:
        def things(self, _part):
            for name in ("1-2-m01", "1-m01"):
                text = FOREIGN.format(uid=f"{name}@igangsetter").replace("UID", "SEQUENCE:1\r\nUID")
                yield caldav.Thing(f"/{name}", '"1"', text.encode())
            yield caldav.Thing("/broken", "", b"BEGIN:VCALENDAR\r\nSEQUENCE")
            yield caldav.Thing("/empty", "", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")

    publisher = publishing.Publisher(Server(), dry_run=True)
    publisher.look()
    assert list(publisher.publish([], "1", whole=True)) == []
    assert entries.owner(make_plan(id="../x y")) != "../x y"


def test_a_failure_never_shows_a_password():
    collection = caldav.Collection(caldav.address("http://127.0.0.1:1/", "kari"), PASSWORD)
    with collection, pytest.raises(DeliveryError) as caught:
        collection.check()
    assert PASSWORD not in f"{caught.value.message} {caught.value.advice}"
