"""The eight questions of `new-group`, in the words of first-hour.md."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from igangsetter.cli import answers, asking, day_questions, output
from igangsetter.cli.asking import Context, Draft, Question
from igangsetter.errors import UsageError
from igangsetter.language import _, current
from igangsetter.plan import models

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


FIRST_LIST = 4


def _name(_draft: Draft, _context: Context) -> Question:
    return Question(
        key="name",
        words=_("What shall the group be called?"),
        lines=(
            _(
                "Choose a neutral name, for example the day you meet. The name stands on every "
                "sheet."
            ),
        ),
        help=_(
            "Leave problem and diagnosis out of the name. Sheets with the names of participants "
            "should not reveal why they come."
        ),
        when_empty=_("The group must have a name. For example: Tuesday Group"),
        read=answers.name,
    )


def _model(_draft: Draft, context: Context) -> Question:
    code = current().code
    all_models = [models.load(name, context.folder) for name in models.names(context.folder)]
    numbered = _numbered(all_models)
    lines = [f"{number} {model.way[code]}" for number, model in numbered]
    first_lines, other_lines = lines[:FIRST_LIST], lines[FIRST_LIST:]
    if other_lines:
        first_lines.append(_("{number} Show more ways").format(number=FIRST_LIST + 1))

    def read(text: str) -> models.Model:
        wanted = text.strip().casefold()
        if other_lines and wanted == str(FIRST_LIST + 1):
            raise UsageError("\n".join(other_lines), _("Write the number."))
        for number, model in numbered:
            if wanted in {str(number), model.id, model.organisation.casefold()}:
                return model
        raise UsageError(
            _("I do not understand “{text}”.").format(text=text),
            _("Write a number from the list, or the name of a way."),
        )

    return Question(
        key="model",
        words=_("How shall the group get going?"),
        lines=first_lines,
        help="\n".join(f"{number} {model.lines[code]}" for number, model in numbered),
        default=str(
            next((number for number, model in numbered if model.id == context.usual.model), 1)
        ),
        read=read,
    )


def _numbered(all_models: Sequence[models.Model]) -> list[tuple[int, models.Model]]:
    """The models with the numbers to choose them by; one number between them shows the rest."""
    return [
        (place + 1 if place < FIRST_LIST else place + 2, model)
        for place, model in enumerate(all_models)
    ]


def _place(draft: Draft, context: Context) -> Question:
    digital = draft["model"].kind == "digital"
    usual = "" if digital else context.usual.place

    def read(text: str) -> Any:
        if digital:
            return answers.link(text)
        found = answers.place(text)
        if found.kind == "home":
            output.say(output.wrapped("   " + _(
                "Somebody’s home is not always wise: the family may be there, and the host may "
                "feel a duty to tidy and serve. It is noted, and you decide."), "   "))  # fmt: skip
        return found

    return Question(
        key="place",
        words=_("What is the link to the meeting room?") if digital else _("Where do you meet?"),
        help=_("The link stands only on your own sheets, never on the group’s.")
        if digital
        else _(
            "A neutral room is best. Many lend one for free: volunteer centre, library, "
            "municipality, church, school. Somebody’s home is not always wise."
        ),
        default=usual,
        default_words=usual or _("not decided yet"),
        read=read,
    )


def _initiators(_draft: Draft, context: Context) -> Question:
    known = current().listed(context.usual.initiators)
    return Question(
        key="initiators",
        words=_("Who sets it going?"),
        lines=(_("Write your name. If you are two, write both: “Kari Nordmann and Ola Hansen”."),),
        help=_(
            "Two is a good support, but one is enough. If you are alone: agree with a reflection "
            "partner, for example someone who has started a group before."
        ),
        default=known,
        default_words=known or _("filled in by hand"),
        read=lambda text: answers.initiators([text]),
    )


def _facilitated(draft: Draft, _context: Context) -> Question:
    model = draft["model"]

    def read(text: str) -> answers.Facilitated:
        found = answers.facilitated(text)
        if found.meetings > answers.ADVISED_FACILITATED and not asking.confirm(
            _(
                "That is many. German contact centres say at most 8 for a new group. "
                "Do you want it?"
            ),
            default=False,
        ):
            raise UsageError(_("All right, not that one."), _("Write another number."))
        return found

    lines = [_("(Write “4 whole” if you want to be there for the whole meeting each time.)")]
    if model.half_alone.default:
        lines.insert(
            0,
            _(
                "At the last two you leave at the break, so that the group can try. Some do it "
                "like that."
            ),
        )
    elif model.facilitated.default == 1:
        lines = []
    return Question(
        key="facilitated",
        words=_("How many meetings are you at?"),
        lines=lines,
        help=_facilitated_help(model),
        default=str(model.facilitated.default),
        read=read,
    )


def _facilitated_help(model: models.Model) -> str:
    decide = _("Decide it now, and you can say the date from the first day.")
    if not model.facilitated.is_ours:
        return f"{model.lines[current().code]} {decide}"
    ours = _(
        "{number} is our suggestion. Elsewhere in Norway the initiator is there one to five times."
    ).format(number=current().number(model.facilitated.default).capitalize())
    if model.organisation:
        none = _("{organisation} gives no number.").format(organisation=model.organisation)
        return f"{none} {ours} {decide}"
    return f"{ours} {decide}"


QUESTIONS: tuple[tuple[str, Callable[[Draft, Context], Question]], ...] = (
    ("name", _name),
    ("model", _model),
    ("first", day_questions.first),
    ("every", day_questions.every),
    ("place", _place),
    ("initiators", _initiators),
    ("facilitated", _facilitated),
    ("closed", day_questions.closed),
)
