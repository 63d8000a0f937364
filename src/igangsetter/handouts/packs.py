"""Few sheets, in the right number: which pack a meeting needs, and how many copies to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from igangsetter.errors import NotFoundError
from igangsetter.handouts import catalogue
from igangsetter.language import _, pgettext

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from igangsetter.handouts.catalogue import Faults, Sheet
    from igangsetter.language import Language
    from igangsetter.plan.timeline import Row, Timeline

BOUND = ("folder", "booklet")
"""The packs that are kept together and begin with a list of what they hold."""
MOMENTS = ("start", "invited", "handover", "follow-up", "folder", "booklet")


@dataclass(frozen=True, kw_only=True)
class Copies:
    """A sheet of a pack, and how many: a number, or one `each` while the count is not known.

    `sheets` is the sheet in each language that is printed.
    """

    sheets: tuple[Sheet, ...]
    count: int | Literal["each"]

    @property
    def sheet(self) -> Sheet:
        """The sheet in the first language."""
        return self.sheets[0]

    @property
    def times(self) -> int:
        """How often it stands on a page: once, where it stands there in two languages."""
        return self.sheet.times if len(self.sheets) == 1 else 1

    @property
    def length(self) -> int:
        """How many pages it takes, all languages together."""
        if stands_beside(self.sheets):
            return -(-sum(one.pages for one in self.sheets) // self.sheet.times)
        return sum(one.pages for one in self.sheets)

    @property
    def pages(self) -> int | Literal["each"]:
        """How often its page is printed when it stands several times on one."""
        return "each" if self.count == "each" else -(-self.count // self.times)


def stands_beside(sheets: Sequence[Sheet]) -> bool:
    """Whether these are one sheet in two languages that stand beside each other."""
    return len(sheets) == 2 and all(one.beside for one in sheets)  # noqa: PLR2004


def in_languages(
    sheet: Sheet, others: Sequence[Language], folder: Path | None
) -> tuple[Sheet, ...]:
    """The sheet, and itself in those of the other languages in which it exists."""
    there = [one for one in others if one.code in sheet.languages]
    return (sheet, *(catalogue.sheet(sheet.id, one, folder) for one in there))


def pack(
    moment: str,
    way: Timeline,
    speakers: Sequence[Language],
    folder: Path | None,
    faults: Faults | None = None,
) -> list[Copies]:
    """The sheets of a moment (a word of MOMENTS, a meeting's number or its id), in print order.

    Raises NotFoundError.
    """
    moment = meant(moment) or moment
    names = [moment] if moment in MOMENTS else _packs_of(row(moment, way), way)
    found: dict[str, Copies] = {}
    true = _true_of(way)
    for name in names:
        for sheet in catalogue.pack(name, speakers[0], folder, faults):
            if true.issuperset(sheet.when[name].only):
                versions = in_languages(sheet, speakers[1:], folder)
                found.setdefault(sheet.id, _copies(versions, name, way))
    if not found:
        raise NotFoundError(
            _("There is nothing to print for that, and that is fine."),
            _("See all sheets: {command}").format(command="igangsetter handout"),
        )
    return list(found.values())


def spoken() -> dict[str, str]:
    """The moments in the reader's own words, each with its word in MOMENTS."""
    words = (
        pgettext("moment", "start"),
        pgettext("moment", "invited"),
        pgettext("moment", "handover"),
        pgettext("moment", "follow-up"),
        pgettext("moment", "folder"),
        pgettext("moment", "booklet"),
    )
    return dict(zip(words, MOMENTS, strict=True))


def meant(word: str) -> str | None:
    """The moment that a word means, in English or the reader's language."""
    return word if word in MOMENTS else spoken().get(word.casefold())


def row(name: str, way: Timeline) -> Row:
    """The meeting with that number or id. Raises NotFoundError."""
    if found := way.find(name):
        return found
    raise NotFoundError(
        _("There is no meeting “{name}”.").format(name=name),
        _("Write a number from 1 to {count}, or: {moments}.").format(
            count=len(way.rows), moments=", ".join(spoken())
        ),
    )


def _packs_of(meeting: Row, way: Timeline) -> list[str]:
    """The packs of a meeting: one that is both the first and the last needs two."""
    last, visit = way.handover, way.follow_up
    if visit and visit.row and visit.row.id == meeting.id:
        return ["follow-up"]
    found = ["first"] if way.planned and meeting.id == way.planned[0].id else []
    if last and meeting.id == last.id:
        return [*found, "handover"]
    if found or meeting.initiator == "away":
        return found
    if meeting.initiator == "half":
        return ["half-alone"] if meeting.id == way.half_alone[0].id else ["half-alone-again"]
    return ["between"]


def _true_of(way: Timeline) -> set[str]:
    """The words of ONLY that hold for a plan, and its way of starting."""
    plan, attended = way.plan, len(way.facilitated)
    packs = [_packs_of(row, way) for row in way.planned]
    words = {
        "digital": plan.place.kind == "digital",
        "with-initiator": plan.handover is not None,
        "without-initiator": plan.handover is None,
        "one-meeting": attended == 1,
        "several-meetings": attended != 1,
        "between": ["between"] in packs,
        "half-alone": ["half-alone"] in packs,
    }
    return {word for word, holds in words.items() if holds} | ({plan.group.model} - words.keys())


def _copies(sheets: tuple[Sheet, ...], moment: str, way: Timeline) -> Copies:
    count = sheets[0].when[moment].copies
    known = way.plan.group.participants
    return Copies(sheets=sheets, count=known if count == "each" and known else count)
