"""The sdist holds all that the wheel is made of, and what is built twice is the same."""

import hashlib
import tarfile
import zipfile
from email import message_from_bytes

import pytest

from building import ROOT, build
from igangsetter import __version__

LICENCE = (ROOT / "LICENSE").read_bytes()


def members(wheel):
    """The files of a wheel in order, each with the sum of its bytes."""
    with zipfile.ZipFile(wheel) as packed:
        return [(name, hashlib.sha256(packed.read(name)).hexdigest()) for name in packed.namelist()]


def test_the_sdist_alone_makes_the_same_wheel(wheel, sdist, tmp_path):
    with tarfile.open(sdist) as packed:
        packed.extractall(tmp_path, filter="data")
    (source,) = tmp_path.iterdir()
    (made,) = build(tmp_path / "made", "wheel", source=source)
    assert made.name == wheel.name
    assert members(made) == members(wheel)
    assert made.read_bytes() == wheel.read_bytes()


@pytest.mark.slow
def test_what_is_built_twice_is_the_same(wheel, sdist, tmp_path):
    again = build(tmp_path, "sdist", "wheel")
    assert [path.name for path in again] == [wheel.name, sdist.name]
    assert [path.read_bytes() for path in again] == [wheel.read_bytes(), sdist.read_bytes()]


def test_both_say_what_may_be_done_with_them(wheel, sdist):
    inner = f"igangsetter-{__version__}"
    with zipfile.ZipFile(wheel) as packed:
        assert packed.read(f"{inner}.dist-info/licenses/LICENSE") == LICENCE
        metadata = message_from_bytes(packed.read(f"{inner}.dist-info/METADATA"))
    with tarfile.open(sdist) as packed:
        assert packed.extractfile(f"{inner}/LICENSE").read() == LICENCE
    assert metadata["Version"] == __version__
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
