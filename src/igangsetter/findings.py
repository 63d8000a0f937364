"""The words of a finding: `FILE:LINE: what is wrong. What to do.`"""

from __future__ import annotations

from typing import TYPE_CHECKING

from igangsetter.characters import one_line

if TYPE_CHECKING:
    from igangsetter.errors import Finding
    from igangsetter.language import Language


def sentence(finding: Finding, speaker: Language) -> str:
    """The finding in one line, its place first."""
    place = ":".join(filter(None, [finding.file, str(finding.line or "")]))
    message, advice = message_and_advice(finding, speaker)
    key = _shown(finding.key)
    return ": ".join(filter(None, [place, key, f"{message} {advice}".strip()]))


def message_and_advice(finding: Finding, speaker: Language) -> tuple[str, str]:
    """What is wrong, and what to do."""
    _ = speaker.gettext
    value = {key: _shown(item) for key, item in finding.values.items()}
    if "wanted" in value:
        value["wanted"] = _kinds(speaker)[value["wanted"]]
    if "choices" in finding.values:
        choices = finding.values["choices"]
        value["choices"] = speaker.alternatives(choices)  # type: ignore[arg-type]
    message, advice = {
        "not-toml": (
            _("this line cannot be read (column {column})."),
            _("Look for a missing quotation mark or equals sign, there or on the line above."),
        ),
        "date-in-words": (
            _("this is not a date as the file writes it."),
            _("Write year-month-day, for example 2027-01-12."),
        ),
        "no-such-date": (
            _("there is no date {found}."),
            _("Write year-month-day, for example 2027-01-12."),
        ),
        "far-date": (
            _("{found} lies outside our calendar."),
            _("Write a year from {first} to {last}."),
        ),
        "empty": (_("this must not be empty."), _("Write it, or take the part out.")),
        "two-days": (
            _("there is a meeting ({meeting}) and a date for the same."),
            _("Keep “meeting” for one of the meetings, or “date” for another day; not both."),
        ),
        "window-backwards": (
            _("the latest comes before the earliest."),
            _("Swap the two numbers."),
        ),
        "too-long-text": (
            _("there are more than {most} characters here, far more than anybody needs."),
            _("Take out what does not belong here."),
        ),
        "too-many": (
            _("{count} of these are too many; at most {most} can be read."),
            _("Take out what is long past, or begin a new plan."),
        ),
        "too-deep": (
            _("too many brackets or parts stand within each other."),
            _("Take out what does not belong here."),
        ),
        "too-long-number": (_("a number is too long."), _("Write a shorter one.")),
        "newer-schema": (
            _("written by a newer igangsetter (form {found}; this one knows {known})."),
            _("Install the newest igangsetter."),
        ),
        "missing-key": (_("this must be there."), _("Add the line.")),
        "missing-table": (
            _("this part must be there."),
            _("Add [{key}], or look at a plan fresh from “new-group --dry-run”."),
        ),
        "wrong-type": (_("here stands {found}; it must be {wanted}."), ""),
        "not-a-choice": (_("“{found}” is not known here."), _("Write {choices}.")),
        "out-of-range": (_("{found} is out of range."), _("Write a number from {low} to {high}.")),
        "bad-name": (
            _("the name must have 1 to {longest} characters, all on one line."),
            _("Give the group a shorter name."),
        ),
        "bad-id": (
            _("“{found}” cannot be a name here."),
            _("Use the letters a–z, figures, - and _, at most 40."),
        ),
        "no-such-meeting": (
            _("there is no meeting “{found}”."),
            _("Write the name of a [meetings.…] in this file."),
        ),
        "days-backwards": (_("the last day comes before the first."), _("Swap the two dates.")),
        "bad-address": (
            _("“{found}” is not one mail address."),
            _("Write one, such as kari@example.org."),
        ),
        "bad-host": (
            _("“{found}” is no name of a mail server."),
            _("Write one, such as smtp.example.org."),
        ),
        "clear-password": (
            _("a password would go in the clear."),
            _("Write security = “starttls” or “tls”, as the mail provider says."),
        ),
        "unknown-key": (
            _("“{name}” is not known here; it is kept."),
            _("Did you mean “{guess}”?") if value.get("guess") else "",
        ),
    }[finding.id]
    value.setdefault("key", _shown(finding.key))
    return message.format(**value), advice.format(**value)


def _kinds(speaker: Language) -> dict[str, str]:
    _ = speaker.gettext
    return {
        "date": _("a date without quotation marks, such as 2027-01-12"),
        "time": _("a time without quotation marks, such as 18:00:00"),
        "str": _("text in quotation marks"),
        "int": _("a whole number"),
        "bool": _("true or false"),
        "list": _('a list of texts, such as ["Kari Nordmann"]'),
        "table": _("a part with its own lines, such as [group]"),
    }


def _shown(value: object) -> str:
    """A value of the file, or its key, short enough for a message and on one line."""
    text = one_line(str(value))
    longest = 60
    return text if len(text) <= longest else text[:longest] + "…"
