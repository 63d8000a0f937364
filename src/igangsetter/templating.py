"""The one Jinja environment: sandboxed, strict, values escaped for Markdown.

A value prints as exactly what it is, whatever Markdown, HTML or Typst its characters could be.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from jinja2 import StrictUndefined, TemplateError, pass_environment
from jinja2.exceptions import SecurityError
from jinja2.filters import do_sum
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup

from igangsetter import language, resources
from igangsetter.budget import Weighing, limited, made, weigh_everything, weighed
from igangsetter.characters import UNSEEN
from igangsetter.errors import InvalidPlanError
from igangsetter.language import Code, _
from igangsetter.loading import Loader, ready_made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from jinja2 import nodes

    from igangsetter.language import Language

MOST_OUTPUT = 300_000
"""Characters of a sheet: a hundred pages."""
MOST_OF_PAGE = 2_000_000
"""Characters of a page that a layout makes of sheets."""
MOST_RANGE = 10_000
MOST_TIMES = 100_000
LONGEST_PATTERN = 100

# With a width or a pattern these make a few characters into gigabytes.
_SWELLING = {
    "center", "encode", "expandtabs", "format", "format_map", "join", "ljust", "replace", "rjust",
    "translate", "zfill",
}  # fmt: skip
_SWELLING_FILTERS = (
    "batch", "center", "format", "indent", "join", "pprint", "replace", "slice", "tojson",
    "urlize", "wordwrap", "xmlattr",
)  # fmt: skip
FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,  # of more than twenty blocks within each other
    TypeError,
    ValueError,
)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def escaped(value: object) -> str:
    """The value as Markdown that reads as exactly the value, on one line."""
    text = " ".join(UNSEEN.sub("", str(value)).split())
    return _PUNCTUATION.sub(r"\\\1", text)


def render(name: str, speaker: Language, folder: Path | None, values: Mapping[str, object]) -> str:
    """The Markdown of a template file, its front matter left out."""
    environment = _environment(speaker.code, folder)
    with told(name, folder, values):
        template = environment.get_template(name)
        with limited(folder):
            return _limited(template.generate(values), _most_of(name))


def render_block(
    name: str, block: str, speaker: Language, folder: Path | None, values: Mapping[str, object]
) -> str:
    """The Markdown of one Jinja block of a template file: the user's own block, else ours."""
    for place in dict.fromkeys((folder, None)):
        environment = _environment(speaker.code, place)
        with told(name, place, values):
            template = environment.get_template(name)
            if block in template.blocks:
                pieces = template.blocks[block](template.new_context(dict(values)))
                try:
                    with limited(place):
                        return _limited(pieces, _most_of(name))
                except Exception:  # noqa: BLE001 - raised again, with the line of the template
                    environment.handle_exception()
    raise InvalidPlanError(
        _("There are no words for “{name}” in {language}.").format(
            name=block, language=speaker.code
        ),
        [],
        _("Write the block {name} in templates/{path}.").format(name=block, path=name),
    )


def make_ready(package: Path) -> None:
    """Write our templates as Python into a folder that is to be the package: for the wheel."""
    for code in get_args(Code):
        _environment(code, None).compile_templates(ready_made(package, code), zip=None)


