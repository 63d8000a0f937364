"""Asking a person one question at a time: `?` helps, `<` goes back, a bad answer is asked again."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

from igangsetter.characters import UNSEEN
from igangsetter.cli import output
from igangsetter.cli.answers import is_yes
from igangsetter.errors import UsageError
from igangsetter.language import _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from igangsetter.plan.plan import Plan
    from igangsetter.store.settings import Defaults

Draft = dict[str, Any]
BACK, HELP = "<", "?"


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question. `read` turns an answer into a value or raises UsageError.

    `lines` stand under the question, `default` is taken by Enter and shown as `default_words`.
    """

    key: str
    words: str
    lines: Sequence[str] = ()
    help: str = ""
    default: str | None = None
    default_words: str = ""
    when_empty: str = ""
    read: Callable[[str], Any]


class Context(NamedTuple):
    """What the questions need to know besides the answers."""

    today: dt.date
    folder: Path
    usual: Defaults
    """What the settings suggest."""
    public_holidays: Callable[[int], dict[dt.date, str]]
    lay: Callable[[Draft], Plan]


class GoBack(Exception):  # noqa: N818 - no error: she wants to see the question before
    """She wrote `<`."""


def ask(question: Question, number: int) -> tuple[str, Any]:
    """Ask until there is an answer; return it as typed and as a value. Raises GoBack, EOFError."""
    output.say("")
    output.say(output.wrapped(f"{number}. {question.words}", "   "), "strong")
    for words in question.lines:
        output.say(output.wrapped(f"   {words}", "   "))
    shown = question.default_words or question.default
    while True:
        text = line(f"   [{shown}] > " if shown else "   > ").strip()
        if text == BACK:
            raise GoBack
        if text == HELP:
            output.say(output.wrapped(f"   {question.help}", "   "))
            continue
        if not text and question.default is None:
            output.say(output.wrapped(f"   {question.when_empty}", "   "))
            continue
        try:
            answer = text or question.default or ""
            return answer, question.read(answer)
        except UsageError as error:
            for words in filter(None, (error.message, error.advice)):
                output.say(output.wrapped(f"   {words}", "   "))


def confirm(words: str, *, default: bool) -> bool:
    """Yes or no; Enter takes the default. Raises EOFError."""
    shown = _("yes") if default else _("no")
    while True:
        output.say(output.wrapped(f"   {words}", "   "))
        text = line(f"   [{shown}] > ").strip()
        answer = default if not text else is_yes(text)
        if answer is not None:
            return answer
        output.say("   " + _("Write yes or no."))


def agree(words: str, *, default: bool, yes: bool) -> None:
    """Go on when she says yes, or has said so. Raises Exit, and UsageError when nobody is there."""
    if yes:
        return
    output.out()
    if not output.is_terminal():
        raise UsageError(
            _("Nothing was changed: nobody can be asked here."),
            _("Add {option} to do it.").format(option="--yes"),
        )
    try:
        agreed = confirm(words, default=default)
    except EOFError:
        agreed = False
    if not agreed:
        output.out(_("Nothing was changed."))
        raise typer.Exit(1)


def choose(words: str, choices: Sequence[str], *, default: int) -> int:
    """The place of the choice that she takes; Enter takes the default. Raises EOFError."""
    output.say(output.wrapped(f"   {words}", "   "))
    for number, choice in enumerate(choices, start=1):
        output.say(output.wrapped(f"   {number} {choice}", "     "))
    while True:
        text = line(f"   [{default + 1}] > ").strip() or str(default + 1)
        if text in map(str, range(1, len(choices) + 1)):
            return int(text) - 1
        output.say("   " + _("Write a number from 1 to {count}.").format(count=len(choices)))


def line(prompt: str) -> str:
    """One line typed by a person, or the next one piped in. Raises EOFError at their end."""
    prompt = UNSEEN.sub("", prompt)
    if output.is_terminal():
        with contextlib.suppress(ImportError):
            # Arrow keys and the like; Windows has them without.
            import readline  # noqa: F401, PLC0415
        return input(prompt)
    sys.stdout.flush()
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    sys.stderr.write("\n")
    return line.rstrip("\r\n")
