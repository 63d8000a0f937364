"""Every command that writes, used on a group of one's own; what it leaves is looked at by tests."""

import base64
import io
import sys
import tempfile

from fake_machine import Machine
from igangsetter.delivery import account
from igangsetter.store import files
from post_offices import HOST

NAME, SLUG, PLACE = "Skogstjerna", "skogstjerna", "Askeladdhuset rom 9"
OTHER = "Onsdagsgruppa"
TODAY = "2027-01-27"
"""When something is due in both groups."""
PICTURE = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
GROUP = rf"(?:{SLUG}|{OTHER.lower()})"
MADE = {
    "~/igangsetter": "home/igangsetter",
    "{slug}.toml": f"home/igangsetter/{GROUP}.toml",
    ".history/{slug}": rf"home/igangsetter/\.history(?:/{GROUP}(?:/[0-9]+\.toml)?)?",
    "papir/{slug}": rf"home/igangsetter/papir(?:/{GROUP}(?:/[\w-]+\.(?:md|html|pdf|docx))?)?",
    "kalender.ics": rf"home/igangsetter/papir/(?:{GROUP}/)?kalender(?:-gruppa)?(?:-nn)?\.ics",
    "paminnelse-": rf"home/igangsetter/papir/(?:{GROUP}/)?paminnelse-[\w-]+\.eml",
    "templates": r"home/igangsetter/templates(?:/handouts.*|/\.originals\.toml)?",
    ".edit-{slug}.": rf"home/igangsetter/\.edit-{GROUP}\.[0-9a-f]{{8}}\.txt",
    ".new-group.toml": r"home/igangsetter/\.new-group\.toml",
    ".lock": r"home/(?:igangsetter|\.local/state/igangsetter)/\.lock",
    "~/.local/state/igangsetter": r"home/\.local(?:/state(?:/igangsetter)?)?",
    "ledger.sqlite": r"home/\.local/state/igangsetter/ledger\.sqlite",
    "~/.config/systemd/user/igangsetter.timer": (
        r"home/\.config(?:/systemd(?:/user(?:/igangsetter\.(?:service|timer))?)?)?"
    ),
    "igangsetter-": r"temporary/igangsetter-\w+(?:/.*)?",
}
"""What the pages on privacy call what is made, and its path: a page that goes stale is found."""
BY_OTHERS = (
    r"home|home/logo\.png|home/igangsetter/igangsetter\.toml|home/\.config(?:/igangsetter(?:/mail\.toml)?)?"
    r"|home/\.config/systemd/user/timers\.target.*|home/\.local/share.*|temporary|machine(?:/.*)?"
)
"""What she makes herself, and what the machine does."""
PROGRAMS = ("systemctl", "crontab", "notify-send", "xdg-open")


class Owner:
    """Who uses it: a home folder, a machine, and a temporary folder, all under `place`."""

    def __init__(self, place, run, monkeypatch, port=9):
        self.home, self.folder = place / "home", place / "home" / "igangsetter"
        self.temporary = place / "temporary"
        self._run, self._monkeypatch = run, monkeypatch
        for path in (self.home, self.temporary):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.machine = Machine(place / "machine", monkeypatch, *PROGRAMS)
        editor = self.machine.folder / "bin" / "editor"
        editor.write_text("#!/bin/sh\necho 'kaputt = ' >>\"$1\"\n", encoding="utf-8")
        editor.chmod(0o700)
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(tempfile, "tempdir", str(self.temporary))
        monkeypatch.setenv("HOME", str(self.home))
        monkeypatch.setenv("TMPDIR", str(self.temporary))
        monkeypatch.setenv("IGANGSETTER_FOLDER", str(self.folder))
        monkeypatch.setenv("DISPLAY", ":7")
        monkeypatch.setenv("USER", "kari")
        for name in ("XDG_DATA_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "VISUAL"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("EDITOR", str(editor))
        path = account.place()
        to = f'to = "kari@example.org"\nhost = "{HOST}"\nport = {port}\nsecurity = "none"\n'
        self.own(path, to.encode())

    def call(self, *arguments, code=0):
        """Run a command line that ends with that code."""
        found = self._run(*arguments)
        assert found.code == code, (arguments, found)
        return found

    def type(self, text, *arguments, code=0):
        """The same with something typed."""
        with self._monkeypatch.context() as typed:
            typed.setattr(sys, "stdin", io.StringIO(text))
            return self.call(*arguments, code=code)

    def make(self):
        """Both groups, and the answers of a wizard that was stopped."""
        for name, place in ((NAME, PLACE), (OTHER, "Bydelshuset")):
            self.type(f"{name}\n", "new-group", code=2)
            self.call(
                "new-group", name, "--first", "2027-01-12 18:00", "--no-input", "--place", place,
                "--initiator", "Kari Nordmann", "--today", "2026-11-21",
            )  # fmt: skip
        self.type(f"{NAME}\n", "new-group", code=2)

    def publish(self, url):
        """The dates of the first group, in a calendar on a server."""
        self.call("calendar", "--publish", url, "--for", "group", "-g", SLUG)

    def change(self, day="28.1.2027"):
        """Every command that changes a plan, and those that make a file of it at little cost."""
        call, one = self.call, ("-g", SLUG)
        call("meeting", "move", "3", day, "--because", "snø", *one, "--today", "2026-11-21")
        call("meeting", "cancel", "7", "--no-input", *one)
        call("meeting", "restore", "7", *one)
        call("meeting", "push", "8", "--no-input", *one)
        call("meeting", "add", "15.4.2027", "--title", "Kontaktmøte", *one)
        call("handover", "5", *one)
        call("follow-up", "--agreed", *one)
        call("undo", *one)
        call("undo", "--to", "2", *one)
        call("remind", "--snooze", "handover-week:m04", "2027-01-28", "--today", TODAY, *one)
        call("remind", "--done", "call-everyone:group", "--today", "2027-01-12", *one)
        call("edit", *one, code=65)
        call("forget", "--history", "--yes", "-g", OTHER)
        call("end", "1.6.2027", "--no-input", "-g", OTHER)
        call("undo", "-g", OTHER)
        for group in (SLUG, OTHER):
            call("handout", "rammer", "--format", "md", "--force", "-g", group)
        for groups in (one, ()):
            call("remind", "--mail", "draft", "--today", TODAY, *groups)
            call("calendar", *groups)
            call("calendar", "--for", "group", "--language", "nn", *groups)
        call("templates", "copy", "rammer", "--language", "nb", "--force")
        call("remind", "--notify", "--daily", "--today", TODAY)

    def use_the_rest(self):
        """The other commands that write: paper, a mail that is sent, the daily job, the tour."""
        self.own(self.home / "logo.png", base64.b64decode(PICTURE))
        settings = f'[organisation]\nname = "Sentralen"\nlogo = "{self.home / "logo.png"}"\n'
        self.own(self.folder / "igangsetter.toml", settings.encode())
        for extension in ("html", "docx", "pdf"):
            self.call("handout", "rammer", "--format", extension, "-g", SLUG)
        self.call("print", "start", "-g", SLUG)
        self.call("remind", "--mail", "send", "--today", TODAY, "--daily")
        self.call("daily", "install", "--scheduler", "cron", "--yes", "--notify")
        self.crontab = self.machine.crontab.decode()
        self.call("daily", "install", "--scheduler", "systemd", "--yes", "--mail", "--notify")
        self.call("tour")

    def own(self, path, content):
        """What she puts there herself."""
        if not path.exists():
            files.write(path, content)