class _Environment(ImmutableSandboxedEnvironment):
    """Sandboxed, with no range, product or width that could eat the machine."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, speaker: Language, folder: Path | None) -> None:
        super().__init__(
            loader=Loader(speaker.code, folder),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalized,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals = {
            "range": _range,
            "dict": lambda **pairs: pairs,
            "namespace": Namespace,
            "language": speaker.code,
        }
        for name in _SWELLING_FILTERS:
            del self.filters[name]
        self.filters.update(_filters(speaker) | {"sum": _sum})
        weigh_everything(self)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = Weighing().visit(super()._parse(source, name, filename))
        return tree

    def call(self, context: Any, called: Any, *values: Any, **named: Any) -> Any:
        """What a function or method of a value answers."""
        weighed(*values, named)
        if getattr(called, "__name__", "") == "strftime" and len(str(values)) > LONGEST_PATTERN:
            raise SecurityError(_("It makes something far too large."))
        return made(super().call(context, called, *values, **named))

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`obj[argument]`."""
        return made(super().getitem(obj, weighed(argument)))

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """The text of a macro or a block."""
        return made("".join(weighed(list(pieces))))

    def wrap_str_format(self, value: Any) -> None:
        """No format of a string is wrapped: none is safe."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        swells = isinstance(obj, (str, bytes)) and attr in _SWELLING
        # `to_bytes` of a number swells too, and no sheet needs any.
        return not (swells or isinstance(obj, (int, float))) and super().is_safe_attribute(
            obj, attr, value
        )

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, (int, float)) and isinstance(right, (int, float))
        small = numbers and max(abs(left), abs(right)) <= MOST_TIMES
        if operator == "*" and not numbers:
            size, count = (left, right) if hasattr(left, "__len__") else (right, left)
            small = isinstance(count, int) and len(size) * count <= MOST_TIMES
        elif operator == "+":
            small = weighed(True, left, right)  # noqa: FBT003 - a value that weighs nothing
        if not small or operator == "**":
            raise SecurityError(_("“{sign}” of so much.").format(sign=operator))
        return made(super().call_binop(context, operator, left, right))


@cache
def _environment(code: Code, folder: Path | None) -> _Environment:
    return _Environment(language.of(code), folder)


def _finalized(value: object) -> object:
    if isinstance(value, StrictUndefined):
        return value
    if hasattr(value, "__html__"):
        return made(value)
    return Markup("" if value is None else made(escaped(weighed(value))))  # noqa: S704 - escaped for Markdown


def _range(*bounds: int) -> range:
    wanted = range(*bounds)
    if len(wanted) > MOST_RANGE:
        raise SecurityError(_("A loop of more than {count} turns.").format(count=MOST_RANGE))
    return wanted


@pass_environment
def _sum(environment: Any, numbers: Any, attribute: str | int | None = None) -> Any:
    # jinja2's own begins with anything: of lists it makes one that is as long as all of them.
    return do_sum(environment, numbers, attribute)


def _most_of(name: str) -> int:
    return MOST_OF_PAGE if name.startswith("layout/") else MOST_OUTPUT


def _limited(pieces: Any, most: int) -> str:
    found, size = [], 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise SecurityError(_("More than {count} characters.").format(count=most))
        found.append(piece)
    return "".join(found)


def _filters(speaker: Language) -> dict[str, Callable[..., object]]:
    def hours(row: Any) -> str:
        return speaker.hours(row.start, row.end)

    return {
        "date": speaker.date,
        "day": speaker.day,
        "short_day": speaker.short_day,
        "day_of_month": speaker.day_of_month,
        "month_year": lambda day: f"{speaker.month(day)} {day.year}",
        "weekdays": speaker.weekdays,
        "clock": speaker.clock,
        "hours": hours,
        "number": speaker.number,
        "listed": speaker.listed,
        "alternatives": speaker.alternatives,
        "capitalised": lambda text: text[:1].upper() + text[1:],
        "days_later": lambda day, count: day + dt.timedelta(days=count),
    }


@contextmanager
def told(name: str, folder: Path | None, values: Iterable[str] = ()) -> Iterator[None]:
    """Turn a template's fault into a sentence: file, line, and the names that it may use."""
    path, names = resources.find(name, folder) or name, sorted(values)
    try:
        yield
    except FAULTS as error:
        line = getattr(error, "lineno", None) or _template_line(error.__traceback__, str(path))
        where = f"{path}:{line}" if line else str(path)
        raise InvalidPlanError(
            _("The template {where}: {why}").format(where=where, why=error),
            [],
            _("A template may use: {names}.").format(names=", ".join(names)) if names else "",
        ) from None


def _template_line(trace: Any, path: str) -> int | None:
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == path:
            found = trace.tb_lineno
        trace = trace.tb_next
    return found
