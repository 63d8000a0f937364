"""Whatever stands in a settings file: it can be used, or every fault of it is told at once."""

import contextlib
import tempfile
from pathlib import Path
from unittest.mock import patch

from hypothesis import example, given

from fuzz import accidents, law, strategies
from igangsetter import findings, language
from igangsetter.delivery import account
from igangsetter.errors import ConfigurationError
from igangsetter.plan import tables
from igangsetter.store import settings

SETTINGS = """\
[tool]
language = "nn"
[organisation]
name = "Frivilligsentralen"
contact = "Storgata 1"
logo = "logo.png"
coordinator = "kari@example.org"
[defaults]
initiators = ["Kari Nordmann", "Ola Hansen"]
model = "link-oslo"
time = 18:00:00
every = "2 weeks"
country = "NO"
holidays = "next"
[events.kurs]
title = "Kurs"
date = 2027-02-01
time = 18:00:00
minutes = 90
"""
MAIL = """\
to = "kari@example.org"
host = "smtp.example.org"
port = 587
security = "starttls"
user = "kari"
sender = "Kari.Nordmann+x@example.org"
password_command = ["pass", "hemmelig-42"]
"""


def told(found):
    for finding in found:
        assert "hemmelig" not in str(finding)
        for code in language.LANGUAGES:
            words = findings.sentence(finding, language.of(code))
            assert words
            assert "\n" not in words


def try_settings(content, subject):
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / settings.FILE).write_bytes(content)
        with law.kept(subject):
            try:
                found = settings.read(Path(name))
            except ConfigurationError as error:
                told(error.findings)
                assert settings.language(Path(name)) == ""
                return
        told(found.findings)
        assert settings.language(Path(name)) == found.tool.language


@law.many(150)
@given(accidents.mutated_texts((SETTINGS,)).map(str.encode) | accidents.file_bytes((SETTINGS,)))
def test_the_settings_of_a_folder(content):
    try_settings(content, "settings")


@law.many(2)
@given(accidents.swollen_texts(tables.MOST_CHARACTERS))
def test_settings_that_are_far_too_large(text):
    try_settings(text.encode(), "settings: swollen")


def test_settings_as_large_as_a_film():
    try_settings(b"#" * 100_000_000, "settings: swollen")


@law.many(120)
@given(
    accidents.mutated_texts((MAIL,)).map(str.encode)
    | accidents.file_bytes((MAIL,))
    | strategies.addresses().map(lambda text: MAIL.replace("kari@example.org", text).encode())
)
@example(b'sender = "a@b"\nto = ""\n')
def test_where_the_mail_goes(content):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name, account.FILE)
        path.write_bytes(content)
        warned = []
        with patch.object(account, "place", lambda: path), law.kept("mail.toml"):
            try:
                found = account.read(None, warned.extend)
            except ConfigurationError as error:
                told(error.findings)
                return
            told(warned)
            with contextlib.suppress(ConfigurationError):
                account.ready(found, daily=True)
        for address in filter(None, (found.to, found.sender)):
            assert account.is_address(address)
            assert not set(address) & set('\r\n <>,;:"')
