"""Which sheets there are, for whom, in which pack, and where each template comes from."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from igangsetter import resources, texts
from igangsetter.errors import IgangsetterError, InvalidPlanError, NotFoundError
from igangsetter.language import LANGUAGES, Code, Language, _
from igangsetter.plan.tables import loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Faults = list[IgangsetterError]

# Packs in the order in which they are needed; the words of front matter's `when`.
PACKS = (
    "start", "invited", "first", "between", "half-alone", "half-alone-again", "handover", "folder",
    "follow-up", "booklet",
)  # fmt: skip
MOST = 1000
ONLY = (
    "digital", "with-initiator", "without-initiator", "one-meeting", "several-meetings", "between",
    "half-alone",
)  # fmt: skip
AUDIENCES = ("group", "participant", "initiator", "partner")
FIELDS = (
    "title", "audience", "pages", "times", "recommendation", "size", "beside", "sources", "when",
    "variants",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Use:
    """A sheet's place in a pack: its order, and how many copies (a number or one `each`).

    `only` names the plans that get it: words of ONLY, or the id of a way of starting.
    """

    order: int
    copies: int | Literal["each"]
    only: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One handout in one language. `pages` is the promise, `times` how often it is on a page.

    `recommendation` is False where law or emergency numbers stand: there the group decides nothing.
    """

    id: str
    handout: str
    variant: str
    language: Code
    title: str
    audience: str
    when: Mapping[str, Use] = field(default_factory=dict)
    sources: tuple[str, ...]
    pages: int
    times: int
    recommendation: bool
    size: int | None
    """The letters of a poster, in points."""
    beside: bool
    """Whether two languages stand beside each other on it."""
    languages: tuple[str, ...]
    own: bool

    @property
    def template(self) -> str:
        """The template's name for `templating.render`."""
        return f"handouts/{self.handout}/{self.language}.md.j2"


def sheets(
    speaker: Language, folder: Path | None = None, faults: Faults | None = None
) -> list[Sheet]:
    """Every sheet that exists in that language, in the order of the packs and within them.

    A sheet whose lines at the top cannot be used goes to `faults`; without them it is raised.
    """
    found: list[Sheet] = []
    for name in resources.names("handouts", folder):
        try:
            found += _variants(name, speaker.code, folder)
        except InvalidPlanError as fault:
            if faults is None:
                raise
            faults.append(fault)
    return sorted(found, key=lambda sheet: (_moment(sheet), sheet.id))


def sheet(name: str, speaker: Language, folder: Path | None = None) -> Sheet:
    """The sheet with that id. Raises NotFoundError for an unknown id or a missing language."""
    if found := _find(name, speaker, folder):
        return found
    if name in resources.names("handouts", folder):
        raise NotFoundError(
            _("The handout {name} does not exist in {language}.").format(
                name=name, language=speaker.own_name
            ),
            _("It exists in: {languages}.").format(languages=", ".join(_languages(name, folder))),
        )
    raise _unknown(name, speaker, folder)


def known(names: Iterable[str], speaker: Language, folder: Path | None = None) -> dict[str, Sheet]:
    """Those of the sheets that exist in that language and can be used, by id."""
    found: dict[str, Sheet] = {}
    for name in names:
        with contextlib.suppress(InvalidPlanError):
            if one := _find(name, speaker, folder):
                found[name] = one
    return found


def pack(
    moment: str, speaker: Language, folder: Path | None = None, faults: Faults | None = None
) -> list[Sheet]:
    """The sheets of a pack in print order; `faults` as in `sheets`."""
    inside = [found for found in sheets(speaker, folder, faults) if moment in found.when]
    return sorted(inside, key=lambda found: found.when[moment].order)


def thanked(sources: tuple[str, ...], speaker: Language) -> list[str]:
    """The organisations behind some source tags, each once, in the order of the tags."""
    names = _organisations()
    known = names["names"] | names[speaker.code]
    found = (known.get(tag) or known.get(tag.split("-")[0]) for tag in sources)
    return list(dict.fromkeys(name for name in found if name))


def _find(name: str, speaker: Language, folder: Path | None) -> Sheet | None:
    for handout in resources.names("handouts", folder):
        if name == handout or name.startswith(f"{handout}-"):
            for found in _variants(handout, speaker.code, folder):
                if found.id == name:
                    return found
    return None


