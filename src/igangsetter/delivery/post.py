"""The post office: one connection by SMTP, over which several mails go."""

from __future__ import annotations

import smtplib
import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from igangsetter.characters import UNSEEN
from igangsetter.delivery import account as accounts
from igangsetter.errors import ConfigurationError, DeliveryError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from igangsetter.delivery.account import Account

SECONDS = 30
LONGEST_ANSWER = 200


class MaybeDeliveredError(DeliveryError):
    """The connection was lost while the mail went out: perhaps it came, perhaps not."""


class PostOffice:
    """An open connection."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def send(self, message: EmailMessage) -> None:
        """Hand a mail over. Raises DeliveryError, MaybeDeliveredError."""
        try:
            self._server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            self._reset()
            raise _refused(code, words) from None
        except smtplib.SMTPResponseException as error:
            self._reset()
            raise _refused(error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryError(
                _("The mail server takes no address with such letters."),
                _("Use an address in plain letters."),
            ) from None
        except (OSError, smtplib.SMTPException):
            raise MaybeDeliveredError(
                _("The connection to the mail server was lost on the way."),
                _("It is tried again at the next run."),
            ) from None

    def _reset(self) -> None:
        try:
            self._server.rset()
        except (OSError, smtplib.SMTPException):
            return


@contextmanager
def opened(account: Account) -> Iterator[PostOffice]:
    """A connection as the account wants it, signed in.

    Raises ConfigurationError for what must be mended in `mail.toml`, DeliveryError for the rest.
    """
    secret = accounts.password(account) if account.user else ""
    try:
        server = _connected(account)
    except (OSError, smtplib.SMTPException) as error:
        raise _unreachable(account, error) from None
    try:
        _sign_in(server, account, secret)
        yield PostOffice(server)
    finally:
        _close(server)


def _connected(account: Account) -> smtplib.SMTP:
    # The name of the machine is nobody's business.
    us = "localhost"
    if account.security == "tls":
        return smtplib.SMTP_SSL(
            account.host,
            account.usual_port,
            local_hostname=us,
            timeout=SECONDS,
            context=ssl.create_default_context(),
        )
    server = smtplib.SMTP(account.host, account.usual_port, local_hostname=us, timeout=SECONDS)
    if account.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            _close(server)
            raise
    return server


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
    except smtplib.SMTPNotSupportedError:
        raise ConfigurationError(
            _("{host} offers no way of signing in.").format(host=account.host),
            _("Check “port” and “security” in {path}.").format(path=accounts.place()),
        ) from None
    except (OSError, smtplib.SMTPException) as error:
        raise _unreachable(account, error) from None
    except UnicodeEncodeError:
        raise ConfigurationError(
            _("{host} takes no password with such letters.").format(host=account.host),
            _("Make a new password in plain letters and figures."),
        ) from None


def _close(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _refused(code: int, words: bytes | str) -> DeliveryError:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    shown = " ".join(UNSEEN.sub(" ", text).split())[:LONGEST_ANSWER]
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
            why = getattr(error, "strerror", None) or _("no answer")
            return DeliveryError(
                _("{where} cannot be reached: {why}.").format(where=where, why=why), again
            )
