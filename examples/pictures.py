"""Draw the terminal with the example group on it: `python examples/pictures.py [FOLDER]`.

Each command runs on a terminal of its own, in bokmål, and what it shows is kept as SVG. A test
keeps the words in them current. Not on Windows: it has no such terminals.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import pexpect
from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
TODAY, BEFORE_THE_LAST = "2026-11-21", "2027-01-20"
COLUMNS = 82
"""Two more than the text, as a margin."""
HOME = "/home/kari"
ANSWERS = (
    "Tirsdagsgruppa", "", "12. januar kl. 18", "", "Frivilligsentralen", "Kari Nordmann", "", "",
)  # fmt: skip
PICTURES = {
    "vis": ("Hele veien for en gruppe", "igangsetter vis"),
    "ny-gruppe": ("Planen lages med åtte spørsmål", "igangsetter ny-gruppe"),
    "husk": ("Det som kommer de neste to ukene", "igangsetter husk --days 14"),
}
"""The name of each picture, its title, and what is typed on it."""
_LAYOUT = """\
<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}">
<title>TITLE</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; \
font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""As rich draws it, but without the fonts that it fetches from the net."""


def main(target: Path = HERE / "pictures") -> None:
    """Write all pictures into a folder."""
    target.mkdir(parents=True, exist_ok=True)
    for name, shown in screens().items():
        (target / f"{name}.svg").write_text(drawn(name, shown), encoding="utf-8", newline="\n")


def screens() -> dict[str, str]:
    """What stands on the terminal after each command, colours as escape sequences."""
    plan = str(HERE / "tirsdagsgruppa.toml")
    with tempfile.TemporaryDirectory() as home:
        return {
            "vis": _shown(home, ["show", "-g", plan, "--today", TODAY]),
            "ny-gruppe": _shown(home, ["new-group", "--today", TODAY], ANSWERS),
            "husk": _shown(
                home, ["remind", "-g", plan, "--today", BEFORE_THE_LAST, "--days", "14"]
            ),
        }


def drawn(name: str, shown: str) -> str:
    """A terminal with these lines on it, as SVG."""
    title, command = PICTURES[name]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=COLUMNS, file=nowhere, color_system="standard")
        console.print(Text.from_ansi(f"$ {command}\n{shown.strip()}\n"))
    return console.export_svg(
        title=title, unique_id=name, code_format=_LAYOUT.replace("TITLE", escape(title))
    )


def _shown(home: str, arguments: list[str], answers: tuple[str, ...] = ()) -> str:
    child = pexpect.spawn(
        sys.executable,
        ["-m", "igangsetter", *arguments],
        env={"HOME": home, "PATH": os.environ["PATH"], "TERM": "xterm", "IGANGSETTER_LANG": "nb"},
        dimensions=(200, 80),
        encoding="utf-8",
        timeout=20,
    )
    shown = ""
    for answer in answers:
        child.expect("> $")
        shown += child.before + child.after
        child.sendline(answer)
    child.expect(pexpect.EOF)
    shown += child.before
    child.close()
    if child.exitstatus:
        raise RuntimeError(shown)
    return shown.replace("\r", "").replace(home, HOME)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "pictures")
