"""What a case is: where hostile content stands, what is done with it, and what must happen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

CANARY = "KANARI-7c1e93"
"""Stands in a file beside the folder of plans, and must never come out of it."""

Where = Literal[
    "plan field", "plan file", "own sheet", "own reminder", "own layout", "own model", "own rules",
    "settings", "mail.toml", "file name", "link", "option", "argument", "logo",
]  # fmt: skip


@dataclass(frozen=True)
class Link:
    """A symbolic link; `{outside}` is the folder in which the secret lies."""

    to: str


@dataclass(frozen=True)
class Fifo:
    """A pipe that nobody writes into."""


@dataclass(frozen=True)
class Sparse:
    """A file that claims so many bytes."""

    size: int


@dataclass(frozen=True)
class Step:
    """A command line, and what must come of it. Blanks and line breaks do not count in texts.

    `out` and `err` must stand on stdout and stderr, `holds` in the file that was made.
    """

    line: str
    code: int = 0
    out: Sequence[str] = ()
    err: Sequence[str] = ()
    holds: Sequence[str] = ()
    typed: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One row of the table. `plan` sets fields of a good plan by their path in it.

    `never` may stand in no output of any step. A `measured` case may take so many `seconds` of the
    processor beyond what a good one takes.
    """

    id: str
    subject: str
    where: Where
    plan: Mapping[str, object] = field(default_factory=dict)
    files: Mapping[str, str | bytes | Link | Fifo | Sparse | Callable[[], bytes]] = field(
        default_factory=dict
    )
    steps: Sequence[Step]
    never: Sequence[str] = ()
    measured: bool = False
    seconds: float = 5
    slow: bool = False


def sheet(body: str, front: str = "") -> dict[str, str]:
    """An own sheet called `fremmed`, whose title is T."""
    lines = f'title = "T"\naudience = "group"\n{front}'
    return {"templates/handouts/fremmed/nb.md.j2": f"+++\n{lines}+++\n# T\n\n{body}\n"}


PRINTED = ("md", "html", "pdf", "docx")
"""The formats of paper."""


def on_paper(
    name: str = "fremmed", holds: Sequence[str] = (), formats: Sequence[str] = PRINTED
) -> list[Step]:
    """A sheet on the screen and in every format, each showing these texts."""
    return [
        Step(f"handout {name}", out=holds),
        *(Step(f"handout {name} --format {kind}", holds=holds) for kind in formats),
    ]
