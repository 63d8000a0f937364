"""The words of calendar entries, in the language of the plan, cleaned of what a file may hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.characters import UNSEEN, one_line
from igangsetter.plan import rounds
from igangsetter.plan.timeline import later

if TYPE_CHECKING:
    from igangsetter.language import Language
    from igangsetter.plan.timeline import Row, Timeline


def lines(text: str) -> str:
    """A text of several lines, without what a file or a screen obeys."""
    return UNSEEN.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n")).strip()


class Words:
    """Says what the entries of one plan say."""

    def __init__(self, way: Timeline, speaker: Language) -> None:
        self._way, self._plan, self._speaker = way, way.plan, speaker

    def neutral(self) -> str:
        """A title that tells nobody what kind of meeting it is."""
        return self._speaker.gettext("Meeting")

    def cancelled(self, what: str) -> str:
        """Not every program shows that an entry is cancelled."""
        return self._speaker.gettext("Cancelled: {what}").format(what=what)

    def event(self, title: str) -> str:
        """What is no group meeting goes by its own name."""
        return one_line(title)

    def preparation(self, title: str, *, done: bool, over: bool) -> str:
        """The title of a reminder; how it ended when it is over."""
        title, name = one_line(title), one_line(self._plan.group.name)
        if name not in title:
            # Among the preparations of several groups it must be seen whose this is.
            title = self._titled(title) if title else name
        if done:
            return self._speaker.gettext("Done: {what}").format(what=title)
        return self.cancelled(title) if over else title

    def meeting(self, row: Row) -> str:
        """`Tirsdagsgruppa: 4. møte – ditt siste møte`."""
        number = self._speaker.gettext("meeting {number}").format(number=row.number)
        return self._titled(" – ".join(filter(None, [number, self._part(row)])))

    def visit(self) -> str:
        """The follow-up on a day of its own."""
        return self._titled(self._follow_up())

    def of_meeting(self, row: Row) -> str:
        """Her part, the rounds, what was moved and why, and the link."""
        _ = self._speaker.gettext
        found = [] if row.cancelled else self._hers(row)
        alone = row.initiator == "away" and self._plan.handover is not None
        if row.rounds and not row.cancelled and not alone:
            spoken = rounds.spoken(self._plan, self._speaker.code)
            names = [one_line(spoken[name].title) for name in row.rounds]
            found.append(_("Rounds, as a suggestion: {names}.").format(names=", ".join(names)))
        found.append(self.moved(row, with_reason=True))
        if row.reason and row.moved_from is None:
            found.append(_("Why: {reason}").format(reason=one_line(row.reason)))
        found.append(self.link())
        return "\n".join(filter(None, found))

    def of_visit(self) -> str:
        """The follow-up in a sentence or two."""
        return "\n".join(filter(None, [*self._visiting(), self._together(), self.link()]))

    def moved(self, row: Row, *, with_reason: bool) -> str:
        """`Flyttet fra tirsdag 2. februar: snøstorm`; empty for a meeting on its first day."""
        if row.moved_from is None:
            return ""
        day = self._speaker.day(row.moved_from)
        if not (row.reason and with_reason):
            return self._speaker.gettext("Moved from {date}.").format(date=day)
        words = self._speaker.gettext("Moved from {date}: {reason}")
        return words.format(date=day, reason=one_line(row.reason))

    def link(self) -> str:
        """Where a digital group meets."""
        url = one_line(self._plan.place.url)
        return self._speaker.gettext("Link: {url}").format(url=url) if url else ""

    def place(self, row: Row | None) -> str:
        """Name and address; how to get in is nobody's business here."""
        place = self._plan.place
        name = row.place if row else place.name
        if place.kind == "digital" and name == place.name:
            return self._speaker.gettext("online")
        address = place.address if name == place.name else ""
        return ", ".join(filter(None, map(one_line, (name, address))))

    def _titled(self, what: str) -> str:
        return f"{one_line(self._plan.group.name)}: {what}"

    def _part(self, row: Row) -> str:
        """What stands out about a meeting, in three words."""
        _ = self._speaker.gettext
        plan = self._plan
        if plan.handover and row.id == plan.handover.meeting:
            return _("your last meeting")
        if row.id == plan.follow_up.meeting:
            return self._follow_up()
        if row.initiator == "half":
            comes = plan.schedule.alone_half == "first"
            if row.break_at is None:
                return _("you come half-way") if comes else _("you leave half-way")
            return _("you come at the break") if comes else _("you leave at the break")
        if row.initiator == "visit":
            return _("you come on a visit")
        return _("the group alone") if row.initiator == "away" and plan.handover else ""

    def _follow_up(self) -> str:
        _ = self._speaker.gettext
        return _("the follow-up") if self._plan.handover else _("looking back together")

    def _hers(self, row: Row) -> list[str]:
        """Who is there, and for how long."""
        _, plan = self._speaker.gettext, self._plan
        if plan.handover is None:
            return []
        if row.initiator == "away":
            return [_("The group meets without you.")]
        if row.initiator == "visit":
            visiting = row.id == plan.follow_up.meeting
            return [*(self._visiting() if visiting else ()), self._together()]
        found = [_("You are there for the whole meeting.")]
        if row.initiator == "half":
            comes = plan.schedule.alone_half == "first"
            turn = row.break_at or later(row.start, row.minutes // 2)
            words = (
                _("The group begins alone. You come at {time}.")
                if comes
                else _("You leave at {time}. After that the group is alone.")
            )
            found = [words.format(time=self._speaker.clock(turn))]
        if row.id == plan.handover.meeting:
            found.append(_("It is your last meeting with the group. Keep to the plan."))
        return [*found, self._together()]

    def _visiting(self) -> list[str]:
        _ = self._speaker.gettext
        if self._plan.handover is None:
            return []
        found = [_("You come back as a guest, for the whole group.")]
        if not self._plan.follow_up.agreed:
            found.append(_("The day is a suggestion, not agreed with the group yet."))
        return found

    def _together(self) -> str:
        names = [one_line(who.name) for who in self._plan.initiators.values()]
        if not names:
            return ""
        words = self._speaker.ngettext("Initiator: {names}", "Initiators: {names}", len(names))
        return words.format(names=self._speaker.listed(names))
