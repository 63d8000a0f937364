"""The groups of a folder, read one plan at a time, each time anew: there may be thousands."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from igangsetter.errors import InvalidPlanError, NotFoundError
from igangsetter.plan import glance
from igangsetter.store import folder, settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from igangsetter.errors import Finding
    from igangsetter.plan.glance import Days
    from igangsetter.store.folder import Stored
    from igangsetter.store.settings import Settings

T = TypeVar("T")


class Groups:
    """Plans by the names of their files. Going through them holds one plan at a time.

    `watch` goes along while they are read; `warn` is told what is odd in a file, once.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        ours: Settings = settings.NONE,
        *,
        watch: Callable[[Sequence[Path]], Iterable[Path]] = iter,
        warn: Callable[[Sequence[Finding]], None] = lambda _findings: None,
    ) -> None:
        self.paths, self.settings = paths, ours
        self._watch, self._warn = watch, warn
        self._told: set[Path] = set()
        self._faults: dict[Path, InvalidPlanError | NotFoundError] = {}
        self._one: Stored | None = None

    @classmethod
    def of(cls, one: Stored) -> Groups:
        """A single group that has been read already."""
        found = cls([one.path], one.settings)
        found._one = one
        return found

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[Stored]:
        return self.each()

    @property
    def faults(self) -> list[InvalidPlanError | NotFoundError]:
        """The error of each plan that could not be read so far."""
        return list(self._faults.values())

    def first(self) -> Stored | None:
        """The first that can be read."""
        return next((found for path in self.paths if (found := self.read(path))), None)

    def each(self, days: Days | None = None) -> Iterator[Stored]:
        """Every plan that can be read; with `days` those only that may matter then."""
        for path in self._watch(self.paths):
            if (found := self.read(path, days)) is not None:
                yield found

    def read(self, path: Path, days: Days | None = None) -> Stored | None:
        """One of them; None when it cannot be read, or cannot matter on these days."""
        if self._one is not None:
            return self._one
        try:
            content = folder.content(path)
            if days is not None and not glance.can_matter(content, days):
                return None
            found = folder.stored(path, content, self.settings)
        except (InvalidPlanError, NotFoundError) as error:
            self._faults[path] = error
            return None
        if found.findings and path not in self._told:
            self._told.add(path)
            self._warn(found.findings)
        return found
