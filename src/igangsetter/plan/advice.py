"""Named checks of a plan, each with its level and its sources; the words are `cli.advice_words`'s.

Pure: holidays, today, the model's limits and the other groups come in. A finding's `values` hold
numbers, dates and names of fields, never what a person wrote in a note.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from igangsetter import holidays as calendar
from igangsetter.errors import Finding, Level
from igangsetter.plan import plan as plans
from igangsetter.plan.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from igangsetter.plan.models import Model
    from igangsetter.plan.plan import Plan

ADVISED_NEW = 8
TWO_HOURS, ONE_SESSION = 120, 45
ALONE_BEFORE, THREE_WEEKS = 2, dt.timedelta(weeks=3)
A_YEAR = dt.timedelta(days=365)
_CODE = re.compile(
    r"(?:kode|alarm|pin|code)\D{0,20}\d{4,}|\d{4,}\D{0,20}(?:kode|alarm|pin|code)", re.IGNORECASE
)
_PERSONAL = re.compile(
    r"[\w.+-]+@[\w-]+\.\w+|(?<!\d)(?:\+47 ?)?(?:\d ?){7}\d(?!\d)|\b\d{6} ?\d{5}\b"
)
_PROBLEM = re.compile(
    r"angst|depre|sorg|rus(?!s)|alkohol|spise|bipolar|adhd|kreft|overgrep|vold|selvmord|sjølvmord|"
    r"anxiety|grief|cancer|abuse|addict|suicid|traum",
    re.IGNORECASE,
)


class Hour(NamedTuple):
    """An initiator at a meeting: a name in small letters, and when it begins."""

    name: str
    date: dt.date
    start: dt.time


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the checks need to know besides the plan."""

    today: dt.date
    public_holidays: Mapping[dt.date, str] = field(default_factory=dict)
    model: Model | None = None
    hours: Mapping[Hour, int] = field(default_factory=dict)
    """How many groups, this one too, have that initiator at that hour."""
    numbers_checked: Sequence[dt.date] = ()


def hours(way: Timeline) -> set[Hour]:
    """When each initiator of a group is with it."""
    names = {who.name.casefold() for who in way.plan.initiators.values()}
    return {Hour(name, row.date, row.start) for name in names for row in way.facilitated}


class Check(NamedTuple):
    """A named check: its level, the tags of its sources, and the findings that it makes."""

    level: Level
    sources: tuple[str, ...]
    look: Callable[[Plan, Timeline, Known], Iterator[Finding]]


def findings(plan: Plan, known: Known) -> list[Finding]:
    """Everything that the checks have to say, in their order."""
    way = Timeline(plan)
    return [found for check in CHECKS.values() for found in check.look(plan, way, known)]


def _found(kind: str, key: str = "", **values: object) -> Finding:
    return Finding(id=kind, key=key, level=CHECKS[kind].level, values=values)


