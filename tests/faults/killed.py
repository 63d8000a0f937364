"""Run command lines, each in a child of this process, and kill children with SIGKILL.

A request a line, in JSON: `arguments`, `answers`, `environment`, and either `at` (which of
the calls that write, the first is 1; the child is killed `after` it or before) or `delay` (seconds after which it is
killed). Without both it runs to its end. The answer: the exit code, and the seconds that it took.
"""

import importlib
import io
import json
import os
import pkgutil
import signal
import sys
import time
import uuid

import igangsetter
from faults.watched import Watched
from igangsetter import language
from igangsetter.cli import app

# Imported here, so that no child spends its time on them.
WARM = (
    "filelock",
    "holidays.countries.norway",
    "icalendar",
    "jinja2",
    "tempfile",
    "docx",
    "tomli_w",
)


def child(asked):
    os.environ.update(asked["environment"])
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    sys.stdin = io.StringIO("".join(f"{line}\n" for line in asked["answers"]))
    uuid.uuid4 = lambda: uuid.UUID(int=4)
    language.speak("en")
    at, written = asked.get("at"), 0

    def hook(_number, call):
        nonlocal written
        written += call.writes
        struck = call.writes and written == at
        if struck and not asked["after"]:
            die()
        try:
            return call.do()
        finally:
            if struck:
                die()

    if at is None:
        code = app.run(asked["arguments"])
    else:
        os.fsync = lambda _handle: None
        with Watched(asked["environment"]["IGANGSETTER_FOLDER"], hook):
            code = app.run(asked["arguments"])
    os._exit(code)


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def main():
    packages = pkgutil.walk_packages(igangsetter.__path__, "igangsetter.")
    for name in (*WARM, *(one.name for one in packages if not one.name.endswith("__main__"))):
        importlib.import_module(name)
    for line in sys.stdin:
        asked, began = json.loads(line), time.monotonic()
        if (number := os.fork()) == 0:
            child(asked)
        if "delay" in asked:
            time.sleep(asked["delay"])
            os.kill(number, signal.SIGKILL)
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        print(json.dumps([code, time.monotonic() - began]), flush=True)


main()
