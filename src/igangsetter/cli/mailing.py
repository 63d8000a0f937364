"""`remind --mail` and `--notify`: what is due reaches her, once, and is not lost."""

from __future__ import annotations

import datetime as dt
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli import options, output
from igangsetter.delivery import account as accounts
from igangsetter.delivery import desktop, ledger, letters
from igangsetter.delivery.items import Item
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
from igangsetter.reminders import due as reminders
from igangsetter.store import files
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from igangsetter.cli.composing import Composer
    from igangsetter.delivery.ledger import Ledger, Way
    from igangsetter.handouts.document import Document
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.folder import Stored
    from igangsetter.store.groups import Groups

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
    """What is due, in which of the groups, and what each plan is called in the ledger."""

    items: Sequence[Item]
    groups: Groups
    owners: Mapping[Path, str]


def due(groups: Groups, rules: Sequence[Rule], day: dt.date) -> Due:
    """What is due on a day; the nearer date first."""
    items: list[Item] = []
    owners: dict[Path, str] = {}
    names: set[str] = set()
    for stored in groups:
        items += [Item(stored, item) for item in reminders.due(stored.way, rules, day)]
        # Of copies of one id only the first is called by it.
        name = stored.plan.id
        owners[stored.path] = f"{name}/{stored.slug}" if name in names else name
        names.add(name)
    items.sort(key=lambda item: (item.due.rank(day), item.stored.slug))
    return Due(items, groups, owners)


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
        waiting = found()
        composer = Composer(worded, day, place, attach=wish.attach)
        delivered = _delivered(wish, waiting, composer, day, place)
        # What is worth another try decides the exit code: the scheduler looks at it.
        delivered.sort(key=lambda trouble: not isinstance(trouble, DeliveryError))
        again = bool(delivered) and isinstance(delivered[0], DeliveryError)
        troubles += (
            [*delivered, *waiting.groups.faults] if again else [*waiting.groups.faults, *delivered]
        )
    output.leave_with(troubles)


def _delivered(
    wish: Wish, waiting: Due, composer: Composer, day: dt.date, place: Path
) -> list[IgangsetterError]:
    troubles: list[IgangsetterError] = []
    try:
        if wish.mail == "draft":
            _draft(wish, waiting, composer, day, place)
        elif wish.mail == "send":
            troubles += _send(wish, waiting, composer, place)
    except IgangsetterError as trouble:
        troubles.append(trouble)
    try:
        if wish.notify and not wish.dry_run:
            _notify(waiting)
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


def _draft(wish: Wish, waiting: Due, composer: Composer, day: dt.date, place: Path) -> None:
    from igangsetter.delivery import mail  # noqa: PLC0415 - only when a mail is made

    found = letters.letters(waiting.items, _own(place), _coordinator(waiting), waiting.groups)
    if not found:
        output.say(_nothing(waiting.items) or _("Nothing is due, so there is nothing to write."))
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
    if found:
        output.next_step(_("Open it with your mail program, and send it from there."))


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


def _send(wish: Wish, waiting: Due, composer: Composer, place: Path) -> list[IgangsetterError]:
    """Send to each what she has not been told yet; what could not be sent is returned."""
    account = accounts.ready(accounts.read(place, options.warn), daily=wish.daily)
    found = letters.letters(waiting.items, account.to, _coordinator(waiting), waiting.groups)
    addressed = [letter for letter in found if letter.to]
    odd: list[IgangsetterError] = []
    if not account.to:
        odd += [_odd(*one) for one in letters.odd_addresses(waiting.groups)]
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
            output.say(_nothing(waiting.items) or _("Nothing is due, so nothing is sent."))
        return odd
    from igangsetter.cli.sending import Sending  # noqa: PLC0415 - only when a mail is sent

    with ledger.opened() as book:
        tell_loss(book)
        return odd + Sending(book, account, composer, waiting.owners).send(addressed)


def _odd(stored: Stored, found: str) -> InvalidPlanError:
    return InvalidPlanError(
        _("{path}: “{found}” is not one mail address.").format(path=stored.path, found=found),
        [],
        _("Write one, such as kari@example.org."),
    )


def _notify(waiting: Due) -> None:
    """Show once on the desktop how many things there are to remember."""
    with ledger.opened() as book:
        tell_loss(book)
        tellings = [telling(item, waiting.owners, "desktop") for item in waiting.items]
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


def _coordinator(waiting: Due) -> str:
    return waiting.groups.settings.organisation.coordinator


def counted(items: Sequence[object]) -> str:
    """`tre påminnelser`."""
    return ngettext("one reminder", "{count} reminders", len(items)).format(count=len(items))


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
