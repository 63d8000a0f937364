"""Answers → Plan: the contract's example, the models' own ways, and rules that always hold."""

import datetime as dt
import tempfile
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import FIRST, lay, make_plan
from igangsetter import holidays
from igangsetter.cli import show
from igangsetter.errors import RefusedError
from igangsetter.plan import advice, changes, leaving, models, plan, rhythm
from igangsetter.plan.timeline import Timeline
from igangsetter.store import folder as plans
from igangsetter.store import history


def way(model="selvhjelp-norge", **given):
    return Timeline(make_plan(model, **given))


def table(found):
    return [(f"{row.date:%d.%m.}", row.initiator) for row in found.rows]


def test_the_example_of_the_contract():
    found = way()
    assert table(found) == [
        ("12.01.", "whole"), ("19.01.", "whole"), ("26.01.", "half"), ("02.02.", "half"),
        ("09.02.", "away"), ("16.02.", "away"), ("23.02.", "away"), ("02.03.", "away"),
        ("09.03.", "away"), ("16.03.", "visit"),
    ]  # fmt: skip
    assert found.handover.id == "m04"
    assert found.follow_up.date == dt.date(2027, 3, 16)
    assert found.follow_up.window == (dt.date(2027, 3, 16), dt.date(2027, 3, 30))
    assert found.follow_up.agreed is False


def test_the_follow_up_is_moved_out_of_easter_week_and_says_so():
    assert lay().avoided == "easter"
    assert lay(first=dt.date(2027, 8, 31)).avoided is None


@pytest.mark.parametrize(
    ("model", "rows"),
    [
        ("link-oslo", [("12.01.", "whole"), ("19.01.", "away"), ("26.01.", "away"),
                       ("02.02.", "away"), ("09.02.", "away"), ("16.02.", "visit")]),
        ("uten-igangsetter", [(f"{FIRST + dt.timedelta(weeks=w):%d.%m.}", "away")
                              for w in range(6)]),
    ],
)  # fmt: skip
def test_the_way_of_a_model(model, rows):
    assert table(way(model)) == rows


def test_link_oslo_starts_with_three_hours_and_goes_on_with_two():
    rows = way("link-oslo").rows
    assert [f"{row.start:%H:%M}–{row.end:%H:%M}" for row in rows[:2]] == [
        "18:00–21:00",
        "18:00–20:00",
    ]


def test_online_there_are_two_sessions_with_a_break_between():
    row = way("digital").rows[0]
    assert (row.start, row.break_at, row.end) == (dt.time(18), dt.time(18, 45), dt.time(19, 45))


def test_without_an_initiator_the_group_looks_back_by_itself():
    found = way("uten-igangsetter")
    assert found.plan.initiators == {}
    assert found.handover is None
    assert found.follow_up.row.number == 6
    assert found.follow_up.row.initiator == "away"


@pytest.mark.parametrize(
    ("facilitated", "half", "expected"),
    [
        (4, None, "wwhh"), (3, None, "whh"), (2, None, "wh"), (1, None, "w"), (4, 0, "wwww"),
        (4, 3, "whhh"), (6, 1, "wwwwwh"),
    ],
)  # fmt: skip
def test_the_first_meeting_is_never_half_alone(facilitated, half, expected):
    found = way(facilitated=facilitated, half_alone=half)
    assert "".join(row.initiator[0] for row in found.facilitated) == expected
    assert found.handover.number == facilitated


def test_the_fifth_weekday_of_a_month_means_the_last():
    days = rhythm.occurrences(dt.date(2027, 1, 29), "month")
    assert [next(days) for _ in range(4)] == [
        dt.date(2027, 1, 29), dt.date(2027, 2, 26), dt.date(2027, 3, 26), dt.date(2027, 4, 30),
    ]  # fmt: skip


WINTER = plan.ClosedDays(first=dt.date(2027, 2, 22), last=dt.date(2027, 2, 26), why="vinterferie")


def test_a_closed_day_is_skipped_with_its_reason_and_the_count_stays():
    found = lay(closed_days=[WINTER]).plan
    assert found.skipped == {dt.date(2027, 2, 23): "vinterferie"}
    assert dt.date(2027, 2, 23) not in [meeting.date for meeting in found.meetings.values()]
    assert len(Timeline(found).facilitated) == 4


@pytest.mark.parametrize(("rule", "moved"), [("next", "2027-05-18"), ("previous", "2027-05-14")])
def test_a_meeting_on_a_holiday_moves_with_its_reason(rule, moved):
    # Monday 17 May 2027 is Constitution Day and Whit Monday.
    found = make_plan(first=dt.date(2027, 5, 3), holidays=rule)
    meeting = found.meetings["m03"]
    assert meeting.date == dt.date.fromisoformat(moved)
    assert meeting.moved_from == dt.date(2027, 5, 17)
    assert meeting.reason == "grunnlovsdagen og andre pinsedag"
    assert found.skipped == {}


