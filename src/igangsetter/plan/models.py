"""Starting models: how an organisation, or we, let a group begin. Data with a source each.

A value whose `source` is OUR_DEFAULT is a suggestion of ours and never shown beside an
organisation's name.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

from igangsetter import resources
from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OUR_DEFAULT = "our default"
DEFAULT = "selvhjelp-norge"


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
    kind: Literal["room", "digital"] = "room"
    topic: Literal["mixed", "shared"] = "mixed"
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
    own_experience: Literal["personal", "yes", "no overlap"] = "personal"
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
    ids = [name.removesuffix(".toml") for name in resources.names("models", folder)]
    return sorted(ids, key=lambda name: (load(name, folder).order, name))


def load(name: str, folder: Path | None = None) -> Model:
    """The model with that id, the user's own before ours."""
    path = (
        resources.find(f"models/{name}.toml", folder) if name.replace("-", "").isalnum() else None
    )
    if path is None:
        raise NotFoundError(
            _("There is no way of starting called “{name}”.").format(name=name),
            _("You can choose: {names}.").format(names=", ".join(names(folder))),
        )
    try:
        return _model(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidPlanError(
            _("The model {path} cannot be used: {why}.").format(path=path, why=error), []
        ) from error


def _model(data: dict[str, Any]) -> Model:
    values: dict[str, Any] = {
        spec.name: Value(**data[spec.name]) if "Value" in str(spec.type) else data[spec.name]
        for spec in fields(Model)
        if spec.name in data
    }
    unknown = data.keys() - values.keys()
    if unknown:
        raise ValueError(", ".join(sorted(unknown)))
    return Model(**values)
