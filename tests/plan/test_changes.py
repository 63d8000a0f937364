"""What life does to a plan: tables of what is asked → what the way becomes."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import make_plan
from igangsetter import holidays
from igangsetter.cli import change_words
from igangsetter.errors import RefusedError
from igangsetter.plan import changes, leaving, models, toml
from igangsetter.plan.timeline import Timeline

TODAY = dt.date(2026, 11, 21)
DAYS = holidays.public_holidays("NO", range(2023, 2046), "nb")


def day(month, number):
    return dt.date(2027, month, number)


def way(found):
    """`12.01.w 19.01.w …`: date and presence of each meeting, x when it is cancelled."""
    last = found.handover.meeting if found.handover else ""
    return " ".join(
        f"{row.date:%d.%m.}{'x' if row.cancelled else row.initiator[0]}{'!' if row.id == last else ''}"
        for row in Timeline(found).rows
    )


BASE = "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"


def test_the_base_of_these_tables():
    assert way(make_plan()) == BASE


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda p: changes.move(p, "3", day(1, 28), TODAY),
         "12.01.w 19.01.w 28.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: changes.push(p, "3", DAYS),
         "12.01.w 19.01.w 02.02.h 09.02.h! 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a 23.03.v"),
        (lambda p: changes.push(p, "m10", DAYS),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 23.03.v"),
        (lambda p: changes.cancel(p, "5", DAYS, further=False),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.x 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: changes.cancel(p, "2", DAYS, further=False),
         "12.01.w 19.01.x 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: changes.cancel(p, "2", DAYS, further=True),
         "12.01.w 19.01.x 26.01.w 02.02.h 09.02.h! 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a 23.03.v"),
        # The first meeting and the handover always go further.
        (lambda p: changes.cancel(p, "1", DAYS, further=False),
         "12.01.x 19.01.w 26.01.w 02.02.h 09.02.h! 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a 23.03.v"),
        (lambda p: changes.cancel(p, "4", DAYS, further=False),
         "12.01.w 19.01.w 26.01.h 02.02.x 09.02.h! 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a 23.03.v"),
        (lambda p: changes.add(p, day(1, 21), TODAY),
         "12.01.w 19.01.w 21.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: changes.add(p, day(2, 18), TODAY, visit=True),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 18.02.v 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: changes.rearrange(p, "5", DAYS, every="2 weeks"),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 23.02.a 09.03.a 23.03.a 06.04.a 20.04.v"),
        (lambda p: leaving.hand_over(p, "5", DAYS),
         "12.01.w 19.01.w 26.01.w 02.02.h 09.02.h! 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a 23.03.a "
         "30.03.v"),
        (lambda p: leaving.hand_over(p, "3", DAYS, half_alone=0),
         "12.01.w 19.01.w 26.01.w! 02.02.a 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.v"),
        (lambda p: leaving.hand_over(p, "1", DAYS),
         "12.01.w! 19.01.a 26.01.a 02.02.a 09.02.a 16.02.a 23.02.a 02.03.v 09.03.a 16.03.a"),
        (lambda p: leaving.visit(p, day(3, 9), TODAY, agreed=True),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.v 16.03.a"),
        (lambda p: leaving.visit(p, day(3, 18), TODAY, agreed=True),
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a"),
        (leaving.no_visit,
         "12.01.w 19.01.w 26.01.h 02.02.h! 09.02.a 16.02.a 23.02.a 02.03.a 09.03.a 16.03.a"),
    ],
)  # fmt: skip
def test_the_way_after_a_change(change, expected):
    changed = change(make_plan())
    assert way(changed.plan) == expected
    assert change_words.done(changed)
    again = toml.read(toml.write(changed.plan, "x"))
    assert (again.plan, again.findings) == (changed.plan, [])


def test_the_example_plan_keeps_four_facilitated_meetings_through_push_and_cancel():
    for changed in (
        changes.push(make_plan(), "2", DAYS),
        changes.cancel(make_plan(), "2", DAYS, further=True),
    ):
        assert len(Timeline(changed.plan).facilitated) == 4


def test_a_move_says_from_where_and_why_and_back_again_is_as_if_nothing_was():
    moved = changes.move(make_plan(), "3", day(1, 28), TODAY, reason="snøstorm").plan
    assert moved.meetings["m03"].moved_from == day(1, 26)
    assert moved.meetings["m03"].reason == "snøstorm"
    further = changes.move(moved, "3", day(1, 29), TODAY, reason="låst").plan
    assert further.meetings["m03"].moved_from == day(1, 26)
    assert changes.move(further, "3", day(1, 26), TODAY).plan == make_plan()


def test_a_follow_up_with_its_own_day_slides_as_many_days_as_the_handover():
    own = leaving.visit(make_plan(), day(3, 18), TODAY, agreed=False).plan
    pushed = changes.push(own, "3", DAYS).plan
    assert pushed.follow_up.date == day(3, 25)


def test_a_follow_up_that_slides_is_no_longer_agreed():
    agreed = leaving.agree(make_plan()).plan
    assert changes.push(agreed, "3", DAYS).plan.follow_up.agreed is False
    assert changes.cancel(agreed, "4", DAYS, further=True).plan.follow_up.agreed is False
    assert changes.cancel(agreed, "5", DAYS, further=False).plan.follow_up.agreed is True
    own = leaving.visit(make_plan(), day(3, 18), TODAY, agreed=True).plan
    assert changes.push(own, "3", DAYS).plan.follow_up.agreed is False
    assert changes.push(own, "8", DAYS).plan.follow_up.agreed is True


def test_an_agreed_follow_up_stays_when_the_handover_moves():
    agreed = leaving.agree(make_plan()).plan
    assert Timeline(leaving.hand_over(agreed, "5", DAYS).plan).follow_up.date == day(3, 16)
    assert Timeline(leaving.hand_over(agreed, "10", DAYS).plan).follow_up.date > day(3, 16)


def test_an_event_is_moved_by_its_id():
    from igangsetter.plan import plan

    event = plan.Event(title="Informasjonsmøte", date=day(1, 5), time=dt.time(19))
    found = dataclasses.replace(make_plan(), events={"info": event})
    changed = changes.move(found, "info", day(1, 7), TODAY)
    assert changed.plan.events["info"].date == day(1, 7)
    assert change_words.done(changed) == "Informasjonsmøte is moved to Thursday 7 January."


def test_a_date_that_is_no_meeting_is_added_and_taken_out_again():
    added = changes.add_event(make_plan(), "Kontaktmøte", day(4, 15), None)
    assert change_words.done(added) == (
        "Kontaktmøte on Thursday 15 April 2027 is added; its name here is e1."
    )
    assert added.plan.events["e1"].time == dt.time(18)
    again = changes.add_event(added.plan, "Kontaktmøte", day(10, 15), dt.time(17))
    assert list(again.plan.events) == ["e1", "e2"]
    assert again.plan.events["e2"].time == dt.time(17)
    without = changes.cancel(added.plan, "e1", DAYS, further=False)
    assert without.plan == make_plan()
    assert change_words.done(without) == "Kontaktmøte on Thursday 15 April is taken out."


def test_a_number_goes_before_an_id_of_figures():
    meetings = dict(make_plan().meetings)
    meetings["2"] = meetings.pop("m05")
    found = dataclasses.replace(make_plan(), meetings=meetings)
    assert Timeline(found).find("2").date == day(1, 19)
    assert Timeline(found).find("m02").date == day(1, 19)


@pytest.mark.parametrize(
    ("number", "model", "proposal"),
    [("1", "selvhjelp-norge", True), ("2", "selvhjelp-norge", True), ("3", "selvhjelp-norge", False),
     ("4", "selvhjelp-norge", True), ("5", "selvhjelp-norge", False), ("3", "angstringen", False)],
)  # fmt: skip
def test_what_we_propose_when_a_meeting_is_cancelled(number, model, proposal):
    assert changes.proposes_further(make_plan(model), number) is proposal


@pytest.mark.parametrize(("number", "proposal"), [("2", True), ("3", True), ("4", False)])
def test_a_half_meeting_counts_as_one_with_her(number, proposal):
    found = make_plan(facilitated=3, half_alone=2)
    assert changes.proposes_further(found, number) is proposal


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda p: changes.move(p, "99", day(1, 28), TODAY), "There is no meeting “99”."),
        (lambda p: changes.move(p, "3", day(1, 19), TODAY),
         "Meeting 2 is on Tuesday 19 January already."),
        (lambda p: changes.move(p, "3", day(1, 11), TODAY), "Monday 11 January is out of order."),
        (lambda p: changes.move(p, "9", day(3, 17), TODAY), "Wednesday 17 March is out of order."),
        (lambda p: changes.move(p, "3", dt.date(2026, 1, 1), TODAY), "is in the past."),
        (lambda p: changes.move(p, "3", day(1, 26), TODAY), "It is so already."),
        (lambda p: changes.move(leaving.visit(p, day(2, 5), TODAY, agreed=False).plan, "4",
                                day(2, 5), TODAY), "Friday 5 February is not before the follow-up"),
        (lambda p: changes.restore(p, "3"), "Meeting 3 is not cancelled."),
        (lambda p: changes.cancel(changes.cancel(p, "5", DAYS, further=False).plan, "5", DAYS,
                                  further=False), "Meeting 5 is cancelled."),
        (lambda p: changes.push(changes.cancel(p, "5", DAYS, further=False).plan, "5", DAYS),
         "Meeting 5 is cancelled."),
        (lambda p: changes.add(p, dt.date(2026, 1, 1), TODAY), "Thursday 1 January 2026 is in the past."),
        (lambda p: changes.add(p, day(1, 19), TODAY), "Meeting 2 is on Tuesday 19 January already."),
        (lambda _p: leaving.hand_over(make_plan("uten-igangsetter"), "3", DAYS),
         "This group has no initiator"),
        (lambda p: leaving.visit(p, day(2, 2), TODAY, agreed=False),
         "is not after your last meeting"),
        (lambda p: leaving.visit(p, dt.date(2026, 1, 1), TODAY, agreed=False), "is in the past."),
        (lambda p: leaving.agree(leaving.agree(p).plan), "It is so already."),
        (lambda p: leaving.no_visit(leaving.no_visit(p).plan), "This plan has no follow-up."),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_refused_with_a_reason(change, message):
    with pytest.raises(RefusedError) as caught:
        change(make_plan())
    said, advice = change_words.refused(caught.value.finding)
    assert message in said
    assert "{" not in said + advice


def test_not_every_meeting_can_be_cancelled():
    found = make_plan("link-oslo")
    while len(Timeline(found).planned) > 1:
        found = changes.cancel(found, Timeline(found).planned[-1].id, DAYS, further=False).plan
        if len(found.meetings) > 50:
            break
    with pytest.raises(RefusedError) as caught:
        changes.cancel(found, Timeline(found).planned[-1].id, DAYS, further=False)
    assert caught.value.finding.id == "last-one-left"


# --- Rules that always hold ---

KINDS = st.sampled_from([name for name in models.names() if name != "uten-igangsetter"])
RHYTHMS = st.sampled_from(["week", "2 weeks", "4 weeks", "month"])
FIRST = st.dates(dt.date(2024, 1, 1), dt.date(2040, 1, 1))


@settings(max_examples=40, deadline=None)
@given(KINDS, RHYTHMS, FIRST, st.data())
def test_push_keeps_the_facilitated_meetings_and_the_order(model, rhythm, first, data):
    found = make_plan(model, every=rhythm, first=first)
    number = data.draw(st.integers(1, len(found.meetings)))
    pushed = changes.push(found, str(number), DAYS).plan
    dates = [row.date for row in Timeline(pushed).rows]
    assert dates == sorted(set(dates))
    assert len(Timeline(pushed).facilitated) == len(Timeline(found).facilitated)
    assert [m.initiator for m in pushed.meetings.values()] == [
        m.initiator for m in found.meetings.values()
    ]
    assert not set(dates) & set(DAYS)


@settings(max_examples=40, deadline=None)
@given(KINDS, RHYTHMS, FIRST, st.data())
def test_restore_after_cancel_is_as_if_nothing_was(model, rhythm, first, data):
    found = make_plan(model, every=rhythm, first=first)
    keys = [key for key in found.meetings if not changes.must_go_further(found, key)]
    if not keys:
        return
    key = data.draw(st.sampled_from(keys))
    gone = changes.cancel(found, key, DAYS, further=False, reason="sykdom").plan
    assert changes.restore(gone, key).plan == found


@settings(max_examples=40, deadline=None)
@given(KINDS, RHYTHMS, FIRST, st.data())
def test_cancel_with_push_keeps_the_number_of_meetings_with_her(model, rhythm, first, data):
    found = make_plan(model, every=rhythm, first=first)
    key = data.draw(st.sampled_from(sorted(found.meetings)))
    gone = changes.cancel(found, key, DAYS, further=True).plan
    after = Timeline(gone)
    assert len(after.facilitated) == len(Timeline(found).facilitated)
    assert after.handover in after.facilitated
    assert after.facilitated[-1] == after.handover
    if Timeline(found).follow_up:
        assert not after.follow_up.cancelled
        assert after.follow_up.date > after.handover.date


@settings(max_examples=40, deadline=None)
@given(KINDS, RHYTHMS, FIRST, st.data())
def test_after_a_handover_presence_is_in_step(model, rhythm, first, data):
    found = make_plan(model, every=rhythm, first=first)
    number = data.draw(st.integers(1, len(found.meetings)))
    changed = leaving.hand_over(found, str(number), DAYS).plan
    after = Timeline(changed)
    assert after.facilitated[-1].id == after.handover.id
    assert len(after.facilitated) == number
    halves = [row.initiator for row in after.facilitated]
    assert halves == sorted(halves, reverse=True)
    if after.follow_up:
        assert after.follow_up.date > after.handover.date
