"""What `new-group` is told, by option or in the wizard: text → value, or why not."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from igangsetter import typed_dates
from igangsetter.errors import UsageError
from igangsetter.language import _
from igangsetter.plan import plan, toml

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_TIME = dt.time(18)
MOST_INITIATORS = 3
MOST_FACILITATED = 20
ADVISED_FACILITATED = 8
_HOME = re.compile(r"\b(hjemme|heime|privat\w*|at home|home of)\b", re.IGNORECASE)
_AND = re.compile(r"\s+(?:og|and|&)\s+|\s*[,;&]\s*")
_NONE = {"nei", "n", "no", "ingen", "none", "-"}


class Facilitated(NamedTuple):
    """At how many meetings she is; `half_alone` is None where the model decides."""

    meetings: int
    half_alone: int | None


def name(text: str) -> str:
    """The group's name: 1–120 characters, no control characters."""
    found = " ".join(text.split()) if text.isprintable() else text
    if not found.strip():
        raise UsageError(_("The group must have a name."), _("For example: Tuesday Group"))
    if not toml.is_name(found):
        raise UsageError(
            _("The name must have 1 to {count} characters, all on one line.").format(
                count=toml.NAME_LENGTH
            ),
            _("Give the group a shorter name."),
        )
    return found


def first(text: str, today: dt.date) -> tuple[dt.date, dt.time | None]:
    """The first meeting's day, perhaps with its hour."""
    found = typed_dates.moment(text, today)
    if found is None:
        raise UsageError(
            _("I do not understand “{text}”.").format(text=text),
            _("Write for example “12 January at 18” or “2027-01-12 18:00”."),
        )
    return found


def time(text: str) -> dt.time:
    """A clock time."""
    found = typed_dates.clock(text)
    if found is None:
        raise UsageError(
            _("I do not understand the time “{text}”.").format(text=text),
            _("Write for example “18:00”."),
        )
    return found


def every(text: str) -> plan.Rhythm:
    """How often."""
    words = typed_dates.every(text)
    found: plan.Rhythm | None = next((one for one in get_args(plan.Rhythm) if one == words), None)
    if found is None:
        raise UsageError(
            _("I do not understand “{text}”.").format(text=text),
            _(
                "Write for example “every week”, “every third week” or "
                "“first Tuesday of the month”."
            ),
        )
    return found


def place(text: str) -> plan.Place:
    """Where they meet; somebody's home is noted as one."""
    found = " ".join(text.split())
    if re.match(r"https?://", found, re.IGNORECASE):
        return link(found)  # a link never stands where the group's sheets name the place
    return plan.Place(kind="home" if _HOME.search(found) else "room", name=found)


def link(text: str) -> plan.Place:
    """The link of a meeting room online. Raises UsageError for what is no http or https link."""
    found = text.strip()
    if found and not re.fullmatch(r"https?://\S+", found):
        raise UsageError(
            _("“{text}” is no link.").format(text=found),
            _("A link begins with https://"),
        )
    return plan.Place(kind="digital", url=found)


def initiators(texts: Sequence[str]) -> tuple[plan.Initiator, ...]:
    """One to three names, alone or joined by “and”."""
    names = [name.strip() for text in texts for name in _AND.split(text) if name.strip()]
    if len(names) > MOST_INITIATORS or any(not toml.is_name(name) for name in names):
        raise UsageError(
            _("One to three people can set a group going."),
            _("Write their names, for example “Kari Nordmann and Ola Hansen”."),
        )
    return tuple(plan.Initiator(name=name) for name in names)


def facilitated(text: str) -> Facilitated:
    """`4`, or `4 whole` for no half-alone meetings."""
    word, _space, rest = text.strip().casefold().partition(" ")
    count = typed_dates.NUMBER_WORDS.get(word)
    plain = f"{count} {rest}" if count else text.strip().casefold()
    match = re.fullmatch(r"(\d{1,3})\s*(hele|heile|whole)?", plain.strip())
    if match is None or not 1 <= int(match[1]) <= MOST_FACILITATED:
        raise UsageError(
            _("I do not understand “{text}”.").format(text=text),
            _("Write a number from 1 to {count}.").format(count=MOST_FACILITATED),
        )
    return Facilitated(int(match[1]), 0 if match[2] else None)


def closed_days(text: str, today: dt.date) -> tuple[plan.ClosedDays, ...]:
    """Days and weeks without meetings, split at commas; each may bring its name along."""
    if text.strip().casefold() in _NONE:
        return ()
    return tuple(_closed(part.strip(), today) for part in text.split(",") if part.strip())


def event(text: str, title: str, minutes: int, today: dt.date) -> plan.Event:
    """A dated thing that is no group meeting."""
    day, clock = first(text, today)
    return plan.Event(title=title, date=day, time=clock or dt.time(19), minutes=minutes)


def event_title(text: str) -> str:
    """What a date is called."""
    found = " ".join(text.split())
    if not toml.is_name(found):
        raise UsageError(
            _("The name must have 1 to {count} characters, all on one line.").format(
                count=toml.NAME_LENGTH
            ),
            _("Write a shorter one."),
        )
    return found


def is_yes(text: str) -> bool | None:
    """Yes or no in three languages; None for anything else."""
    word = text.strip().casefold()
    if word in {"j", "ja", "jo", "y", "yes"}:
        return True
    return False if word in {"n", "nei", "no"} else None


def _closed(text: str, today: dt.date) -> plan.ClosedDays:
    """`vinterferie 22.–26. februar`, `22.–26. februar vinterferie`, `uke 8`."""
    named_first = re.fullmatch(r"(\D+?)\s+(\d.*|(?:uke|veke|week)\s.*)", text)
    named_last = re.fullmatch(r"(.*\d\S*(?:\s+[a-zæøå]+)?)\s+(\D+)", text)
    for days, why in (
        (text, ""),
        (named_first[2], named_first[1]) if named_first else ("", ""),
        (named_last[1], named_last[2]) if named_last else ("", ""),
    ):
        found = typed_dates.span(days, today) if days else None
        if found:
            return plan.ClosedDays(first=found[0], last=found[1], why=why)
    raise UsageError(
        _("I do not understand “{text}”.").format(text=text),
        _("Write for example “22–26 February”, “week 8” or “2027-02-22..2027-02-26”."),
    )
