"""The page for organisations is followed to the letter: folder, settings, calendar, mail, job."""

import base64
import os
import sys

import pytest

import pages
from calendar_servers import Peer, running_xandikos
from every_command import PICTURE
from fake_machine import Machine

TEXTS = {
    code: (pages.ROOT / "docs" / name).read_text(encoding="utf-8")
    for code, name in {
        "nb": "organisasjoner.md",
        "nn": "organisasjonar.md",
        "en": "organisations.md",
    }.items()
}
PICTURES = {"nb": "Bilder", "nn": "Bilete", "en": "Pictures"}


@pytest.mark.enable_socket
@pytest.mark.skipif(os.name != "posix", reason="a shared folder is made so on Linux alone")
@pytest.mark.parametrize("code", TEXTS)
def test_everything_that_is_typed_is_answered_so(code, run, tmp_path, monkeypatch):
    home = tmp_path / "home"
    picture = home / PICTURES[code] / "logo.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(base64.b64decode(PICTURE))
    monkeypatch.setattr(sys, "platform", "linux")
    Machine(tmp_path / "machine", monkeypatch, "crontab")
    calendars = tmp_path / "calendars"
    calendars.mkdir()
    with running_xandikos(calendars) as url:
        peer = Peer(f"{url}solvik/").make()
        pages.follow(TEXTS[code], run, home, monkeypatch, speak=code, server=peer.url)
        assert len(peer.objects()) == 20


@pytest.mark.parametrize("code", ["nn", "en"])
def test_all_are_built_alike(code):
    assert pages.outline(TEXTS[code]) == pages.outline(TEXTS["nb"])


@pytest.mark.parametrize("code", TEXTS)
def test_the_settings_name_every_key_of_the_organisation(code):
    from igangsetter.store import settings

    (file,) = [
        part
        for part in pages.parts(TEXTS[code])
        if isinstance(part, pages.File) and part.path.endswith(settings.FILE)
    ]
    for key in settings.Organisation._blank:
        assert f"\n{key} = " in file.text
