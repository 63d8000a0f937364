"""What a wheel holds that a checkout does not: translations compiled, templates ready made."""

import io
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles each `.po` to a `.mo` beside it, and each template to Python into the wheel."""

    _place = ""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        self._compile_translations()
        # Whoever edits a template in a checkout wants to see it.
        if version != "editable":
            self._place = tempfile.mkdtemp()
            self._make_templates_ready(Path(self._place))
            build_data["force_include"][f"{self._place}/ready_made"] = "igangsetter/ready_made"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        if self._place:
            shutil.rmtree(self._place)

    def _compile_translations(self) -> None:
        from babel.messages.mofile import write_mo  # noqa: PLC0415
        from babel.messages.pofile import read_po  # noqa: PLC0415

        for po in Path(self.root).glob("src/igangsetter/locale/*/LC_MESSAGES/*.po"):
            with po.open("rb") as source:
                catalogue = read_po(source)
            compiled = io.BytesIO()
            write_mo(compiled, catalogue)
            target = po.with_suffix(".mo")
            # Somebody may be reading the one that is there.
            if not target.exists() or target.read_bytes() != compiled.getvalue():
                target.write_bytes(compiled.getvalue())

    def _make_templates_ready(self, package: Path) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        from igangsetter import templating  # noqa: PLC0415 - from this checkout

        templating.make_ready(package)
