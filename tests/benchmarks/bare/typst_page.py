"""Compile a page whose words are laid out already: `typst_page.py LAYOUT TARGET.pdf DATA.json`."""

import sys
import tempfile
from pathlib import Path

import fontpkg_source_sans_3
import typst

layout, target, data = map(Path, sys.argv[1:])
fonts = typst.Fonts(False, False, [str(fontpkg_source_sans_3.ROOT / "files")])
with tempfile.TemporaryDirectory() as empty:
    compiler = typst.Compiler(
        root=empty, font_paths=fonts, sys_inputs={"documents": data.read_text(encoding="utf-8")}
    )
    content = compiler.compile(
        layout.read_bytes(), format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=0
    )
target.write_bytes(content)
