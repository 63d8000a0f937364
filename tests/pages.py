"""A page of documentation, followed to the letter: what it shows is typed and compared.

A ```console block holds commands after `$ ` and what they answer, as a terminal shows it: what is
typed at a question stands after `> `, and a line with nothing but `…` stands for one line or more.
`$ export NAME=value` holds for the rest of the page. A block whose fence names a file
(```toml igangsetter/igangsetter.toml) is written there; with >> before the name it is added at its
end. A comment with a date, <!-- 2027-01-26 -->, says what day it is from there on.
"""

import dataclasses
import datetime as dt
import io
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

from conftest import TODAY
from igangsetter.cli import options

ROOT = Path(__file__).parents[1]
HOME = "/home/kari"
"""What the pages call the home folder."""
SERVER = "https://example.org/dav/solvik/"
"""What they call a calendar on a server."""
OTHERS = {"mkdir", "chmod", "cp", "stat"}
"""Programs of the system that a page may show."""
_PATH = os.environ["PATH"]
"""Where they are, also on a machine whose own programs are put away."""

_PART = re.compile(
    r"^<!-- (?P<day>\d{4}-\d\d-\d\d) -->$|^```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_TYPED = re.compile(r"^ +(?:\[[^\]]*\] )?>(?: (.*))?$", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Command:
    """A line with a dollar and what it answers, on a day."""

    day: str
    typed: str
    printed: str

    @property
    def words(self):
        return shlex.split(self.typed)

    @property
    def answers(self):
        """What is typed at its questions, in order."""
        return "".join(f"{answer.rstrip()}\n" for answer in _TYPED.findall(self.printed))

    def shows(self, text):
        """Whether the page shows this text, but for what it leaves out and spaces at the ends."""
        shown, found = ("\n".join(line.rstrip() for line in one.splitlines()) + "\n"
                        for one in (self.printed, text))  # fmt: skip
        parts = re.split(r"^…\n", "" if shown == "\n" else shown, flags=re.MULTILINE)
        pattern = "(?:.*\n)+".join(re.escape(part) for part in parts)
        return re.fullmatch(pattern, "" if found == "\n" else found) is not None


@dataclasses.dataclass(frozen=True)
class File:
    """A file that the reader writes, or adds to."""

    path: str
    text: str
    added: bool = False


def parts(text):
    """The commands and files of a page, in order."""
    day = str(TODAY)
    for found in _PART.finditer(text):
        if found["day"]:
            day = found["day"]
        elif found["path"]:
            yield File(found["path"].removeprefix(">>"), found["text"], found["path"][0] == ">")
        elif found["kind"] == "console":
            for part in re.split(r"^\$ ", found["text"], flags=re.MULTILINE)[1:]:
                typed, _, printed = part.partition("\n")
                yield Command(day, typed, printed)


class _Typist(io.StringIO):
    """Somebody at a terminal: what she types is seen; the tool ends the line itself."""

    def readline(self, *arguments):
        line = super().readline(*arguments)
        sys.stdout.write(line.rstrip("\n"))
        return line


def follow(text, run, home, monkeypatch, speak="en", server=""):
    """Do what a page says in that home folder; every answer must be the page's.

    `server` is the address of what the page calls SERVER.
    """
    home.mkdir(exist_ok=True)
    monkeypatch.chdir(home)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("IGANGSETTER_FOLDER", str(home / "igangsetter"))
    for part in parts(text):
        if isinstance(part, File):
            path = home / part.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a" if part.added else "w", encoding="utf-8") as file:
                file.write(part.text)
            continue
        if part.words[0] == "export":
            name, _, value = part.words[1].partition("=")
            monkeypatch.setenv(name, value.replace("~", str(home)))
            continue
        found = _answer(part, run, home, monkeypatch, speak, server).replace(str(home), HOME)
        found = found.replace(server, SERVER) if server else found
        assert part.shows(found), f"$ {part.typed}\n{found}"


def _answer(command, run, home, monkeypatch, speak, server):
    program, *arguments = command.words
    if program != "igangsetter":
        assert program in OTHERS, command.typed
        done = subprocess.run(
            ["bash", "-c", command.typed], cwd=home, env={**os.environ, "PATH": _PATH}, check=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        return done.stdout
    day = dt.date.fromisoformat(command.day)
    with monkeypatch.context() as terminal:
        terminal.setattr(options, "today", lambda text: options.date(text, day) if text else day)
        terminal.setattr(sys, "stdin", _Typist(command.answers))
        terminal.setattr(sys, "stderr", sys.stdout)
        result = run(*(one.replace(SERVER, server) for one in arguments), speak=speak)
    assert result.err == ""
    return result.out


def links(text):
    """The files that a page points to or shows, as they are written."""
    return re.findall(r"\]\((?!https?://|#)([^)#]+)(?:#[^)]*)?\)", text)


def prose(text):
    """What is read in a page: no blocks, no code, no addresses."""
    text = re.sub(r"^```.*?^```$|<!--.*?-->", " ", text, flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`]+`|\]\([^)]*\)", " ", text)


def outline(text):
    """The parts of a page in order, without their words: headings, paragraphs, rows, pictures."""
    outside = re.sub(r"^```(\w+)\n.*?^```$", r"```\1", text, flags=re.DOTALL | re.MULTILINE)
    return [
        picture[1]
        if (picture := re.match(r"!\[.*\]\((.*)\)$", line))
        else re.match(r"\W*", line)[0]
        for line in outside.splitlines()
        if line
    ]
