"""`calendar --publish`: bring a calendar on a server up to date, and tell what was changed."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import typer

from igangsetter.calendar import caldav
from igangsetter.calendar.publishing import Publisher
from igangsetter.cli import asking, output
from igangsetter.cli.calendar import line
from igangsetter.delivery import account as accounts
from igangsetter.errors import ConfigurationError, DeliveryError, UsageError
from igangsetter.language import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from igangsetter.calendar.caldav import Address
    from igangsetter.calendar.publishing import Done, Step
    from igangsetter.cli.calendar_entries import Maker

PASSWORD = "IGANGSETTER_CALDAV_PASSWORD"  # noqa: S105 - the name of a variable
SERVICE = "igangsetter-caldav"


def run(maker: Maker, url: str, user: str | None, *, yes: bool, dry_run: bool, whole: bool) -> None:
    """Publish the groups of the maker; `whole`: they are all of the folder.

    Raises UsageError, ConfigurationError, DeliveryError.
    """
    where = caldav.address(url, user)
    if maker.wish.audience == "initiator" and not (yes or dry_run):
        _consent(where)
    done: Counter[Step] = Counter()
    with caldav.Collection(where, _password(where) if where.user else "") as collection:
        try:
            collection.check()
            publisher = Publisher(collection, dry_run=dry_run)
            publisher.look()
            if dry_run:
                output.out(_("This would be done:"), "heading")
            for one in _every(maker, publisher, whole=whole):
                done[one.step] += 1
                _tell(one)
        except (DeliveryError, ConfigurationError):
            _sum(done)
            raise
        _sum(done)
    if done["conflict"]:
        raise DeliveryError(
            ngettext(
                "One entry was changed on {host} by others, and is left alone.",
                "{count} entries were changed on {host} by others, and are left alone.",
                done["conflict"],
            ).format(count=done["conflict"], host=where.host),
            _("Look at them there, then run the command again."),
        )


def _every(maker: Maker, publisher: Publisher, *, whole: bool) -> Iterator[Done]:
    for stored, entries in maker.each():
        yield from publisher.publish(entries, maker.owner(stored), whole=True)
    # An organisation without a name is any organisation; and one group is not all of them.
    named = bool(maker.groups.settings.organisation.name)
    shared_whole = whole and named and not maker.faults
    yield from publisher.publish(maker.shared(), maker.organisation, whole=shared_whole)


def _tell(one: Done) -> None:
    words = {
        "created": _("new"),
        "updated": _("changed"),
        "withdrawn": _("withdrawn"),
        "deleted": _("deleted"),
        "conflict": _("left alone"),
    }.get(one.step)
    if words:
        output.out(f"{words:<11}{line(one.entry) if one.entry else one.uid}")


def _sum(done: Counter[Step]) -> None:
    counts = [
        (ngettext("{count} new", "{count} new", done["created"]), done["created"]),
        (ngettext("{count} changed", "{count} changed", done["updated"]), done["updated"]),
        (ngettext("{count} withdrawn", "{count} withdrawn", done["withdrawn"]), done["withdrawn"]),
        (ngettext("{count} deleted", "{count} deleted", done["deleted"]), done["deleted"]),
        (ngettext("{count} as before", "{count} as before", done["unchanged"]), done["unchanged"]),
    ]
    if found := [words.format(count=count) for words, count in counts if count]:
        output.out(", ".join(found))


def _consent(where: Address) -> None:
    """Her preparations would lie where others may read them. Raises UsageError, Exit."""
    if not output.is_terminal():
        raise UsageError(
            _("Your reminders would lie on {host}, where others may read them.").format(
                host=where.host
            ),
            _("Add --yes if that is as it should be, or --for group for the dates alone."),
        )
    question = _(
        "Your reminders, with names and checklists, will lie on {host}. Whoever may see that "
        "calendar can read them. Publish?"
    )
    if not asking.confirm(question.format(host=where.host), default=False):
        output.say(_("Nothing was published. For the dates alone, add --for group."))
        raise typer.Exit(1)


def _password(where: Address) -> str:
    """From the environment, the keyring, or typed unseen. Never part of a message."""
    found = os.environ.get(PASSWORD, "") or accounts.kept(SERVICE, where.user)
    if found:
        return found
    if output.is_terminal():
        import getpass  # noqa: PLC0415 - only when it is typed

        words = _("Password of {user} at {host}: ").format(user=where.user, host=where.host)
        try:
            return getpass.getpass(words)
        except EOFError:
            raise typer.Abort from None
    raise ConfigurationError(
        _("There is no password for {user} at {host}.").format(user=where.user, host=where.host),
        _("Set {variable}, or install the keyring: {command}").format(
            variable=PASSWORD, command=f"keyring set {SERVICE} {where.user}"
        ),
    )
