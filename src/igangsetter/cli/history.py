"""`history`: every version of a plan, and what each changed."""

from __future__ import annotations

from igangsetter.cli import options, output, versions
from igangsetter.language import _, current
from igangsetter.store import history as filed

EXAMPLES = ("igangsetter history", "igangsetter history -g tirsdag")


def run(
    group: options.Group = None,
    folder: options.Folder = None,
    plain: options.Plain = False,
) -> None:
    """List the versions, the newest last."""
    output.be_plain(plain)
    stored = options.stored(folder, group)
    known = filed.versions(stored.path)
    before: bytes | None = None
    for version in known:
        content = version.content()
        when = version.written
        date = f"{current().short_day(when.date())} {current().clock(when.time())}"
        words = _("made") if before is None else versions.difference_in_words(before, content)
        start = f"{version.number:>4}  {date}  "
        if output.is_in_lines():
            output.out(output.wrapped(f"{version.number}, {date}: {words}", "  "))
        else:
            output.out(output.wrapped(start + words, " " * len(start)))
        before = content
    if before is not None and before != stored.content:
        words = versions.difference_in_words(before, stored.content)
        by_hand = _("edited by hand, not filed yet: {what}").format(what=words)
        output.out(output.wrapped(f"   –  {by_hand}", " " * 6))