def test_keep_leaves_a_meeting_on_a_holiday():
    found = make_plan(first=dt.date(2027, 5, 3), holidays="keep")
    assert found.meetings["m03"].date == dt.date(2027, 5, 17)
    assert found.meetings["m03"].moved_from is None


def test_a_whole_closed_week_is_skipped_whatever_the_rule():
    found = lay(holidays="next", closed_days=[
        plan.ClosedDays(first=dt.date(2027, 2, 20), last=dt.date(2027, 3, 1), why="stengt")
    ]).plan  # fmt: skip
    assert found.skipped == {dt.date(2027, 2, 23): "stengt"}


def test_more_meetings_when_asked_for():
    assert len(lay(meetings=20).plan.meetings) == 20
    assert len(lay(meetings=2).plan.meetings) == 10


def test_a_monthly_group_is_visited_on_the_day_nearest_to_the_window():
    found = Timeline(lay(every="month", first=dt.date(2027, 8, 10)).plan)
    assert found.handover.date == dt.date(2027, 11, 9)
    # Nothing lies in the window; 14 December and 11 January are as near, and the earlier one wins.
    assert found.follow_up.date == dt.date(2027, 12, 14)


def test_the_end_of_the_calendar_is_an_error_and_no_endless_loop():
    with pytest.raises((ValueError, OverflowError)):
        lay(first=dt.date(9999, 12, 1))


@pytest.mark.parametrize(
    ("model", "facilitated", "first_minutes", "initiators", "back"),
    [
        # Selvhjelp Norge: weekly, back after six to eight weeks (S0).
        ("selvhjelp-norge", range(1, 20), 120, (1, 2), ("weeks", 6, 8)),
        # LINK Oslo: one meeting of up to 180 minutes, back after three or four alone (LO-gml, S3).
        ("link-oslo", [1], 180, (2, 2), ("meetings", 3, 4)),
        # LINK Tromsø: one to three, back after three to five alone (LTr-opp).
        ("link-tromso", range(1, 4), 120, None, ("meetings", 3, 5)),
        # Angstringen Oslo: five, two initiators (AO).
        ("angstringen", [5], 120, (2, 2), None),
        # Denmark: every fourteen days (DK-ran).
        ("danmark", range(1, 20), None, None, None),
        # In-Gang-Setzer: three to ten (DE-biel).
        ("in-gang-setzer", range(3, 11), None, None, None),
    ],
)
def test_the_sources_own_cases(model, facilitated, first_minutes, initiators, back):
    found, chosen = way(model), models.load(model)
    assert len(found.facilitated) in facilitated
    if first_minutes:
        first = found.rows[0]
        length = dt.datetime.combine(FIRST, first.end) - dt.datetime.combine(FIRST, first.start)
        assert length == dt.timedelta(minutes=first_minutes)
    if initiators:
        assert (chosen.initiators.least, chosen.initiators.most) == initiators
    if back:
        rule = found.plan.follow_up
        assert (rule.rule, rule.earliest, rule.latest) == back
        alone = len(found.alone)
        if rule.rule == "meetings":
            assert rule.earliest <= alone <= rule.latest
    if model == "danmark":
        assert found.plan.schedule.every == "2 weeks"


# --- Rules that always hold ---

first_days = st.dates(dt.date(2024, 1, 1), dt.date(2040, 12, 31))
rhythms = st.sampled_from(["week", "2 weeks", "3 weeks", "4 weeks", "month"])
rules = st.sampled_from(["skip", "next", "previous", "keep"])
countries = st.sampled_from(holidays.COUNTRIES)
YEARS = {
    country: holidays.public_holidays(country, range(2024, 2046), "nb")
    for country in holidays.COUNTRIES
}


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(models.names()), rhythms, rules, countries, first_days, st.data())
def test_the_rules_of_every_schedule(model, rhythm, rule, country, first, data):
    days, chosen = YEARS[country], models.load(model)
    asked = data.draw(st.integers(1, 12)) if chosen.facilitated.default else 0
    half = data.draw(st.none() | st.integers(0, 12))
    least = data.draw(st.none() | st.integers(1, 40))
    closed = [
        plan.ClosedDays(first=day, last=day + dt.timedelta(days=length), why="stengt")
        for day, length in data.draw(
            st.lists(
                st.tuples(st.dates(first, first + dt.timedelta(days=200)), st.integers(0, 20)),
                max_size=2,
            )
        )
    ]
    found = lay(
        model, days, first=first, every=rhythm, holidays=rule, facilitated=asked,
        half_alone=half, meetings=least, closed_days=closed,
    ).plan  # fmt: skip
    timeline = Timeline(found)
    dates = [row.date for row in timeline.rows]
    shut = {
        one.first + dt.timedelta(days=n)
        for one in closed
        for n in range((one.last - one.first).days + 1)
    }
    assert dates == sorted(set(dates))
    assert len(dates) >= (least or 0)
    assert len(timeline.facilitated) == asked
    assert [row.initiator for row in timeline.rows[:asked]] == [
        row.initiator for row in timeline.facilitated
    ]
    assert timeline.handover is None if not asked else timeline.handover.number == asked
    if rule != "keep":
        assert not set(dates) & (set(days) | shut)
    for day, why in found.skipped.items():
        assert why == ("stengt" if day in shut else days[day])
        assert day not in dates
    for meeting in found.meetings.values():
        assert (meeting.moved_from is None) == (not meeting.reason)
    visit = timeline.follow_up
    if chosen.follow_up_rule.default == "none":
        assert visit is None
        return
    assert visit is not None
    if visit.window and not visit.window[0] <= visit.date <= visit.window[1]:
        known = advice.Known(today=first, public_holidays=days, model=chosen)
        assert "follow-up-window" in {one.id for one in advice.findings(found, known)}
        # Only where no meeting of hers lies within the window.
        assert not [
            row.date for row in timeline.rows[asked:]
            if visit.window[0] <= row.date <= visit.window[1]
        ]  # fmt: skip


