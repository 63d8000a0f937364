"""A centre whose machines have no internet: the three lines of the page for organisations."""

import os
import re
import shutil

import pytest

from igangsetter import __version__
from new_machine import ROOT, NewMachine

FETCH, *INSTALL = re.search(
    r"^```sh\n(.*?)\n```$",
    (ROOT / "docs" / "organisations.md").read_text(encoding="utf-8"),
    re.MULTILINE | re.DOTALL,
)[1].split("\n")
WHEELS = re.search(r"--wheel-dir (\w+)", FETCH)[1]
NOWHERE = "http://127.0.0.1:9"


def test_the_page_in_bokmal_has_the_same_lines():
    other = (ROOT / "docs" / "organisasjoner.md").read_text(encoding="utf-8")
    lines = "\n".join([FETCH, *INSTALL]).replace(WHEELS, "hjul")
    assert f"```sh\n{lines}\n```" in other


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="the three lines are those of a POSIX shell")
def test_a_folder_of_wheels_is_enough(tmp_path):
    online = NewMachine(tmp_path / "online")
    online.with_index()
    fetched = online.type(FETCH)
    assert fetched.returncode == 0, fetched.stdout

    offline = NewMachine(tmp_path / "offline")
    offline.environ |= {
        "PIP_CONFIG_FILE": os.devnull,
        "HTTPS_PROXY": NOWHERE,
        "HTTP_PROXY": NOWHERE,
    }
    stick = tmp_path / "stick"
    shutil.copytree(online.checkout / WHEELS, stick / WHEELS)
    assert all(path.suffix == ".whl" for path in (stick / WHEELS).iterdir())
    for line in INSTALL:
        done = offline.type(line, where=stick)
        assert done.returncode == 0, done.stdout
    shutil.rmtree(stick / WHEELS)
    offline.without_system()
    ours = ".venv/bin/igangsetter"
    assert offline.type(f"{ours} --version", where=stick).stdout == f"igangsetter {__version__}\n"
    made = offline.type(f"{ours} new-group T --first 2027-01-12 --no-input", where=stick)
    assert made.returncode == 0, made.stdout
    printed = offline.type(f"{ours} print 1", where=stick)
    assert printed.returncode == 0, printed.stdout
    (pdf,) = offline.home.rglob("*.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")