def _unknown(name: str, speaker: Language, folder: Path | None) -> NotFoundError:
    import difflib  # noqa: PLC0415 - only for a mistyped id

    ids = [found.id for found in sheets(speaker, folder)]
    close = difflib.get_close_matches(name, ids, n=1, cutoff=0.5)
    return NotFoundError(
        _("There is no handout called “{name}”.").format(name=name),
        _("Did you mean {guess}?").format(guess=close[0])
        if close
        else _("See them all: {command}").format(command="igangsetter handout"),
    )


def _variants(handout: str, code: Code, folder: Path | None) -> list[Sheet]:
    """The sheet and its other lengths or forms, one after the other."""
    path = resources.find(f"handouts/{handout}/{code}.md.j2", folder)
    if path is None:
        return []
    try:
        front = _front_matter(path)
        plain = Sheet(
            id=handout,
            handout=handout,
            variant="",
            language=code,
            title=_title(front["title"]),
            audience=_one_of(AUDIENCES, front["audience"]),
            when=_uses(front, ""),
            sources=tuple(_title(tag) for tag in front.get("sources", ())),
            pages=_number(front.get("pages", 1), 1),
            times=_number(front.get("times", 1), 1),
            recommendation=bool(front.get("recommendation", True)),
            size=_number(front["size"], 6) if "size" in front else None,
            beside=bool(front.get("beside", False)),
            languages=_languages(handout, folder),
            own=folder is not None and path.is_relative_to(folder),
        )
        others = [
            replace(
                plain,
                id=f"{handout}-{_variant(name)}",
                variant=name,
                title=_title(other.get("title", plain.title)),
                pages=_number(other.get("pages", plain.pages), 1),
                times=_number(other.get("times", plain.times), 1),
                when=_uses(front, name),
            )
            for name, other in front.get("variants", {}).items()
        ]
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise InvalidPlanError(
            _("The lines between +++ in {path} cannot be used: {why}").format(path=path, why=error),
            [],
            _("They may hold: {names}.").format(names=", ".join(FIELDS)),
        ) from error
    return [plain, *others]


def _uses(front: Mapping[str, Any], variant: str) -> dict[str, Use]:
    found = {}
    for moment, uses in front.get("when", {}).items():
        for use in uses if isinstance(uses, list) else [uses]:
            if use.get("variant", "") == variant:
                only = use.get("only", [])
                found[moment] = Use(
                    order=_number(use["order"], 0),
                    copies="each" if use["copies"] == "each" else _number(use["copies"], 1),
                    only=tuple(_title(one) for one in ([only] if isinstance(only, str) else only)),
                )
    return found


def _title(found: object) -> str:
    if not isinstance(found, str) or not found.strip() or not found.isprintable():
        raise ValueError(repr(found))
    return found


def _number(found: object, low: int) -> int:
    if type(found) is not int or not low <= found <= MOST:
        raise ValueError(f"{found!r} ({low}–{MOST})")
    return found


def _one_of(choices: tuple[str, ...], found: object) -> str:
    if found not in choices:
        raise ValueError(f"{found!r} ({', '.join(choices)})")
    return str(found)


def _variant(name: str) -> str:
    if not name.replace("-", "").isalnum():
        raise ValueError(repr(name))
    return name


@cache
def _front_matter(path: Path) -> dict[str, Any]:
    # Read without Jinja: the catalogue needs no template engine.
    _before, _plus, rest = texts.text(path).partition("+++\n")
    return loads(rest.partition("\n+++\n")[0]) if not _before else {}


def _languages(handout: str, folder: Path | None) -> tuple[str, ...]:
    return tuple(
        code for code in LANGUAGES if resources.find(f"handouts/{handout}/{code}.md.j2", folder)
    )


def _moment(found: Sheet) -> tuple[int, int]:
    used = [
        (PACKS.index(moment), use.order) for moment, use in found.when.items() if moment in PACKS
    ]
    return min(used, default=(len(PACKS), 0))


@cache
def _organisations() -> dict[str, dict[str, str]]:
    return loads((resources.packaged() / "sources.toml").read_text(encoding="utf-8"))
