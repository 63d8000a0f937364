"""One run of sending: each letter is noted in the ledger before and after it goes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from igangsetter.cli import output
from igangsetter.cli.mailing import counted, telling
from igangsetter.delivery import mail, post
from igangsetter.errors import ConfigurationError, DeliveryError, IgangsetterError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from igangsetter.cli.composing import Composer
    from igangsetter.delivery.account import Account
    from igangsetter.delivery.items import Item
    from igangsetter.delivery.ledger import Ledger, State, Telling
    from igangsetter.delivery.letters import Letter


class Sending:
    """Sends what the ledger does not know as sent."""

    def __init__(
        self, book: Ledger, account: Account, composer: Composer, owners: Mapping[Path, str]
    ) -> None:
        self._book, self._account, self._composer, self._owners = book, account, composer, owners

    def send(self, found: Sequence[Letter]) -> list[IgangsetterError]:
        """Send to each; what could not be sent is returned, and does not stop the others."""
        waiting = [(letter, new) for letter in found if (new := self._new(letter))]
        if not waiting:
            output.say(_("Everything that is due has been sent already."))
        troubles: list[IgangsetterError] = []
        for letter, new in waiting:
            try:
                self._post(letter, new)
            except ConfigurationError as trouble:
                return [*troubles, trouble]
            except DeliveryError as trouble:
                troubles.append(trouble)
        return troubles

    def _new(self, letter: Letter) -> list[Item]:
        return [
            item for item in letter.items if self._book.state(self._telling(item, letter)) != "sent"
        ]

    def _telling(self, item: Item, letter: Letter) -> Telling:
        return telling(item, self._owners, "mail", letter.to)

    def _post(self, letter: Letter, new: Sequence[Item]) -> None:
        documents = self._composer.documents(new)
        if not documents:
            return
        tellings = [self._telling(item, letter) for item, _document in documents]
        before = [self._book.state(one) for one in tellings]
        again = "sending" in before or self._book.is_new_after_loss
        message = mail.message(
            self._composer.mail(letter, documents, sender=self._account.writes_as, again=again),
            dt.datetime.now().astimezone(),
        )
        # A connection for each letter: one that breaks takes no other with it.
        with post.opened(self._account) as office:
            self._book.note(tellings, "sending")
            try:
                office.send(message)
            except post.MaybeDeliveredError as trouble:
                self._maybe(tellings, before, trouble)
                raise
            except DeliveryError:
                self._restore(tellings, before)
                raise
            self._book.note(tellings, "sent")
        words = _("Sent to {address}: {what}").format(address=letter.to, what=counted(documents))
        output.out(words + (" " + _("(It may have been sent before.)") if again else ""))

    def _restore(self, tellings: Sequence[Telling], before: Sequence[State]) -> None:
        for one, state in zip(tellings, before, strict=True):
            self._book.note([one], state)

    def _maybe(
        self, tellings: Sequence[Telling], before: Sequence[State], trouble: DeliveryError
    ) -> None:
        """It may have come: once more is enough, and what was uncertain twice is left at that."""
        twice = [one for one, state in zip(tellings, before, strict=True) if state == "sending"]
        if twice:
            self._book.note(twice, "sent")
            trouble.advice = _("It has gone out twice now, and is not sent again.")
