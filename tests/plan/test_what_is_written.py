"""What each change writes and says of itself: the values of the file that become others.

A path with None is taken out. What is not named here stays as it was.
"""

import dataclasses
import datetime as dt
import tomllib

import pytest

from conftest import make_plan
from igangsetter import holidays
from igangsetter.errors import RefusedError
from igangsetter.plan import change as single
from igangsetter.plan import changes, leaving, plan, toml

TODAY = dt.date(2026, 11, 21)
DAYS = holidays.public_holidays("NO", range(2023, 2046), "nb")


def day(month, number):
    return dt.date(2027, month, number)


def values(table, path=""):
    found = {}
    for key, value in table.items():
        found |= values(value, f"{path}{key}.") if isinstance(value, dict) else {path + key: value}
    return found


def written(old, new):
    before, after = (values(tomllib.loads(toml.write(one, "x"))) for one in (old, new))
    return {
        path: after.get(path)
        for path in before | after
        if path not in before or before[path] != after.get(path)
    }


def with_events():
    event = plan.Event(title="Informasjonsmøte", date=day(1, 5), time=dt.time(19))
    return dataclasses.replace(make_plan(), events={"info": event, "e2": event})


def moved(base=None):
    return changes.move(base or make_plan(), "3", day(1, 28), TODAY, reason="snø").plan


def cancelled(number="5", base=None):
    return changes.cancel(base or make_plan(), number, DAYS, further=False).plan


def visited(on, *, agreed=False, base=None):
    return leaving.visit(base or make_plan(), on, TODAY, agreed=agreed).plan


def meeting(key, base=None, **with_these):
    found = base or make_plan()
    one = dataclasses.replace(found.meetings[key], **with_these)
    return dataclasses.replace(found, meetings=found.meetings | {key: one})


def only(key):
    base = make_plan("link-oslo")
    for other in [name for name in base.meetings if name != key]:
        base = meeting(other, base, status="cancelled")
    return base


def in_all(count):
    base = make_plan()
    visit = dataclasses.replace(base.follow_up, rule="total", earliest=count, latest=count)
    return dataclasses.replace(base, follow_up=visit)


VISIT_AWAY = {"meetings.m10.initiator": "away"}
ONE_FURTHER = {
    "meetings.m03.initiator": "whole", "meetings.m05.initiator": "half",
    "meetings.m10.initiator": "away", "handover.meeting": "m05", "follow_up.meeting": "m11",
    "meetings.m11.date": day(3, 23), "meetings.m11.initiator": "visit",
}  # fmt: skip


