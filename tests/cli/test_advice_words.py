"""What `check` says of plans in which much is odd, in every language, word for word."""

import dataclasses
import datetime as dt

import pytest

from conftest import make_plan
from igangsetter.language import LANGUAGES
from igangsetter.plan import plan
from igangsetter.store import folder as plans

DAY = ("--today", "2026-11-21")


def altered(base, **tables):
    """A plan with keys of some tables changed; of `meetings`, those of some meetings."""
    meetings = dict(base.meetings)
    for key, values in tables.pop("meetings", {}).items():
        meetings[key] = dataclasses.replace(meetings[key], **values)
    changed = {
        name: dataclasses.replace(getattr(base, name), **values) for name, values in tables.items()
    }
    return dataclasses.replace(base, meetings=meetings, **changed)


def stays_too_long():
    return altered(
        make_plan(name="Angstgruppa", facilitated=11),
        group={"participants": 12, "minimum_age": 16, "note": "anne@eksempel.no"},
        schedule={"minutes": 150, "break_minutes": 0, "time_zone": "Mars/Base"},
        place={"kind": "home", "access": "Alarm: 4711"},
        meetings={"m02": {"date": dt.date(2027, 1, 12)}, "m13": {"initiator": "whole"}},
        follow_up={"meeting": "", "date": dt.date(2027, 4, 2)},
    )


def falls_on_the_wrong_days():
    closed = plan.ClosedDays(first=dt.date(2027, 1, 18), last=dt.date(2027, 1, 20))
    found = altered(
        make_plan(country="DE"),
        meetings={
            "m01": {"initiator": "half"},
            "m04": {"status": "cancelled"},
            "m06": {"date": dt.date(2027, 3, 28), "time": dt.time(2, 30)},
        },
        follow_up={"meeting": "", "date": dt.date(2027, 5, 4)},
    )
    return dataclasses.replace(found, closed_days={"d1": closed})


def comes_back_too_soon():
    return altered(
        make_plan("digital", holidays="keep", first=dt.date(2027, 4, 26)),
        schedule={"break_minutes": 0},
        follow_up={"meeting": "m04"},
    )


def has_no_initiator():
    return make_plan("uten-igangsetter", first=dt.date(2027, 7, 6), every="month")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize(
    "make", [stays_too_long, falls_on_the_wrong_days, comes_back_too_soon, has_no_initiator]
)
def test_what_is_said_of_an_odd_plan(run, folder, make, code, snapshot):
    plans.add(folder, make())
    found = run("check", *DAY, speak=code)
    assert found.out.replace(str(folder), "/PLANS") == snapshot
