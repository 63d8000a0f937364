"""What usually comes after a command: one line for a person, where the command itself says none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_FOR_PROGRAMS = ("as_json", "quiet", "dry_run")
_CHANGES = ("meeting move", "meeting cancel", "meeting restore", "meeting push", "meeting add",
            "handover", "follow-up")  # fmt: skip


def after(command: str, given: Mapping[str, object]) -> str:
    """The line after `show` or `meeting move`; nothing for options that other programs use."""
    if any(given.get(name) for name in _FOR_PROGRAMS):
        return ""
    if command in _CHANGES:
        return after_change()
    if command == "check" and given.get("explain"):
        return _("Look your plans over: {command}").format(command="igangsetter check")
    words, what = {
        "show": (_("What to do now: {command}"), "remind"),
        "groups": (_("One of them: {command}"), "show -g " + _("NAME")),
        "history": (_("Go back to one of them: {command}"), "undo --to " + _("NUMBER")),
        "check": (_("What it looks at, and why: {command}"), "check --list"),
        "daily install": (_("How it goes: {command}"), "daily status"),
        "daily remove": (_("Look yourself, every day: {command}"), "remind"),
        "templates list": (_("To word one yourself: {command}"), "templates copy rammer"),
        "templates check": (_("To see one: {command}"), "handout rammer"),
    }.get(command, ("", ""))
    return words.format(command=f"igangsetter {what}")


def after_change() -> str:
    """The line after any change of a plan."""
    return _("Was it wrong? {undo} – The calendar too? {calendar}").format(
        undo="igangsetter undo", calendar="igangsetter calendar --open"
    )
