"""Who is told of what: one letter for an initiator, with all that is due in her groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.delivery.account import is_address
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from igangsetter.delivery.items import Item
    from igangsetter.plan.plan import Plan
    from igangsetter.store.folder import Stored


class Letter(Value):
    """What one person is told. `to` is empty when the plan has no address of hers."""

    to: str
    name: str = ""
    items: Sequence[Item]


def letters(
    items: Sequence[Item], own: str = "", coordinator: str = "", every: Iterable[Stored] = ()
) -> list[Letter]:
    """One letter for each initiator with her groups, and one for the coordinator with all.

    When the machine has an address of its `own`, only that one is written to; whose groups are hers
    is told by `every` plan. A group without an initiator is never written about. Source: design.md
    §5, safety.md.
    """
    mailed = [item for item in items if item.stored.plan.handover is not None]
    if own:
        hers = mailed if _is(own, coordinator) else _of(own, mailed, every)
        return [Letter(to=own, items=hers)] if hers else []
    people: dict[str, tuple[str, str]] = {}
    theirs: dict[str, list[Item]] = {}
    for item in mailed:
        for key, person in _initiators(item.stored.plan).items():
            people.setdefault(key, person)
            theirs.setdefault(key, []).append(item)
    found = [Letter(to=to, name=name, items=theirs[key]) for key, (to, name) in people.items()]
    if mailed and is_address(coordinator) and coordinator.casefold() not in people:
        found.append(Letter(to=coordinator, items=mailed))
    return found


def odd_addresses(every: Iterable[Stored]) -> list[tuple[Stored, str]]:
    """What stands as an address in a plan, and is not one."""
    return [
        (stored, who.email)
        for stored in every
        for who in stored.plan.initiators.values()
        if who.email and not is_address(who.email)
    ]


def _initiators(plan: Plan) -> dict[str, tuple[str, str]]:
    """The address and name of each, once; of a plan that names nobody, one who is not known."""
    found: dict[str, tuple[str, str]] = {}
    for who in plan.initiators.values():
        to = who.email if is_address(who.email) else ""
        found.setdefault((to or who.name).casefold(), (to, who.name))
    return found or {"": ("", "")}


def _of(own: str, items: Sequence[Item], every: Iterable[Stored]) -> list[Item]:
    """The groups of that initiator, and those in which no address stands; all if she has none."""

    def addresses(stored: Stored) -> list[str]:
        return [to for to, _name in _initiators(stored.plan).values() if to]

    def is_hers(stored: Stored) -> bool:
        return any(_is(own, to) for to in addresses(stored))

    if not any(is_hers(stored) for stored in every):
        return list(items)
    return [item for item in items if is_hers(item.stored) or not addresses(item.stored)]


def _is(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()
