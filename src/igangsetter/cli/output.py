"""What reaches the screen: results on stdout, talk on stderr, and how wide and dressed it is."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

from igangsetter.characters import UNSEEN
from igangsetter.errors import RefusedError
from igangsetter.language import _, current

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from igangsetter.errors import Finding, IgangsetterError

T = TypeVar("T")

DEFAULT_WIDTH = 80
MOST_FINDINGS = 40
_STYLES = {
    "heading": {"bold": True, "fg": "cyan"},
    "strong": {"bold": True},
    "quiet": {"dim": True},
}

_plain = False


def be_plain(wished: bool) -> None:
    """No colour and no columns from here on, when it is wished for."""
    global _plain  # noqa: PLW0603 - one screen a process
    _plain = wished


def is_dressed() -> bool:
    """Whether stdout is a terminal that shows colour, and nobody asked for less."""
    return _is_dressed(sys.stdout)


def is_in_lines() -> bool:
    """Whether columns, rules and underlines are left out: a screen reader reads line by line."""
    return _plain or os.environ.get("TERM") == "dumb"


def _is_dressed(stream: TextIO) -> bool:
    return (
        not _plain
        and stream.isatty()
        and not os.environ.get("NO_COLOR")
        and os.environ.get("TERM") != "dumb"
    )


def is_terminal() -> bool:
    """Whether a person sits there: reads the screen and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def next_step(words: str) -> None:
    """What usually comes next, for a person; a program that reads along gets the answer alone."""
    if words and is_terminal():
        say(wrapped(words))


def width() -> int:
    """Columns of the terminal; 80 where there is none."""
    return shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns if sys.stdout.isatty() else 80


def dress(kind: str, text: str) -> str:
    """The text in the colours of its kind (heading, strong, quiet), where colours are shown."""
    if not is_dressed():
        return text
    import click  # noqa: PLC0415

    return "\n".join(click.style(line, **_STYLES[kind]) for line in text.split("\n"))  # type: ignore[arg-type]


def out(text: str = "", kind: str = "") -> None:
    """One result, on stdout."""
    clean = UNSEEN.sub("", text)
    sys.stdout.write((dress(kind, clean) if kind else clean) + "\n")


def out_dressed(text: str) -> None:
    """Lines that were dressed already by `dress`; their characters come from the closed tree."""
    sys.stdout.write(text + "\n")


def out_bytes(content: bytes) -> None:
    """A file on stdout."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def progress(items: Sequence[T], words: str) -> Iterator[T]:
    """The items one by one; on a terminal a bar shows the way when it takes over a second."""
    import time  # noqa: PLC0415

    if not _is_dressed(sys.stderr):
        yield from items
        return
    began = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - began > 1:
            from rich.console import Console  # noqa: PLC0415 - only for what takes long
            from rich.progress import track  # noqa: PLC0415 - as above

            yield from track(
                items[number:],
                description=words,
                total=len(items),
                completed=number,
                transient=True,
                console=Console(stderr=True),
            )
            return
        yield item


def out_json(value: Any) -> None:
    """A result for another program."""
    sys.stdout.write(_json(value) + "\n")


def out_json_list(values: Iterable[Any]) -> None:
    """A list of results for another program, each written as it comes."""
    empty = True
    for value in values:
        sys.stdout.write("[\n" if empty else ",\n")
        sys.stdout.write(textwrap.indent(_json(value), "  "))
        empty = False
    sys.stdout.write("[]\n" if empty else "\n]\n")


def _json(value: Any) -> str:
    import json  # noqa: PLC0415

    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def say(text: str, kind: str = "") -> None:
    """Talk, on stderr."""
    sys.stdout.flush()
    clean = UNSEEN.sub("", text)
    sys.stderr.write((dress(kind, clean) if kind else clean) + "\n")
    sys.stderr.flush()


def error(message: str, advice: str) -> None:
    """What is wrong, and what to do next."""
    for line in filter(None, (message, advice)):
        say(wrapped(line))


def tell(problem: IgangsetterError) -> None:
    """An error in words, with every finding that it brings."""
    if isinstance(problem, RefusedError):
        from igangsetter.cli import change_words  # noqa: PLC0415 - for refused changes only

        error(*change_words.refused(problem.finding))
        return
    findings = getattr(problem, "findings", ())
    if not findings:
        error(problem.message, problem.advice)
        return
    error(problem.message, "")
    tell_findings(findings, "  ")
    say(wrapped(problem.advice))


def leave_with(faults: Sequence[IgangsetterError]) -> None:
    """Tell each fault once, and leave with its exit code. Raises typer.Exit."""
    for fault in {str(fault): fault for fault in faults}.values():
        tell(fault)
    if faults:
        import typer  # noqa: PLC0415 - as above

        raise typer.Exit(faults[0].exit_code)


def tell_findings(findings: Sequence[Finding], indent: str = "") -> None:
    """What is wrong in a file, the first ones line by line."""
    from igangsetter import findings as words  # noqa: PLC0415 - for faulty files only

    for finding in findings[:MOST_FINDINGS]:
        say(indent + words.sentence(finding, current()))
    left = len(findings) - MOST_FINDINGS
    if left > 0:
        say(indent + _("… and {count} more.").format(count=left))


def wrapped(text: str, indent: str = "") -> str:
    """The text in lines no wider than the terminal; long paths stay in one piece."""
    return "\n".join(
        textwrap.fill(
            line,
            max(width(), 20),
            initial_indent="" if number == 0 else indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for number, line in enumerate(text.split("\n"))
    )
