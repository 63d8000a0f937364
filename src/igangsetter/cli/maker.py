"""A draft of answers → a plan, for `new-group` and its wizard."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from igangsetter import holidays as calendar
from igangsetter.cli import answers, options
from igangsetter.errors import UsageError
from igangsetter.language import Code, _, current
from igangsetter.language import of as spoken
from igangsetter.plan import models, plan, schedule
from igangsetter.plan.timeline import INFORMATION_MEETING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from igangsetter.cli.asking import Draft
    from igangsetter.store.settings import Settings

INFORMATION_MINUTES = 90


class Maker:
    """Turns a draft of answers into a plan."""

    def __init__(
        self,
        folder: Path,
        today: dt.date,
        settings: Settings,
        *,
        country: str | None,
        holidays: plan.HolidayRule | None,
        theme: str,
        language: str | None,
        meetings: int | None,
    ) -> None:
        self.folder, self.today, self.settings = folder, today, settings
        usual = settings.defaults
        # The norm of the paper is Norwegian, also for who runs the tool in English.
        ours = "nn" if current().code == "nn" else "nb"
        self._language = options.language(language or usual.language or ours)
        self._country = country or usual.country or "NO"
        self._rule: plan.HolidayRule = holidays or usual.holidays or "skip"
        self._theme, self._meetings = " ".join(theme.split()), meetings
        self._id = str(uuid.uuid4())

    def given(self, **option: Any) -> Draft:
        """What the options tell. Raises UsageError, NotFoundError."""
        readers: dict[str, Callable[[Any], Any]] = {
            "name": answers.name,
            "model": lambda name: models.load(name, self.folder),
            "time": answers.time,
            "first": self._first,
            "every": answers.every,
            "place": answers.place,
            "url": answers.link,
            "initiators": answers.initiators,
            "facilitated": lambda count: answers.Facilitated(count, option["half_alone"]),
            "closed": self._closed,
        }
        draft = {key: read(option[key]) for key, read in readers.items() if option[key] is not None}
        if "url" in draft:
            draft["place"] = draft.pop("url")
        return draft | {key: option[key] for key in ("half_alone", "information_meeting")}

    def usual(self) -> Draft:
        """What the settings give where nobody is asked."""
        usual = self.settings.defaults
        draft: Draft = {"time": usual.time, "every": usual.every}
        if usual.model:
            draft["model"] = models.load(usual.model, self.folder)
        if usual.place:
            draft["place"] = answers.place(usual.place)
        if usual.initiators:
            draft["initiators"] = answers.initiators(usual.initiators)
        return {key: value for key, value in draft.items() if value is not None}

    def like(self, old: plan.Plan) -> Draft:
        """What a new start takes over from a group: way, place, hour, rhythm and initiators."""
        draft: Draft = {
            "model": models.load(old.group.model, self.folder),
            "time": old.schedule.time,
            "every": old.schedule.every,
            "place": old.place,
        }
        if old.initiators:
            draft["initiators"] = tuple(old.initiators.values())
        return draft

    def _first(self, text: str) -> tuple[dt.date, dt.time]:
        day, clock = answers.first(text, self.today)
        return day, clock or answers.DEFAULT_TIME

    def _closed(self, texts: list[str]) -> tuple[plan.ClosedDays, ...]:
        return tuple(days for text in texts for days in answers.closed_days(text, self.today))

    def public_holidays(self, year: int) -> dict[dt.date, str]:
        """The public holidays of a year. Raises UsageError for an unknown country."""
        return self._holidays(range(year, year + 1), current().code)

    def lay(self, draft: Draft) -> plan.Plan:
        """The plan of a draft."""
        return self.proposal(draft).plan

    def proposal(self, draft: Draft) -> schedule.Proposal:
        """The plan, and what was avoided in it. Raises UsageError."""
        found = self._answers(draft)
        try:
            return schedule.lay(found, self._holidays(schedule.years(found), self._language))
        except (ValueError, OverflowError) as error:
            raise UsageError(
                _("The calendar ends before the last meeting."), _("Choose an earlier first day.")
            ) from error

    def _answers(self, draft: Draft) -> schedule.Answers:
        model = draft.get("model") or models.load(models.DEFAULT, self.folder)
        draft["model"] = model
        day, clock = draft["first"]
        count, half = draft.get("facilitated") or answers.Facilitated(
            model.facilitated.default, None
        )
        half = draft["half_alone"] if half is None else half
        _check_presence(model, count, half)
        events = {}
        if draft["information_meeting"]:
            minutes = model.information_meeting
            events[INFORMATION_MEETING] = answers.event(
                draft["information_meeting"],
                spoken(self._language).gettext("Information meeting"),
                minutes.default if minutes else INFORMATION_MINUTES,
                self.today,
            )
        return schedule.Answers(
            id=self._id,
            made=self.today,
            name=draft["name"],
            language=self._language,
            model=model,
            first=day,
            time=draft.get("time") or clock,
            every=draft.get("every"),
            place=draft.get("place") or plan.Place(kind=model.kind),
            initiators=() if not model.facilitated.default else draft.get("initiators", ()),
            facilitated=count,
            half_alone=half,
            closed_days=draft.get("closed", ()),
            theme=self._theme,
            organisation=self.settings.organisation.name,
            meetings=self._meetings,
            events=events,
            country=self._country,
            holidays=self._rule,
        )

    def _holidays(self, years: range, language: Code) -> dict[dt.date, str]:
        try:
            return calendar.public_holidays(self._country, years, language)
        except ValueError as error:
            raise UsageError(
                _("The holidays of “{country}” are not known.").format(country=self._country),
                _("Choose: {names}, or a part such as DE-NW.").format(
                    names=", ".join(calendar.COUNTRIES)
                ),
            ) from error


def _check_presence(model: models.Model, count: int, half: int | None) -> None:
    without = model.facilitated.default == 0
    if without and count:
        raise UsageError(
            _("A group without an initiator has no meetings with one."),
            _("Leave out --facilitated, or choose another --model."),
        )
    if not without and not count:
        raise UsageError(
            _("With an initiator there is at least one meeting that she is at."),
            _("For none choose --model {name}.").format(name=plan.WITHOUT_INITIATOR),
        )
    if half and half >= count:
        raise UsageError(
            _("The first meeting is never half alone: of {count} at most {most}.").format(
                count=count, most=max(count - 1, 0)
            ),
            _("Write a smaller number for --half-alone."),
        )
