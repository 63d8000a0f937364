"""A letter as a mail: text, HTML and what is attached. Its subject tells nothing about a group."""

from __future__ import annotations

import re
import uuid
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from igangsetter.characters import one_line
from igangsetter.value import Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

PLANS = "X-Igangsetter-Plans"
_PLAIN = re.compile(r"[A-Za-z0-9-]{1,60}")
_PLACE = uuid.UUID("3a0f1c52-8a0e-4a6e-9d5b-6f4f0f2c9d11")
"""The namespace of our message ids."""


class Attachment(Value):
    """A file that goes with a mail; `kind` is its MIME type."""

    name: str
    kind: str
    content: bytes


class Mail(Value):
    """What stands in a mail. `about` tells it from others: the same again has the same id."""

    to: str
    sender: str = ""
    subject: str
    text: str
    html: str
    attachments: Sequence[Attachment] = ()
    about: str
    plans: Sequence[str] = ()
    """The ids of the plans that it is about: a draft says so, to be found when one is erased."""


def message(mail: Mail, now: dt.datetime | None = None) -> EmailMessage:
    """The mail as it is sent at `now`; without, as a draft that a mail program opens."""
    found = EmailMessage(policy=SMTP)
    found["Subject"] = one_line(mail.subject)
    if mail.sender:
        found["From"] = Address(addr_spec=mail.sender)
    if mail.to:
        # No name: what looks like an encoded word in one would be obeyed.
        found["To"] = Address(addr_spec=mail.to)
    if now is None:
        found["X-Unsent"] = "1"
        found[PLANS] = " ".join(filter(_PLAIN.fullmatch, mail.plans))
    else:
        found["Date"] = format_datetime(now)
        place = mail.sender.rpartition("@")[2] or "localhost"
        name = uuid.uuid5(_PLACE, f"{mail.to} {mail.about}")
        found["Message-ID"] = f"<{name}@{place}>"
        found["Auto-Submitted"] = "auto-generated"
    found.set_content(mail.text, cte="quoted-printable")
    found.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for one in mail.attachments:
        main, sub = one.kind.split("/")
        found.add_attachment(
            one.content,
            maintype=main,
            subtype=sub,
            filename=one.name,
            params={"charset": "utf-8"} if main == "text" else None,
        )
    return found
