"""What lies in a folder of plans."""

import re
import stat
from dataclasses import dataclass, field

from igangsetter.store import history

_BOUNDARY = re.compile(rb"={15}[0-9]+==")
"""What stands between the parts of a mail, and is another each time."""


@dataclass
class State:
    """The files of a folder with their bytes and modes, the history apart."""

    files: dict[str, bytes] = field(default_factory=dict)
    modes: dict[str, int] = field(default_factory=dict)
    versions: dict[str, dict[int, bytes]] = field(default_factory=dict)
    ready: dict[str, bytes] = field(default_factory=dict)
    """Versions that lie ready, and have no number."""

    @classmethod
    def of(cls, folder):
        found = cls()
        for path in sorted(folder.rglob("*")) if folder.exists() else ():
            name = str(path.relative_to(folder))
            found.modes[name] = stat.S_IMODE(path.lstat().st_mode)
            if not path.is_file() or path.name == ".lock":
                continue
            if path.parts[-3] == history.FOLDER and path.stem.isdigit():
                found.versions.setdefault(path.parent.name, {})[int(path.stem)] = path.read_bytes()
            elif path.name == history.READY:
                found.ready[name] = path.read_bytes()
            else:
                found.files[name] = _BOUNDARY.sub(b"", path.read_bytes())
        return found

    @property
    def temporary(self):
        return [name for name in self.files if name.endswith(".tmp")]

    @property
    def filed(self):
        return {content for known in self.versions.values() for content in known.values()}
