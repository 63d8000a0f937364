"""A machine with Python and nothing else: a new home, an empty environment, no scheduler, no screen."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCHEDULERS = ("crontab", "systemctl")
_THROUGH = ("PIP_", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT", "REQUESTS_CA")
"""How this machine reaches the package index, if it does, is its own matter."""


class NewMachine:
    """Somebody at a shell there, in a copy of the checkout with nothing that was made in it."""

    def __init__(self, folder):
        self.folder = folder
        self.home = folder / "home"
        self.checkout = folder / "igangsetter"
        self.environ = {
            "HOME": str(self.home),
            "TMPDIR": str(folder / "tmp"),
            "PATH": os.pathsep.join([str(Path(sys.base_prefix, "bin")), "/usr/bin", "/bin"]),
            "LANG": "C.UTF-8",
        }
        for place in (self.home, folder / "tmp", folder / "bin"):
            place.mkdir(parents=True)
        ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
        made = [one.rstrip("/") for one in ignored]
        shutil.copytree(ROOT, self.checkout, ignore=shutil.ignore_patterns(".git", *made))

    def with_index(self):
        """Let it reach the package index. Skips the test where there is none."""
        through = {
            name: text for name, text in os.environ.items() if name.upper().startswith(_THROUGH)
        }
        self.environ |= through
        tried = self.type('python3 -m pip download --no-deps --dest "$TMPDIR" hatchling')
        if tried.returncode:
            pytest.skip(f"left out: no package index here: {tried.stdout.strip()[-200:]}")

    def without_system(self):
        """From here on there is nothing to call but schedulers that write down what they are asked."""
        for name in SCHEDULERS:
            program = self.folder / "bin" / name
            program.write_text(f'#!/bin/sh\necho "{name} $*" >>{self.folder}/calls\nexit 1\n')
            program.chmod(0o755)
        self.environ["PATH"] = str(self.folder / "bin")

    @property
    def calls(self):
        """What the schedulers were asked."""
        path = self.folder / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def type(self, command, answers="", where=None):
        """Type a line into the shell there; both streams are read as one."""
        return subprocess.run(
            [shutil.which("bash"), "-c", command], input=answers, cwd=where or self.checkout,
            env=self.environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            check=False, timeout=600,
        )  # fmt: skip
