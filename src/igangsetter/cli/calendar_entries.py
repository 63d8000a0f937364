"""A stored plan, its earlier versions and its reminders → the entries of a calendar."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from igangsetter import language as languages
from igangsetter.calendar import entries as calendars
from igangsetter.delivery.items import Item
from igangsetter.errors import IgangsetterError, InvalidPlanError
from igangsetter.language import Code, _, current
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due
from igangsetter.store import folder as plans
from igangsetter.store import history, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igangsetter.calendar.entries import Entry, Preparation, Wish
    from igangsetter.plan.plan import Plan
    from igangsetter.reminders.rules import Rule
    from igangsetter.store.folder import Stored
    from igangsetter.store.groups import Groups


class Maker:
    """Makes the entries of plan after plan, and holds none.

    `code` is the language of the entries; None is each plan's own. `place` is the folder of plans.
    """

    def __init__(self, groups: Groups, wish: Wish, code: Code | None, place: Path) -> None:
        self.groups, self.wish = groups, wish
        self.first = groups.first()
        """The first plan that can be read."""
        self._faults: list[IgangsetterError] = []
        self._code, self._place = code, place
        self._missing: set[str] = set()
        self._rules: Sequence[Rule] = ()
        if wish.audience == "initiator":
            from igangsetter.cli import remind  # noqa: PLC0415 - the group gets no reminders

            self._rules = remind.rules_of(place)
        self._seen: dict[str, Path] = {}

    @property
    def code(self) -> Code:
        """The language of what stands for all groups."""
        return self._code or (self.first.plan.group.language if self.first else current().code)

    @property
    def faults(self) -> list[IgangsetterError]:
        """What could not be read or made so far."""
        return [*self.groups.faults, *self._faults]

    def each(self) -> Iterator[tuple[Stored, list[Entry]]]:
        """Every plan, with what was moved in an editor, and its entries; none with a fault."""
        for one in self.groups:
            stored = plans.with_hand_edits(one)
            self._missing |= stored.settings.events.keys() - stored.plan.events.keys()
            if (made := self._entries(stored)) is not None:
                yield stored, made

    def _entries(self, stored: Stored) -> list[Entry] | None:
        speaker = languages.of(self._code or stored.plan.group.language)
        try:
            self._refuse_copy(stored)
            earlier = list(history.earlier(stored.path, stored.plan))
            source = calendars.Source(
                way=stored.way,
                sequence=history.count(stored.path, stored.content),
                earlier=earlier,
                preparations=self._preparations(stored, earlier),
            )
            return calendars.entries(source, speaker, self.wish)
        except IgangsetterError as fault:
            self._faults.append(fault)
            return None

    def shared(self) -> list[Entry]:
        """The organisation's dates that stand in at least one of the calendars made so far."""
        ours = self.groups.settings.events
        events = {key: event for key, event in ours.items() if key in self._missing}
        if self.wish.audience == "group" or not events or not self.first:
            return []
        path = self.first.path.parent / settings.FILE
        changed = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC)
        zone = self.first.plan.schedule.time_zone
        try:
            return calendars.shared(events, self.organisation, changed, zone)
        except InvalidPlanError:
            # Told already of the plan itself.
            return []

    def owner(self, stored: Stored) -> str:
        """What the UIDs of a plan begin with."""
        return calendars.owner(stored.plan)

    @property
    def organisation(self) -> str:
        """What the UIDs of the organisation's dates begin with."""
        return calendars.organisation(self.groups.settings.organisation.name)

    def _refuse_copy(self, stored: Stored) -> None:
        """Two plans of one id would write over each other in every calendar."""
        owner = calendars.owner(stored.plan)
        other = self._seen.setdefault(owner, stored.path)
        if other != stored.path:
            raise InvalidPlanError(
                _("{path} has the same id as {other}.").format(path=stored.path, other=other),
                [],
                _("Is it a copy? Then change a few characters of its “id”."),
            )

    def _preparations(self, stored: Stored, earlier: Sequence[Plan]) -> list[Preparation]:
        way = stored.way
        found = {item.id: self._preparation(stored, item) for item in due.every(way, self._rules)}
        for plan in earlier:
            for item in due.every(Timeline(plan, stored.settings.events), self._rules):
                if item.id not in found:
                    found[item.id] = calendars.Preparation(
                        id=item.id, day=item.due, date=item.date, gone=True
                    )
        return list(found.values())

    def _preparation(self, stored: Stored, item: due.Due) -> Preparation:
        from igangsetter.calendar import plain  # noqa: PLC0415 - with the Markdown reader
        from igangsetter.cli import remind  # noqa: PLC0415 - as above

        plan = stored.plan
        # How to get in stands in no calendar, not even by way of a template of her own.
        opens = item.opens
        told = Item(stored.without_access, item)
        document = remind.document_of(told, opens, self._code, self._place)
        speaker = languages.of(self._code or plan.group.language)
        command = f"igangsetter remind --done {item.id} -g {stored.slug}"
        # In a plan that was made late, what should have been done is told of on its first day.
        day = max(opens, plan.made) if plan.made <= item.until else opens
        return calendars.Preparation(
            id=item.id,
            day=day,
            date=item.date,
            title=document.title,
            text="\n\n".join(
                [
                    plain.text(document.blocks[1:]),
                    speaker.gettext("Done? Write: {command}").format(command=command),
                ]
            ),
            done=item.id in plan.done,
        )
