"""`igangsetter.1`: the manual page, in the macros that groff and mandoc know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import commands
from written import part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ABOUT = (
    "igangsetter keeps the plan of a self-organised self-help group for the one who sets it going: "
    "every date in one readable file, the sheets for the table, and reminders, above all before "
    "her last meeting with the group. It stores nothing about the participants but how many they "
    "are, and sends nothing anywhere unless it is asked to."
)
ALONE = (
    "Without a command it shows where you stand, what is due and the next date. Every command has "
    "a Norwegian name too, and both are accepted."
)


def text(version: str) -> str:
    """The whole page."""
    return "\n".join(_lines(version)) + "\n"


def _lines(version: str) -> Iterator[str]:
    root, *others = commands.every()
    yield '.\\" Made from the code by "python docs/make".'
    yield f'.TH IGANGSETTER 1 "" "igangsetter {version}" "User Commands"'
    yield from (".SH NAME", f"igangsetter \\- {_plain(root.help.rstrip('.'))}")
    yield ".SH SYNOPSIS"
    yield from (".B igangsetter", _plain(root.usage.partition(" ")[2]))
    yield from (".SH DESCRIPTION", _plain(ABOUT), ".PP", _plain(ALONE))
    yield ".SH OPTIONS"
    yield from _terms((one.written, one.help) for one in root.parameters)
    yield ".SH COMMANDS"
    for one in others:
        yield from _command(one)
    yield ".SH EXIT STATUS"
    yield from _terms(part("exit_codes").items())
    yield ".SH ENVIRONMENT"
    yield from _terms(part("environment").items())
    yield ".SH FILES"
    yield from _terms(part("files").items())
    yield ".SH SEE ALSO"
    yield _plain("The reference, with the plan key by key, every check, way of starting, sheet and")
    yield _plain("reminder: docs/reference.md in the source.")


def _command(one: commands.Command) -> Iterator[str]:
    yield f".SS {_plain(one.usage)}"
    yield _plain(one.help)
    yield f"Also: {_bold(f'igangsetter {one.alias}')}."
    yield from _terms((parameter.written, parameter.help) for parameter in one.parameters)
    if one.examples and not one.has_others:
        yield from (".PP", "Examples:", ".PP", ".RS 4", ".nf")
        yield from map(_plain, one.examples)
        yield from (".fi", ".RE")


def _terms(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, words in pairs:
        yield from (".TP", _bold(term), _plain(words))


def _bold(text: str) -> str:
    return f"\\fB{_plain(text)}\\fR"


def _plain(text: str) -> str:
    """The text with nothing in it that roff obeys, in ASCII; `code` is bold."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    safe = re.sub(r"[^\x00-\x7f]", lambda found: f"\\[u{ord(found[0]):04X}]", safe)
    safe = re.sub(r"`([^`]+)`", r"\\fB\1\\fR", safe)
    return f"\\&{safe}" if safe[:1] in {".", "'"} else safe
