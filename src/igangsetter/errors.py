"""What can go wrong: failed operations are raised, problems in a user's file are values."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal

from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Level = Literal["info", "warning", "error"]


class Finding(Value):
    """A problem in a file as a value; `findings.sentence` puts it in words."""

    id: str
    key: str = ""
    """Path in the file, such as `meetings.m04.date`."""
    level: Level = "error"
    file: str = ""
    line: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)


class IgangsetterError(Exception):
    """A failed operation: what is wrong and what to do next, in the reader's language."""

    exit_code = 1

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice


class ChangedOnDiskError(IgangsetterError):
    """Another program changed the plan after it was read."""


class RefusedError(IgangsetterError):
    """A change that the plan does not allow; the finding says why, `findings` says it in words."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.id, "")
        self.finding = finding
        if finding.id == "no-such-number":
            self.exit_code = NotFoundError.exit_code


class UsageError(IgangsetterError):
    """The command was given something that it cannot use."""

    exit_code = 2


class InvalidPlanError(IgangsetterError):
    """A plan, template or settings file that cannot be used, with every finding at once."""

    exit_code = 65

    def __init__(self, message: str, findings: Sequence[Finding], advice: str) -> None:
        super().__init__(message, advice)
        self.findings = findings


class NotFoundError(IgangsetterError):
    """No such plan, meeting, reminder or handout, or not in this language."""

    exit_code = 66


class CannotWriteError(IgangsetterError):
    """A file or folder that cannot be written."""

    exit_code = 73


class DeliveryError(IgangsetterError):
    """What was to be sent could not be delivered; it is tried again at the next run."""

    exit_code = 75


class ConfigurationError(IgangsetterError):
    """Settings that cannot be used, with every finding at once."""

    exit_code = 78

    def __init__(self, message: str, advice: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message, advice)
        self.findings = findings
