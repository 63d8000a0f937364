"""What is put in: values and plans of every kind, dates and addresses as somebody types them."""

import dataclasses
import datetime as dt
import string

from hypothesis import strategies as st

from igangsetter.language import LANGUAGES
from igangsetter.plan import plan, toml
from igangsetter.plan.tables import fields_of

TABLES = {spec.name for spec in dataclasses.fields(plan.Plan)}
MODELS = ("selvhjelp-norge", "link-oslo", "uten-igangsetter", "digital", "angstringen")
HOSTILE_TEXTS = (
    "", " ", "x", "æøå", "\x00", "\x1b[31m", "\u202eabc", "\ufeff", "\ufffe", "\u2028", "a\nb", "\r", "\r\n",
    "😀", "e\u0301", "{0}", "{count}", "%s", "{{ 1 }}", "{% raw %}", "[bold]x[/]", "<b>", "&amp;", "|", "```",
    "# x", "- [ ] x", "1. x", "'''", '"""', "\\", "../../x", "a;b", "BEGIN:VCALENDAR", "x" * 200, "*" * 300,
    "١٢", "2027-01-12", "Norwegian", "NO", "DE-NW", "NO-XX", "Europe/Oslo", "../etc", "Mars/Base", "-1", "nan",
)  # fmt: skip
EDGES = (0, 1, -1, 2, 59, 60, 1440, 1441, 10**6, 2**31, 2**63 - 1, -(2**63))

characters = st.characters(exclude_categories=("Cs",))
texts = st.sampled_from(HOSTILE_TEXTS) | st.text(characters, max_size=40)
keys = st.text(string.ascii_letters + string.digits + "-_", min_size=1, max_size=40)
days = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))
times = st.times()
moments = st.datetimes(
    timezones=st.none() | st.integers(-1439, 1439).map(lambda m: dt.timezone(dt.timedelta(minutes=m)))
)  # fmt: skip
scalars = (
    st.booleans()
    | st.sampled_from(EDGES)
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | texts
    | st.dates()
    | times
    | moments
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=8,
)
"""Whatever TOML can hold. Not a number is left out: it is not even equal to itself."""


def _table(kind, **fixed):
    """A table of the plan with anything that its fields allow; what has a default may be left out."""
    given, optional = {}, {}
    for spec in fields_of(kind).values():
        if spec.name in fixed:
            given[spec.name] = fixed[spec.name]
        elif spec.default is dataclasses.MISSING:
            given[spec.name] = _field(spec)
        else:
            optional[spec.name] = _field(spec)
    return st.fixed_dictionaries(given, optional=optional).map(lambda found: kind(**found))


def _field(spec):
    if spec.choices:
        return st.sampled_from(spec.choices)
    if spec.low is not None:
        return st.integers(spec.low, spec.high)
    found = {str: texts, bool: st.booleans(), dt.date: days, dt.time: times}[spec.type]
    return found.filter(str.strip) if spec.filled else found


def _keyed(table, most=3, least=0):
    return st.dictionaries(keys, table, min_size=least, max_size=most)


@st.composite
def whole_plans(draw):
    """Every plan that the codec must take: each table, each field, keys that nobody knows."""
    meetings = draw(_keyed(_table(plan.Meeting), most=5, least=1))
    meeting = st.sampled_from(sorted(meetings))
    name = st.sampled_from(HOSTILE_TEXTS).filter(toml.is_name) | texts.filter(toml.is_name)
    group = draw(_table(plan.Group, name=name, language=st.sampled_from(LANGUAGES)))
    visit = draw(
        st.just(plan.FollowUp(rule="none"))
        | _table(plan.FollowUp, meeting=meeting, date=st.none())
        | _table(plan.FollowUp, meeting=st.just(""), date=days)
    )
    low, high = sorted([visit.earliest, visit.latest])
    tables = {
        "place": _table(plan.Place),
        "initiators": _keyed(_table(plan.Initiator)),
        "reflection_partner": _table(plan.ReflectionPartner),
        "closed_days": _keyed(_table(plan.ClosedDays).map(_forwards)),
        "rounds": _keyed(_table(plan.Round)),
        "events": _keyed(_table(plan.Event)),
        "ended": _table(plan.Ended),
        "skipped": st.dictionaries(st.dates(), texts, max_size=3),
        "done": st.dictionaries(texts, st.dates(), max_size=3),
        "snoozed": st.dictionaries(texts, st.dates(), max_size=3),
        "unknown": _unknown(meetings),
    }
    handover = plan.Handover(meeting=draw(meeting))
    if group.model == plan.WITHOUT_INITIATOR and draw(st.booleans()):
        handover = None
    return plan.Plan(
        id=draw(texts),
        made=draw(st.dates()),
        group=group,
        schedule=draw(_table(plan.Schedule)),
        meetings=meetings,
        handover=handover,
        follow_up=_with(visit, earliest=low, latest=high),
        **draw(st.fixed_dictionaries({}, optional=tables)),
    )


def _unknown(meetings):
    """Keys of a newer hand: beside the tables, in a table, in a meeting."""
    strange = texts.filter(lambda key: key not in TABLES)
    within = st.dictionaries(st.just("farge") | st.just("a.b c"), values, min_size=1, max_size=2)
    one = st.dictionaries(st.sampled_from(sorted(meetings)), within, min_size=1, max_size=1)
    return st.builds(
        lambda beside, inside: beside | inside,
        st.dictionaries(strange, values, max_size=2),
        st.fixed_dictionaries({}, optional={"group": within, "schedule": within, "meetings": one}),
    )


def _forwards(found):
    return _with(found, first=min(found.first, found.last), last=max(found.first, found.last))


def _with(found, **changed):
    return type(found)(**(found.__dict__ | changed))


@st.composite
def typed_dates(draw):
    """Days, months, hours, weeks and what stands between them, in any order."""
    word = st.sampled_from([
        "tirsdag", "Tue", "tysdag", "søndag", "12", "12.", "31", "0", "29.", "februar", "feb.", "Feb", "2027",
        "0000", "9999", "27", "1.1", "30.2.2027", "2027-01-12", "1900-01-01", "2999-12-31", "uke", "veke", "week",
        "8", "52", "53", "om", "in", "to", "åtte", "999999999999999999999", "dager", "weeks", "i", "morgen", "neste",
        "kl.", "at", "18", "18.00", "24:60", "6", "pm", "am", "–", "-", "..", "til", "to", "the", "den", ",", ".",
        "annenhver", "every", "måned", "3", "١٢", "²", "Ⅷ", "İ", "ß", "\x00", "\u202e",
    ])  # fmt: skip
    parts = draw(st.lists(word | st.text(characters, max_size=3), min_size=1, max_size=8))
    return draw(st.sampled_from([" ", "", ". ", "  "])).join(parts)


def addresses():
    """What stands where a mail address should, in TOML's own spelling."""
    part = st.sampled_from([
        "kari", "@", ".", "..", "example", "org", "-", "xn--", "æ", '\\"', "<", ">", " ", ",", "\\n", "\\u0000", "[",
        "]", "127.0.0.1", "(a)", "\\\\", "%", "+", "=?utf-8?q?a?=", ":", ";", "a" * 64, "a" * 300, "\t",
    ])  # fmt: skip
    return st.lists(part, max_size=8).map("".join)
