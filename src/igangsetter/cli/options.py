"""The options that several commands share, and what they mean."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter.cli import suggestions
from igangsetter.errors import ConfigurationError, UsageError
from igangsetter.language import LANGUAGES, Code, _
from igangsetter.store import folder as plans
from igangsetter.store import settings
from igangsetter.store.folder import Stored
from igangsetter.store.groups import Groups
from igangsetter.value import YEARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from igangsetter.errors import Finding

Folder = Annotated[
    Path | None,
    typer.Option(
        "--folder", metavar=_("FOLDER"), help=_("Where the plans lie."), show_default=False
    ),
]
Group = Annotated[
    str | None,
    typer.Option(
        "--group",
        "-g",
        metavar=_("NAME"),
        help=_("Which group: the beginning of its name is enough. Not needed for a single one."),
        autocompletion=suggestions.groups,
    ),
]
Today = Annotated[
    str | None,
    typer.Option("--today", metavar=_("DATE"), help=_("Answer as on that day.")),
]
Json = Annotated[bool, typer.Option("--json", help=_("Answer in JSON, for other programs."))]
Plain = Annotated[
    bool, typer.Option("--plain", help=_("Line by line, without columns and colours."))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Show what would be written, and write nothing."))
]
Language = Annotated[
    list[str] | None,
    typer.Option(
        "--language",
        metavar="nb|nn|en",
        help=_("Language of the paper, when not the plan’s."),
        autocompletion=suggestions.languages,
    ),
]
LargePrint = Annotated[bool, typer.Option("--large-print", help=_("Large letters, 18 points."))]
Because = Annotated[
    str | None,
    typer.Option(metavar=_("WORDS"), help=_("Why. Do not write whom it is about.")),
]
NoInput = Annotated[bool, typer.Option("--no-input", help=_("Ask nothing."))]
Open = Annotated[bool, typer.Option("--open", help=_("Open the file that was made."))]


def located(folder: Path | None) -> Path:
    """The folder of plans that these options mean."""
    return plans.locate(folder, os.environ)


def stored(folder: Path | None, group: str | None) -> Stored:
    """The plan that these options mean; warnings of its file are told."""
    found = plans.with_hand_edits(plans.load(plans.find(located(folder), group)))
    warn(found.findings)
    return replace(found, settings=_settings(found.path.parent))


def groups(folder: Path | None, group: str | None = None) -> Groups:
    """One group, or all; a plan that cannot be read does not stop the others."""
    if group is not None:
        return Groups.of(stored(folder, group))
    place = located(folder)
    paths = plans.paths(place)
    ours = _settings(place) if paths else settings.NONE
    return Groups(paths, ours, watch=watch, warn=warn)


def watch(paths: Sequence[Path]) -> Iterator[Path]:
    """Show how far it is where there are many plans."""
    from igangsetter.cli import output  # noqa: PLC0415 - with the plans

    return output.progress(paths, _("Reading the plans"))


def _settings(folder: Path) -> settings.Settings:
    """The settings of a folder; a fault in them is told, and does not stop her."""
    try:
        found = settings.read(folder)
    except ConfigurationError as error:
        from igangsetter.cli import output  # noqa: PLC0415 - only for a faulty file

        output.tell(error)
        return settings.NONE
    warn(found.findings)
    return found


def warn(findings: Sequence[Finding]) -> None:
    """Tell what is odd in a file and can be lived with."""
    if findings:
        from igangsetter.cli import output  # noqa: PLC0415 - only for a faulty file

        output.tell_findings(findings)


def today(text: str | None) -> dt.date:
    """The day that `--today` gives, else the clock's, which is read here and nowhere else."""
    now = dt.datetime.now().astimezone().date()
    return now if text is None else date(text, now)


def date(text: str, now: dt.date) -> dt.date:
    """A date as people type it. Raises UsageError."""
    with contextlib.suppress(ValueError):
        if (plain := dt.date.fromisoformat(text)).year in YEARS:
            return plain
    from igangsetter import typed_dates  # noqa: PLC0415 - a plain date needs no patterns

    found = typed_dates.day(text, now)
    if found is None:
        raise UsageError(
            _("I do not understand the date “{text}”.").format(text=text),
            _("Write for example {first} or {second}.").format(
                first="2027-01-12", second=_("“12 January”")
            ),
        )
    return found


def language(wished: str) -> Code:
    """One of our languages. Raises UsageError."""
    for code in LANGUAGES:
        if code == wished:
            return code
    raise UsageError(
        _("“{text}” is no language of ours.").format(text=wished),
        _("Choose nb (bokmål), nn (nynorsk) or en (English)."),
    )
