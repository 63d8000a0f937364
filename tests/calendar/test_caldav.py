"""Publishing to real calendar servers: once, what changed, and nothing of anybody else's."""

import datetime as dt
import re

import pytest

from conftest import make_plan
from igangsetter.calendar import caldav, entries, publishing
from igangsetter.plan import plan as plan_model
from igangsetter.store import folder as plans
from published import BOTH, FOREIGN, ID, SERVERS, moved, text_of, told, without

pytestmark = pytest.mark.enable_socket


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
