"""`remind --mail` and `--notify`: what is due reaches her, once, and is not lost."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import options, output
from igangsetter.delivery import account as accounts
from igangsetter.delivery import desktop, ledger, letters
from igangsetter.delivery.ledger import Telling
from igangsetter.errors import ConfigurationError, DeliveryError, IgangsetterError, UsageError
from igangsetter.language import _, ngettext
from igangsetter.store import files
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from igangsetter.cli.composing import Composer
    from igangsetter.delivery.account import Account
    from igangsetter.delivery.ledger import Ledger, Way
    from igangsetter.delivery.letters import Item, Letter
    from igangsetter.delivery.post import PostOffice
    from igangsetter.handouts.document import Document

DRAFT = "paminnelse"
"""How the name of a draft begins."""


class Wish(NamedTuple):
    """How it is to reach her: `mail` is draft, send or nothing; `drafts` is where drafts go."""

    mail: str | None
    notify: bool
    attach: bool
    drafts: Path | None
    dry_run: bool
    quiet: bool
    daily: bool


def carry_out(
    wish: Wish,
    found: Callable[[], tuple[Sequence[Item], Sequence[IgangsetterError]]],
    worded: Callable[[Item], Document],
    day: dt.date,
    place: Path,
) -> None:
    """Send what is due, or write it as drafts, and notify; tell what could not be done.

    `found` gives what is due, and the faults of plans. Raises typer.Exit, UsageError.
    """
    from igangsetter.cli.composing import Composer  # noqa: PLC0415 - with the Markdown reader

    if wish.mail not in {None, "draft", "send"}:
        raise UsageError(
            _("“{text}” is no way of mailing.").format(text=wish.mail),
            _("Write --mail draft or --mail send."),
        )
    with ExitStack() as stack:
        troubles = stack.enter_context(_noted()) if wish.daily else []
        items, faults = found()
        composer = Composer(worded, day, place, attach=wish.attach)
        delivered = _delivered(wish, items, composer, day, place)
        # What is worth another try decides the exit code: the scheduler looks at it.
        delivered.sort(key=lambda trouble: not isinstance(trouble, DeliveryError))
        again = bool(delivered) and isinstance(delivered[0], DeliveryError)
        troubles += [*delivered, *faults] if again else [*faults, *delivered]
    output.leave_with(troubles)


def _delivered(
    wish: Wish, items: Sequence[Item], composer: Composer, day: dt.date, place: Path
) -> list[IgangsetterError]:
    troubles: list[IgangsetterError] = []
    try:
        if wish.mail == "draft":
            _draft(wish, items, composer, day, place)
        elif wish.mail == "send":
            troubles += _send(wish, items, composer, place)
    except IgangsetterError as trouble:
        troubles.append(trouble)
    try:
        if wish.notify and not wish.dry_run:
            _notify(items)
    except IgangsetterError as trouble:
        troubles.append(trouble)
    return [*composer.faults, *troubles]


@contextmanager
def _noted() -> Iterator[list[IgangsetterError]]:
    """Note in the ledger when the daily job ran, and how: the first trouble put into the list."""
    with ledger.opened() as book:
        number = book.begin(_now())
    troubles: list[IgangsetterError] = []
    code, words = 1, _("cut short")
    try:
        yield troubles
        code, words = 0, ""
        if troubles:
            code, words = troubles[0].exit_code, troubles[0].message
    except IgangsetterError as error:
        code, words = error.exit_code, error.message
        raise
    finally:
        with ledger.opened() as book:
            book.end(number, _now(), code, words)


def _draft(
    wish: Wish, items: Sequence[Item], composer: Composer, day: dt.date, place: Path
) -> None:
    from igangsetter.delivery import mail  # noqa: PLC0415 - only when a mail is made

    found = letters.letters(items, coordinator=_coordinator(items))
    if not found:
        output.say(_("Nothing is due, so there is nothing to write."))
    for letter in found:
        composed = composer.mail(letter, letter.items)
        if composed is None:
            continue
        slugs = {item.stored.slug for item in letter.items}
        folder = place / plans.PAPER
        if len(slugs) == 1:
            folder = letter.items[0].stored.paper
        person = f"-{plans.slug(letter.name or letter.to)}" if len(found) > 1 else ""
        path = (wish.drafts or folder) / f"{DRAFT}-{day.isoformat()}{person}.eml"
        if not wish.dry_run:
            files.write(path, mail.message(composed).as_bytes())
        output.out(str(path))


def _send(
    wish: Wish, items: Sequence[Item], composer: Composer, place: Path
) -> list[IgangsetterError]:
    """Send to each what she has not been told yet; what could not be sent is returned."""
    account = _checked(accounts.read(place, options.warn))
    found = letters.letters(items, account.to, _coordinator(items))
    addressed = [letter for letter in found if letter.to]
    if found and not addressed:
        raise ConfigurationError(
            _("No initiator of these groups has a mail address."),
            _("Write “to” into {path}, or “email” into the plan.").format(path=accounts.place()),
        )
    if wish.dry_run:
        for letter in addressed:
            output.out(f"{letter.to}: {_count(letter.items)}")
        return []
    if not addressed:
        if not wish.quiet:
            output.say(_("Nothing is due, so nothing is sent."))
        return []
    with ledger.opened() as book:
        return _Sending(book, account, composer).send(addressed)


class _Sending:
    """One run of sending, its ledger open."""

    def __init__(self, book: Ledger, account: Account, composer: Composer) -> None:
        self._book, self._account, self._composer = book, account, composer

    def send(self, found: Sequence[Letter]) -> list[IgangsetterError]:
        from igangsetter.delivery import post  # noqa: PLC0415 - only when a mail is sent

        _tell_loss(self._book)
        waiting = [(letter, new) for letter in found if (new := self._new(letter))]
        if not waiting:
            output.say(_("Everything that is due has been sent already."))
            return []
        troubles: list[IgangsetterError] = []
        with post.opened(self._account) as office:
            for letter, new in waiting:
                try:
                    self._post(office, letter, new)
                except post.MaybeDeliveredError as trouble:
                    return [*troubles, trouble]
                except IgangsetterError as trouble:
                    troubles.append(trouble)
        return troubles

    def _new(self, letter: Letter) -> list[Item]:
        return [
            item
            for item in letter.items
            if self._book.state(_telling(item, "mail", letter.to)) != "sent"
        ]

    def _post(self, office: PostOffice, letter: Letter, new: Sequence[Item]) -> None:
        from igangsetter.delivery import mail, post  # noqa: PLC0415 - as above

        tellings = [_telling(item, "mail", letter.to) for item in new]
        before = [self._book.state(telling) for telling in tellings]
        again = "sending" in before or self._book.is_new_after_loss
        composed = self._composer.mail(letter, new, sender=self._account.writes_as, again=again)
        if composed is None:
            return
        self._book.note(tellings, "sending")
        try:
            office.send(mail.message(composed, _now()))
        except post.MaybeDeliveredError:
            raise
        except IgangsetterError:
            for telling, state in zip(tellings, before, strict=True):
                self._book.note([telling], state)
            raise
        self._book.note(tellings, "sent")
        words = _("Sent to {address}: {what}").format(address=letter.to, what=_count(new))
        output.out(words + (" " + _("(It may have been sent before.)") if again else ""))


def _notify(items: Sequence[Item]) -> None:
    """Show once on the desktop how many things there are to remember."""
    with ledger.opened() as book:
        _tell_loss(book)
        tellings = [_telling(item, "desktop") for item in items]
        new = [telling for telling in tellings if book.state(telling) != "sent"]
        if not new:
            return
        words = ngettext("One thing to remember.", "{count} things to remember.", len(new))
        look = _("Look: {command}").format(command="igangsetter remind")
        desktop.notify("igangsetter", f"{words.format(count=len(new))} {look}")
        book.note(new, "sent")


def _tell_loss(book: Ledger) -> None:
    if book.is_new_after_loss:
        words = _("The note of what was sent could not be read. Some may come once more.")
        output.say(output.wrapped(words))


def _telling(item: Item, way: Way, recipient: str = "") -> Telling:
    return Telling(
        plan=item.stored.plan.id,
        reminder=item.due.id,
        opened=item.due.opens,
        way=way,
        recipient=recipient,
    )


def _checked(account: Account) -> Account:
    """The account, when mail can be sent with it. Raises ConfigurationError."""
    if not account.host:
        raise ConfigurationError(
            _("There is no mail server to send by."),
            _("Write “host”, “user” and “to” into {path}, or use --mail draft.").format(
                path=accounts.place()
            ),
        )
    if not account.writes_as:
        raise ConfigurationError(
            _("There is no address to send from."),
            _("Write “sender” into {path}.").format(path=accounts.place()),
        )
    return account


def _coordinator(items: Sequence[Item]) -> str:
    return items[0].stored.settings.organisation.coordinator if items else ""


def _count(items: Sequence[Item]) -> str:
    return ngettext("one reminder", "{count} reminders", len(items)).format(count=len(items))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