@pytest.mark.parametrize(
    ("base", "change", "said", "about", "told", "expected"),
    [
        # --- move ---
        (make_plan, lambda p: changes.move(p, "3", day(1, 28), TODAY, reason="snø"),
         "move", "m03", {"to": day(1, 28)},
         {"meetings.m03.date": day(1, 28), "meetings.m03.moved_from": day(1, 26),
          "meetings.m03.reason": "snø"}),
        (moved, lambda p: changes.move(p, "m03", day(1, 27), day(1, 27)),
         "move", "m03", {"to": day(1, 27)},
         {"meetings.m03.date": day(1, 27), "meetings.m03.reason": None}),
        (moved, lambda p: changes.move(p, "3", day(1, 26), TODAY, reason="ryddet"),
         "move", "m03", {"to": day(1, 26)},
         {"meetings.m03.date": day(1, 26), "meetings.m03.moved_from": None,
          "meetings.m03.reason": None}),
        # The first and the last have one neighbour each.
        (make_plan, lambda p: changes.move(p, "1", day(1, 1), TODAY), "move", "m01", {"to": day(1, 1)},
         {"meetings.m01.date": day(1, 1), "meetings.m01.moved_from": day(1, 12)}),
        (make_plan, lambda p: changes.move(p, "10", day(5, 1), TODAY), "move", "m10", {"to": day(5, 1)},
         {"meetings.m10.date": day(5, 1), "meetings.m10.moved_from": day(3, 16)}),
        (lambda: visited(day(2, 5)), lambda p: changes.move(p, "4", day(2, 4), TODAY),
         "move", "m04", {"to": day(2, 4)},
         {"meetings.m04.date": day(2, 4), "meetings.m04.moved_from": day(2, 2)}),
        (lambda: visited(day(2, 18)), lambda p: changes.move(p, "6", day(2, 19), TODAY),
         "move", "m06", {"to": day(2, 19)},
         {"meetings.m06.date": day(2, 19), "meetings.m06.moved_from": day(2, 16)}),
        (with_events, lambda p: changes.move(p, "info", day(1, 7), TODAY),
         "move-event", "info", {"title": "Informasjonsmøte", "to": day(1, 7)},
         {"events.info.date": day(1, 7)}),
        # --- push ---
        (make_plan, lambda p: changes.push(p, "8", DAYS, reason="snø"),
         "push", "m08", {"number": 8, "to": day(3, 9)},
         {"meetings.m08.date": day(3, 9), "meetings.m08.moved_from": day(3, 2),
          "meetings.m08.reason": "snø", "meetings.m09.date": day(3, 16),
          "meetings.m10.date": day(3, 23)}),
        (lambda: moved(cancelled("9")), lambda p: changes.push(p, "8", DAYS),
         "push", "m08", {"number": 8, "to": day(3, 16)},
         {"meetings.m08.date": day(3, 16), "meetings.m08.moved_from": day(3, 2),
          "meetings.m10.date": day(3, 23)}),
        (lambda: meeting("m08", moved_from=day(3, 1), reason="låst"),
         lambda p: changes.push(p, "8", DAYS), "push", "m08", {"number": 8, "to": day(3, 9)},
         {"meetings.m08.date": day(3, 9), "meetings.m08.reason": None, "meetings.m09.date": day(3, 16),
          "meetings.m10.date": day(3, 23)}),
        # --- cancel, restore ---
        (make_plan, lambda p: changes.cancel(p, "5", DAYS, further=False, reason="snø"),
         "cancel", "m05", {"date": day(2, 9), "further": False},
         {"meetings.m05.status": "cancelled", "meetings.m05.reason": "snø"}),
        (make_plan, lambda p: changes.cancel(p, "2", DAYS, further=True, reason="snø"),
         "cancel", "m02", {"date": day(1, 19), "further": True},
         ONE_FURTHER | {"meetings.m02.status": "cancelled", "meetings.m02.reason": "snø"}),
        # A follow-up with a day of its own: the last meeting is the group's, and none is added.
        (lambda: visited(day(3, 18)), lambda p: changes.cancel(p, "2", DAYS, further=True),
         "cancel", "m02", {"date": day(1, 19), "further": True},
         {"meetings.m02.status": "cancelled", "meetings.m03.initiator": "whole",
          "meetings.m05.initiator": "half", "handover.meeting": "m05"}),
        # A look back by the group itself goes one further too.
        (lambda: make_plan("uten-igangsetter"), lambda p: changes.cancel(p, "6", DAYS, further=True),
         "cancel", "m06", {"date": day(2, 16), "further": True},
         {"meetings.m06.status": "cancelled", "meetings.m07.date": day(2, 23),
          "meetings.m07.initiator": "away", "follow_up.meeting": "m07"}),
        (lambda: make_plan("uten-igangsetter"), lambda p: changes.cancel(p, "1", DAYS, further=False),
         "cancel", "m01", {"date": day(1, 12), "further": False},
         {"meetings.m01.status": "cancelled"}),
        (with_events, lambda p: changes.cancel(p, "info", DAYS, further=True),
         "cancel-event", "info", {"title": "Informasjonsmøte", "date": day(1, 5)},
         {f"events.info.{key}": None for key in ("title", "date", "time", "minutes")}),
        (lambda: changes.cancel(make_plan(), "5", DAYS, further=False, reason="snø").plan,
         lambda p: changes.restore(p, "5"), "restore", "m05", {"date": day(2, 9)},
         {"meetings.m05.status": None, "meetings.m05.reason": None}),
        (lambda: meeting("m03", moved(), status="cancelled"), lambda p: changes.restore(p, "3"),
         "restore", "m03", {"date": day(1, 28)}, {"meetings.m03.status": None}),
        # --- add ---
        (make_plan, lambda p: changes.add(p, day(1, 21), day(1, 21), reason="ekstra"),
         "add", "m11", {"date": day(1, 21)},
         {"meetings.m11.date": day(1, 21), "meetings.m11.initiator": "whole",
          "meetings.m11.reason": "ekstra"}),
        (make_plan, lambda p: changes.add(p, day(2, 18), TODAY), "add", "m11", {"date": day(2, 18)},
         {"meetings.m11.date": day(2, 18), "meetings.m11.initiator": "away"}),
        (make_plan, lambda p: changes.add(p, day(2, 18), TODAY, visit=True),
         "add", "m11", {"date": day(2, 18)},
         {"meetings.m11.date": day(2, 18), "meetings.m11.initiator": "visit"}),
        (lambda: make_plan("uten-igangsetter"), lambda p: changes.add(p, day(1, 13), TODAY),
         "add", "m07", {"date": day(1, 13)},
         {"meetings.m07.date": day(1, 13), "meetings.m07.initiator": "away"}),
        (with_events, lambda p: changes.add_event(p, "Kontaktmøte", day(4, 15), None),
         "add-event", "e3", {"title": "Kontaktmøte", "date": day(4, 15)},
         {"events.e3.title": "Kontaktmøte", "events.e3.date": day(4, 15),
          "events.e3.time": dt.time(18), "events.e3.minutes": 90}),
        (lambda: dataclasses.replace(with_events(), events={"e2": with_events().events["e2"]}),
         lambda p: changes.add_event(p, "Kontaktmøte", day(4, 15), dt.time(17)),
         "add-event", "e3", {"title": "Kontaktmøte", "date": day(4, 15)},
         {"events.e3.title": "Kontaktmøte", "events.e3.date": day(4, 15),
          "events.e3.time": dt.time(17), "events.e3.minutes": 90}),
        # --- rearrange ---
        (lambda: meeting("m10", moved_from=day(3, 15)),
         lambda p: changes.rearrange(p, "9", DAYS, every="2 weeks", time=dt.time(17, 30),
                                     place="Biblioteket"),
         "rearrange", "m09", {"number": 9},
         {"schedule.every_alone": "2 weeks", "meetings.m10.date": day(3, 23),
          "meetings.m10.moved_from": None,
          "meetings.m09.time": dt.time(17, 30), "meetings.m09.place": "Biblioteket",
          "meetings.m10.time": dt.time(17, 30), "meetings.m10.place": "Biblioteket"}),
        (lambda: make_plan("link-oslo"), lambda p: changes.rearrange(p, "1", DAYS, every="month"),
         "rearrange", "m01", {"number": 1},
         {"schedule.every": "month", "meetings.m02.date": day(2, 9), "meetings.m03.date": day(3, 9),
          "meetings.m04.date": day(4, 13), "meetings.m05.date": day(5, 11),
          "meetings.m06.date": day(6, 8)}),
        (make_plan, lambda p: changes.rearrange(p, "10", DAYS, place=""), "rearrange", "m10",
         {"number": 10}, {"meetings.m10.place": ""}),
        # --- handover ---
        (make_plan, lambda p: leaving.hand_over(p, "3", DAYS, half_alone=0, alone_half="first"),
         "handover", "m03", {"date": day(1, 26)},
         {"schedule.alone_half": "first", "meetings.m03.initiator": "whole",
          "meetings.m04.initiator": "away", "handover.meeting": "m03"}),
        (lambda: cancelled("2"), lambda p: leaving.hand_over(p, "m04", DAYS, half_alone=1),
         "handover", "m04", {"date": day(2, 2)}, {"meetings.m03.initiator": "whole"}),
        (make_plan, lambda p: leaving.hand_over(p, "2", DAYS, half_alone=9),
         "handover", "m02", {"date": day(1, 19)},
         {"meetings.m02.initiator": "half", "meetings.m03.initiator": "away",
          "meetings.m04.initiator": "away", "handover.meeting": "m02"} | VISIT_AWAY |
         {"meetings.m09.initiator": "visit", "follow_up.meeting": "m09"}),
        # What is agreed stays, while it is after the handover.
        (lambda: leaving.agree(make_plan()).plan, lambda p: leaving.hand_over(p, "9", DAYS),
         "handover", "m09", {"date": day(3, 9)},
         {f"meetings.m{n:02}.initiator": "whole" for n in range(3, 8)}
         | {"meetings.m08.initiator": "half", "meetings.m09.initiator": "half",
            "handover.meeting": "m09"}),
        # A day of its own, or one that is agreed, does not outlive the handover's going past it.
        (lambda: visited(day(3, 18)), lambda p: leaving.hand_over(p, "5", DAYS),
         "handover", "m05", {"date": day(2, 9)},
         {"meetings.m03.initiator": "whole", "meetings.m05.initiator": "half",
          "handover.meeting": "m05", "follow_up.date": None, "follow_up.meeting": "m12",
          "meetings.m11.date": day(3, 23), "meetings.m11.initiator": "away",
          "meetings.m12.date": day(3, 30), "meetings.m12.initiator": "visit"}),
        (lambda: leaving.agree(make_plan("link-oslo")).plan, lambda p: leaving.hand_over(p, "6", DAYS),
         "handover", "m06", {"date": day(2, 16)},
         {f"meetings.m{n:02}.initiator": "whole" for n in range(2, 7)}
         | {f"meetings.m{n:02}.initiator": "away" for n in range(7, 10)}
         # The fifth after it would be in Holy Week, and is not a meeting then.
         | {"handover.meeting": "m06", "follow_up.meeting": "m10", "follow_up.agreed": False,
            "meetings.m10.initiator": "visit", "meetings.m07.date": day(2, 23),
            "meetings.m08.date": day(3, 2), "meetings.m09.date": day(3, 9),
            "meetings.m10.date": day(3, 16)}),
        # By meetings alone, and by meetings in all.
        (lambda: make_plan("link-oslo"), lambda p: leaving.hand_over(p, "2", DAYS),
         "handover", "m02", {"date": day(1, 19)},
         {"meetings.m02.initiator": "whole", "handover.meeting": "m02",
          "meetings.m06.initiator": "away", "follow_up.meeting": "m07",
          "meetings.m07.date": day(2, 23), "meetings.m07.initiator": "visit"}),
        *[(lambda n=n: in_all(n), lambda p: leaving.hand_over(p, "6", DAYS, half_alone=4),
           "handover", "m06", {"date": day(2, 16)},
           {"meetings.m05.initiator": "half", "meetings.m06.initiator": "half",
            "handover.meeting": "m06", "follow_up.meeting": f"m{n:02}",
            f"meetings.m{n:02}.initiator": "visit"} | VISIT_AWAY) for n in (7, 9)],
        # --- follow-up ---
        (make_plan, lambda p: leaving.visit(p, day(3, 9), day(3, 9), agreed=True),
         "follow-up", "m09", {"date": day(3, 9)},
         {"meetings.m09.initiator": "visit", "follow_up.meeting": "m09", "follow_up.agreed": True}
         | VISIT_AWAY),
        (make_plan, lambda p: leaving.visit(p, day(3, 18), TODAY, agreed=False),
         "follow-up", "", {"date": day(3, 18)},
         {"follow_up.meeting": None, "follow_up.date": day(3, 18)} | VISIT_AWAY),
        (lambda: leaving.no_visit(make_plan()).plan,
         lambda p: leaving.visit(p, day(2, 3), TODAY, agreed=False),
         "follow-up", "", {"date": day(2, 3)},
         {"follow_up.rule": "weeks", "follow_up.date": day(2, 3)}),
        (lambda: make_plan("uten-igangsetter"),
         lambda p: leaving.visit(p, day(2, 2), TODAY, agreed=True),
         "follow-up", "m04", {"date": day(2, 2)},
         {"follow_up.meeting": "m04", "follow_up.agreed": True}),
        (make_plan, leaving.agree, "agreed", "", {"date": day(3, 16)}, {"follow_up.agreed": True}),
        (lambda: visited(day(3, 18), agreed=True), leaving.no_visit, "no-follow-up", "", {},
         {"follow_up.rule": "none", "follow_up.date": None, "follow_up.agreed": False}),
        (make_plan, leaving.no_visit, "no-follow-up", "", {},
         {"follow_up.rule": "none", "follow_up.meeting": None} | VISIT_AWAY),
        (make_plan, lambda p: leaving.end(p, day(6, 1), reason="flytting"),
         "end", "", {"date": day(6, 1)}, {"ended.date": day(6, 1), "ended.reason": "flytting"}),
        (lambda: leaving.end(make_plan(), day(6, 1)).plan, lambda p: leaving.end(p, day(6, 2)),
         "end", "", {"date": day(6, 2)}, {"ended.date": day(6, 2)}),
    ],
)  # fmt: skip
def test_what_a_change_writes(base, change, said, about, told, expected):
    old = base()
    changed = change(old)
    assert changed.change == single.Change(id=said, about=about, values=told)
    assert written(old, changed.plan) == expected


