"""A collection on a CalDAV server (RFC 4791) by its plain verbs: look, write, take away.

Every write names the version that it replaces, so that nobody's change is overwritten unseen.
"""

from __future__ import annotations

import ipaddress
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, Self
from urllib.parse import unquote, urlsplit

from igangsetter.calendar import patience
from igangsetter.errors import ConfigurationError, DeliveryError, UsageError
from igangsetter.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

SECONDS = 30
"""How long a server may be silent."""
DEADLINE = 120
"""How many seconds a whole answer may take, however busily it drips."""
EXTRA = "caldav"
_MULTISTATUS, _BROKEN = 207, 500
_GONE, _STALE, _MOVED = (404, 410), (409, 412), (301, 302, 303, 307, 308)
_REFUSED = (401, 403, 407)
_DAV, _CAL = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_KIND = '<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>'
_QUERY = (
    '<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    "<D:prop><D:getetag/><C:calendar-data/></D:prop>"
    '<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">{uids}'
    "</C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"
)
_UIDS = '<C:prop-filter name="UID"><C:text-match>{text}</C:text-match></C:prop-filter>'


class StaleError(Exception):
    """Somebody changed, took away or made that object after we looked."""


class Thing(NamedTuple):
    """An object as it lies there; `href` is its address, `etag` its version."""

    href: str
    etag: str
    content: bytes


class Address(NamedTuple):
    """Where a collection is; `url` ends with a slash and holds neither name nor password."""

    url: str
    host: str
    user: str


def address(text: str, user: str | None) -> Address:
    """The address that was typed. Raises UsageError, ConfigurationError for one in the clear."""
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.password is not None:
        raise UsageError(
            _("A password has no place in the address."), _("Leave it out; you are asked for it.")
        )
    if parts.scheme not in {"http", "https"} or not host:
        raise UsageError(
            _("That is no address of a calendar."),
            _("It looks like {example}.").format(example="https://example.org/dav/kari/groups/"),
        )
    if parts.scheme == "http" and not _is_here(host):
        raise ConfigurationError(
            _("Everything would go to {host} in the clear, the password too.").format(host=host),
            _("Write an address that begins with https://."),
        )
    shown = f"[{host}]" if ":" in host else host
    place = f"{shown}:{port}" if port else shown
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    return Address(f"{parts.scheme}://{place}{path}", host, user or parts.username or "")


