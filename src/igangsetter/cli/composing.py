"""A letter about what is due → the mail: its words, the calendar file, and the sheets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from igangsetter import language as languages
from igangsetter.cli.remind import done_command, worded
from igangsetter.delivery.mail import Attachment, Mail
from igangsetter.errors import IgangsetterError, InvalidPlanError
from igangsetter.handouts import catalogue
from igangsetter.handouts.document import Bullets, Document, Emphasis, Heading, Paragraph, Text
from igangsetter.handouts.document import Item as Point
from igangsetter.store import folder as plans
from igangsetter.store import history

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from igangsetter.calendar.entries import Entry
    from igangsetter.delivery.items import Item
    from igangsetter.delivery.letters import Letter
    from igangsetter.handouts.document import Block
    from igangsetter.language import Language

WIDTH = 72
NAME = "kalender"


class Composer:
    """Composes mails. What cannot be worded or made is kept in `faults`; the rest is composed."""

    def __init__(
        self, worded: Callable[[Item], Document], day: dt.date, place: Path, *, attach: bool
    ) -> None:
        self._worded, self._day, self._place, self._attach = worded, day, place, attach
        self.faults: list[IgangsetterError] = []

    def documents(self, items: Sequence[Item]) -> list[tuple[Item, Document]]:
        """Those that can be worded; what opens the door stands in none, by no template."""
        return list(
            worded(
                items,
                lambda item: self._worded(item._replace(stored=item.stored.without_access)),
                self.faults,
            )
        )

    def mail(
        self,
        letter: Letter,
        documents: Sequence[tuple[Item, Document]],
        *,
        sender: str = "",
        again: bool = False,
    ) -> Mail:
        """The mail about what is new; what else is open is listed.

        `again` says that it may have come before.
        """
        new = [item for item, _document in documents]
        speaker = languages.of(documents[0][1].language)
        others = self.documents([item for item in letter.items if item not in new])
        done = speaker.gettext("Done? Write: {command}")
        several = len({item.stored.slug for item in letter.items}) > 1
        sheets = [
            replace(
                document, footer=done.format(command=done_command(item, are_of_several=several))
            )
            for item, document in documents
        ]
        if again:
            words = speaker.gettext("You may have had this before: the last sending was cut short.")
            title, *blocks = sheets[0].blocks
            note = Paragraph((Emphasis((Text(words),)),))
            sheets[0] = replace(sheets[0], blocks=(title, note, *blocks))
        if others:
            sheets.append(_still_open([document for _item, document in others], speaker))
        from igangsetter.handouts.html import html  # noqa: PLC0415 - only when a mail is made
        from igangsetter.handouts.terminal import screen  # noqa: PLC0415 - as above

        subject = speaker.gettext("Reminder for {date}").format(date=speaker.day(self._day))
        return Mail(
            to=letter.to,
            sender=sender,
            subject=subject,
            text=screen(sheets, WIDTH),
            html=html(sheets, title=subject, folder=self._place),
            attachments=self._attachments(new),
            about=" ".join(map(_name, new)),
            plans=sorted({item.stored.plan.id for item in new}),
        )

    def _attachments(self, items: Sequence[Item]) -> list[Attachment]:
        found = self._calendar(items)
        if self._attach:
            found += [one for item in items if (one := self._sheets(item))]
        return found

    def _calendar(self, items: Sequence[Item]) -> list[Attachment]:
        """The meetings that the reminders are about, as a calendar file."""
        from igangsetter.calendar import entries, ics  # noqa: PLC0415 - only when a mail is made

        found: list[Entry] = []
        for stored in {item.stored.path: item.stored for item in items}.values():
            uids = {entries.uid(stored.plan, due.about) for one, due in items if one is stored}
            speaker = languages.of(stored.plan.group.language)
            sequence = history.count(stored.path, stored.content)
            try:
                made = entries.entries(
                    entries.Source(way=stored.way, sequence=sequence), speaker, entries.Wish()
                )
            except InvalidPlanError as fault:
                # The letter matters more than the file that goes with it.
                self.faults.append(fault)
                continue
            found += [one for one in made if one.uid in uids]
        if not found:
            return []
        content = b"".join(ics.calendar(found, NAME))
        return [Attachment(name=f"{NAME}.ics", kind="text/calendar", content=content)]

    def _sheets(self, item: Item) -> Attachment | None:
        """The sheets that the reminder names, as one PDF without what opens the door."""
        from igangsetter.cli.paper import Job, Press  # noqa: PLC0415 - only when sheets go along

        stored = item.stored.without_access
        speaker = languages.of(stored.plan.group.language)
        found = catalogue.known(item.due.rule.handouts, speaker, self._place)
        if not found:
            return None
        name = f"{item.due.rule.id}-{plans.slug(item.stored.slug)}"
        row = stored.way.find(item.due.about)
        press = Press(stored, "pdf", self._place)
        content = press.content(
            Job(
                name=name,
                title=speaker.quoted(name),
                sheets=[(one,) for one in found.values()],
                meeting=row,
            )
        )
        self.faults += press.faults
        return Attachment(name=f"{name}.pdf", kind="application/pdf", content=content)


def _still_open(documents: Sequence[Document], speaker: Language) -> Document:
    """The titles of what she was told of before and has not ticked off."""
    title = speaker.gettext("Still open")
    points = tuple(
        Point(blocks=(Paragraph((Text(document.title),)),), box=True) for document in documents
    )
    blocks: tuple[Block, ...] = (Heading(1, (Text(title),)), Bullets(points))
    return Document(title=title, language=speaker.code, blocks=blocks)


def _name(item: Item) -> str:
    return f"{item.stored.plan.id}/{item.due.id}/{item.due.opens}"
