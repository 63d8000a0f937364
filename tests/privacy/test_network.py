"""Nothing leaves the machine without a command that says so."""

import importlib
import shlex
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from every_command import Owner
from igangsetter.cli.commands import entries
from loopback import NETWORK, PROGRAM, listened

EXAMPLE = Path(__file__).parents[2] / "examples" / "tirsdagsgruppa.toml"
LINES = [
    line
    for entry in entries().values()
    for line in importlib.import_module(f"igangsetter.cli.{entry.module}").EXAMPLES
]
ENDS_WITH = {
    "new-group": 2,  # nobody answers its questions
    "forget": 2,  # nobody agrees
    "forget -g tirsdag": 2,
    "daily install": 2,
    "daily install --at 07:30 --notify": 2,
    "undo": 1,  # there is nothing to take back
    "undo --to 3": 66,
    "meeting restore 2": 1,  # it is not cancelled
    "follow-up 11 --agreed": 66,
    "calendar --publish https://example.org/dav/groups/ --user kari": 2,
}
"""The exit codes of examples that do not do all that they could, on a machine without a person."""
DEAR = {"tour demo", "handout --for-meeting 1 --one-file --format pdf"}
"""They do what others before them do, and take seconds: only the slow tier runs them."""
OURS = {"xdg-open", "systemctl", "crontab", "notify-send", "editor"}
"""The programs of the machine that are called."""
PUBLISH = ["calendar", "--publish", "https://calendar.example.org/kari/", "--for", "group"]

# The guard of all tests stops what would go out; here it is to be heard and not only stopped.
pytestmark = pytest.mark.enable_socket


@pytest.fixture
def owner(tmp_path, run, monkeypatch):
    made = Owner(tmp_path / "owner", run, monkeypatch)
    made.folder.mkdir(mode=0o700)
    shutil.copy(EXAMPLE, made.folder)
    (made.machine.folder / "bin" / "editor").write_text("#!/bin/sh\n", encoding="utf-8")
    monkeypatch.chdir(made.temporary)
    return made


def typed(line):
    """The words of an example after the program's name; as on a day in the group's life."""
    words = shlex.split(line)[1:]
    module = importlib.import_module(f"igangsetter.cli.{entries()[words[0]].module}")
    function = getattr(module, "run", None)
    if hasattr(module, "subcommands"):
        function = getattr(module, module.subcommands()[words[1]].module)
    return [*words, "--today", "2027-01-26"] if "today" in function.__annotations__ else words


def name(line):
    return line.removeprefix("igangsetter ")


@pytest.mark.filterwarnings("ignore:subprocess .* is still running:ResourceWarning")
def test_no_example_of_any_command_reaches_for_the_network(owner):
    """One after the other in one folder, whose templates are read once; each on a fresh plan."""
    for line in (line for line in LINES if name(line) not in DEAR):
        shutil.rmtree(owner.folder)
        owner.folder.mkdir()
        shutil.copy(EXAMPLE, owner.folder)
        with listened() as heard:
            owner.type("", *typed(line), code=ENDS_WITH.get(name(line), 0))
        assert [event for event in heard if NETWORK.match(event[0])] == [], line
        called = [arguments[0] for event, arguments in heard if PROGRAM.match(event)]
        assert {Path(str(one)).name for one in called} <= OURS, line


def test_there_are_examples_of_every_command():
    assert {name(line).split()[0] for line in LINES} == set(entries())


def test_what_is_to_be_published_is_heard(owner):
    """The same ears hear a command that says so."""
    with listened() as heard:
        found = owner._run(*PUBLISH)
    assert found.code != 0
    assert [event for event in heard if NETWORK.match(event[0])] != []


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
        lambda: socket.getaddrinfo("example.org", 443),
        lambda: socket.gethostbyname("example.org"),
        lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 53)),
    ],
)
@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_test_with_a_peer_of_its_own_stays_on_this_machine(reach):
    with pytest.raises(RuntimeError, match="the network"):
        reach()


def _namespaces():
    if not shutil.which("unshare"):
        return "no unshare on this machine"
    tried = subprocess.run(
        ["unshare", "-rn", "cat", "/proc/net/snmp"], capture_output=True, check=False
    )
    return "" if tried.returncode == 0 else "this machine gives nobody a network of her own"


NO_NETWORK = _namespaces()
ASIDE = '"$@"; code=$?; cat /proc/net/snmp /proc/net/snmp6 >counted 2>/dev/null; exit $code'
COUNTED = {"Ip": ("OutRequests", "OutNoRoutes"), "Ip6": ("Ip6OutRequests", "Ip6OutNoRoutes")}


def _packets(text):
    """How many packets were to go somewhere, here or off the machine, as the kernel counted."""
    lines = [line.split() for line in text.splitlines()]
    names, numbers = [line[1:] for line in lines if line[0] == "Ip:"]
    count = sum(
        int(number) for name, number in zip(names, numbers, strict=True) if name in COUNTED["Ip"]
    )
    return count + sum(int(line[1]) for line in lines if line[0] in COUNTED["Ip6"])


def _alone(words, folder):
    """Run the program where there is no network, its children with it: the code, and the packets."""
    done = subprocess.run(
        ["unshare", "-rn", "sh", "-c", ASIDE, "sh", sys.executable, "-m", "igangsetter", *words],
        cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    return done.returncode, _packets((folder / "counted").read_text(encoding="ascii"))


@pytest.mark.slow
@pytest.mark.skipif(bool(NO_NETWORK), reason=NO_NETWORK or "-")
@pytest.mark.parametrize("line", LINES, ids=name)
def test_no_packet_of_an_example_whoever_sends_it(owner, line, monkeypatch):
    """Libraries in other languages and programs of the machine are counted too."""
    monkeypatch.setenv("PATH", f"{owner.machine.folder / 'bin'}:/usr/sbin:/usr/bin:/bin")
    code = ENDS_WITH.get(name(line), 0)
    assert _alone(typed(line), owner.temporary) == (code, 0)


@pytest.mark.slow
@pytest.mark.skipif(bool(NO_NETWORK), reason=NO_NETWORK or "-")
def test_packets_are_counted(owner, monkeypatch):
    monkeypatch.setenv("PATH", "/usr/sbin:/usr/bin:/bin")
    code, count = _alone(PUBLISH, owner.temporary)
    assert code == 75
    assert count > 0
