"""A fault of ours, told without any value: what stands in one could be somebody's name."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING

from igangsetter.cli import output
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator


def tell(fault: BaseException) -> None:
    """Say that something of ours went wrong, and with IGANGSETTER_DEBUG where, line by line."""
    if os.environ.get("IGANGSETTER_DEBUG"):
        sys.stderr.write("".join(_trace(fault)))
    output.error(
        _("Something went wrong that should not: {why}.").format(why=_kind(fault)),
        _("Please tell those who make igangsetter what you did."),
    )


def _kind(fault: BaseException) -> str:
    """What kind of fault, and where."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f" ({frames[-1].name}:{frames[-1].lineno})" if frames else ""
    return f"{type(fault).__name__}{where}"


def _trace(fault: BaseException) -> Iterator[str]:
    """The lines of the program that led to it, its causes first; no message and no value."""
    known: list[BaseException] = []
    one: BaseException | None = fault
    while one is not None and one not in known:
        known.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    for found in reversed(known):
        yield from traceback.format_list(traceback.extract_tb(found.__traceback__))
        yield f"{type(found).__name__}\n"
