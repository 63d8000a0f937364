"""Whole commands on a folder that holds anything: an exit code of ours and words, no traceback."""

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

import icalendar
from hypothesis import example, given
from hypothesis import strategies as st

from conftest import make_plan
from fuzz import accidents, law, strategies
from igangsetter import language
from igangsetter.characters import UNSEEN
from igangsetter.cli import app
from igangsetter.plan import toml
from igangsetter.store import folder as plans

CODES = {0, 1, 2, 3, 65, 66, 73, 75, 78}
OUR_FAULT = "Something went wrong that should not"
SECONDS = 2.0
"""A command does more than read: it lays out, writes and checks."""
READING = (
    ["show"], ["show", "--json"], ["check"], ["check", "--json"], ["remind"], ["remind", "--json", "--days", "3660"],
    ["groups"], ["groups", "--json"], ["calendar", "-o", "-"], ["calendar", "-o", "-", "--for", "group", "--with-link"],
    ["handout", "moteplan", "--format", "md", "-o", "-"], ["handout", "kjoreplan", "--format", "md", "-o", "-"],
    ["handout", "rammer", "--format", "html", "-o", "-"], ["handout", "taushetserklaering"], ["history"],
)  # fmt: skip
WRITING = (
    ["meeting", "cancel", "1"], ["meeting", "push", "2"], ["meeting", "move", "1", "2027-01-13"],
    ["meeting", "add", "2027-12-01"], ["meeting", "restore", "1"], ["meeting", "move", "2..", "--every", "month"],
    ["handover", "2"], ["follow-up", "--none"], ["remind", "--done", "book-room:group"], ["end", "2027-06-01"],
)  # fmt: skip
UNDATED = {"history", "follow-up"}


@functools.cache
def nursery():
    """A process that forks a child a command; only the longer run has it."""
    place = Path(tempfile.mkdtemp())
    plans.add(place / "plans", make_plan())
    return subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("nursery.py")), str(place / "plans")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def run(place, arguments, subject):
    """What a command answers in that folder: its exit code, and what it wrote."""
    if law.IS_LONGER:
        child = nursery()
        print(json.dumps([str(place), arguments]), file=child.stdin, flush=True)
        code, seconds, megabytes = json.loads(child.stdout.readline())
        law.record(subject, seconds, megabytes, SECONDS)
        return code, (place.parent / "out").read_bytes(), (place.parent / "err").read_bytes()
    language.speak("en")
    said, talked = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        law.kept(subject, SECONDS),
        patch.dict(os.environ, {"IGANGSETTER_FOLDER": str(place)}),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(talked),
    ):
        code = app.run(arguments)
    for stream in (said, talked):
        stream.flush()
    return code, said.buffer.getvalue(), talked.buffer.getvalue()


def answered(place, arguments, subject):
    """The same, and that it is an answer that may be given."""
    code, said, talked = run(place, arguments, subject)
    words = talked.decode()
    assert code in CODES, words
    assert "Traceback" not in words
    assert OUR_FAULT not in words
    assert said or words or code == 0
    text = said.decode()
    if "--json" in arguments and said:
        json.loads(text)
    if "calendar" in arguments and said:
        icalendar.Calendar.from_ical(said)
    shown = text.replace("\r\n", "\n") + words
    assert not UNSEEN.search(shown), ascii(UNSEEN.search(shown))
    return code


def with_day(arguments, day):
    return arguments if arguments[0] in UNDATED else [*arguments, "--today", day.isoformat()]


contents = (
    accidents.mutated_texts().map(lambda text: text.encode("utf-8", "replace"))
    | strategies.whole_plans().map(lambda found: plans.text(found).encode())
    | accidents.file_bytes()
)


@law.many(50)
@given(contents, st.sampled_from(READING), strategies.days)
def test_a_command_that_reads(content, arguments, day):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "plans")
        place.mkdir()
        (place / "gruppe.toml").write_bytes(content)
        answered(place, with_day(arguments, day), "commands: reading")
        assert (place / "gruppe.toml").read_bytes() == content


@law.many(40)
@given(contents, st.lists(st.sampled_from(WRITING), min_size=1, max_size=3), strategies.days)
def test_commands_that_write(content, commands, day):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "plans")
        place.mkdir()
        path = place / "gruppe.toml"
        path.write_bytes(content)
        for arguments in commands:
            before = path.read_bytes()
            code = answered(place, with_day(arguments, day), "commands: writing")
            if path.read_bytes() != before:
                assert code == 0
                assert toml.read(path.read_text(encoding="utf-8")).plan is not None


@law.many(30)
@given(contents, st.sampled_from(READING[:9]), st.data())
@example(b"\xff", ["groups"], None)
def test_a_folder_with_other_files_of_any_kind(content, arguments, data):
    with tempfile.TemporaryDirectory() as name:
        place = Path(name, "plans")
        plans.add(place, make_plan())
        (place / "andre.toml").write_bytes(content)
        others = [
            "igangsetter.toml",
            "templates/reminders/rules.toml",
            "templates/models/selvhjelp-norge.toml",
        ]
        for other in others if data else []:
            if data.draw(st.booleans()):
                (place / other).parent.mkdir(parents=True, exist_ok=True)
                (place / other).write_bytes(data.draw(accidents.file_bytes()))
        answered(place, arguments, "commands: folders")