@pytest.mark.parametrize(
    ("change", "kind", "told"),
    [
        (lambda p: changes.move(p, "99", day(1, 28), TODAY), "no-such-number",
         {"found": "99", "count": 10}),
        (lambda p: changes.move(p, "3", day(1, 26), TODAY), "nothing-to-change", {"date": day(1, 26)}),
        (lambda p: changes.move(p, "3", day(1, 27), day(1, 28)), "into-the-past", {"date": day(1, 27)}),
        (lambda p: changes.move(p, "3", day(2, 2), TODAY), "day-taken",
         {"date": day(2, 2), "number": 4, "push": 3}),
        (lambda _: changes.move(cancelled("2"), "3", day(1, 19), TODAY), "day-taken",
         {"date": day(1, 19), "number": 2, "push": 3}),
        (lambda p: changes.move(p, "3", day(1, 18), TODAY), "out-of-order",
         {"date": day(1, 18), "push": 3, "after": day(1, 19), "before": day(2, 2)}),
        (lambda p: changes.move(p, "3", day(2, 3), TODAY), "out-of-order",
         {"date": day(2, 3), "push": 3, "after": day(1, 19), "before": day(2, 2)}),
        (lambda p: changes.move(p, "1", day(1, 20), TODAY), "out-of-order",
         {"date": day(1, 20), "push": 1, "after": None, "before": day(1, 19)}),
        (lambda p: changes.move(p, "10", day(3, 8), TODAY), "out-of-order",
         {"date": day(3, 8), "push": 10, "after": day(3, 9), "before": None}),
        (lambda _: changes.move(visited(day(2, 5)), "4", day(2, 5), TODAY), "after-the-follow-up",
         {"date": day(2, 5), "visit": day(2, 5)}),
        (lambda _: changes.move(with_events(), "info", day(1, 5), TODAY), "nothing-to-change",
         {"date": day(1, 5)}),
        (lambda _: changes.push(cancelled(), "5", DAYS), "is-cancelled", {"number": 5}),
        (lambda _: changes.cancel(cancelled(), "5", DAYS, further=True), "is-cancelled", {"number": 5}),
        (lambda _: changes.cancel(only("m05"), "m05", DAYS, further=False), "last-one-left",
         {"number": 5}),
        (lambda p: changes.restore(p, "m03"), "not-cancelled", {"number": 3}),
        (lambda p: changes.add(p, day(1, 5), day(1, 6)), "into-the-past", {"date": day(1, 5)}),
        (lambda p: changes.add(p, day(1, 19), TODAY), "day-taken",
         {"date": day(1, 19), "number": 2, "push": 2}),
        (lambda _: leaving.hand_over(make_plan("uten-igangsetter"), "3", DAYS), "no-initiator", {}),
        (lambda _: leaving.hand_over(cancelled(), "5", DAYS), "is-cancelled", {"number": 5}),
        (lambda p: leaving.visit(p, day(3, 1), day(3, 2), agreed=True), "into-the-past",
         {"date": day(3, 1)}),
        (lambda p: leaving.visit(p, day(2, 2), TODAY, agreed=True), "before-the-handover",
         {"date": day(2, 2), "handover": day(2, 2)}),
        (lambda _: leaving.agree(leaving.no_visit(make_plan()).plan), "no-follow-up", {}),
        (lambda _: leaving.agree(leaving.agree(make_plan()).plan), "nothing-to-change",
         {"date": day(3, 16)}),
        (lambda _: leaving.no_visit(leaving.no_visit(make_plan()).plan), "no-follow-up", {}),
        (lambda _: leaving.end(leaving.end(make_plan(), day(6, 1)).plan, day(6, 1)),
         "nothing-to-change", {"date": day(6, 1)}),
    ],
)  # fmt: skip
def test_what_is_said_of_what_cannot_be_done(change, kind, told):
    with pytest.raises(RefusedError) as caught:
        change(make_plan())
    found = caught.value.finding
    assert (found.id, found.key, dict(found.values)) == (kind, "", told)


