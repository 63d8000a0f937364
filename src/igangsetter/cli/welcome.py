"""`igangsetter` alone: where she stands, and on a terminal a list that needs no command's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import asking, options, output, phrases, remind
from igangsetter.cli.open_reminders import Open
from igangsetter.language import _, ngettext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from igangsetter.store.groups import Groups

MOST = 5
"""So many groups and reminders are shown one by one; of more there is a list of their own."""


class Choice(NamedTuple):
    """A line of the list, and the command that it stands for."""

    words: str
    command: Sequence[str]
    about_a_group: bool = True


def run(call: Callable[[Sequence[str]], object]) -> None:
    """Show where she stands; on a terminal let her choose, and `call` what she chose."""
    day = options.today(None)
    groups = options.groups(None)
    _stand(groups, day)
    if not output.is_terminal():
        output.say(
            output.wrapped(_("All commands: {command}").format(command="igangsetter --help"))
        )
        return
    while (command := _chosen(options.groups(None))) is not None:
        if command:
            output.say("")
            output.say(spelled(command), "strong")
            output.say("")
            call(command)


def spelled(command: Sequence[str]) -> str:
    """The line that she could have typed."""
    return " ".join(["igangsetter", *(f'"{word}"' if " " in word else word for word in command)])


def _stand(groups: Groups, day: dt.date) -> None:
    if not groups.paths:
        output.out(_("You have no plan yet."))
        for words, command in (
            (_("Make the first one: {command}"), "igangsetter new-group"),
            (_("See how everything works: {command}"), "igangsetter tour"),
        ):
            output.out(output.wrapped(words.format(command=command)))
        return
    if len(groups) <= MOST:
        for one in groups:
            stage, following = phrases.stage(one.way, day), phrases.next_in_words(one.way, day)
            output.out(one.plan.group.name, "strong")
            now = _("Now: {stage}.").format(stage=stage)
            coming = _("Next: {next}.").format(next=following) if following else ""
            output.out(output.wrapped(f"  {now} {coming}".rstrip(), "  "))
    else:
        words = _("You have {count} groups. See them: {command}")
        output.out(output.wrapped(words.format(count=len(groups), command="igangsetter groups")))
    _due(groups, day)
    for fault in groups.faults:
        output.tell(fault)


def _due(groups: Groups, day: dt.date) -> None:
    place = options.located(None)
    found = Open(groups, remind.rules_of(place), day, 0, ahead=False)
    if not found.spots:
        output.out(_("Nothing is urgent today."))
        return
    output.out()
    told = remind.worded(found, lambda item: remind.document_of(item, day, None, place), [])
    for _number, (item, document) in zip(range(MOST), told, strict=False):
        name = f"{item.stored.plan.group.name}: " if found.are_of_several else ""
        output.out(output.wrapped(f"☐ {name}{document.title}", "  "))
    if (left := len(found.spots) - MOST) > 0:
        output.out(ngettext("… and one more.", "… and {count} more.", left).format(count=left))
    words = _("Read what to do: {command}").format(command="igangsetter remind")
    output.out(output.wrapped(words))


def _choices(groups: Groups) -> list[Choice]:
    new = Choice(_("Make a new group"), ["new-group"], about_a_group=False)
    if not groups.paths:
        return [new, Choice(_("See how everything works"), ["tour"], about_a_group=False)]
    return [
        Choice(_("See the whole way"), ["show"]),
        Choice(_("Print what the next meeting needs"), ["print"]),
        Choice(_("Move a meeting"), ["meeting", "move"]),
        Choice(_("What should I do now?"), ["remind"], about_a_group=False),
        new,
    ]


def _chosen(groups: Groups) -> list[str] | None:
    """The command that she chose; empty when she changed her mind, None when she is done."""
    choices = _choices(groups)
    output.say("")
    for number, choice in enumerate(choices, start=1):
        output.say(f"  {number}  {choice.words}")
    output.say("  " + _("Enter = that is all"))
    try:
        text = asking.line("> ").strip()
        if not text:
            return None
        if text not in map(str, range(1, len(choices) + 1)):
            output.say(_("Write a number from 1 to {count}.").format(count=len(choices)))
            return []
        choice = choices[int(text) - 1]
        command = list(choice.command)
        if command == ["meeting", "move"]:
            command += (words := _move()) or []
            if not words:
                return []
        if choice.about_a_group and len(groups) > 1:
            output.say(_("Which group? The beginning of its name is enough."))
            if not (name := asking.line("> ").strip()):
                return []
            command += ["-g", name]
    except EOFError:
        return None
    return command


def _move() -> list[str]:
    output.say(_("Which meeting? Write its number."))
    if not (number := asking.line("> ").strip()):
        return []
    output.say(_("Which day instead? For example {day}.").format(day=_("“28 January”")))
    return [number, day] if (day := asking.line("> ").strip()) else []
