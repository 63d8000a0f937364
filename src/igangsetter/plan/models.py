"""Starting models: how an organisation, or we, let a group begin. Data with a source each.

A value whose `source` is OUR_DEFAULT is a suggestion of ours and never shown beside an
organisation's name.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from igangsetter import resources, texts
from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.language import LANGUAGES, _
from igangsetter.plan import plan
from igangsetter.plan.tables import loads

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OUR_DEFAULT = "our default"
DEFAULT = "selvhjelp-norge"

_DAY = 24 * 60
_NUMBERS = {
    "facilitated": range(21),
    "half_alone": range(21),
    "follow_up": range(105),
    "minutes": range(1, _DAY + 1),
    "sessions": range(1, 13),
    "session_minutes": range(1, _DAY // 2 + 1),
    "first_minutes": range(1, _DAY + 1),
    "break_minutes": range(_DAY // 2 + 1),
    "participants": range(1001),
    "initiators": range(4),
    "information_meeting": range(1, _DAY + 1),
}
_WORDS = {
    "follow_up_rule": get_args(plan.FollowUpRule),
    "every": get_args(plan.Rhythm),
    "every_alone": ("", *get_args(plan.Rhythm)),
}
Kind = Literal["room", "digital"]
Topic = Literal["mixed", "shared"]
OwnExperience = Literal["personal", "yes", "no overlap"]
_PLAIN = {
    "kind": get_args(Kind),
    "topic": get_args(Topic),
    "own_experience": get_args(OwnExperience),
}


@dataclass(frozen=True, kw_only=True)
class Value:
    """A number or word of a model, the range that its source gives, and the source."""

    default: Any
    source: str
    least: int | None = None
    most: int | None = None
    borrowed_from: str = ""

    @property
    def is_ours(self) -> bool:
        """Whether no source gives this value for this model."""
        return self.source == OUR_DEFAULT


def _ours(default: object) -> Any:
    return field(default_factory=lambda: Value(default=default, source=OUR_DEFAULT))


@dataclass(frozen=True, kw_only=True)
class Model:
    """A way of starting. `title`, `way` and `lines` are by language; lengths are minutes."""

    id: str
    order: int = 100
    organisation: str = ""
    title: Mapping[str, str]
    way: Mapping[str, str]
    """One line for the wizard's list."""
    lines: Mapping[str, str]
    """Two lines that explain it."""
    kind: Kind = "room"
    topic: Topic = "mixed"
    facilitated: Value
    half_alone: Value = _ours(0)
    follow_up_rule: Value
    follow_up: Value
    """Weeks, meetings alone or meetings in all, by the rule; `least` to `most` is the window."""
    every: Value = _ours("week")
    every_alone: Value = _ours("")
    minutes: Value = _ours(120)
    sessions: Value | None = None
    session_minutes: Value | None = None
    first_minutes: Value | None = None
    break_minutes: Value = _ours(15)
    participants: Value | None = None
    initiators: Value = _ours(1)
    own_experience: OwnExperience = "personal"
    """Whether the initiator shares the problem: Angstringen wants it, In-Gang-Setzer does not."""
    home: bool = False
    """Whether the group goes on in the participants' homes as a rule."""
    read_before: bool = False
    """Whether participants read ground rules and principles before the first meeting."""
    information_meeting: Value | None = None
    """Minutes of an information meeting, where the model has one."""

    @property
    def whole_minutes(self) -> int:
        """Minutes of an ordinary meeting; for one in sessions, these and the breaks between."""
        if self.sessions is None or self.session_minutes is None:
            return int(self.minutes.default)
        breaks = (self.sessions.default - 1) * self.break_minutes.default
        return int(self.sessions.default * self.session_minutes.default + breaks)


def names(folder: Path | None = None) -> list[str]:
    """The ids of all models, in the order in which they are offered."""
    found = resources.names("models", folder)
    ids = [name.removesuffix(".toml") for name in found if name.endswith(".toml")]
    usable = [name for name in ids if _path(name, folder)]
    return sorted(usable, key=lambda name: (load(name, folder).order, name))


def load(name: str, folder: Path | None = None) -> Model:
    """The model with that id, the user's own before ours."""
    path = _path(name, folder)
    if path is None:
        raise NotFoundError(
            _("There is no way of starting called “{name}”.").format(name=name),
            _("You can choose: {names}.").format(names=", ".join(names(folder))),
        )
    try:
        return _model(loads(texts.text(path)), name)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InvalidPlanError(
            _("The model {path} cannot be used: {why}.").format(path=path, why=error),
            [],
            _("Mend it, or move it away: ours is used then."),
        ) from error


def _path(name: str, folder: Path | None) -> Path | None:
    if not name.replace("-", "").isalnum():
        return None
    return resources.find(f"models/{name}.toml", folder)


def _model(data: dict[str, Any], name: str) -> Model:
    values: dict[str, Any] = {
        spec.name: Value(**data[spec.name]) if "Value" in str(spec.type) else data[spec.name]
        for spec in fields(Model)
        if spec.name in data
    }
    unknown = data.keys() - values.keys()
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    found = Model(**values)
    _check(found, name)
    return found


def _check(model: Model, name: str) -> None:
    """Raises ValueError for a value that no group can be planned with."""
    _one_of(model, "id", (name,))
    for key, choices in _PLAIN.items():
        _one_of(model, key, choices)
    if type(model.order) is not int:
        raise ValueError(f"order = {model.order!r}")
    for key in ("title", "way", "lines"):
        words = getattr(model, key)
        if not all(words[code] and type(words[code]) is str for code in LANGUAGES):
            raise ValueError(key)
    for key, choices in _WORDS.items():
        _one_of(getattr(model, key), "default", choices, f"[{key}] default")
    _check_numbers(model)
    if not model.facilitated.default and model.id != plan.WITHOUT_INITIATOR:
        raise ValueError("[facilitated] default = 0")


def _check_numbers(model: Model) -> None:
    for key, allowed in _NUMBERS.items():
        value = getattr(model, key)
        for part in ("default", "least", "most") if value else ():
            number = getattr(value, part)
            left_out = number is None and part != "default"
            if not left_out and not (type(number) is int and number in allowed):
                raise ValueError(f"[{key}] {part} = {number!r} ({allowed[0]}–{allowed[-1]})")
        if value and value.most is not None and value.most < (value.least or 0):
            raise ValueError(f"[{key}] most = {value.most}, least = {value.least}")


def _one_of(holder: object, key: str, choices: tuple[str, ...], shown: str = "") -> None:
    found = getattr(holder, key)
    if found not in choices:
        raise ValueError(f"{shown or key} = {found!r} ({', '.join(filter(None, choices))})")
