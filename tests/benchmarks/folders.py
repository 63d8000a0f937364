"""Folders of many plans, as the tool writes them: varied, the same every time, and quick to make.

A few hundred plans are laid by the package; each file is one of these under a name, an id and
people of its own. Nothing is due on TODAY in any of them: what was, is ticked off.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from igangsetter import holidays, language, resources
from igangsetter.plan import changes, leaving, models, plan, schedule
from igangsetter.plan.timeline import Timeline
from igangsetter.reminders import due, rules, ticking
from igangsetter.store import folder as plans
from igangsetter.store import history

if TYPE_CHECKING:
    from pathlib import Path

    from igangsetter.plan.plan import Plan

TODAY = dt.date(2027, 3, 10)
PATTERNS = 240
"""How many plans of each sort are laid anew; the others are these with other names."""

_DAY = dt.timedelta(days=1)
_PAST = dt.date(2018, 1, 8)
_LANGUAGES: tuple[language.Code, ...] = ("nb", "nb", "nn", "en", "nb")
_DAYS = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag", "Lørdag", "Søndag")
_TOWNS = ("Solvik", "Bjørkåsen", "Nordlia", "Sørbygda", "Østmarka", "Fjordby", "Skogheim")
_FIRST_NAMES = ("Kari", "Ola", "Åse", "Per", "Bjørg", "Nils", "Gro")
_LAST_NAMES = ("Nordmann", "Hansen", "Østby", "Lie", "Solberg")
# Words that no plan holds, for what each file has of its own.
_NAME, _PERSON, _MAIL, _TOWN = "Navnløsgruppa", "Ingen Ingensen", "ingen@example.org", "Ingensteds"
_ID = "00000000-0000-4000-8000-000000000000"


class Pattern(NamedTuple):
    """The files of a plan, oldest version first, and the weekday of its first meeting."""

    versions: tuple[str, ...]
    weekday: int


def make_folder(place: Path, count: int, running: float = 1.0) -> None:
    """Fill a folder with `count` plans and their history; `running` is the share still running.

    The others were followed up or ended years ago, and a few ended this month with dates to come.
    """
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    (place / history.FOLDER).mkdir(mode=0o700)
    for number in range(count):
        so_far = int(number * running)
        is_running = int((number + 1) * running) > so_far
        nth = so_far if is_running else number - so_far
        pattern = (_running if is_running else _past)(nth % PATTERNS)
        own = _own(number, pattern)
        path = place / f"{plans.slug(own[_NAME])}.toml"
        versions = [_filled(text, own) for text in pattern.versions]
        _write(path, versions[-1])
        filed = history.place(path)
        filed.mkdir(mode=0o700)
        for nth_version, content in enumerate(versions, start=1):
            _write(filed / f"{nth_version:04}.toml", content)


def _own(number: int, pattern: Pattern) -> dict[str, str]:
    first, last = _FIRST_NAMES[number % 7], _LAST_NAMES[number // 7 % 5]
    town = _TOWNS[number // 3 % 7]
    return {
        _NAME: f"{_DAYS[pattern.weekday]}sgruppa {number + 1} i {town}",
        _PERSON: f"{first} {last}",
        _MAIL: f"initiator{number // 5}@example.org",
        _TOWN: town,
        _ID: str(uuid.uuid5(uuid.NAMESPACE_OID, str(number))),
    }


def _filled(text: str, own: dict[str, str]) -> bytes:
    for token, words in own.items():
        text = text.replace(token, words)
    return text.encode()


def _write(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)


@cache
def _running(number: int) -> Pattern:
    """A group that has a date before it: from eleven weeks before the start to the follow-up."""
    first = TODAY - 150 * _DAY + number * 31 % 230 * _DAY
    while Timeline(found := _laid(number, first)).next(TODAY) is None:
        first += 14 * _DAY
    return _pattern(number, found)


@cache
def _past(number: int) -> Pattern:
    """A group that is over: one in twenty ended ten days ago, before its last date."""
    if number % 20 == 7:
        recent = _laid(number, TODAY - 40 * _DAY)
        return _pattern(number, leaving.end(recent, TODAY - 10 * _DAY).plan)
    found = _laid(number, _PAST + number * 67 % (365 * 7) * _DAY)
    if number % 5 == 1:
        last = max(meeting.date for meeting in found.meetings.values())
        found = replace(found, ended=plan.Ended(date=last + 30 * _DAY))
    return _pattern(number, found)


def _laid(number: int, first: dt.date) -> Plan:
    """A plan as `new-group` lays it; one in six has a meeting moved by a day."""
    names = _model_names()
    model = models.load(names[number % len(names)])
    code = _LANGUAGES[number // len(names) % len(_LANGUAGES)]
    answers = schedule.Answers(
        id=_ID,
        made=min(first - 63 * _DAY, TODAY),
        name=_NAME,
        language=code,
        model=model,
        first=first,
        time=dt.time(17 + number % 3),
        place=plan.Place(kind="digital", url="https://example.org/rom")
        if model.kind == "digital"
        else plan.Place(name=f"Frivilligsentralen i {_TOWN}", address=f"Strandgata 1, {_TOWN}"),
        initiators=[
            plan.Initiator(name=_PERSON, email=_MAIL, public=True),
            plan.Initiator(name="Ola Nordmann"),
        ][: 1 + number % 2]
        if model.facilitated.default
        else (),
        organisation=f"Frivilligsentralen i {_TOWN}",
    )
    years = schedule.years(answers)
    found = schedule.lay(answers, _holidays(years.start, years.stop, code)).plan
    if number % 6 == 5:
        moved = found.meetings["m02"].date + _DAY
        found = changes.move(found, "m02", moved, answers.made, reason="snøstorm").plan
    return found


def _pattern(number: int, laid: Plan) -> Pattern:
    """Its first version, and one with what is due by today ticked off, or all that ever was."""
    ticked = laid
    for item in due.every(Timeline(laid), our_rules()):
        if item.opens <= TODAY and (item.until >= TODAY or number % 2):
            ticked = ticking.done(ticked, item.id, item.opens)
    known = [laid, ticked] if ticked.done else [laid]
    weekday = Timeline(laid).first.date.weekday()
    return Pattern(tuple(plans.text(one) for one in known), weekday)


@cache
def _model_names() -> list[str]:
    return models.names()


@cache
def _holidays(start: int, stop: int, code: language.Code) -> dict[dt.date, str]:
    return holidays.public_holidays("NO", range(start, stop), code)


@cache
def our_rules() -> list[rules.Rule]:
    """The reminder rules of the package."""
    path = resources.packaged() / "reminders" / "rules.toml"
    return rules.read(path.read_text(encoding="utf-8"))
