"""The optional settings file of a folder: language, organisation, answers and shared dates."""

from __future__ import annotations

import contextlib
import datetime as dt  # noqa: TC003 - the codec reads the annotations
from dataclasses import field, fields, replace
from typing import TYPE_CHECKING, Literal

from igangsetter import reasons
from igangsetter.errors import (
    CannotWriteError,
    ChangedOnDiskError,
    ConfigurationError,
    Finding,
)
from igangsetter.language import Code, _
from igangsetter.plan.plan import Event, HolidayRule, Rhythm
from igangsetter.plan.tables import MOST_CHARACTERS, Reader, parse, placed
from igangsetter.store import files
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

FILE = "igangsetter.toml"
ANSWERS = ".new-group.toml"
"""The file of the answers of a wizard that was stopped."""
LARGEST = 4 * MOST_CHARACTERS
"""Bytes of a file that is worth reading."""


class Tool(Value):
    """How the tool behaves."""

    language: Literal["", "nb", "nn", "en"] = ""


class Organisation(Value):
    """Whose groups these are. `coordinator` is an e-mail address, `logo` a file."""

    name: str = ""
    contact: str = ""
    logo: str = ""
    coordinator: str = ""


class Defaults(Value):
    """What `new-group` suggests; None and empty mean: as the model has it."""

    initiators: tuple[str, ...] = ()
    model: str = ""
    time: dt.time | None = None
    every: Rhythm | None = None
    place: str = ""
    language: Code | None = None
    country: str = ""
    holidays: HolidayRule | None = None


class Settings(Value):
    """Everything that the file holds; `events` are dates of the organisation, for every group."""

    tool: Tool = Tool()
    organisation: Organisation = Organisation()
    defaults: Defaults = Defaults()
    events: Mapping[str, Event] = field(default_factory=dict)
    findings: Sequence[Finding] = ()
    """The warnings of its file."""


NONE = Settings()
_TABLES = {"tool": Tool, "organisation": Organisation, "defaults": Defaults}


def read(plans: Path) -> Settings:
    """The settings of a folder. Raises ConfigurationError with every finding."""
    path = plans / FILE
    text = text_of(path)
    parsed = parse(text)
    findings, values, reader = parsed.findings, dict[str, object](), Reader()
    if parsed.data is not None:
        known = [spec.name for spec in fields(Settings) if spec.name != "findings"]
        for name, data in parsed.data.items():
            if name in _TABLES:
                values[name] = reader.table(_TABLES[name], data, name)
            elif name == "events":
                values[name] = reader.keyed(Event, data, name)
            else:
                reader.note_unknown((), name, data, known)
        findings = placed(reader.findings, text)
    return Settings(**values, findings=usable(path, findings))  # type: ignore[arg-type]


def language(plans: Path) -> str:
    """The language that the settings wish for; empty when they cannot be read.

    A fault in the file is told by the command that needs the rest of it.
    """
    try:
        return read(plans).tool.language
    except (ConfigurationError, OSError, RuntimeError):
        return ""


def remember_initiators(plans: Path, names: Sequence[str]) -> None:
    """Note who sets groups going here, unless the file tells already. A comment in it is kept."""
    import tomli_w  # noqa: PLC0415 - only the wizard writes settings

    path = plans / FILE
    # The group is made; that its maker is asked for her name again is no reason to fail.
    with contextlib.suppress(OSError, CannotWriteError, ChangedOnDiskError, ConfigurationError):
        held = files.read(path) if path.exists() else None
        before = text_of(path)
        if not names or "defaults" in (parse(before).data or {}):
            return
        start = before.rstrip() + "\n\n" if before else ""
        content = (start + tomli_w.dumps({"defaults": {"initiators": names}})).encode()
        files.write(path, content, expected=held)


def usable(path: Path, findings: Sequence[Finding], advice: str = "") -> list[Finding]:
    """The findings of a settings file that it can be used with, their file noted.

    Raises ConfigurationError with all of them, and the advice, when it cannot.
    """
    found = [replace(finding, file=str(path)) for finding in findings]
    if any(finding.level == "error" for finding in found):
        raise ConfigurationError(
            _("The settings {path} cannot be used.").format(path=path), advice or _advice(), found
        )
    return found


def text_of(path: Path) -> str:
    """What the file holds; nothing when there is none. Raises ConfigurationError."""
    try:
        return files.read(path, LARGEST).decode("utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        why = _("it is no UTF-8 text")
        if isinstance(error, OSError):
            why = reasons.why(error)
        raise ConfigurationError(
            _("The settings {path} cannot be read: {why}.").format(path=path, why=why), _advice()
        ) from error


def _advice() -> str:
    return _("Mend the file, or move it away: the tool works without it.")
