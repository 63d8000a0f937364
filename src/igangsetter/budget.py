"""A limit for templates that somebody else wrote: in steps, in time, in memory, in size.

What a single operation is given is weighed before, so that none takes long; between operations
the clock is looked at, and what the template holds by now.
"""

from __future__ import annotations

import functools
import sys
import time
from typing import TYPE_CHECKING, Any, TypeVar

import jinja2
import markupsafe
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import markup_join
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path
    from types import FrameType

    from jinja2 import Environment

T = TypeVar("T")

MOST_STEPS = 200_000
MOST_SECONDS = 2
"""Of the processor."""
LOOK_EVERY = 20
MOST_THINGS = 100_000
MOST_CHARACTERS = 1_000_000
MOST_MADE = 10_000_000
"""Characters, in all values together; a thing weighs as much as some."""
THING = 20
TOGETHER, WEIGHED = "~", "="
"""Filters of ours, which no template can call: their names are no names."""
# A filter written in Python walks as far as what it is given: its lines are looked at too.
_WALKERS = (jinja2.filters.__file__, jinja2.runtime.__file__, markupsafe.__file__)

_watch: _Watch | None = None


class limited:  # noqa: N801 - read as a word: `with limited(folder):`
    """Look at every step of templates in a folder that has its own; ours need no looking at.

    Raises SecurityError, where jinja2 has no limit of its own for loops within loops and for
    values that double. No generator: whoever traces already then misses as many returns as calls.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder if folder and (folder / "templates").is_dir() else None

    def __enter__(self) -> None:
        global _watch
        if self._folder is not None:
            self._before, _watch = sys.gettrace(), _Watch(str(self._folder))
            sys.settrace(_watch.called)

    def __exit__(self, *_: object) -> None:
        global _watch  # noqa: PLW0603 - as above
        if self._folder is not None:
            sys.settrace(self._before)
            _watch = None


class _Watch:
    """Counts the steps of the templates under a place, what they make, and the time they take."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._steps = self._looks = self._weight = 0
        self._until = time.process_time() + MOST_SECONDS

    def made(self, weight: int) -> None:
        """Count what an operation has made, which may be held from now on."""
        self._weight += weight
        if self._weight > MOST_MADE:
            raise _too_large()

    def called(self, frame: FrameType, _event: str, _argument: Any) -> Any:
        """Trace what is called, as sys.settrace wants it."""
        self._look()
        name = frame.f_code.co_filename
        if name.startswith(self._place):
            return self._count
        return self._walk if name in _WALKERS else None

    def _count(self, _frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            self._steps += 1
            if self._steps > MOST_STEPS:
                raise SecurityError(_("It takes more than {count} steps.").format(count=MOST_STEPS))
            self._look()
        return self._count

    def _walk(self, _frame: FrameType, event: str, _argument: Any) -> Any:
        if event == "line":
            self._look()
        return self._walk

    def _look(self) -> None:
        self._looks += 1
        # To look at the clock takes its time too.
        if self._looks % LOOK_EVERY:
            return
        if time.process_time() > self._until:
            raise SecurityError(_("It takes more than {count} seconds.").format(count=MOST_SECONDS))


def weighed(*values: Any) -> Any:
    """The first of some values, none of which is far too large. Raises SecurityError."""
    _weight(values)
    return values[0] if values else None


def made(value: T) -> T:
    """What an operation has made, weighed and counted. Raises SecurityError."""
    weight = _weight((value,))
    if _watch is not None:
        _watch.made(weight)
    return value


def _weight(values: Iterable[Any]) -> int:
    waiting, things, characters = list(values), 0, 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            characters += len(one)
        elif isinstance(one, dict):
            waiting.extend(one)
            waiting.extend(one.values())
        elif isinstance(one, (list, tuple, set, frozenset)):
            waiting.extend(one)
        elif isinstance(one, Namespace):
            waiting.append(object.__getattribute__(one, "_Namespace__attrs"))
        things += 1
        if things + len(waiting) > MOST_THINGS or characters > MOST_CHARACTERS:
            raise _too_large()
    return characters + things * THING


def weigh_everything(environment: Environment) -> None:
    """Let every filter and every test of an environment weigh what it is given."""
    for known in (environment.filters, environment.tests):
        known.update({name: _weighing(function) for name, function in known.items()})
    environment.filters |= {TOGETHER: _together, WEIGHED: weighed}


class Weighing(NodeTransformer):
    """Puts weighing into a template where jinja2 lets nobody come between."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - named by jinja2
        """`a ~ b`."""
        first, *rest = [self.visit(one) for one in node.nodes]
        return nodes.Filter(first, TOGETHER, rest, [], None, None, lineno=node.lineno)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:  # noqa: N802 - as above
        """`a == b`, `a in b`."""
        self.generic_visit(node)
        node.expr = _wrapped(node.expr)
        for operand in node.ops:
            operand.expr = _wrapped(operand.expr)
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:  # noqa: N802 - as above
        """`{a: b}`, whose key is made into a number."""
        self.generic_visit(node)
        node.key = _wrapped(node.key)
        return node

    def visit_Include(self, node: nodes.Include) -> nodes.Node:  # noqa: N802 - as above
        """`include`, `import` and `extends`, which tell what they do not find."""
        self.generic_visit(node)
        node.template = _wrapped(node.template)
        return node

    visit_Import = visit_FromImport = visit_Extends = visit_Include  # noqa: N815 - as above


def _wrapped(node: nodes.Expr) -> nodes.Expr:
    if isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, WEIGHED, [], [], None, None, lineno=node.lineno)


def _weighing(function: Any) -> Callable[..., Any]:
    @functools.wraps(function)
    def found(*values: Any, **named: Any) -> Any:
        weighed(*values, named)
        return made(function(*values, **named))

    return found


def _together(*parts: Any) -> Any:
    weighed(*parts)
    return made(markup_join(parts))


def _too_large() -> SecurityError:
    return SecurityError(_("It makes something far too large."))
