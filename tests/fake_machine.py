"""Programs of a machine of its own: small ones that keep files and note how they were called."""

import os
import shutil
import stat
from pathlib import Path

PROGRAMS = {
    "crontab": """
file={folder}/crontab.txt
echo "crontab $*" >>{folder}/calls
if [ -e {folder}/no-cron ]; then
  echo "You (kari) are not allowed to use this program (crontab)" >&2
  exit 1
fi
case "$1" in
  -l) [ -e $file ] && exec cat $file; echo "no crontab for kari" >&2; exit 1 ;;
  -r) if [ -e {folder}/stuck ]; then echo "busy" >&2; exit 1; fi
     rm $file ;;
  -) cat >$file.new; if [ -e {folder}/full ]; then echo "no room" >&2; exit 1; fi
     mv $file.new $file ;;
esac
""",
    "systemctl": """
echo "systemctl $*" >>{folder}/calls
units=${{XDG_CONFIG_HOME:-$HOME/.config}}/systemd/user
link=$units/timers.target.wants/igangsetter.timer
stamps=${{XDG_DATA_HOME:-$HOME/.local/share}}/systemd/timers
shift
if [ -e {folder}/no-bus ]; then
  echo "Failed to connect to bus: No medium found" >&2
  exit 1
fi
[ ! -e {folder}/hangs ] || exec sleep 60
case "$1 $4" in
  enable*) [ -e $units/$3 ] || exit 1
    if [ -e {folder}/refuses ]; then echo "Unit is masked." >&2; exit 1; fi
    mkdir -p ${{link%/*}} $stamps; ln -s $units/$3 $link; touch $stamps/stamp-$3 ;;
  disable*) rm -f $link ;;
  restart*) if [ -e {folder}/stays-down ]; then echo "Unit is masked." >&2; exit 1; fi
    [ -e $units/$2 ] || exit 1
    mkdir -p $stamps; touch $stamps/stamp-$2 ;;
  "show LoadState") cat {folder}/load-state 2>/dev/null || echo loaded ;;
  "show Next"*) [ ! -e $link ] || echo "Mon 2026-11-23 08:00:00 CET" ;;
esac
""",
    "notify-send": '\necho "notify-send $*" >>{folder}/calls\n',
    "xdg-open": '\necho "xdg-open $*" >>{folder}/calls\n',
}
TOOLS = ("cat", "ln", "mkdir", "mv", "rm", "sleep", "touch")


class Machine:
    """A folder with these programs in it, the only ones on PATH; `says` sets how they answer."""

    def __init__(self, folder, monkeypatch, *programs):
        self.folder = folder
        bin_folder = folder / "bin"
        bin_folder.mkdir(parents=True)
        for name in programs:
            path = bin_folder / name
            path.write_text("#!/bin/sh" + PROGRAMS[name].format(folder=folder), encoding="utf-8")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        # Nothing else: neither the scheduler of the real machine nor its desktop.
        for name in TOOLS:
            (bin_folder / name).symlink_to(shutil.which(name))
        monkeypatch.setenv("PATH", str(bin_folder))

    def says(self, name, text=""):
        (self.folder / name).write_text(text, encoding="utf-8")

    @property
    def crontab(self):
        path = self.folder / "crontab.txt"
        return path.read_bytes() if path.exists() else None

    @crontab.setter
    def crontab(self, content):
        (self.folder / "crontab.txt").write_bytes(content)

    @property
    def calls(self):
        path = self.folder / "calls"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def everything(folder):
    """All paths under a folder, the empty folders and dangling links too."""
    return sorted(
        str((Path(base) / name).relative_to(folder))
        for base, folders, files in os.walk(folder)
        for name in (*folders, *files)
    )
