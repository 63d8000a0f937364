"""`templates list|copy|check`: which templates are used, and one's own in place of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from igangsetter import language as languages
from igangsetter.cli import options, output, remind, tour
from igangsetter.cli.commands import Entry
from igangsetter.delivery.items import Item
from igangsetter.errors import IgangsetterError, InvalidPlanError, NotFoundError
from igangsetter.language import LANGUAGES, _, current
from igangsetter.plan import models
from igangsetter.store import own_templates
from igangsetter.store.folder import Stored

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence
    from pathlib import Path

EXAMPLES = (
    "igangsetter templates list",
    "igangsetter templates copy rammer --language nb",
    "igangsetter templates check",
)


def subcommands() -> dict[str, Entry]:
    """The commands under `templates`; each names a function of this file."""
    return {
        "list": Entry("show_all", "vis", _("Show which templates there are, and which are yours.")),
        "copy": Entry("copy", "kopier", _("Copy templates of ours, so that you can change them.")),
        "check": Entry("check", "sjekk", _("Try your own templates on every plan.")),
    }


def show_all(folder: options.Folder = None, plain: options.Plain = False) -> None:
    """List the templates, each with where it comes from."""
    output.be_plain(plain)
    place = options.located(folder)
    own, outdated = set(own_templates.own(place)), set(own_templates.outdated(place))
    names = sorted({*own_templates.ours(), *own})
    for kind in own_templates.KINDS:
        output.out(_kinds()[kind], "heading")
        for name in (name for name in names if name.startswith(f"{kind}/")):
            remark = _("yours") if name in own else ""
            if name in outdated:
                remark = _("yours; ours has changed since")
            output.out(f"  {name}".ljust(44) + remark if remark else f"  {name}")
    output.out()
    output.out(output.wrapped(_("Yours lie in {path}").format(path=place / own_templates.FOLDER)))


def copy(
    name: Annotated[
        str, typer.Argument(metavar=_("NAME"), help=_("A sheet, a way of starting, or a file."))
    ],
    language: options.Language = None,
    force: Annotated[
        bool, typer.Option("--force", help=_("Replace files that are there already."))
    ] = False,
    folder: options.Folder = None,
    plain: options.Plain = False,
) -> None:
    """Copy what belongs to a name, in every language or in those that are asked for."""
    output.be_plain(plain)
    place = options.located(folder)
    codes = [options.language(code) for code in language or LANGUAGES]
    wished = [one for one in own_templates.ours() if _means(name, one) and _is_in(one, codes)]
    if not wished:
        raise NotFoundError(
            _("There is no template called “{name}”.").format(name=name),
            _("See them all: {command}").format(command="igangsetter templates list"),
        )
    copied = own_templates.copy(place, wished, replace=force)
    for path in copied:
        output.out(str(path))
    words = _("Change it, and try it: {command}")
    if len(copied) > 1:
        words = _("Change those that you use, and try them: {command}")
    output.say(output.wrapped(words.format(command="igangsetter templates check")))


def check(
    folder: options.Folder = None, today: options.Today = None, plain: options.Plain = False
) -> None:
    """Render every own template against every plan; tell each fault once."""
    output.be_plain(plain)
    place, day = options.located(folder), options.today(today)
    own = own_templates.own(place)
    if not own:
        output.out(output.wrapped(_("You have no templates of your own; ours are used.")))
        return
    stored = list(options.groups(folder))
    plans = stored or [Stored(path=place / "tour.toml", plan=tour.demonstration(day), content=b"")]
    faults = {str(fault): fault for name in own for fault in _tried(name, plans, place, day)}
    for fault in faults.values():
        output.tell(fault)
    for name in own_templates.outdated(place):
        words = _("{name} of yours was copied from an older one of ours.")
        output.out(output.wrapped(words.format(name=name)))
    if faults:
        raise typer.Exit(InvalidPlanError.exit_code)
    output.out(
        output.wrapped(
            languages.ngettext(
                "{count} template of yours works with {plans}.",
                "{count} templates of yours work with {plans}.",
                len(own),
            ).format(count=len(own), plans=_counted(len(stored)))
        )
    )


def _counted(plans: int) -> str:
    if not plans:
        return _("the plan of the tour")
    return languages.ngettext("one plan", "{count} plans", plans).format(
        count=current().number(plans)
    )


def _kinds() -> dict[str, str]:
    return {
        "handouts": _("Sheets"),
        "reminders": _("Reminders"),
        "models": _("Ways of starting"),
        "layout": _("How a sheet looks"),
    }


def _means(word: str, name: str) -> bool:
    """Whether `rammer`, `digital`, `layout` or a path means that template."""
    kind, *inner = name.split("/")
    return word in {name, kind, f"{kind}/{inner[0]}", inner[0], inner[0].removesuffix(".toml")}


def _is_in(name: str, codes: Sequence[str]) -> bool:
    stem = name.rsplit("/", 1)[-1].partition(".")[0]
    return stem not in LANGUAGES or stem in codes


def _tried(
    name: str, plans: Sequence[Stored], place: Path, day: dt.date
) -> Iterator[IgangsetterError]:
    """The faults that a template shows when it is used."""
    kind, *inner = name.split("/")
    for stored in plans:
        try:
            if kind == "handouts":
                _try_sheet(inner[0], inner[-1].partition(".")[0], stored, place)
            elif kind == "models":
                models.load(inner[0].removesuffix(".toml"), place)
            elif kind == "reminders":
                _try_reminders(inner[0].partition(".")[0], stored, place, day)
            else:
                _try_layout(inner[0], stored, place)
        except IgangsetterError as fault:
            yield fault
            return


def _try_sheet(handout: str, code: str, stored: Stored, place: Path) -> None:
    from igangsetter.cli import paper  # noqa: PLC0415 - with the Markdown reader
    from igangsetter.handouts import catalogue  # noqa: PLC0415

    speaker = languages.of(options.language(code))
    for sheet in catalogue.sheets(speaker, place):
        if sheet.handout == handout:
            paper.documented(sheet, stored, place, None)


def _try_reminders(stem: str, stored: Stored, place: Path, day: dt.date) -> None:
    from igangsetter.reminders import due  # noqa: PLC0415 - as above

    for item in due.every(stored.way, remind.rules_of(place)):
        # A rule of one's own needs words only in the languages that are used.
        for code in [stored.plan.group.language if stem == "rules" else options.language(stem)]:
            remind.document_of(Item(stored, item), day, code, place)


def _try_layout(name: str, stored: Stored, place: Path) -> None:
    from igangsetter.cli import paper  # noqa: PLC0415 - as above
    from igangsetter.handouts import catalogue, publish  # noqa: PLC0415

    sheets = catalogue.sheets(languages.of(stored.plan.group.language), place)
    documents = [paper.documented(sheet, stored, place, None) for sheet in sheets]
    publish.made(documents, "html" if ".html" in name else "pdf", stored.plan, "x", place)
