"""How the daily job tells her: by mail, on the desktop, or both; and what it cannot tell."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import options
from igangsetter.errors import ConfigurationError, UsageError
from igangsetter.language import _, current
from igangsetter.store import folder as plans
from igangsetter.store.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class Ways(NamedTuple):
    """The address that it writes to, empty for none, and whether it shows notifications."""

    address: str
    notify: bool
    unmailed: Sequence[str]
    """The groups that no mail is written about, though one is about others."""


def chosen(place: Path, *, mail: bool, notify: bool) -> Ways:
    """The ways that are wished for; without a wish those that there are.

    Raises ConfigurationError, and UsageError, when nobody would hear of it.
    """
    from igangsetter.delivery import account, desktop  # noqa: PLC0415 - only to install

    unsaid = not mail and not notify
    found = account.read(place, options.warn) if mail or unsaid else account.Account()
    address = found.to
    unmailed, is_every = _unmailed(place) if mail or unsaid else ([], False)
    write = _("Write “to”, “host” and “user” into {path}; the README shows how.").format(
        path=account.place()
    )
    if mail and is_every:
        raise _no_initiator()
    if mail and not address:
        raise ConfigurationError(_("There is no address for the mail."), write)
    if notify and not desktop.is_possible():
        raise desktop.missing()
    if unsaid:
        address = "" if is_every else address
        has_desktop = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
        notify = has_desktop and desktop.is_possible()
        if is_every and not notify:
            raise _no_initiator()
        if not address and not notify:
            raise ConfigurationError(
                _("Nobody would hear of it: there is no address for mail and no desktop."),
                write + "\n" + _("Or install notify-send, and run this on the desktop."),
            )
    if address:
        account.ready(found, daily=True)
    return Ways(address, notify, unmailed if address else [])


def without_mail(ways: Ways) -> str:
    """What to say of the groups that no mail is written about."""
    words = _("No mail is written about a group without an initiator: {names}.")
    return words.format(names=current().listed(ways.unmailed))


def _unmailed(place: Path) -> tuple[list[str], bool]:
    """The groups that have no initiator, and whether that is every group of the folder."""
    groups = Groups(plans.paths(place))
    names = [one.plan.group.name for one in groups if one.plan.handover is None]
    return names, bool(names) and len(names) == len(groups)


def _no_initiator() -> UsageError:
    return UsageError(
        _("No mail is written about a group without an initiator, and here are no others."),
        _("Be told on the desktop: {option}").format(option="--notify"),
    )
