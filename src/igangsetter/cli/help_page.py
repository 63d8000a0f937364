"""How a page of help is laid out on a narrow screen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDEST, LEAST = 80, 32


class Page(click.HelpFormatter):
    """No wider than the terminal: Click's own is never under 50 columns."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        room = min(shutil.get_terminal_size().columns, max_width or WIDEST) - 2
        super().__init__(indent_increment, width or max(room, LEAST))

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms and their words; a term that would leave little room stands alone."""
        super().write_dl(rows, min(col_max, self.width // 3 + 4), col_spacing)


class Context(click.Context):
    """What Click knows of a command that is called; its help is such a page."""

    formatter_class = Page
