"""The post office: one connection by SMTP, over which several mails go."""

from __future__ import annotations

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from contextlib import contextmanager
from email.policy import SMTP
from typing import TYPE_CHECKING

from igangsetter import reasons
from igangsetter.characters import UNSEEN
from igangsetter.delivery import account as accounts
from igangsetter.errors import ConfigurationError, DeliveryError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from igangsetter.delivery.account import Account

SECONDS = 30
"""How long one answer is waited for."""

DEADLINE = 180.0
"""Seconds: how long a whole conversation may take."""

_DOTS = re.compile(rb"(?m)^\.")
LONGEST_ANSWER = 200


class MaybeDeliveredError(DeliveryError):
    """The connection was lost while the mail went out: perhaps it came, perhaps not."""


class PostOffice:
    """An open connection."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over. Raises DeliveryError, MaybeDeliveredError.

        Only between its last dot and the answer it is not known whether it came.
        """
        content = _DOTS.sub(b"..", message.as_bytes(policy=SMTP))
        server, end = self._server, b"" if content.endswith(b"\r\n") else b"\r\n"
        try:
            server.ehlo_or_helo_if_needed()
            _expect(server.mail(message["From"].addresses[0].addr_spec), 250)
            _expect(server.rcpt(message["To"].addresses[0].addr_spec), 250, 251)
            _expect(server.docmd("DATA"), 354)
            server.send(content + end)
        except (OSError, smtplib.SMTPException):
            raise _lost(DeliveryError) from None
        try:
            server.send(b".\r\n")
            answer = server.getreply()
        except (OSError, smtplib.SMTPException):
            raise _lost(MaybeDeliveredError) from None
        _expect(answer, 250)


@contextmanager
def opened(account: Account) -> Iterator[PostOffice]:
    """A connection as the account wants it, signed in.

    Raises ConfigurationError for what must be mended in `mail.toml`, DeliveryError for the rest.
    """
    secret = accounts.password(account) if account.user else ""
    server = _server(account)
    # A server that drips a byte now and then would hold the ledger for ever.
    watch = threading.Timer(DEADLINE, _cut, [server])
    watch.daemon = True
    watch.start()
    try:
        _connect(server, account)
        _sign_in(server, account, secret)
        yield PostOffice(server)
        _close(server)
    finally:
        watch.cancel()
        server.close()


def _server(account: Account) -> smtplib.SMTP:
    # The name of the machine is nobody's business.
    us = "localhost"
    if account.security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(local_hostname=us, timeout=SECONDS, context=context)
    return smtplib.SMTP(local_hostname=us, timeout=SECONDS)


def _connect(server: smtplib.SMTP, account: Account) -> None:
    try:
        # Certificates are looked at by this name, which `connect` alone does not set.
        server._host = account.host  # type: ignore[attr-defined]  # noqa: SLF001
        _expect(server.connect(account.host, account.usual_port), 220)
        if account.security == "starttls":
            server.starttls(context=ssl.create_default_context())
    except (OSError, smtplib.SMTPException) as error:
        raise _unreachable(account, error) from None


def _cut(server: smtplib.SMTP) -> None:
    """Wake whoever waits for that server."""
    with contextlib.suppress(OSError, AttributeError):
        server.sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    """Raise DeliveryError for any other answer."""
    code, words = answer
    if code not in codes:
        raise _refused(code, words)


def _lost(kind: type[DeliveryError]) -> DeliveryError:
    return kind(
        _("The connection to the mail server was lost on the way."),
        _("It is tried again at the next run."),
    )


def _sign_in(server: smtplib.SMTP, account: Account, secret: str) -> None:
    if not account.user:
        return
    try:
        server.login(account.user, secret)
    except smtplib.SMTPAuthenticationError:
        raise ConfigurationError(
            _("{host} did not accept the user or the password.").format(host=account.host),
            _("Check “user” in {path}, and the password.").format(path=accounts.place()),
        ) from None
    except UnicodeEncodeError:
        raise ConfigurationError(
            _("{host} takes no password with such letters.").format(host=account.host),
            _("Make a new password in plain letters and figures."),
        ) from None
    except (OSError, smtplib.SMTPException, ValueError) as error:
        # smtplib says so with its plainest error when it knows none of the ways.
        if isinstance(error, smtplib.SMTPNotSupportedError) or type(error) is smtplib.SMTPException:
            raise ConfigurationError(
                _("{host} offers no way of signing in.").format(host=account.host),
                _("Check “port” and “security” in {path}.").format(path=accounts.place()),
            ) from None
        raise _unreachable(account, error) from None


def _close(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        return


def _refused(code: int, words: bytes | str) -> DeliveryError:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    shown = " ".join(UNSEEN.sub(" ", text).split())[:LONGEST_ANSWER]
    if code < 0:
        return DeliveryError(
            _("The mail server gives an answer that cannot be read."),
            _("It is tried again at the next run."),
        )
    return DeliveryError(
        _("The mail server did not take it: {code} {words}").format(code=code, words=shown),
        _("It is tried again at the next run."),
    )


def _unreachable(account: Account, error: Exception) -> ConfigurationError | DeliveryError:
    """What to say of a server that cannot be talked to."""
    where = f"{account.host}:{account.usual_port}"
    again = _("It is tried again at the next run.")
    match error:
        case socket.gaierror():
            return DeliveryError(
                _("There is no mail server {host}, or no connection to the net.").format(
                    host=account.host
                ),
                _("Check “host” in {path}.").format(path=accounts.place()) + " " + again,
            )
        case ssl.SSLCertVerificationError():
            return DeliveryError(
                _("The certificate of {where} cannot be trusted: {why}.").format(
                    where=where, why=error.verify_message
                ),
                _("Nothing was sent. Ask whoever runs the server."),
            )
        case ssl.SSLError() | smtplib.SMTPNotSupportedError():
            return ConfigurationError(
                _("{where} does not speak as “security” says ({security}).").format(
                    where=where, security=account.security
                ),
                _("Check “port” and “security” in {path}.").format(path=accounts.place()),
            )
        case smtplib.SMTPResponseException():
            return _refused(error.smtp_code, error.smtp_error)
        case _:
            # smtplib's own words are English, and its errors are the system's by kind only.
            why = _("no answer")
            if isinstance(error, OSError) and error.strerror:
                why = reasons.why(error)
            return DeliveryError(
                _("{where} cannot be reached: {why}.").format(where=where, why=why), again
            )
