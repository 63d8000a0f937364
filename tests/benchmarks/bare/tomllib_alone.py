"""Parse every TOML file of a folder and nothing else: `tomllib_alone.py FOLDER`."""

import sys
import tomllib
from pathlib import Path

for path in sorted(Path(sys.argv[1]).glob("*.toml")):
    tomllib.loads(path.read_text(encoding="utf-8"))
