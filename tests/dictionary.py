"""The Norwegian dictionaries of hunspell, and the words that a person has read in their stead."""

import re
import shutil
import subprocess

HERE = bool(shutil.which("hunspell"))
"""Whether there is one on this machine."""


def words(text):
    """Every word of a text, once, sorted."""
    return sorted(set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)))


def unknown(found, code):
    """Those of some words that the dictionary of a language, nb or nn, lacks."""
    done = subprocess.run(
        ["hunspell", "-d", f"{code}_NO", "-i", "utf-8", "-l"], input="\n".join(found),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


def reviewed(path):
    """The words of a list, its remarks left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return {line for line in lines if line and not line.startswith("#")}
