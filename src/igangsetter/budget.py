"""A limit for templates that somebody else wrote: so many steps, and values of so much weight."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jinja2.exceptions import SecurityError

from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

MOST_STEPS = 200_000
MOST_WEIGHT = 100_000
MOST_CHARACTERS = 2_000_000


@contextmanager
def limited(folder: Path | None) -> Iterator[None]:
    """Count the steps of templates that lie in `folder`; ours need no counting.

    Raises SecurityError, where jinja2 has no limit of its own for loops within loops and for
    values that double.
    """
    if folder is None:
        yield
        return
    place, before, steps = str(folder), sys.gettrace(), 0

    def count(frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal steps
        if event != "line":
            return count
        steps += 1
        if steps > MOST_STEPS:
            raise SecurityError(_("It takes more than {count} steps.").format(count=MOST_STEPS))
        for value in frame.f_locals.values():
            if _is_too_much(value):
                raise SecurityError(_("It makes something far too large."))
        return count

    def called(frame: FrameType, _event: str, _argument: Any) -> Any:
        return count if frame.f_code.co_filename.startswith(place) else None

    sys.settrace(called)
    try:
        yield
    finally:
        sys.settrace(before)


def _is_too_much(value: object) -> bool:
    if isinstance(value, str):
        return len(value) > MOST_CHARACTERS
    weight, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple)):
            waiting.extend(one)
        weight += 1
        if weight + len(waiting) > MOST_WEIGHT:
            return True
    return False