class Collection:
    """One calendar on a server.

    Every method raises DeliveryError when the server cannot be reached or fails, and
    ConfigurationError when it does not let us in, has moved or is no calendar.
    """

    def __init__(self, where: Address, password: str) -> None:
        try:
            from caldav import davclient  # noqa: PLC0415 - an extra, 0.3 s
            from caldav.lib import error  # noqa: PLC0415
        except ImportError:
            raise ConfigurationError(
                _("Publishing needs the package “caldav”."),
                _("Install it: {command}").format(
                    command=f'"{sys.executable}" -m pip install {EXTRA}'
                ),
            ) from None
        import logging  # noqa: PLC0415 - caldav logs what servers do oddly; we say what matters

        logging.getLogger("caldav").setLevel(logging.CRITICAL)
        self._where, self._failures = where, (OSError, error.DAVError)
        self._refusal = error.AuthorizationError
        self._client = davclient.DAVClient(
            where.url,
            username=where.user or None,
            password=password if where.user else None,
            timeout=SECONDS,
            enable_rfc6764=False,
        )
        # Whoever the address points on to is not whom she meant.
        self._client.session.max_redirects = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def check(self) -> None:
        """Raise ConfigurationError when the address is no calendar."""
        answer = self._ask("PROPFIND", self._where.url, _KIND, {"Depth": "0"})
        if answer.status >= _BROKEN:
            self._refuse_failure(answer)
        kinds = answer.tree.iter(f"{_CAL}calendar") if answer.tree is not None else iter(())
        if answer.status != _MULTISTATUS or next(kinds, None) is None:
            raise ConfigurationError(
                _("There is no calendar at {url}.").format(url=self._where.url), _where_to_look()
            )

    def things(self, uid_part: str) -> Iterator[Thing]:
        """The events whose UID holds that text; a server that cannot search gives all events."""
        answer = None
        for uids in (_UIDS.format(text=uid_part), ""):
            query = _QUERY.format(uids=uids)
            answer = self._ask("REPORT", self._where.url, query, {"Depth": "1"}, refusable=True)
            if answer is not None and answer.status == _MULTISTATUS and answer.tree is not None:
                break
        else:
            raise DeliveryError(
                _("{host} does not list its calendar.").format(host=self._where.host),
                _("Run the command again. Does it happen again, ask those who run the server."),
            )
        for one in answer.tree.iter(f"{_DAV}response"):
            content = _inner(one, f"{_CAL}calendar-data")
            # Whatever host the server calls itself, the answer is from the one that we asked.
            path, asked = _path(_inner(one, f"{_DAV}href")), urlsplit(self._where.url)
            if content and unquote(path).startswith(unquote(asked.path)):
                href = asked._replace(path=path).geturl()
                yield Thing(href, _inner(one, f"{_DAV}getetag"), content.encode())

    def read(self, href: str) -> Thing | None:
        """An object as it is now; None when it is gone."""
        answer = self._ask("GET", href, "", {})
        if answer.status in _GONE:
            return None
        self._refuse_failure(answer)
        try:
            content = answer.raw.encode()
        except UnicodeError:
            raise self._failure(_("its answer cannot be read")) from None
        return Thing(href, answer.headers.get("ETag", ""), content)

    def create(self, name: str, content: bytes) -> None:
        """Write a new object. Raises StaleError when there is one of that name or UID."""
        headers = {"If-None-Match": "*", "Content-Type": "text/calendar; charset=utf-8"}
        self._write("PUT", self.href(name), content.decode(), headers)

    def update(self, there: Thing, content: bytes) -> None:
        """Write over that version. Raises StaleError when it is another by now."""
        headers = _matching(there) | {"Content-Type": "text/calendar; charset=utf-8"}
        self._write("PUT", there.href, content.decode(), headers)

    def remove(self, there: Thing) -> None:
        """Take that version away. Raises StaleError when it is another by now."""
        self._write("DELETE", there.href, "", _matching(there))

    def href(self, name: str) -> str:
        """The address of an object of ours."""
        return f"{self._where.url}{name}.ics"

    def _write(self, verb: str, href: str, body: str, headers: Mapping[str, str]) -> None:
        answer = self._ask(verb, href, body, headers)
        if answer.status in _STALE or (verb == "DELETE" and answer.status in _GONE):
            raise StaleError(href)
        self._refuse_failure(answer)

    def _refuse_failure(self, answer: Any) -> None:
        if not 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP's own
            raise self._failure(_("it answers {code}").format(code=answer.status))

    def _ask(
        self,
        verb: str,
        href: str,
        body: str,
        headers: Mapping[str, str],
        *,
        refusable: bool = False,
    ) -> Any:
        """The answer of the server; None for a question that it may refuse."""
        try:
            answer = patience.within(
                DEADLINE, lambda: self._client.request(href, verb, body, headers)
            )
        except self._refusal as error:
            if refusable and getattr(error, "status", None) != _REFUSED[0]:
                return None
            raise self._no_entry(error) from None
        except self._failures as error:
            if "Redirect" in _kinds(error):
                raise self._moved() from None
            raise self._failure(self._why(error)) from None
        except Exception:  # noqa: BLE001 - XML that is none, or an odd header: who knows what else
            raise self._failure(_("its answer cannot be read")) from None
        if answer.status in _MOVED:
            raise self._moved()
        return answer

    def _moved(self) -> ConfigurationError:
        return ConfigurationError(
            _("The calendar server {host}: {why}.").format(
                host=self._where.host, why=_("the calendar has moved to another address")
            ),
            _where_to_look(),
        )

    def _no_entry(self, error: Exception) -> ConfigurationError:
        """What to say when we are not let in. The password is never part of it."""
        if getattr(error, "status", None) == _REFUSED[1]:
            return ConfigurationError(
                _("{host} does not let you write in this calendar.").format(host=self._where.host),
                _("Ask whoever owns the calendar, or choose another one."),
            )
        if not self._where.user:
            return ConfigurationError(
                _("{host} wants to know who you are.").format(host=self._where.host),
                _("Add {option}.").format(option="--user"),
            )
        return ConfigurationError(
            _("{host} does not know {user} with this password.").format(
                host=self._where.host, user=self._where.user
            ),
            _("Check the name and the password. Many servers want a password for apps."),
        )

    def _failure(self, why: str) -> DeliveryError:
        return DeliveryError(
            _("The calendar server {host}: {why}.").format(host=self._where.host, why=why),
            _("Run the same command again later: it goes on where this one stopped."),
        )

    def _why(self, error: Exception) -> str:
        """Words for a failure of the network, whose own are long and in English."""
        kinds = _kinds(error)
        if isinstance(error, patience.EndlessError):
            return _("no answer within {count} seconds").format(count=DEADLINE)
        if "Timeout" in kinds:
            return _("no answer within {count} seconds").format(count=SECONDS)
        if "SSL" in kinds:
            return _("its certificate is not to be trusted")
        if "RateLimit" in kinds:
            return _("it is busy")
        return _("it cannot be reached, or it broke off")


def _where_to_look() -> str:
    return _("Copy the address from the settings of the calendar on its server.")


def _kinds(error: Exception) -> str:
    return " ".join(kind.__name__ for kind in type(error).__mro__)


def _path(href: str) -> str:
    try:
        return urlsplit(href).path
    except ValueError:
        return ""


def _is_here(host: str) -> bool:
    """Whether a host is this machine: nothing leaves it."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _inner(element: Any, tag: str) -> str:
    found = next(element.iter(tag), None)
    return (found.text or "") if found is not None else ""


def _matching(there: Thing) -> dict[str, str]:
    """A version to replace; a weak one is compared as if it were strong, as servers mean it."""
    return {"If-Match": there.etag.removeprefix("W/") or "*"}
