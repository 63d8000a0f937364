"""The help of every command in one language, as JSON: `python every_help.py nb 80 40`.

Help texts are fixed when a command is imported, so each language takes a process of its own.
"""

import contextlib
import io
import json
import os
import sys


def pages(columns):
    """The help of each command and of those under it, by its name, on a screen so wide."""
    from igangsetter.cli import app
    from igangsetter.cli.commands import entries

    os.environ["COLUMNS"] = str(columns)
    found = {}
    for name in ("", *entries()):
        found |= _pages(app, name)
    return found


def _pages(app, name):
    import importlib

    from igangsetter.cli.commands import entries

    names = [name]
    if name and hasattr(
        module := importlib.import_module(f"igangsetter.cli.{entries()[name].module}"),
        "subcommands",
    ):
        names += [f"{name} {one}" for one in module.subcommands()]
    return {f"igangsetter {one}".strip(): _printed(app, one.split()) for one in names}


def _printed(app, arguments):
    with contextlib.redirect_stdout(io.StringIO()) as screen:
        code = app.run([*arguments, "--help"])
    assert code == 0, arguments
    return screen.getvalue()


if __name__ == "__main__":
    from igangsetter import language

    language.speak(sys.argv[1])
    found = {columns: pages(columns) for columns in sys.argv[2:]}
    sys.stdout.buffer.write(json.dumps(found, ensure_ascii=False).encode())
