"""The packages, built from the checkout as it is."""

import pytest

from building import build


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel that the checkout makes."""
    (made,) = build(tmp_path_factory.mktemp("wheel"), "wheel")
    return made


@pytest.fixture(scope="session")
def sdist(tmp_path_factory):
    """The sdist that the checkout makes."""
    (made,) = build(tmp_path_factory.mktemp("sdist"), "sdist")
    return made
