"""The base of our plain values: frozen dataclasses that cost little to define."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, dataclass_transform

YEARS = range(1900, 3000)
"""The years of our calendar: a date outside is a slip of the keyboard."""


@dataclass_transform(
    kw_only_default=True, frozen_default=True, field_specifiers=(dataclasses.field,)
)
class Value:
    """A class under this one is a frozen dataclass with keywords only, equal by its fields.

    `dataclass` compiles the methods of each class anew: a third of a millisecond a class, thirty
    times at every start. These serve all.
    """

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]
    _blank: ClassVar[dict[str, Any]]
    _made: ClassVar[dict[str, Any]]
    _needed: ClassVar[frozenset[str]]

    def __init_subclass__(cls) -> None:
        dataclasses.dataclass(init=False, eq=False, repr=False, kw_only=True)(cls)
        specs = dataclasses.fields(cls)
        cls._made = {
            spec.name: spec.default_factory
            for spec in specs
            if spec.default_factory is not dataclasses.MISSING
        }
        cls._blank = {spec.name: spec.default for spec in specs}
        cls._needed = frozenset(
            name
            for name, default in cls._blank.items()
            if default is dataclasses.MISSING and name not in cls._made
        )

    def __init__(self, **given: Any) -> None:
        fields = self.__dict__
        fields.update(self._blank)
        fields.update(given)
        for name, make in self._made.items():
            if name not in given:
                fields[name] = make()
        if len(fields) > len(self._blank) or not self._needed <= given.keys():
            wrong = [*(self._needed - given.keys()), *(given.keys() - self._blank.keys())]
            raise TypeError(f"{type(self).__name__}: {', '.join(sorted(wrong))}")

    def __setattr__(self, name: str, value: object) -> None:
        raise dataclasses.FrozenInstanceError(name)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._fields() == other._fields()

    def __hash__(self) -> int:
        return hash((type(self), *self._fields().values()))

    def __repr__(self) -> str:
        fields = ", ".join(f"{name}={value!r}" for name, value in self._fields().items())
        return f"{type(self).__name__}({fields})"

    def _fields(self) -> dict[str, Any]:
        """Without what a cached property keeps beside them."""
        return {name: self.__dict__[name] for name in self._blank}
