"""`remind --done`, `--undo-done` and `--snooze`: written to the plan, so that two see the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import options, output, usage, versions
from igangsetter.delivery.items import Item
from igangsetter.errors import NotFoundError, UsageError
from igangsetter.language import _, current
from igangsetter.plan.change import refused
from igangsetter.reminders import due, ticking
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from igangsetter.plan.plan import Plan
    from igangsetter.reminders.due import Due
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.folder import Stored
    from igangsetter.store.groups import Groups


class Wish(NamedTuple):
    """What is wished for a reminder: its id, and which of the three."""

    about: str
    done: bool = False
    snooze: str | None = None


def wish(done: str | None, undo_done: str | None, snooze: tuple[str, str] | None) -> Wish:
    """The one wish that the options hold. Raises UsageError for several."""
    found = [Wish(done, done=True)] if done is not None else []
    found += [Wish(undo_done)] if undo_done is not None else []
    found += [Wish(snooze[0], snooze=snooze[1])] if snooze else []
    if len(found) > 1:
        raise usage.only_one_of("--done", "--undo-done", "--snooze")
    return found[0]


def carry_out(
    wished: Wish,
    found: Groups,
    rules: Sequence[Rule],
    day: dt.date,
    title: Callable[[Item], str],
    *,
    dry_run: bool,
) -> None:
    """Write the wish into the one plan that has such a reminder, and tell it.

    Raises NotFoundError, UsageError, RefusedError.
    """
    stored, item = _meant(wished, found, rules, day)
    plan, words = _changed(wished, stored.plan, item, day)
    if plan == stored.plan:
        raise refused("nothing-to-change")
    if dry_run:
        for line in versions.difference(stored.content, plans.text(plan).encode()):
            output.out("  " + line)
        return
    plans.save(stored, plan)
    put_off = plan.snoozed.get(item.id)
    date = current().day(put_off) if put_off else ""
    output.out(output.wrapped(words.format(title=title(Item(stored, item)), date=date)))
    if wished.done or wished.snooze:
        back = f"igangsetter remind --undo-done {item.id}"
        output.next_step(_("On the list again: {title}").format(title=back))
    else:
        output.next_step(_("What to do now: {command}").format(command="igangsetter remind"))


def _changed(wished: Wish, plan: Plan, item: Due, day: dt.date) -> tuple[Plan, str]:
    if wished.done:
        return ticking.done(plan, item.id, day), _("Ticked off: {title}")
    if wished.snooze is None:
        return ticking.undone(plan, item.id), _("On the list again: {title}")
    if item.until <= day:
        raise UsageError(
            _("It cannot be put off any longer: {date} was its last day.").format(
                date=current().day_of_month(item.until)
            ),
            _("Tick it off: {command}").format(command=f"igangsetter remind --done {item.id}"),
        )
    until = options.date(wished.snooze, day)
    if not day < until <= item.until:
        raise UsageError(
            _("{date} is no day to put it off to.").format(date=current().date(until)),
            _("Choose one after {first} and up to {last}.").format(
                first=current().day_of_month(day), last=current().day_of_month(item.until)
            ),
        )
    return ticking.snoozed(plan, item.id, until), _("Put off until {date}: {title}")


def _meant(wished: Wish, found: Groups, rules: Sequence[Rule], day: dt.date) -> tuple[Stored, Due]:
    """The plan and the reminder that an id means: of several, the one that the wish can be for."""
    about = wished.about
    pairs = [
        (stored, item)
        for stored in found
        for item in due.every(stored.way, rules)
        if about in {item.id, item.rule.id}
    ]
    if len(pairs) > 1:
        pairs = [pair for pair in pairs if pair[1].id == about] or pairs
    if len(pairs) > 1:
        pairs = [pair for pair in pairs if _can_be_meant(wished, *pair, day)] or pairs
    if len(pairs) > 1:
        raise plans.which([stored.slug for stored, _item in pairs])
    if not pairs:
        known = [item.id for stored in found for item in due.due(stored.way, rules, day)]
        raise NotFoundError(
            _("There is no reminder “{name}”.").format(name=about),
            _("Open today: {names}.").format(names=", ".join(known))
            if known
            else _("See them: {command}").format(command="igangsetter remind --days 60 --json"),
        )
    stored, item = pairs[0]
    return plans.with_hand_edits(stored), item


def _can_be_meant(wished: Wish, stored: Stored, item: Due, day: dt.date) -> bool:
    """Whether it is open; to put it on the list again, whether it is off the list."""
    is_off = item.id in stored.plan.done or item.id in stored.plan.snoozed
    if not wished.done and wished.snooze is None:
        return is_off
    return item.opens <= day <= item.until and item.id not in stored.plan.done