@pytest.mark.parametrize(
    ("filed", "found", "expected"),
    [
        (make_plan, lambda: meeting("m03", date=day(1, 28)),
         {"meetings.m03.moved_from": day(1, 26), "meetings.m03.reason": "for hånd"}),
        (make_plan, lambda: meeting("m03", date=day(1, 28), reason="snø"),
         {"meetings.m03.moved_from": day(1, 26)}),
        # She wrote herself where it was moved from, or nothing was moved, or it is new.
        (make_plan, moved, {}),
        (make_plan, make_plan, {}),
        (make_plan, lambda: changes.add(make_plan(), day(1, 21), TODAY).plan, {}),
        (lambda: changes.add(make_plan(), day(1, 21), TODAY).plan,
         lambda: meeting("m10", meeting("m03", date=day(1, 28)), date=day(3, 17)),
         {"meetings.m03.moved_from": day(1, 26), "meetings.m03.reason": "for hånd",
          "meetings.m10.moved_from": day(3, 16), "meetings.m10.reason": "for hånd"}),
    ],
)  # fmt: skip
def test_a_date_changed_in_an_editor_is_a_move(filed, found, expected):
    by_hand = found()
    assert written(by_hand, changes.noted_by_hand(filed(), by_hand, "for hånd")) == expected


def test_the_next_free_id_skips_those_that_are_taken():
    base = make_plan()
    meetings = {key: one for key, one in base.meetings.items() if key != "m05"}
    assert single.free_id(base) == "m11"
    assert single.free_id(dataclasses.replace(base, meetings=meetings)) == "m11"
    assert (
        single.free_id(dataclasses.replace(base, meetings={"m02": base.meetings["m02"]})) == "m03"
    )
