"""`--open`: the file is shown by the machine, or she is told that nothing there can."""

import sys

import pytest

from fake_machine import Machine
from igangsetter.cli import paper

pytestmark = pytest.mark.skipif(
    sys.platform in {"win32", "darwin"}, reason="the system opens files by itself there"
)

COMMANDS = [
    (["calendar", "--open"], "kalender.ics"),
    (["print", "1", "--open"], "print-1.pdf"),
    (["handout", "rammer", "--format", "html", "--open"], "rammer.html"),
]


@pytest.fixture
def opener(tmp_path, monkeypatch):
    """A machine, and a way to say what its opener does with a file."""
    machine = Machine(tmp_path / "machine", monkeypatch)

    def does(script, shell="/bin/sh"):
        program = machine.folder / "bin" / "xdg-open"
        program.write_text(f"#!{shell}\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return machine

    does.machine = machine
    return does


def told(path):
    return f"Nothing on this machine could show the file. Open it yourself:\n{path}"


@pytest.mark.parametrize(("arguments", "name"), COMMANDS)
def test_a_machine_without_a_desktop_says_so(run, stored, opener, arguments, name):
    found = run(*arguments)
    assert (found.code, found.err) == (0, told(stored.paper / name) + "\n")
    assert (stored.paper / name).exists()


@pytest.mark.parametrize("shell", ["/bin/sh", "/nowhere/sh"])
def test_an_opener_that_finds_nothing_is_not_heard(run, stored, opener, shell):
    opener('echo "w3m: not found"; echo "no method available" >&2; exit 3', shell)
    found = run("calendar", "--open")
    path = stored.paper / "kalender.ics"
    assert (found.code, found.out, found.err) == (0, f"{path}\n", told(path) + "\n")


def test_a_file_that_is_shown_needs_no_words(run, stored, opener):
    machine = opener(f'echo "$1" >{opener.machine.folder}/shown')
    found = run("calendar", "--open")
    assert (found.code, found.err) == (0, "")
    path = stored.paper / "kalender.ics"
    assert (machine.folder / "shown").read_text(encoding="utf-8") == f"{path}\n"


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_a_viewer_that_stays_is_not_waited_for(run, stored, monkeypatch, opener):
    monkeypatch.setattr(paper, "SECONDS_TO_REFUSE", 0.05)
    opener("exec sleep 1")
    found = run("calendar", "--open")
    assert (found.code, found.err) == (0, "")
