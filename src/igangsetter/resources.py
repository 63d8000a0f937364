"""Where templates are: the user's folder first, then the package (then the checkout)."""

from __future__ import annotations

import contextlib
from functools import cache
from pathlib import Path
from typing import Any

import tomli


@cache
def packaged() -> Path:
    """The folder of the templates that we ship."""
    here = Path(__file__).parent
    installed = here / "templates"
    return installed if installed.is_dir() else here.parent.parent / "templates"


def find(name: str, folder: Path | None = None) -> Path | None:
    """The template file `name` (`models/digital.toml`), the user's own before ours.

    A name that leads out of the template folder, by `..`, a root or a link, finds nothing.
    """
    for place in places(folder):
        path = place / name
        inside = path.is_relative_to(place) and ".." not in path.parts[len(place.parts) :]
        with contextlib.suppress(OSError, ValueError):  # a name that no file can have
            # In the folder that we ship there are no links.
            if inside and path.is_file() and (place == packaged() or _stays(path, place)):
                return path
    return None


def _stays(path: Path, place: Path) -> bool:
    return path.resolve().is_relative_to(place.resolve())


def names(kind: str, folder: Path | None = None) -> list[str]:
    """What lies under `kind` (`handouts`, `models`) in the user's folder and in ours, sorted."""
    found = {
        entry.name
        for place in places(folder)
        if (place / kind).is_dir()
        for entry in (place / kind).iterdir()
        if not entry.name.startswith((".", "_"))
    }
    return sorted(found)


def places(folder: Path | None = None) -> list[Path]:
    """The template folders in the order they are asked."""
    return [folder / "templates", packaged()] if folder else [packaged()]


def help_numbers(country: str) -> dict[str, dict[str, Any]]:
    """Whom to ring in a country: `number` and the date on which it was `checked`, by purpose."""
    found: dict[str, dict[str, Any]] = _help_numbers().get(country.partition("-")[0], {})
    return found


@cache
def _help_numbers() -> dict[str, Any]:
    return tomli.loads((packaged() / "help-numbers.toml").read_text(encoding="utf-8"))
