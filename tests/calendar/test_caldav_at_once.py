"""Somebody else writes in the same calendar at once, or the server dies half-way."""

import datetime as dt
import re

import pytest

from published import BOTH, FOREIGN, ID, moved, text_of, told, without

pytestmark = pytest.mark.enable_socket


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


@BOTH
@pytest.mark.parametrize(
    ("theirs", "code", "counts", "left"),
    [
        ([None], 0, {"deleted": 1, "as": 9}, None),
        (["SUMMARY:Theirs"], 0, {"deleted": 1, "as": 9}, None),
        (["SUMMARY:Theirs", "SUMMARY:Once more"], 75, {"as": 9}, "SUMMARY:Once more"),
        ([FOREIGN.format(uid=f"{ID}-m09@igangsetter")], 75, {"as": 9}, "Somebody else"),
    ],
    ids=["taken away", "changed", "changed twice", "made theirs"],
)  # fmt: skip
def test_somebody_touches_what_is_to_be_deleted(
    peer, proxy, publish, stored, folder, theirs, code, counts, left
):
    """What is gone from the plan goes from the server too, but for what is no longer ours."""
    publish(peer.url)
    without(stored, "m09")
    for version in (folder / ".history" / stored.slug).iterdir():
        version.unlink()
    name, touches = f"{ID}-m09.ics", iter(theirs)

    def somebody(verb, _path):
        if verb != "DELETE":
            return
        for touch in touches:
            if touch is None:
                peer.ask("DELETE", name)
            elif touch.startswith("BEGIN"):
                peer.put(name, touch)
            else:
                peer.put(name, re.sub("SUMMARY:.*\r\n", f"{touch}\r\n", peer.ask("GET", name)[2]))
            return

    proxy.before = somebody
    found = publish(proxy.url)
    assert (found.code, told(found)) == (code, counts)
    assert left is None or left in peer.objects()[name]
    assert (name in peer.objects()) is (left is not None)
