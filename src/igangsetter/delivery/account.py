"""`mail.toml`: where the mail goes and how. It holds no password.

It lies in the user's own config folder, never among the plans, which may be shared.
"""

from __future__ import annotations

import os
import re
from dataclasses import field
from typing import TYPE_CHECKING, Literal

from igangsetter.errors import ConfigurationError
from igangsetter.language import _
from igangsetter.plan.tables import Reader, parse, placed
from igangsetter.store import settings
from igangsetter.value import Value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from igangsetter.errors import Finding

FILE = "mail.toml"
PASSWORD = "IGANGSETTER_MAIL_PASSWORD"  # noqa: S105 - the name of a variable
SERVICE = "igangsetter-mail"
COMMAND_SECONDS = 60
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})*")
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|[0-9a-fA-F:]{{2,45}}")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}


class Account(Value):
    """What stands in `mail.toml`. `to` is whom this machine writes to; `port` 0 is the usual one.

    `password_command` is a program and its arguments, which prints the password.
    """

    to: str = ""
    host: str = ""
    port: int = field(default=0, metadata={"low": 0, "high": 65535})
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    sender: str = ""
    password_command: tuple[str, ...] = field(default=(), metadata={"secret": True})

    @property
    def usual_port(self) -> int:
        """The port, else the one that is usual for the security."""
        return self.port or _PORTS[self.security]

    @property
    def writes_as(self) -> str:
        """The address that stands as the sender: `sender`, else `user`, else `to`."""
        return next(filter(is_address, (self.sender, self.user, self.to)), "")


def place() -> Path:
    """Where `mail.toml` belongs."""
    import platformdirs  # noqa: PLC0415 - only for what is sent

    return platformdirs.user_config_path("igangsetter", appauthor=False) / FILE


def read(
    plans: Path | None = None, warn: Callable[[Sequence[Finding]], None] = lambda _: None
) -> Account:
    """What `mail.toml` says, all empty when there is none; `warn` is told what can be lived with.

    Raises ConfigurationError with every finding, also for a `mail.toml` in the folder of plans.
    """
    path = place()
    if plans is not None and (plans / FILE).exists() and not _same(plans / FILE, path):
        raise ConfigurationError(
            _("{path} lies among the plans, where others may read it.").format(path=plans / FILE),
            _("Move it to {path}.").format(path=path),
        )
    text = settings.text_of(path)
    parsed, reader = parse(text), Reader()
    findings, account = parsed.findings, None
    if parsed.data is not None:
        account = reader.table(Account, parsed.data, "")
        if account:
            _judge(account, reader)
        findings = placed(reader.findings, text)
    warn(settings.usable(path, findings, _("Mend the file. Until then no mail is sent.")))
    assert account is not None  # noqa: S101 - else there was a finding
    return account


def ready(account: Account, *, daily: bool) -> Account:
    """The account, when mail can be sent with it. Raises ConfigurationError.

    The daily job writes only to the address of this machine.
    """
    if not account.host:
        raise ConfigurationError(
            _("There is no mail server to send by."),
            _("Write “host”, “user” and “to” into {path}, or use --mail draft.").format(
                path=place()
            ),
        )
    if not account.writes_as:
        raise ConfigurationError(
            _("There is no address to send from."),
            _("Write “sender” into {path}.").format(path=place()),
        )
    if daily and not account.to:
        raise ConfigurationError(
            _("There is no address for the mail."),
            _("Write “to” into {path}: the daily job writes to nobody else.").format(path=place()),
        )
    return account


def is_address(text: str) -> bool:
    """Whether a text is one mail address in plain letters, and nothing that a header obeys."""
    if _ADDRESS.fullmatch(text) is None:
        return False
    from email.errors import MessageError  # noqa: PLC0415 - only for what is sent
    from email.headerregistry import Address  # noqa: PLC0415 - as above

    try:
        return Address(addr_spec=text).addr_spec == text
    except (MessageError, ValueError, IndexError):
        return False


def password(account: Account) -> str:
    """The password: from the environment, the command, or the keyring. Raises ConfigurationError.

    It is never part of a message.
    """
    found = os.environ.get(PASSWORD, "")
    if not found and account.password_command:
        found = _answer(account.password_command)
    if not found:
        found = kept(SERVICE, account.user)
    if found:
        return found
    raise ConfigurationError(
        _("There is no password for {user} at {host}.").format(
            user=account.user, host=account.host
        ),
        _(
            "Write “password_command” into {path}, or set {variable}, or install the keyring: "
            "{command}"
        ).format(path=place(), variable=PASSWORD, command=f"keyring set {SERVICE} {account.user}"),
    )


def _shown(found: str) -> str:
    """A value that may be told: one that runs on over lines may have swallowed the password."""
    return found if found.isprintable() else "…"


def _judge(account: Account, reader: Reader) -> None:
    for key in ("to", "sender"):
        found = getattr(account, key)
        if found and not is_address(found):
            reader.note("bad-address", key, found=_shown(found))
    if account.host and not _HOST.fullmatch(account.host):
        reader.note("bad-host", "host", found=_shown(account.host))
    if account.security == "none" and account.user and account.host not in LOOPBACK:
        reader.note("clear-password", "security")


def _answer(command: Sequence[str]) -> str:
    import subprocess  # noqa: PLC0415 - only for a password that a program keeps

    try:
        done = subprocess.run(  # noqa: S603 - the user's own program, and no shell
            list(command), capture_output=True, timeout=COMMAND_SECONDS, check=True, text=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        # What stands there may be the password itself, by a slip: it is never told.
        code = getattr(error, "returncode", None)
        raise ConfigurationError(
            _("The password could not be fetched: the program {what}.").format(
                what=_("could not be run")
                if code is None
                else _("ended with {code}").format(code=code)
            ),
            _("Mend “password_command” in {path}.").format(path=place()),
        ) from None
    return done.stdout.rstrip("\r\n")


def kept(service: str, user: str) -> str:
    """The password that the keyring keeps for that user; empty without one."""
    try:
        import keyring  # noqa: PLC0415 - an extra
    except ImportError:
        return ""
    try:
        return keyring.get_password(service, user) or ""
    except Exception:  # noqa: BLE001 - every keyring has errors of its own
        return ""


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)
