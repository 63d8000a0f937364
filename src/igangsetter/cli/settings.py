"""The optional settings file of a folder: the tool's language, and answers for `new-group`."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from igangsetter.errors import CannotWriteError, ConfigurationError
from igangsetter.language import _
from igangsetter.plan import toml
from igangsetter.store import files, folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

TABLES = ("tool", "organisation", "defaults", "events")


def language(environ: Mapping[str, str]) -> str:
    """The language that the settings wish for; empty when they cannot be read.

    A fault in the file is told by the command that needs the rest of it.
    """
    try:
        return str(read(folder.locate(None, environ)).get("tool", {}).get("language", ""))
    except (ConfigurationError, OSError, RuntimeError):
        return ""


def read(plans: Path) -> dict[str, Any]:
    """The settings of a folder, empty when it has none. Raises ConfigurationError."""
    path = plans / folder.SETTINGS
    try:
        if path.exists() and not path.is_file():
            raise ValueError(_("it is no ordinary file"))  # noqa: TRY301 - told as the others
        return _settings(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigurationError(
            _("The settings {path} cannot be read: {why}.").format(path=path, why=error),
            _("Mend the file, or move it away: the tool works without it."),
        ) from error


def _settings(text: str) -> dict[str, Any]:
    if toml.is_too_deep(text):
        raise RecursionError
    found = tomllib.loads(text)
    for table in TABLES:
        if not isinstance(found.get(table, {}), dict):
            raise ValueError(f"{table} = {found[table]!r}")  # noqa: TRY004 - told as the others
    return found


def initiators(plans: Path) -> list[str]:
    """Who set the last group going, as far as the settings know."""
    names = read(plans).get("defaults", {}).get("initiators", [])
    return (
        [name for name in names if isinstance(name, str) and name.isprintable()]
        if isinstance(names, list)
        else []
    )


def remember_initiators(plans: Path, names: Sequence[str]) -> None:
    """Note who sets groups going here, unless the file tells already. A comment in it is kept."""
    import tomli_w  # noqa: PLC0415

    path = plans / folder.SETTINGS
    if not names or "defaults" in read(plans):
        return
    before = path.read_text(encoding="utf-8-sig").rstrip() + "\n\n" if path.exists() else ""
    try:
        files.write(path, (before + tomli_w.dumps({"defaults": {"initiators": names}})).encode())
    except CannotWriteError:
        # The group is made; that its maker is asked for her name again is no reason to fail.
        return
