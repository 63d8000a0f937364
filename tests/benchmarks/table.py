"""The table of ratios, as text for a terminal or as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD = ("", "ours", "other", "ratio", "aim", "")


class Row(NamedTuple):
    """One comparison. Without `other` the figure itself is held against the aim."""

    section: str
    title: str
    ours: float
    other: float | None = None
    unit: str = "ms"
    most: float | None = None
    """The aim: the ratio is at most this."""
    faster: float | None = None
    """The aim, said the other way round: at least so many times faster."""

    @property
    def figure(self) -> float:
        """What the aim is about."""
        return self.ours if self.other is None else self.ours / self.other

    @property
    def limit(self) -> float | None:
        """The most that the figure may be; None where it is only told."""
        return 1 / self.faster if self.faster else self.most

    @property
    def cells(self) -> tuple[str, ...]:
        """What stands in the columns."""
        aim = "" if self.limit is None else f"≤ {self.limit:g}"
        if self.faster:
            aim = f"≤ {self.limit:.2f} ({self.faster:g} × faster)"
        mark = "" if self.limit is None else "✓" if self.figure <= self.limit else "✗"
        other = "" if self.other is None else f"{self.other:,.0f} {self.unit}"
        ratio = "" if self.other is None else f"{self.figure:.2f}"
        return self.title, f"{self.ours:,.0f} {self.unit}", other, ratio, aim, mark


def text(rows: Sequence[Row]) -> str:
    """Aligned columns, a heading above each section."""
    table = [_HEAD, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]

    def line(cells: Sequence[str]) -> str:
        first, *rest = cells
        shown = [first.ljust(widths[0])]
        shown += [
            cell.ljust(width) if column > 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(rest, widths[1:], strict=True))
        ]
        return "  ".join(shown).rstrip()

    lines, section = [line(_HEAD)], ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines += ["", section]
        lines.append(line(row.cells))
    return "\n".join(lines)


def markdown(rows: Sequence[Row]) -> str:
    """A heading and a table for each section."""
    lines, section = [], ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines += [
                "",
                f"**{section}**",
                "",
                f"| {' | '.join(_HEAD)} |",
                "|---|--:|--:|--:|---|---|",
            ]
        lines.append(f"| {' | '.join(row.cells)} |")
    return "\n".join(lines).strip()
