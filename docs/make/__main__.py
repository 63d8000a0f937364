"""Write reference.md and igangsetter.1 anew from the code: `python docs/make [FOLDER]`."""

from __future__ import annotations

import sys
from pathlib import Path

from igangsetter import __version__, language

DOCS = Path(__file__).parents[1]


def main(target: Path) -> None:
    """Write both into a folder."""
    # The texts of the options are fixed when a command is imported.
    language.speak("en")
    import manual_page  # noqa: PLC0415 - as above
    import reference_page  # noqa: PLC0415 - as above

    pages = {"reference.md": reference_page.text, "igangsetter.1": manual_page.text}
    for name, text in pages.items():
        (target / name).write_text(text(__version__), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
