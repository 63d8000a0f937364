"""Everything that can be done with a group, and then `forget`: what is made, for whom, what is left.

One long test, since a life takes seconds: it is looked at from all sides.
"""

import os
import re
from contextlib import ExitStack

import pytest

from calendar_servers import Peer, running_xandikos
from every_command import BY_OTHERS, MADE, NAME, OTHER, PLACE, SLUG, Owner
from igangsetter.store import folder as plans
from post_offices import Box, post_office
from watching import OTHERS, modes, watched

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="systemd and cron are not on Windows"),
    pytest.mark.enable_socket,
]


def test_a_whole_life(tmp_path, run, monkeypatch):
    box, place = Box(), tmp_path / "life"
    server = tmp_path / "server"
    server.mkdir()
    old = os.umask(0)
    try:
        with ExitStack() as stack:
            port = stack.enter_context(post_office(box))
            peer = Peer(f"{stack.enter_context(running_xandikos(server))}grupper/").make()
            owner = Owner(place, run, monkeypatch, port)
            watcher = stack.enter_context(watched(owner.home, owner.temporary))
            owner.make()
            owner.change()
            owner.use_the_rest()
            owner.publish(peer.url)
            made = modes(place)
            secrets = _secrets(owner)
            before = _holding(place, secrets)
            objects = len(peer.objects())
            owner.type("", "forget", "-g", SLUG, code=2)
            gone = owner.call("forget", "-g", SLUG, "--yes")
            left = _holding(place, secrets)
    finally:
        os.umask(old)
    # It was sent, published, and noted down.
    assert box.mails
    assert objects > 5
    # Others may do nothing with it, at no instant.
    assert watcher.wide == []
    assert watcher.seen > 100
    ours = {path: mode for path, (mode, _group) in made.items() if not _is_by_others(path, place)}
    assert [path for path, mode in ours.items() if mode & OTHERS] == []
    # Each kind has a name in the pages on privacy, and none stands there that is not made.
    assert _kinds(ours, place) == set(MADE)
    # No scheduler and no desktop was told of any group.
    told = " ".join(owner.machine.calls) + owner.crontab
    assert [one for one in (NAME, SLUG, PLACE, OTHER) if one in told] == []
    assert [path for path in before if ".config" in path.parts] == []
    # `forget` leaves nothing of it here, and everything of the other group.
    assert {path.name for path in before} >= {
        f"{SLUG}.toml", ".new-group.toml", "ledger.sqlite", "kalender.ics",
        "print-start.pdf", "paminnelse-2027-01-27.eml", SLUG, "0001.toml",
    }  # fmt: skip
    assert [path for path in before if path.name.startswith(f".edit-{SLUG}.")] != []
    assert left == []
    assert "Erased. Nothing of it is left here." in gone.out
    assert plans.load(owner.folder / "onsdagsgruppa.toml").plan.place.name == "Bydelshuset"
    assert (owner.folder / "papir" / "onsdagsgruppa" / "rammer.md").exists()
    assert len(list((owner.folder / ".history" / "onsdagsgruppa").iterdir())) > 1


def _is_by_others(path, place):
    return re.fullmatch(BY_OTHERS, path.relative_to(place).as_posix()) is not None


def _secrets(owner):
    plan = plans.load(owner.folder / f"{SLUG}.toml").plan
    return [one.encode() for one in (NAME, SLUG, PLACE, plan.id)]


def _holding(place, secrets):
    """Every path that holds one of these, in its name or its bytes."""
    return [
        path
        for path in modes(place)
        if any(one in path.name.encode() or (path.is_file() and one in path.read_bytes()) for one in secrets)
    ]  # fmt: skip


def _kinds(made, place):
    found = set()
    for path in made:
        name = path.relative_to(place).as_posix()
        kinds = {kind for kind, shape in MADE.items() if re.fullmatch(shape, name)}
        assert kinds, f"the pages on privacy do not name {name}"
        found |= kinds
    return found
