"""All commands by name, alias and help line."""

from __future__ import annotations

from typing import NamedTuple

from igangsetter.language import _


class Entry(NamedTuple):
    """A command before it is loaded: its file, its Norwegian alias, its help line."""

    module: str
    alias: str
    help: str


def entries() -> dict[str, Entry]:
    """The commands in the order in which an initiator meets them."""
    return {
        "new-group": Entry(
            "new_group", "ny-gruppe", _("Make the plan of a new group, with every date in it.")
        ),
        "groups": Entry(
            "groups", "grupper", _("Show all groups, where they are on the way, and the next date.")
        ),
        "show": Entry(
            "show",
            "vis",
            _("Show the whole way of one group: the meetings, your last one, the follow-up."),
        ),
        "handout": Entry(
            "handout",
            "ark",
            _("Show or make the sheets for the table: ground rules, principles and the rest."),
        ),
        "print": Entry(
            "print_pack", "skriv-ut", _("Make all sheets of one meeting as one file to print.")
        ),
        "remind": Entry("remind", "husk", _("Show what you should do now.")),
        "meeting": Entry("meeting", "mote", _("Move, cancel or add a meeting.")),
        "handover": Entry("handover", "siste-mote", _("Change which meeting is your last.")),
        "follow-up": Entry(
            "follow_up", "oppfolging", _("Agree on or change the day on which you come back.")
        ),
        "end": Entry("end", "avslutt", _("Note that the group has ended. The reminders stop.")),
        "edit": Entry(
            "edit", "rediger", _("Open the plan in an editor and look it over afterwards.")
        ),
        "undo": Entry("undo", "angre", _("Take back the last change.")),
        "history": Entry("history", "historikk", _("Show all changes of the plan.")),
        "check": Entry(
            "check", "sjekk", _("Look the plan over and get advice, with reason and source.")
        ),
        "calendar": Entry("calendar", "kalender", _("Make a calendar file with the meetings.")),
        "daily": Entry("daily", "daglig", _("Let the machine tell you every day by itself.")),
        "forget": Entry(
            "forget",
            "slett",
            _("Erase a group: plan, history and files. Shows everything first."),
        ),
        "templates": Entry(
            "templates", "maler", _("Show, copy or check the templates of the sheets.")
        ),
        "completion": Entry("completion", "fullforing", _("Let the Tab key finish what you type.")),
        "tour": Entry("tour", "omvisning", _("See how everything works, with a group on trial.")),
    }
