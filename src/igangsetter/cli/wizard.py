"""Walks through the questions of `new-group`: forwards, back, and on from where she stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igangsetter.cli import asking, output
from igangsetter.cli.asking import GoBack
from igangsetter.cli.questions import QUESTIONS
from igangsetter.errors import UsageError
from igangsetter.language import _

if TYPE_CHECKING:
    from igangsetter.cli.asking import Context, Draft


def run(draft: Draft, texts: dict[str, str], context: Context) -> None:
    """Ask what `draft` does not know yet; `texts` gets each answer as it was typed.

    An answer in `texts` that is not in `draft` comes from an interrupted run and is taken as given.
    Raises EOFError and KeyboardInterrupt with the answers so far in both.
    """
    output.say(
        output.wrapped(
            _(
                "Eight short questions. Enter takes the suggestion in [brackets]. Write ? for help "
                "and < to go back. Everything can be changed later. We never ask about the "
                "participants."
            )
        )
    )
    given = set(draft)
    before: dict[str, str] = {}
    place = 0
    while place < len(QUESTIONS):
        key, make = QUESTIONS[place]
        if key in draft or _is_skipped(key, draft):
            place += 1
            continue
        question = make(draft, context)
        if key in texts:
            try:
                draft[key] = question.read(texts[key])
                output.say(output.wrapped(f"{place + 1}. {question.words} {texts[key]}", "   "))
            except UsageError:
                del texts[key]
            continue
        if key in before:
            question = replace(question, default=before[key], default_words=before[key])
        try:
            texts[key], draft[key] = asking.ask(question, place + 1)
        except GoBack:
            place = _back(place, given, draft, texts, before)


def _back(
    place: int, given: set[str], draft: Draft, texts: dict[str, str], before: dict[str, str]
) -> int:
    """The place of the question asked before this one; its answer becomes the suggestion."""
    for earlier in range(place - 1, -1, -1):
        key = QUESTIONS[earlier][0]
        if key in draft and key not in given:
            del draft[key]
            before[key] = texts.pop(key, "")
            return earlier
    return place


def _is_skipped(key: str, draft: Draft) -> bool:
    """Without an initiator nobody is asked who she is, nor how often she comes."""
    if key not in {"initiators", "facilitated"} or "model" not in draft:
        return False
    return not draft["model"].facilitated.default