class At(NamedTuple):
    """Where a change is tried."""

    plan: plan.Plan
    number: str
    shift: dt.timedelta
    days: dict

    @property
    def day(self):
        return Timeline(self.plan).rows[-1].date + self.shift


CHANGES = {
    "move": lambda at: changes.move(
        at.plan, at.number, Timeline(at.plan).find(at.number).date + at.shift, FIRST_OF_ALL),
    "cancel": lambda at: changes.cancel(
        at.plan, at.number, at.days, further=bool(at.shift.days % 2)),
    "restore": lambda at: changes.restore(at.plan, at.number),
    "push": lambda at: changes.push(at.plan, at.number, at.days, reason="snø"),
    "add": lambda at: changes.add(at.plan, at.day, FIRST_OF_ALL, visit=at.shift.days > 3),
    "event": lambda at: changes.add_event(at.plan, "Kontaktmøte", at.day, None),
    "rearrange": lambda at: changes.rearrange(
        at.plan, at.number, at.days, every="2 weeks", time=dt.time(17, 30), place="Biblioteket"),
    "hand over": lambda at: leaving.hand_over(
        at.plan, at.number, at.days, half_alone=abs(at.shift.days) % 3),
    "follow-up": lambda at: leaving.visit(at.plan, at.day, FIRST_OF_ALL, agreed=True),
    "agree": lambda at: leaving.agree(at.plan),
    "no follow-up": lambda at: leaving.no_visit(at.plan),
    "end": lambda at: leaving.end(at.plan, at.day, reason="flytting"),
}  # fmt: skip
FIRST_OF_ALL = dt.date(2023, 1, 1)


@settings(max_examples=75, deadline=None)
@given(st.sampled_from(models.names()), rhythms, rules, countries, first_days, st.data())
def test_every_change_taken_back_gives_the_same_bytes(model, rhythm, rule, country, first, data):
    days = YEARS[country]
    found = lay(model, days, first=first, every=rhythm, holidays=rule).plan
    with tempfile.TemporaryDirectory() as place:
        stored = plans.add(Path(place), found)
        for name in data.draw(st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3)):
            number = str(data.draw(st.integers(1, len(stored.plan.meetings))))
            shift = dt.timedelta(days=data.draw(st.integers(-6, 6)))
            try:
                changed = CHANGES[name](At(stored.plan, number, shift, days))
            except RefusedError:
                continue
            if changed.plan == stored.plan:  # refused by the command, as nothing to change
                continue
            earlier = stored.content
            after = plans.save(stored, changed.plan)
            assert plans.load(after.path).plan == changed.plan
            assert show.as_data(plans.load(after.path), first) == show.as_data(after, first)
            back = history.before(after.path, after.content)
            assert back == earlier
            undone = plans.replace_text(after, back, stored.plan)
            assert undone.path.read_bytes() == earlier
            again = history.before(undone.path, undone.content)
            assert again == after.content
            stored = plans.replace_text(undone, again, changed.plan)


@settings(max_examples=50, deadline=None)
@given(st.sampled_from(models.names()), rhythms, rules, countries, first_days, st.data())
def test_a_meeting_moved_away_and_back_is_as_if_nothing_was(
    model, rhythm, rule, country, first, data
):
    found = lay(model, YEARS[country], first=first, every=rhythm, holidays=rule).plan
    key = data.draw(st.sampled_from(sorted(found.meetings)))
    shift = dt.timedelta(days=data.draw(st.integers(-6, 6).filter(bool)))
    try:
        moved = changes.move(
            found, key, found.meetings[key].date + shift, FIRST_OF_ALL, reason="snø"
        )
    except RefusedError:
        return
    back = changes.move(moved.plan, key, found.meetings[key].date, FIRST_OF_ALL).plan
    same = {name: one.date for name, one in back.meetings.items()}
    assert same == {name: one.date for name, one in found.meetings.items()}
    if found.meetings[key].moved_from is None:
        assert back == found
