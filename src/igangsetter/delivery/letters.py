"""Who is told of what: one letter for an initiator, with all that is due in her groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from igangsetter.delivery.account import is_address
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.plan.plan import Plan
    from igangsetter.reminders.due import Due
    from igangsetter.store.folder import Stored


class Item(NamedTuple):
    """A reminder that is due, with the plan that it belongs to."""

    stored: Stored
    due: Due


class Letter(Value):
    """What one person is told. `to` is empty when the plan has no address of hers."""

    to: str
    name: str = ""
    items: Sequence[Item]


def letters(items: Sequence[Item], own: str = "", coordinator: str = "") -> list[Letter]:
    """One letter for each initiator with her groups, and one for the coordinator with all.

    When the machine has an address of its `own`, only that one is written to. A group without an
    initiator is never written about. Source: design.md §5, safety.md.
    """
    mailed = [item for item in items if item.stored.plan.handover is not None]
    if own:
        hers = mailed if _is(own, coordinator) else _of(own, mailed)
        return [Letter(to=own, items=hers)] if hers else []
    people: dict[str, tuple[str, str]] = {}
    theirs: dict[str, list[Item]] = {}
    for item in mailed:
        for to, name in _initiators(item.stored.plan):
            key = (to or name).casefold()
            people.setdefault(key, (to, name))
            theirs.setdefault(key, []).append(item)
    found = [Letter(to=to, name=name, items=theirs[key]) for key, (to, name) in people.items()]
    if mailed and is_address(coordinator) and coordinator.casefold() not in people:
        found.append(Letter(to=coordinator, items=mailed))
    return found


def _initiators(plan: Plan) -> list[tuple[str, str]]:
    """The address and name of each; of a plan that names nobody, one who is not known."""
    found = [
        (who.email if is_address(who.email) else "", who.name) for who in plan.initiators.values()
    ]
    return found or [("", "")]


def _of(own: str, items: Sequence[Item]) -> list[Item]:
    """The groups of that initiator, and those in which no address stands; all if she has none."""
    known = [[to for to, _name in _initiators(item.stored.plan) if to] for item in items]
    is_hers = [any(_is(own, to) for to in addresses) for addresses in known]
    if not any(is_hers):
        return list(items)
    return [
        item
        for item, addresses, hers in zip(items, known, is_hers, strict=True)
        if hers or not addresses
    ]


def _is(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
