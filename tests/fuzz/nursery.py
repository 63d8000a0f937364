"""Whole commands, each in a process of its own that is forked here, where nothing else is loaded.

Reads a line of JSON a command, `[folder, [arguments]]`, and answers with
`[exit code, CPU seconds, megabytes at most]`. What it said lies in `out` and `err` beside the folder.
"""

import json
import os
import resource
import sys
from pathlib import Path

from igangsetter import language
from igangsetter.cli import app

MOST_BYTES = 1 << 30
MOST_SECONDS = 20
WARM = (["show"], ["check"], ["remind"], ["groups"], ["calendar", "-o", "-"], ["handout", "rammer", "--format", "md", "-o", "-"])  # fmt: skip


def child(folder, arguments):
    place = Path(folder)
    os.environ["IGANGSETTER_FOLDER"] = folder
    for number, name in ((1, "out"), (2, "err")):
        handle = os.open(place.parent / name, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        os.dup2(handle, number)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    code = app.run(arguments)
    sys.stdout.flush()
    os._exit(code)


def main():
    language.speak("en")
    answers = os.fdopen(os.dup(1), "w")
    # Loads what the commands load, so that a fork costs no more than they do.
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    os.environ["IGANGSETTER_FOLDER"] = sys.argv[1]
    for arguments in WARM:
        app.run(arguments)
    for line in sys.stdin:
        if (number := os.fork()) == 0:
            child(*json.loads(line))
        _number, status, used = os.wait4(number, 0)
        seconds = used.ru_utime + used.ru_stime
        answer = [os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss / 1024]
        print(json.dumps(answer), file=answers, flush=True)


main()
