"""Send as often as it is asked to, each time in a child that is killed, with SIGKILL, at a step.

`killed.py ARGUMENT …` reads a step a line: the count of calls, of Python and of C, that sending makes
before the kill; 0 kills nothing. It answers with the child's exit code and the steps that it made.
"""

import os
import signal
import smtplib  # noqa: F401 - here, so that no child spends its steps on imports
import sqlite3  # noqa: F401
import ssl  # noqa: F401
import sys
import tempfile

from igangsetter import language
from igangsetter.cli import app

WATCHED = ("igangsetter/delivery/", "igangsetter/cli/mailing", "smtplib")


def child(last, arguments, told):
    steps = 0

    def watch(frame, _event, _arg):
        nonlocal steps
        if any(name in frame.f_code.co_filename for name in WATCHED):
            steps += 1
            if steps == last:
                os.kill(os.getpid(), signal.SIGKILL)

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    sys.setprofile(watch)
    code = app.run(arguments)
    sys.setprofile(None)
    os.write(told, str(steps).encode())
    os._exit(code)


def main():
    language.speak("en")
    arguments = sys.argv[1:]
    # Templates are compiled once, here.
    with tempfile.TemporaryDirectory() as drafts:
        app.run(
            [("draft" if word == "send" else word) for word in arguments] + ["--output", drafts]
        )
    for line in sys.stdin:
        heard, told = os.pipe()
        if (number := os.fork()) == 0:
            child(int(line), arguments, told)
        os.close(told)
        code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
        steps = os.read(heard, 20).decode() or "-"
        os.close(heard)
        print(">", code, steps, flush=True)


main()
