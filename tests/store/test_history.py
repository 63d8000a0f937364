"""Every version stays; a hand edit is filed before the next write."""

import dataclasses
import pathlib

import pytest

from igangsetter.errors import ChangedOnDiskError, NotFoundError
from igangsetter.store import folder as plans
from igangsetter.store import history


class PowerCutError(BaseException):
    """The process is gone."""


def noted(stored, note):
    plan = stored.plan
    return dataclasses.replace(plan, group=dataclasses.replace(plan.group, note=note))


def test_every_version_is_filed_the_newest_too(stored):
    second = plans.save(stored, noted(stored, "en"))
    third = plans.save(second, noted(second, "to"))
    known = history.versions(stored.path)
    assert [one.number for one in known] == [1, 2, 3]
    assert [one.content() for one in known] == [stored.content, second.content, third.content]
    assert known[-1].content() == stored.path.read_bytes()


def test_a_plan_edited_by_hand_is_filed_before_the_next_write(stored):
    edited = stored.content.replace(b"2027-01-26", b"2027-01-27")
    stored.path.write_bytes(edited)
    plans.save(plans.load(stored.path), noted(stored, "x"))
    assert [one.content() for one in history.versions(stored.path)][1] == edited


def test_what_was_changed_meanwhile_is_not_overwritten(stored):
    stored.path.write_bytes(stored.content + b"# changed by another program\n")
    with pytest.raises(ChangedOnDiskError):
        plans.save(stored, noted(stored, "x"))
    assert stored.path.read_bytes().endswith(b"# changed by another program\n")


def test_what_is_refused_leaves_no_version(stored):
    second = plans.save(stored, noted(stored, "en"))
    with pytest.raises(ChangedOnDiskError):
        plans.save(stored, noted(stored, "x"))
    known = history.versions(stored.path)
    assert [one.content() for one in known] == [stored.content, second.content]


def test_a_crash_between_plan_and_history_loses_nothing(stored, monkeypatch):
    def crash(path, _target):
        raise PowerCutError

    with monkeypatch.context() as patched:
        patched.setattr(pathlib.Path, "rename", crash)
        with pytest.raises(PowerCutError):
            plans.save(stored, noted(stored, "en"))
    again = plans.load(stored.path)
    assert [one.number for one in history.versions(stored.path)] == [1, 2]
    assert history.count(stored.path, again.content) == 2
    assert plans.with_hand_edits(again) == again
    assert again.plan.group.note == "en"
    last = plans.save(again, noted(again, "to"))
    assert [one.content() for one in history.versions(stored.path)] == [
        stored.content,
        again.content,
        last.content,
    ]


def test_an_unknown_version(stored):
    with pytest.raises(NotFoundError) as caught:
        history.version(stored.path, 7)
    assert caught.value.message == "There is no version 7."


def test_other_files_among_the_versions_are_left_alone(stored):
    (history.place(stored.path) / "notes.toml").write_text("x")
    assert [one.number for one in history.versions(stored.path)] == [1]


@pytest.mark.parametrize(("text", "loses"), [("", False), ("# en merknad\n", True)])
def test_whether_a_write_drops_a_comment_is_known(stored, text, loses):
    stored.path.write_bytes(stored.content + text.encode())
    assert plans.loses_comments(plans.load(stored.path)) is loses
