"""Options that go together, and those that do not."""

from __future__ import annotations

from igangsetter.errors import UsageError
from igangsetter.language import _


def only_one_of(*options: str) -> UsageError:
    """The error for options of which only one can be carried out."""
    return UsageError(
        _("These do not go together: {names}.").format(names=", ".join(options)),
        _("Choose one of them."),
    )


def only_with(other: str, *options: str) -> UsageError:
    """The error for options that mean nothing without another."""
    return UsageError(
        _("Only with {other}: {names}.").format(other=other, names=", ".join(options)),
        _("Add {other}, or leave out the rest.").format(other=other),
    )
