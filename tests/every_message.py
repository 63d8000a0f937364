"""Every message of the tool, said by some test of a whole ordinary run, and in every language.

While the tests run, what is asked for is noted, and what is filled in is filled in in all three
languages at once: a placeholder that one of them lacks or invents fails the test that said it. At
the end of a whole run each message has been said, or stands in UNSAID with the reason.
"""

from __future__ import annotations

import string
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from igangsetter import language

CATALOGUE = Path(language.__file__).parent / "locale" / "nb" / "LC_MESSAGES" / "igangsetter.po"
UNSAID = {
    "Run the command again. Does it happen again, ask those who run the server.": "slow: CalDAV",
    "{host} does not list its calendar.": "slow: as above",
    "{host} wants to know who you are.": "slow: as above",
    "its certificate is not to be trusted": "slow: as above",
    "{count} deleted": "slow: as above",
    "{count} withdrawn": "slow: as above",
    "it ended without an answer.": "a process that the system ends while it sets a page",
}
"""A message: why no ordinary test has it said, or filled in."""

_said: set[str] = set()
_filled: set[str] = set()


class Said(str):
    """A message in the language that was asked for, which knows itself in the others."""

    __slots__ = ("asked", "message")

    def format(self, *values, **named):
        ask, message = self.asked
        for code in language.LANGUAGES if self.message not in _filled else ():
            ask(language.of(code), *message).format(*values, **named)
        _filled.add(self.message)
        return super().format(*values, **named)


def _noting(ask):
    def asked(self, *message):
        said = Said(ask(self, *message))
        # ngettext takes singular, plural and count; pgettext a context first.
        said.message = message[0] if len(message) == 3 else message[-1]
        said.asked = ask, message
        _said.add(said.message)
        return said

    return asked


def pytest_configure(config):
    for name in ("gettext", "ngettext", "pgettext"):
        setattr(language.Language, name, _noting(getattr(language.Language, name)))
    config.pluginmanager.register(_Sum(config))


class _Sum:
    def __init__(self, config):
        self._config = config
        self._missing, self._empty = [], []

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        _said.update(getattr(node, "workeroutput", {}).get("said", ()))
        _filled.update(getattr(node, "workeroutput", {}).get("filled", ()))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session):
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput.update(said=list(_said), filled=list(_filled))
        elif _is_whole(self._config) and not session.testsfailed:
            known = _known()
            self._missing = sorted(known - _said - set(UNSAID))
            said = known & _said - _filled - set(UNSAID)
            self._empty = sorted(one for one in said if _fields(one))
            if self._missing or self._empty:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        for title, messages in (
            ("messages that no test had said", self._missing),
            ("messages that were never filled in", self._empty),
        ):
            if messages:
                terminalreporter.section(title)
                for message in messages:
                    terminalreporter.line(repr(message))


def _is_whole(config):
    """Whether all ordinary tests ran: not on another system, which leaves some out."""
    asked = config.option
    return (
        sys.platform == "linux"
        and config.args in (["tests"], [str(config.rootpath / "tests")])
        and not (asked.keyword or asked.collectonly or asked.lf or asked.deselect)
        and "not slow" in asked.markexpr
    )


def _known():
    with CATALOGUE.open("rb") as file:
        return {
            entry.id if isinstance(entry.id, str) else entry.id[0]
            for entry in read_po(file)
            if entry.id and "click" not in {place for place, _line in entry.locations}
        }


def _fields(message):
    return [name for _text, name, _format, _conversion in string.Formatter().parse(message) if name]
