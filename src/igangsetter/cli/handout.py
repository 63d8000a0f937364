"""`handout`: the catalogue; sheets on the screen; sheets as files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from igangsetter import language as languages
from igangsetter.cli import options, output, paper, suggestions
from igangsetter.errors import IgangsetterError, NotFoundError, UsageError
from igangsetter.handouts import catalogue, packs, publish
from igangsetter.language import _
from igangsetter.store import folder as plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from igangsetter.handouts.catalogue import Sheet
    from igangsetter.language import Language
    from igangsetter.plan.timeline import Row
    from igangsetter.store.folder import Stored

NARROW = 36
EXAMPLES = (
    "igangsetter handout",
    "igangsetter handout rammer",
    "igangsetter handout rammer prinsipper --format pdf --output .",
    "igangsetter handout --for-meeting 1 --one-file --format pdf",
)


def run(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[SHEET …]"),
            help=_("Which sheets. Without: the catalogue."),
            autocompletion=suggestions.sheets,
        ),
    ] = None,
    moment: Annotated[
        str | None,
        typer.Option(
            "--for-meeting",
            metavar="N|" + "|".join(packs.MOMENTS),
            help=_("The sheets that this meeting or moment needs."),
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help=_("Every sheet that there is."))] = False,
    extension: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(publish.FORMATS), help=_("Make files.")),
    ] = None,
    target: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar=_("FOLDER"), help=_("Where to; - is stdout.")),
    ] = None,
    one_file: Annotated[
        bool, typer.Option("--one-file", help=_("All sheets in one file."))
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help=_("Replace files that are there already."))
    ] = False,
    language: options.Language = None,
    large: options.LargePrint = False,
    group: options.Group = None,
    folder: options.Folder = None,
    show_it: options.Open = False,
    as_json: options.Json = False,
    plain: options.Plain = False,
) -> None:
    """Show the catalogue, or the sheets that were asked for."""
    output.be_plain(plain)
    place = options.located(folder)
    kind = paper.checked_format(extension) if extension else None
    wished = [options.language(code) for code in language or []]
    if every and (ids or moment):
        raise UsageError(
            _("--all is every sheet already."), _("Leave out what else you asked for.")
        )
    if not (ids or moment or every):
        speaker = languages.of(wished[0] if wished else languages.current().code)
        odd: list[IgangsetterError] = []
        _catalogue(catalogue.sheets(speaker, place, odd), speaker, as_json=as_json)
        output.leave_with(odd)
        return
    stored = options.stored(folder, group)
    speakers = [languages.of(code) for code in wished or [stored.plan.group.language]]
    found, faults = _sheets(ids or [], moment, every, stored, speakers, place)
    if found:
        if kind is None and (target or one_file or show_it or large):
            kind = "pdf"
        if kind is None:
            _screen(found, stored, place, _meeting(moment, stored))
        else:
            jobs = _jobs(found, moment, stored, one=one_file, large=large)
            faults += _files(jobs, stored, kind, target, force, show_it, place)
    output.leave_with(faults)


def _sheets(
    ids: Sequence[str],
    moment: str | None,
    every: bool,
    stored: Stored,
    speakers: Sequence[Language],
    place: Path,
) -> tuple[list[tuple[Sheet, ...]], list[IgangsetterError]]:
    """Each sheet in its languages, in the order of the wish.

    What does not exist is told, and the rest is made.
    """
    found: list[Sheet] = []
    faults: list[IgangsetterError] = []
    for speaker in speakers:
        if every:
            found += catalogue.sheets(speaker, place, faults)
        if moment:
            found += [c.sheet for c in packs.pack(moment, stored.way, [speaker], place, faults)]
        for name in ids:
            try:
                found.append(catalogue.sheet(plans.slug(name), speaker, place))
            except NotFoundError as fault:
                faults.append(fault)
    versions: dict[str, dict[str, Sheet]] = {}
    for sheet in found:
        versions.setdefault(sheet.id, {})[sheet.language] = sheet
    return [tuple(one.values()) for one in versions.values()], faults


def _meeting(moment: str | None, stored: Stored) -> Row | None:
    """The meeting that the sheets are for, if the moment is one."""
    return stored.way.find(moment) if moment else None


def _jobs(
    found: Sequence[tuple[Sheet, ...]],
    moment: str | None,
    stored: Stored,
    *,
    one: bool,
    large: bool,
) -> list[paper.Job]:
    """A file for each sheet, or one file for all with a page before them."""
    meeting = _meeting(moment, stored)
    if not one:
        return [
            paper.Job(
                name=sheets[0].id,
                title=sheets[0].title,
                sheets=[sheets],
                meeting=meeting,
                large=large,
            )
            for sheets in found
        ]
    return [
        paper.Job(
            name=f"ark-{moment}" if moment else "ark",
            title=stored.plan.group.name,
            sheets=found,
            meeting=meeting,
            large=large,
            cover=len(found) > 1,
        )
    ]


def _screen(
    found: Sequence[tuple[Sheet, ...]], stored: Stored, place: Path, meeting: Row | None
) -> None:
    from igangsetter.handouts.terminal import screen  # noqa: PLC0415 - with the Markdown reader

    documents = [
        paper.documented(sheet, stored, place, meeting) for sheets in found for sheet in sheets
    ]
    drawn = not output.is_in_lines()
    shown = screen(documents, output.width(), output.dress, drawn=drawn)
    output.out_dressed(shown.rstrip("\n"))
    command = f"igangsetter print {found[0][0].id}"
    output.next_step("\n" + _("On paper: {command}").format(command=command))


def _files(
    jobs: Sequence[paper.Job],
    stored: Stored,
    kind: str,
    target: str | None,
    force: bool,
    show_it: bool,
    place: Path,
) -> Sequence[IgangsetterError]:
    """Make the files; what could not be made is returned."""
    press = paper.Press(stored, kind, place)
    if target == paper.TO_STDOUT:
        if len(jobs) > 1:
            raise UsageError(
                _("Only one file can go to stdout."), _("Add {option}.").format(option="--one-file")
            )
        output.out_bytes(press.content(jobs[0]))
        return press.faults
    where = Path(target).expanduser().absolute() if target else stored.paper
    paths = press.write(jobs, where, force=force)
    for path in paths:
        output.out(str(path))
    if show_it and paths:
        paper.open_file(paths[0])
    elif paths:
        output.next_step(_("Add {option} to see it at once.").format(option="--open"))
    return press.faults


def _catalogue(found: Sequence[Sheet], speaker: Language, *, as_json: bool) -> None:
    if as_json:
        output.out_json([_as_data(sheet) for sheet in found])
        return
    wide = max((len(sheet.id) for sheet in found), default=0)
    shown: set[str] = set()
    for moment in (*catalogue.PACKS, ""):
        here = [s for s in found if s.id not in shown and (moment in s.when or not moment)]
        if not here:
            continue
        if shown:
            output.out()
        output.out(_moments(speaker)[moment], "heading")
        for sheet in sorted(here, key=lambda s: s.when[moment].order if moment else 0):
            shown.add(sheet.id)
            words = f"{sheet.title} – {_audiences(speaker)[sheet.audience]}"
            if output.is_in_lines():
                output.out(output.wrapped(f"{sheet.id}: {words}", "  "))
            elif output.width() < wide + NARROW:
                output.out(f"  {sheet.id}")
                output.out(output.wrapped(f"    {words}", "    "))
            else:
                start = f"  {sheet.id.ljust(wide)}  "
                output.out(output.wrapped(start + words, " " * len(start)))
    output.out()
    output.out(output.wrapped(_("One sheet on the screen: {command}").format(
        command="igangsetter handout rammer")))  # fmt: skip
    output.out(output.wrapped(_("On paper: {command}").format(command="igangsetter print 1")))


def _as_data(sheet: Sheet) -> dict[str, Any]:
    return {
        "id": sheet.id,
        "title": sheet.title,
        "audience": sheet.audience,
        "when": list(sheet.when),
        "languages": sheet.languages,
        "sources": sheet.sources,
        "from": "folder" if sheet.own else "package",
    }


def _moments(speaker: Language) -> dict[str, str]:
    _ = speaker.gettext
    return {
        "start": _("Before the start"),
        "invited": _("To those who are invited"),
        "first": _("The first meeting"),
        "between": _("The meetings between"),
        "half-alone": _("The first time the group is alone for half the meeting"),
        "half-alone-again": _("The next times the group is alone for half the meeting"),
        "handover": _("Your last meeting"),
        "folder": _("The group’s folder"),
        "follow-up": _("The follow-up"),
        "booklet": _("The initiator’s booklet"),
        "": _("Whenever it is needed"),
    }


def _audiences(speaker: Language) -> dict[str, str]:
    _ = speaker.gettext
    return {
        "group": _("for the group"),
        "participant": _("for each participant"),
        "initiator": _("for the initiator"),
        "partner": _("for the partner"),
    }
