"""What the system says, in words of ours; what it says that we do not know, as it says it."""

import errno
import os
import socket

import pytest

from igangsetter import language, reasons


@pytest.mark.parametrize("code", ["nb", "nn"])
@pytest.mark.parametrize(
    "name",
    ["EACCES", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "EIO", "EISDIR", "ELOOP",
     "ENAMETOOLONG", "ENETUNREACH", "ENOENT", "ENOSPC", "ENOTDIR", "ENOTEMPTY", "EPERM", "EROFS",
     "ETIMEDOUT"],
)  # fmt: skip
def test_a_usual_reason_is_in_her_language(code, name):
    number = getattr(errno, name)
    error = OSError(number, os.strerror(number))
    language.speak("en")
    english = reasons.why(error)
    language.speak(code)
    assert reasons.why(error) not in {english, os.strerror(number)}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OSError(errno.EDOM, "Numerical argument out of domain"),
            "Numerical argument out of domain",
        ),
        (OSError("something"), "something"),
        (socket.gaierror(-2, "Name or service not known"), "there is no such name on the net"),
    ],
)
def test_an_unusual_one(error, words):
    assert reasons.why(error) == words
