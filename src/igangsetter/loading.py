"""Where a template comes from: her own folder, else ours – ready made, when it is in the wheel.

To read our templates anew costs half of the time that a sheet takes, so the wheel holds them as
Python too, one set for each language, since what is constant in them is put into words. A set was
made by one version of jinja2, and is left alone by any other.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2 import BaseLoader, ModuleLoader, TemplateNotFound

from igangsetter import resources, texts

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping
    from typing import Any

    from jinja2 import Environment, Template

SUFFIX = ".j2"
_FRONT_MATTER = re.compile(r"\A\+\+\+\n(.*?)^\+\+\+\n", re.DOTALL | re.MULTILINE)


class Loader(BaseLoader):
    """Finds templates by their name under a template folder (`handouts/rammer/nn.md.j2`)."""

    def __init__(self, code: str, folder: Path | None) -> None:
        self._code = code
        self._folder = folder
        place = ready_made(Path(__file__).parent, code)
        self._ready_made = ModuleLoader(place) if place.is_dir() else None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 - named by jinja2
    ) -> Template:
        """The template, ready to be filled. Raises TemplateNotFound."""
        # None in a checkout, and where another jinja2 made them.
        if self._ready_made and self._find(name).is_relative_to(resources.packaged()):
            return self._ready_made.load(environment, name, globals)
        return super().load(environment, name, globals)

    def get_source(self, environment: object, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template without its front matter, and its path."""
        del environment
        path = self._find(template)
        source = texts.text(path)
        # As many empty lines as the front matter had, so that a fault is told with its line.
        body = _FRONT_MATTER.sub(lambda match: "{#" + "\n" * match[0].count("\n") + "#}", source)
        return body, str(path), lambda: True

    def list_templates(self) -> list[str]:
        """Our templates in this language, and those of no language."""
        ours = resources.packaged()
        names = [path.relative_to(ours).as_posix() for path in ours.rglob(f"*{SUFFIX}")]
        return sorted(
            name
            for name in names
            if name.startswith("layout/") or name.endswith(f"/{self._code}.md{SUFFIX}")
        )

    def _find(self, name: str) -> Path:
        # A file of another kind lies there by chance, or by a link.
        path = resources.find(name, self._folder) if name.endswith(SUFFIX) else None
        if path is None:
            raise TemplateNotFound(name)
        return path


def ready_made(package: Path, code: str) -> Path:
    """The folder, within the package, of our templates as Python in one language."""
    return package / "ready_made" / f"jinja2-{jinja2.__version__}" / code
