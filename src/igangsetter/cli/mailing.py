"""`remind --mail` and `--notify`: what is due reaches her, once, and is not lost."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import options, output
from igangsetter.delivery import account as accounts
from igangsetter.delivery import desktop, ledger, letters
from igangsetter.delivery.ledger import Telling
from igangsetter.errors import (
    ConfigurationError,
    DeliveryError,
    IgangsetterError,
    InvalidPlanError,
    NotFoundError,
    UsageError,
)
from igangsetter.language import _, ngettext
from igangsetter.store import files
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from igangsetter.cli.composing import Composer
    from igangsetter.delivery.items import Item
    from igangsetter.delivery.ledger import Ledger, Way
    from igangsetter.handouts.document import Document
    from igangsetter.store.folder import Stored

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


class Due(NamedTuple):
    """What is due, in which of all plans, and the faults of those that cannot be read."""

    items: Sequence[Item]
    every: Sequence[Stored]
    faults: Sequence[IgangsetterError]

    @property
    def owners(self) -> dict[Path, str]:
        """What each plan is called in the ledger: its id; of copies of one id, only the first."""
        found: dict[Path, str] = {}
        for stored in self.every:
            name = stored.plan.id
            found[stored.path] = f"{name}/{stored.slug}" if name in found.values() else name
        return found


def carry_out(
    wish: Wish,
    found: Callable[[], Due],
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
        due = found()
        composer = Composer(worded, day, place, attach=wish.attach)
        delivered = _delivered(wish, due, composer, day, place)
        # What is worth another try decides the exit code: the scheduler looks at it.
        delivered.sort(key=lambda trouble: not isinstance(trouble, DeliveryError))
        again = bool(delivered) and isinstance(delivered[0], DeliveryError)
        troubles += [*delivered, *due.faults] if again else [*due.faults, *delivered]
    output.leave_with(troubles)


def _delivered(
    wish: Wish, due: Due, composer: Composer, day: dt.date, place: Path
) -> list[IgangsetterError]:
    troubles: list[IgangsetterError] = []
    try:
        if wish.mail == "draft":
            _draft(wish, due, composer, day, place)
        elif wish.mail == "send":
            troubles += _send(wish, due, composer, place)
    except IgangsetterError as trouble:
        troubles.append(trouble)
    try:
        if wish.notify and not wish.dry_run:
            _notify(due)
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
            code, words = troubles[0].exit_code, _noticed(troubles[0])
    except IgangsetterError as error:
        code, words = error.exit_code, _noticed(error)
        raise
    finally:
        with ledger.opened() as book:
            book.end(number, _now(), code, words)


def _noticed(trouble: IgangsetterError) -> str:
    """What is noted of a trouble: nothing that names a group, which the ledger would keep."""
    if isinstance(trouble, InvalidPlanError | NotFoundError):
        return _("A plan or a template cannot be used. See: {command}").format(
            command="igangsetter check"
        )
    return trouble.message


def _draft(wish: Wish, due: Due, composer: Composer, day: dt.date, place: Path) -> None:
    from igangsetter.delivery import mail  # noqa: PLC0415 - only when a mail is made

    found = letters.letters(due.items, _own(place), _coordinator(due), due.every)
    if not found:
        output.say(_nothing(due.items) or _("Nothing is due, so there is nothing to write."))
    taken: set[Path] = set()
    for letter in found:
        documents = composer.documents(letter.items)
        if not documents:
            continue
        composed = composer.mail(letter, documents)
        slugs = {item.stored.slug for item in letter.items}
        folder = place / plans.PAPER
        if len(slugs) == 1:
            folder = letter.items[0].stored.paper
        person = f"-{plans.slug(letter.name or letter.to)}" if len(found) > 1 else ""
        path = _free((wish.drafts or folder) / f"{DRAFT}-{day.isoformat()}{person}.eml", taken)
        taken.add(path)
        if not wish.dry_run:
            files.write(path, mail.message(composed).as_bytes())
        output.out(str(path))
        if not letter.to:
            output.say(output.wrapped(_("It has no address: write it in the mail program.")))
    if found and output.is_terminal():
        output.say(output.wrapped(_("Open it with your mail program, and send it from there.")))


def _own(place: Path) -> str:
    """The address of this machine; a draft needs no settings, and is stopped by none."""
    try:
        return accounts.read(place).to
    except ConfigurationError:
        return ""


def _free(path: Path, taken: set[Path]) -> Path:
    """Another name when somebody of this run has that one already."""
    found, number = path, 2
    while found in taken:
        found = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return found


def _send(wish: Wish, due: Due, composer: Composer, place: Path) -> list[IgangsetterError]:
    """Send to each what she has not been told yet; what could not be sent is returned."""
    account = accounts.ready(accounts.read(place, options.warn), daily=wish.daily)
    found = letters.letters(due.items, account.to, _coordinator(due), due.every)
    addressed = [letter for letter in found if letter.to]
    odd: list[IgangsetterError] = []
    if not account.to:
        odd += [_odd(*one) for one in letters.odd_addresses(due.every)]
    if found and not addressed:
        raise ConfigurationError(
            _("No initiator of these groups has a mail address."),
            _("Write “to” into {path}, or “email” into the plan.").format(path=accounts.place()),
        )
    for letter in found:
        if not letter.to and letter.name:
            words = _("{name} has no mail address, and is not written to.")
            output.say(output.wrapped(words.format(name=letter.name)))
    if wish.dry_run:
        for letter in addressed:
            output.out(f"{letter.to}: {counted(letter.items)}")
        return odd
    if not addressed:
        if not wish.quiet:
            output.say(_nothing(due.items) or _("Nothing is due, so nothing is sent."))
        return odd
    from igangsetter.cli.sending import Sending  # noqa: PLC0415 - only when a mail is sent

    with ledger.opened() as book:
        tell_loss(book)
        return odd + Sending(book, account, composer, due.owners).send(addressed)


def _odd(stored: Stored, found: str) -> InvalidPlanError:
    return InvalidPlanError(
        _("{path}: “{found}” is not one mail address.").format(path=stored.path, found=found),
        [],
        _("Write one, such as kari@example.org."),
    )


def _notify(due: Due) -> None:
    """Show once on the desktop how many things there are to remember."""
    with ledger.opened() as book:
        tell_loss(book)
        tellings = [telling(item, due.owners, "desktop") for item in due.items]
        new = [one for one in tellings if book.state(one) != "sent"]
        if not new:
            return
        words = ngettext("One thing to remember.", "{count} things to remember.", len(new))
        look = _("Look: {command}").format(command="igangsetter remind")
        desktop.notify("igangsetter", f"{words.format(count=len(new))} {look}")
        book.note(new, "sent")


def tell_loss(book: Ledger) -> None:
    """Say when what was noted before could not be read."""
    if book.is_new_after_loss:
        words = _("The note of what was sent could not be read. Some may come once more.")
        output.say(output.wrapped(words))


def telling(item: Item, owners: Mapping[Path, str], way: Way, recipient: str = "") -> Telling:
    """What the ledger calls a reminder that goes one way to one address."""
    return Telling(
        plan=owners[item.stored.path],
        reminder=item.due.id,
        opened=item.due.opens,
        way=way,
        recipient=recipient,
    )


def _nothing(items: Sequence[Item]) -> str:
    """Why nothing is written although something is due."""
    if not items:
        return ""
    return _("Groups without an initiator are not written about. See: {command}").format(
        command="igangsetter remind"
    )


def _coordinator(due: Due) -> str:
    return due.every[0].settings.organisation.coordinator if due.every else ""


def counted(items: Sequence[object]) -> str:
    """`tre påminnelser`."""
    return ngettext("one reminder", "{count} reminders", len(items)).format(count=len(items))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
