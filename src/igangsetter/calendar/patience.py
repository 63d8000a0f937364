"""How long a server is waited for: libraries bound only the silence between two bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class EndlessError(OSError):
    """The work took longer than it may."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What the work gives, or raises. Raises EndlessError; the work itself is left behind."""
    from concurrent.futures import Future, wait  # noqa: PLC0415 - only for the network
    from threading import Thread  # noqa: PLC0415 - as above

    found: Future[T] = Future()

    def fill() -> None:
        try:
            found.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again by whoever waits
            found.set_exception(error)

    Thread(target=fill, daemon=True).start()
    if wait([found], seconds).not_done:
        raise EndlessError
    return found.result()
