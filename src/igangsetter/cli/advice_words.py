"""The words of the checks: what is odd, what to do, and why it is looked at."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from igangsetter.cli.phrases import quiet_words
from igangsetter.language import _, current

if TYPE_CHECKING:
    from igangsetter.errors import Finding


class Words(NamedTuple):
    """What a finding says, what to do about it, and why the check looks."""

    message: str
    advice: str
    why: str


def said(finding: Finding) -> Words:
    """The words of one finding."""
    words = table()[finding.id]
    values = {key: _spoken(key, value) for key, value in finding.values.items()}
    return Words(words.message.format(**values), words.advice.format(**values), words.why)


def _spoken(key: str, value: object) -> object:
    if isinstance(value, dt.date):
        return current().day_of_month(value) if key != "date" else current().date(value)
    return quiet_words()[str(value)] if key == "quiet" else value


def table() -> dict[str, Words]:
    """The words of every check by its name."""
    keep = _("A fixed last date, known from the first day, helps the group to its own feet.")
    privacy = _("That somebody goes to such a group is health information.")
    return {
        "handover-not-last": Words(
            _("You are last at meeting {number}, {date}; the plan says {handover}."),
            _("Say which is your last: igangsetter handover N."),
            keep,
        ),
        "handover-cancelled": Words(
            _("Your last meeting, {date}, is cancelled."),
            _("Say which is your last: igangsetter handover N."),
            keep,
        ),
        "many-facilitated": Words(
            _("You are at {count} meetings."),
            _("At most {most} is advised; come back later rather than stay longer."),
            _("The longer the initiator stays, the harder it is to let go."),
        ),
        "half-alone-elsewhere": Words(
            _("The meetings that are half alone do not end at your last meeting."),
            _("Set them again: igangsetter handover N --half-alone 2."),
            _("Being alone for half the time is a way to your last meeting."),
        ),
        "follow-up-window": Words(
            _("The follow-up, {date}, is not between {first} and {last}."),
            _("Agree on a day with the group: igangsetter follow-up DATE."),
            _("Some weeks on its own give the group something to tell, and time to mend it."),
        ),
        "follow-up-soon": Words(
            _("The follow-up, {date}, comes when the group has hardly met alone."),
            _("Give it some weeks: igangsetter follow-up DATE."),
            _("Some weeks on its own give the group something to tell, and time to mend it."),
        ),
        "date-order": Words(
            _("The follow-up, {date}, is not after your last meeting, {handover}."),
            _("Choose another day: igangsetter follow-up DATE."),
            _("You come back after you have left."),
        ),
        "follow-up-not-agreed": Words(
            _("The follow-up, {date}, is not agreed yet."),
            _("Ask the group, and write: igangsetter follow-up --agreed."),
            _("What is not agreed is easily forgotten."),
        ),
        "participants": Words(
            _("You are {count}; {least} to {most} is advised."),
            _("Talk about it in the group."),
            _("Few are fragile when somebody is away; many leave little time for each."),
        ),
        "minimum-age": Words(
            _("The youngest may be {age}."),
            _("A group for those under 18 is another kind of group, led by an adult."),
            _("Self-organised groups are for adults."),
        ),
        "on-her-own": Words(
            _("You are one initiator, and no reflection partner is named."),
            _("Find someone you can think aloud with; no names, and nothing recognisable."),
            _("Whoever sets a group going needs time to reflect on her own part."),
        ),
        "quiet-week": Words(
            _("{date} is {quiet}."),
            _("Ask whether enough can come."),
            _("Many are away then."),
        ),
        "on-holiday": Words(
            _("{date} is a public holiday: {name}."),
            _("Ask whether the room is open, or move the meeting."),
            _("Rooms are often closed, and many are away."),
        ),
        "on-closed-day": Words(
            _("{date} is among the days when you cannot meet."),
            _("Move the meeting, or change [closed_days]."),
            _("The plan says both."),
        ),
        "same-day": Words(
            _("There are two meetings on {date}."),
            _("Move or cancel one of them."),
            _("A group meets once a day."),
        ),
        "same-hour": Words(
            _("You are to be at two groups on {date} at the same hour."),
            _("Move one of the meetings."),
            _("Nobody can be in two places."),
        ),
        "long-meeting": Words(
            _("The meetings last {minutes} minutes."),
            _("Two hours with a break is usual."),
            _("Longer is tiring."),
        ),
        "no-break": Words(
            _("There is no break."),
            _("A break in the middle does good."),
            _("In the break people talk two and two, and you have a moment to leave."),
        ),
        "digital-no-break": Words(
            _("Online there is no break."),
            _("Meet for 40–45 minutes, take a good break, and perhaps meet again."),
            _("A screen is tiring."),
        ),
        "private-home": Words(
            _("You meet in somebody’s home."),
            _("A neutral room is best; many lend one for free."),
            _("The family may be there, and the host may feel a duty to tidy and serve."),
        ),
        "door-code": Words(
            _("There seems to be a door code or an alarm code."),
            _("Write where the code is kept, not the code."),
            _("Whoever sees the file could get in."),
        ),
        "no-access-note": Words(
            _("It does not say how you get in."),
            _("Note where the key is, under [place] access: igangsetter edit."),
            _("The first evening is calmer when the door opens."),
        ),
        "neutral-name": Words(
            _("The group’s name seems to tell a problem or a diagnosis."),
            _("A neutral name, such as the day you meet, is best."),
            privacy,
        ),
        "personal-data": Words(
            _(
                "Here seems to stand a phone number, an e-mail address or a national identity "
                "number."
            ),
            _("Take it out; names and numbers of participants belong on paper that is shredded."),
            privacy,
        ),
        "clock-change": Words(
            _("On {date} the clock is changed at that hour."),
            _("Choose another hour."),
            _("The hour comes twice, or not at all."),
        ),
        "unknown-time-zone": Words(
            _("The time zone is not known."),
            _("Write for example Europe/Oslo."),
            _("Calendars need it."),
        ),
        "country-part": Words(
            _("Only the holidays of the whole country are known."),
            _("Name the part too, for example DE-NW or CH-BE."),
            _("Its parts have holidays of their own."),
        ),
        "unknown-country": Words(
            _("The holidays of that country are not known."),
            _("Choose NO, DK, SE, FI, DE or CH."),
            _("Meetings are laid around public holidays."),
        ),
        "old-numbers": Words(
            _("The telephone numbers on the sheet for emergencies were last checked on {date}."),
            _("Look each of them up before you print the sheet."),
            _("A wrong number is worse than none."),
        ),
        "own-template": Words(
            _("{name} of yours was copied from an older one of ours."),
            _("Compare them, and copy it anew if you like: igangsetter templates copy."),
            _("We mend our sheets; your copy stays as it was."),
        ),
        "conflict-copy": Words(
            _("This file looks like a copy of another, such as a synchronising program makes."),
            _("Compare it with the other, keep one, and move the other away."),
            _("Two plans of one group soon differ."),
        ),
        "owner-takes-part": Words(
            _("This plan lies with one of the participants."),
            _("Agree who keeps it, and delete it when the group ends."),
            privacy,
        ),
    }
