"""`check`: looks a plan over and gives advice, each with a reason and its sources."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Annotated, Any

import typer

from igangsetter import findings as file_words
from igangsetter import resources
from igangsetter.cli import advice_words, changing, options, output
from igangsetter.delivery import account as accounts
from igangsetter.errors import ConfigurationError, Finding, IgangsetterError
from igangsetter.handouts import logo
from igangsetter.language import _, current
from igangsetter.plan import advice, models
from igangsetter.plan.lines import Lines
from igangsetter.store import folder as plans
from igangsetter.store import own_templates, settings
from igangsetter.store.groups import Groups

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from igangsetter.plan.models import Model
    from igangsetter.store.folder import Stored

EXAMPLES = ("igangsetter check", "igangsetter check --list")
CONFLICT = re.compile(r"conflict|konflikt|\(\d+\)$|-(?:desktop|laptop|pc)-?\w*$", re.IGNORECASE)


def run(
    explain: Annotated[bool, typer.Option("--list", help=_("Explain every check."))] = False,
    group: options.Group = None,
    folder: options.Folder = None,
    today: options.Today = None,
    as_json: options.Json = False,
    plain: options.Plain = False,
) -> None:
    """Check one plan or all; leaves with 1 for a warning or an error."""
    output.be_plain(plain)
    if explain:
        _explain()
        return
    day, place = options.today(today), options.located(folder)
    groups = _groups(group, place)
    faults: list[IgangsetterError] = []
    try:
        ours = settings.read(place)
        options.warn(ours.findings)
        if ours.organisation.logo:
            logo.read(logo.place(ours.organisation, place), ours.organisation.name)
    except ConfigurationError as error:
        faults.append(error)
    try:
        accounts.read(place, options.warn)
    except ConfigurationError as error:
        faults.append(error)
    looked = _Look(groups, day, place)
    old = [] if group else _old_templates(place)
    if as_json:
        told = (_as_data(one, finding) for one, found in looked.each() for finding in found)
        output.out_json_list(chain(told, (_as_data(None, finding) for finding in old)))
    else:
        for one, found in looked.each():
            _print(one, found)
        for finding in old:
            output.out(_sentence(finding))
    output.leave_with([*groups.faults, *faults])
    if looked.is_more_than_a_note:
        raise typer.Exit(1)


def _groups(group: str | None, place: Path) -> Groups:
    if group is not None:
        return Groups.of(plans.load(plans.find(place, group)))
    found = Groups(plans.paths(place), watch=options.watch)
    if not found.paths:
        raise plans.none_yet(place)
    return found


class _Look:
    """Looks over all plans, and holds none: first at what two may share, then at each."""

    def __init__(self, groups: Groups, day: dt.date, place: Path) -> None:
        self._groups, self._day, self._place = groups, day, place
        self._ids: Counter[str] = Counter()
        self._hours: Counter[advice.Hour] = Counter()
        self.is_more_than_a_note = False
        for one in groups if len(groups) > 1 else ():
            self._ids[one.plan.id] += 1
            self._hours.update(advice.hours(one.way))

    def each(self) -> Iterator[tuple[Stored, list[Finding]]]:
        """Every plan with what there is to say of it."""
        for one in self._groups:
            found = self._findings(one)
            self.is_more_than_a_note |= any(finding.level != "info" for finding in found)
            yield one, found

    def _findings(self, one: Stored) -> list[Finding]:
        numbers = resources.help_numbers(one.plan.schedule.country)
        known = advice.Known(
            today=self._day,
            public_holidays=changing.holidays_of(one),
            model=_model(one, self._place),
            hours=self._hours,
            numbers_checked=[entry["checked"] for entry in numbers.values()],
        )
        found = [*one.findings, *advice.findings(one.plan, known)]
        if CONFLICT.search(one.slug) or self._ids[one.plan.id] > 1:
            found.append(Finding(id="conflict-copy", level="warning"))
        return found


def _old_templates(place: Path) -> list[Finding]:
    return [
        Finding(
            id="own-template",
            level="info",
            file=str(place / own_templates.FOLDER / name),
            values={"name": name},
        )
        for name in own_templates.outdated(place)
    ]


def _model(one: Stored, place: Path) -> Model | None:
    try:
        return models.load(one.plan.group.model, place)
    except IgangsetterError:
        return None


def _print(one: Stored, found: Sequence[Finding]) -> None:
    output.out(one.plan.group.name, "heading")
    if not found:
        output.out("  " + _("Everything looks right."))
    for finding in found:
        output.out(_sentence(finding, "  "))


def _sentence(finding: Finding, indent: str = "") -> str:
    signs = {"info": _("Note"), "warning": _("Look at this"), "error": _("Wrong")}
    message, suggestion = _words(finding)
    message = message[:1].upper() + message[1:]
    return output.wrapped(f"{indent}{signs[finding.level]}: {message} {suggestion}", indent + "  ")


def _words(finding: Finding) -> tuple[str, str]:
    if finding.id in advice.CHECKS:
        words = advice_words.said(finding)
        return words.message, words.advice
    return file_words.message_and_advice(finding, current())


def _as_data(one: Stored | None, finding: Finding) -> dict[str, Any]:
    message, suggestion = _words(finding)
    line = finding.line
    if line is None and finding.key and one:
        text = one.content.decode("utf-8-sig")
        line = Lines(text).of(finding.key)
    check = advice.CHECKS.get(finding.id)
    return {
        "group": one.slug if one else None,
        "check": finding.id,
        "level": finding.level,
        "file": str(one.path) if one else finding.file,
        "line": line,
        "key": finding.key or None,
        "message": message,
        "advice": suggestion,
        "sources": list(check.sources) if check else [],
    }


def _explain() -> None:
    for name, words in advice_words.table().items():
        check = advice.CHECKS[name]
        sources = f" [{', '.join(check.sources)}]" if check.sources else ""
        output.out(f"{name} ({check.level}){sources}", "strong")
        output.out(output.wrapped(f"  {words.why}", "  "))