def _handover_not_last(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    last = way.handover
    row = way.facilitated[-1] if way.facilitated else None
    if last and not last.cancelled and row and row.id != last.id:
        yield _found(
            "handover-not-last",
            f"meetings.{row.id}",
            number=row.number,
            date=row.date,
            handover=last.date,
        )


def _handover_cancelled(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    if way.handover and way.handover.cancelled:
        yield _found("handover-cancelled", "handover.meeting", date=way.handover.date)


def _many_facilitated(_plan: Plan, way: Timeline, known: Known) -> Iterator[Finding]:
    most = known.model.facilitated.most if known.model else None
    count = len(way.facilitated)
    if count > max(ADVISED_NEW, most or 0):
        yield _found("many-facilitated", count=count, most=max(ADVISED_NEW, most or 0))


def _half_alone_elsewhere(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    last = way.handover
    late = [row for row in way.half_alone if last and row.date > last.date]
    before = [row.initiator for row in way.facilitated if not last or row.date <= last.date]
    if late or before != sorted(before, reverse=True):
        yield _found("half-alone-elsewhere")


def _follow_up_window(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    visit = way.follow_up
    if visit and visit.window and visit.is_outside:
        first, last = visit.window
        yield _found("follow-up-window", "follow_up", date=visit.date, first=first, last=last)


def _follow_up_not_agreed(_plan: Plan, way: Timeline, known: Known) -> Iterator[Finding]:
    visit, last = way.follow_up, way.handover
    if (
        visit
        and last
        and not (visit.agreed or visit.cancelled)
        and last.date < known.today <= visit.date
    ):
        yield _found("follow-up-not-agreed", "follow_up.agreed", date=visit.date)


def _follow_up_soon(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    visit, last = way.follow_up, way.handover
    if not visit or not last or visit.cancelled or visit.date <= last.date:
        return
    if len(way.alone) < ALONE_BEFORE and visit.date - last.date < THREE_WEEKS:
        yield _found("follow-up-soon", "follow_up", date=visit.date, count=len(way.alone))


def _date_order(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    visit, last = way.follow_up, way.handover
    if visit and last and not visit.cancelled and visit.date <= last.date:
        yield _found("date-order", "follow_up", date=visit.date, handover=last.date)


def _participants(plan: Plan, _way: Timeline, known: Known) -> Iterator[Finding]:
    limits = known.model.participants if known.model else None
    count = plan.group.participants
    if limits is None or not count:
        return
    least, most = limits.least or 0, limits.most or count
    if not least <= count <= most:
        yield _found("participants", "group.participants", count=count, least=least, most=most)


def _minimum_age(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    if plan.group.minimum_age < 18:  # noqa: PLR2004
        yield _found("minimum-age", "group.minimum_age", age=plan.group.minimum_age)


def _on_her_own(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    if plan.handover and len(plan.initiators) < 2 and not plan.reflection_partner.name:  # noqa: PLR2004
        yield _found("on-her-own", "reflection_partner.name")


def _quiet_week(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    for row in way.planned:
        quiet = calendar.quiet_day(row.date) or calendar.quiet_week(row.date)
        if quiet:
            yield _found("quiet-week", f"meetings.{row.id}.date", date=row.date, quiet=quiet)


def _on_holiday(_plan: Plan, way: Timeline, known: Known) -> Iterator[Finding]:
    for row in way.planned:
        name = known.public_holidays.get(row.date)
        if name:
            yield _found("on-holiday", f"meetings.{row.id}.date", date=row.date, name=name)


def _on_closed_day(plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    for row in way.planned:
        if any(days.first <= row.date <= days.last for days in plan.closed_days.values()):
            yield _found("on-closed-day", f"meetings.{row.id}.date", date=row.date)


def _same_day(_plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    for first, second in zip(way.planned, way.planned[1:], strict=False):
        if first.date == second.date:
            yield _found("same-day", f"meetings.{second.id}.date", date=second.date)


def _same_hour(_plan: Plan, way: Timeline, known: Known) -> Iterator[Finding]:
    taken = {(hour.date, hour.start) for hour in hours(way) if known.hours.get(hour, 0) > 1}
    for row in way.facilitated:
        if (row.date, row.start) in taken:
            yield _found("same-hour", f"meetings.{row.id}.date", date=row.date)


def _long_meeting(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    minutes = plan.schedule.minutes
    if minutes > TWO_HOURS:
        yield _found("long-meeting", "schedule.minutes", minutes=minutes)


def _no_break(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    digital = plan.place.kind == "digital"
    if plan.schedule.break_minutes == 0 and plan.schedule.minutes > ONE_SESSION:
        yield _found("digital-no-break" if digital else "no-break", "schedule.break_minutes")


def _private_home(plan: Plan, _way: Timeline, known: Known) -> Iterator[Finding]:
    if plan.place.kind == "home" and not (known.model and known.model.home):
        yield _found("private-home", "place.kind")


def _access(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    if _CODE.search(plan.place.access):
        yield _found("door-code", "place.access")
    if plan.place.kind == "room" and plan.place.name and not plan.place.access:
        yield _found("no-access-note", "place.access")


def _neutral_name(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    if _PROBLEM.search(plan.group.name):
        yield _found("neutral-name", "group.name")


def _personal_data(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    texts = {"group.note": plan.group.note, "ended.reason": plan.ended.reason if plan.ended else ""}
    texts |= {f"meetings.{key}.reason": one.reason for key, one in plan.meetings.items()}
    own = {
        part.replace(" ", "")
        for who in plan.initiators.values()
        for part in (who.email, who.phone)
        if part
    }
    for key, text in texts.items():
        hits = {match[0].replace(" ", "") for match in _PERSONAL.finditer(text)}
        if hits - own:
            yield _found("personal-data", key)


def _clock_change(plan: Plan, way: Timeline, _known: Known) -> Iterator[Finding]:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 - only `check` asks

    try:
        zone = ZoneInfo(plan.schedule.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield _found("unknown-time-zone", "schedule.time_zone")
        return
    for row in way.planned:
        moment = dt.datetime.combine(row.date, row.start, tzinfo=zone)
        if moment.utcoffset() != moment.replace(fold=1).utcoffset():
            yield _found("clock-change", f"meetings.{row.id}.time", date=row.date)


def _country_part(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    country = plan.schedule.country
    if country.partition("-")[0] not in calendar.COUNTRIES:
        yield _found("unknown-country", "schedule.country")
    elif country in {"DE", "CH"}:
        yield _found("country-part", "schedule.country")


def _old_numbers(_plan: Plan, _way: Timeline, known: Known) -> Iterator[Finding]:
    oldest = min(known.numbers_checked, default=None)
    if oldest and known.today - oldest > A_YEAR:
        yield _found("old-numbers", date=oldest)


def _owner(plan: Plan, _way: Timeline, _known: Known) -> Iterator[Finding]:
    if plan.group.model == plans.WITHOUT_INITIATOR:
        yield _found("owner-takes-part")


CHECKS: dict[str, Check] = {
    "handover-not-last": Check("warning", ("S0",), _handover_not_last),
    "handover-cancelled": Check("warning", ("S0",), _handover_cancelled),
    "many-facilitated": Check("warning", ("DE-stei", "DE-anl"), _many_facilitated),
    "half-alone-elsewhere": Check("warning", ("S0",), _half_alone_elsewhere),
    "follow-up-window": Check("info", ("S0", "S3"), _follow_up_window),
    "follow-up-soon": Check("info", ("S0", "S3"), _follow_up_soon),
    "date-order": Check("warning", (), _date_order),
    "follow-up-not-agreed": Check("info", ("S0",), _follow_up_not_agreed),
    "participants": Check("warning", ("SN-rammer",), _participants),
    "minimum-age": Check("warning", ("S4", "DK-ran"), _minimum_age),
    "on-her-own": Check("info", ("S0",), _on_her_own),
    "quiet-week": Check("info", (), _quiet_week),
    "on-holiday": Check("info", (), _on_holiday),
    "on-closed-day": Check("warning", (), _on_closed_day),
    "same-day": Check("warning", (), _same_day),
    "same-hour": Check("warning", (), _same_hour),
    "long-meeting": Check("info", ("S4", "DE-seko"), _long_meeting),
    "no-break": Check("info", ("S4",), _no_break),
    "digital-no-break": Check("warning", ("SN-digtips",), lambda *_: iter(())),
    "private-home": Check("info", ("S4",), _private_home),
    "door-code": Check("warning", (), _access),
    "no-access-note": Check("info", ("DK-ska",), lambda *_: iter(())),
    "neutral-name": Check("info", ("GDPR-9",), _neutral_name),
    "personal-data": Check("warning", ("GDPR-9", "FN-slett"), _personal_data),
    "clock-change": Check("warning", (), _clock_change),
    "unknown-time-zone": Check("error", (), lambda *_: iter(())),
    "country-part": Check("info", (), _country_part),
    "unknown-country": Check("warning", (), lambda *_: iter(())),
    "old-numbers": Check("info", (), _old_numbers),
    "own-template": Check("info", (), lambda *_: iter(())),
    "conflict-copy": Check("warning", (), lambda *_: iter(())),
    "owner-takes-part": Check("info", (), _owner),
}
