"""The changing commands from the command line: what is written, said, refused and taken back."""

import os
import sys

import pytest

from conftest import tree
from igangsetter.store import folder as plans

DAY = ("--today", "2026-11-21")


def dates(run):
    return [row["date"] for row in run("show", "--json", *DAY).data["meetings"]]


def test_move_in_bokmaal(run, stored):
    found = run("meeting", "move", "3", "28.1", "--because", "snøstorm", *DAY, speak="nb")
    assert found.code == 0, found.err
    lines = found.out.splitlines()
    assert lines[0] == "3. møte er flyttet til torsdag 28. januar."
    assert " 3  tor 28. jan.   du går i pausen      flyttet fra tir 26. jan.: snøstorm" in lines
    assert dates(run)[2] == "2027-01-28"


def test_dry_run_shows_before_and_after_and_writes_nothing(run, stored, folder):
    before = tree(folder)
    found = run("meeting", "push", "3", "--dry-run", speak="nb")
    assert found.out.index("Før") < found.out.index("Etter")
    assert "tir 23. mars   OPPFØLGING" in found.out
    assert tree(folder) == before


def test_cancel_takes_the_proposal_where_nobody_can_be_asked(run, stored):
    found = run("meeting", "cancel", "2", speak="nb")
    assert "2. møte, tirsdag 19. januar, er avlyst." in found.out
    assert "Rådet er å holde på planen" in found.out
    assert run("show", "--json").data["handover"] == {"meeting": "m05", "date": "2027-02-09"}


def test_keep_handover_answers_beforehand(run, stored):
    run("meeting", "cancel", "2", "--keep-handover")
    assert run("show", "--json").data["handover"]["date"] == "2027-02-02"


def test_restore_add_and_rearrange(run, stored):
    run("meeting", "cancel", "5")
    assert run("meeting", "restore", "5").code == 0
    assert run("meeting", "add", "2027-02-11", *DAY).code == 0
    assert run("meeting", "move", "7..", "--time", "19", "--place", "Biblioteket", *DAY).code == 0
    found = run("show", "--json", *DAY).data["meetings"]
    assert found[5]["date"] == "2027-02-11"
    assert found[6]["start"] == "19:00"


def test_a_contact_meeting_of_ones_own(run, stored):
    found = run("meeting", "add", "15. april kl. 17", "--title", "Kontaktmøte", *DAY, speak="nb")
    assert found.out.startswith(
        "Kontaktmøte torsdag 15. april 2027 er lagt til. Her heter det e1.\n"
    )
    assert "    tor 15. apr.   Kontaktmøte, 17.00–18.30" in found.out
    assert run("meeting", "move", "e1", "16.4", *DAY).code == 0
    assert run("show", "--json").data["events"][0]["date"] == "2027-04-16"
    assert run("meeting", "cancel", "e1").code == 0
    assert run("undo").out.startswith("Taken back: Kontaktmøte taken out, Friday 16 April 2027\n")
    assert run("undo").code == 0
    assert run("show", "--json").data["events"] == []


def test_a_cancelled_follow_up_asks_for_another_day(run, stored):
    found = run("meeting", "cancel", "10", speak="nb")
    assert "Det var oppfølgingen. Finn en annen dag" in found.out


def test_handover_follow_up_and_end(run, stored):
    assert run("handover", "5").code == 0
    assert run("show", "--json").data["follow_up"]["date"] == "2027-03-30"
    assert run("follow-up", "2027-04-06", "--agreed", *DAY).code == 0
    found = run("show", "--json").data["follow_up"]
    assert (found["date"], found["agreed"]) == ("2027-04-06", True)
    assert run("follow-up", "--none").code == 0
    assert run("show", "--json").data["follow_up"] is None
    ended = run("end", *DAY, speak="nb")
    assert "Makuler lister og lapper" in ended.out
    assert run("show", "--json", *DAY).data["stage"] == "ended"
    assert run("remind", "--today", "2027-01-26", "--json").data == []


def test_undo_and_undo_again(run, stored):
    before = stored.path.read_bytes()
    run("meeting", "move", "3", "28.1", *DAY)
    after = stored.path.read_bytes()
    found = run("undo", speak="nb")
    assert found.out.startswith("Tatt tilbake: 3. møte flyttet til torsdag 28. januar\n")
    assert "  -date = 2027-01-28" in found.out
    assert "  +date = 2027-01-26" in found.out
    assert stored.path.read_bytes() == before
    run("undo")
    assert stored.path.read_bytes() == after
    run("undo", "--to", "1")
    assert stored.path.read_bytes() == before


def test_making_a_group_is_no_change_to_take_back(run, stored):
    found = run("undo", speak="nb")
    assert (found.code, found.err) == (
        1,
        "Det er ingenting å ta tilbake.\nSe hvilke utgaver som finnes: igangsetter history\n",
    )


def test_a_hand_edit_can_be_taken_back_too(run, stored):
    before = stored.path.read_bytes()
    stored.path.write_bytes(before.replace(b"2027-01-26", b"2027-01-27"))
    assert "not filed yet: meeting 3 moved to Wednesday 27 January" in " ".join(
        run("history").out.split()
    ).replace("edited by hand, ", "")
    assert run("undo").code == 0
    assert stored.path.read_bytes() == before


def test_a_date_changed_in_an_editor_is_a_move_by_hand(run, stored):
    stored.path.write_bytes(stored.content.replace(b"2027-01-26", b"2027-01-27"))
    shown = " ".join(run("show", *DAY, speak="nb").out.split())
    assert "ons 27. jan. du går i pausen flyttet fra tir 26. jan.: endret for hånd" in shown
    # The next write keeps it, and files the edit before.
    run("follow-up", "--agreed")
    meeting = plans.load(stored.path).plan.meetings["m03"]
    assert (f"{meeting.moved_from}", meeting.reason) == ("2027-01-26", "endret for hånd")
    assert len(run("history").out.splitlines()) >= 3


def test_history_names_each_change(run, stored):
    run("meeting", "move", "3", "28.1", *DAY)
    run("follow-up", "--agreed")
    lines = run("history").out.splitlines()
    assert [line[:4].strip() for line in lines] == ["1", "2", "3"]
    assert lines[0].endswith("made")
    assert lines[1].endswith("meeting 3 moved to Thursday 28 January")
    assert lines[2].endswith("the follow-up agreed")


def test_a_comment_that_is_dropped_is_told(run, stored):
    stored.path.write_bytes(stored.content + b"# my remark\n")
    assert "Comments in the file are not kept" in run("follow-up", "--agreed").err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["meeting", "move", "99", "28.1"], 66, "There is no meeting “99”."),
        (["meeting", "move", "3", "19.1"], 1, "Meeting 2 is on Tuesday 19 January already."),
        (["meeting", "move", "3", "snart"], 2, "I do not understand the date “snart”."),
        (["meeting", "move", "3"], 2, "Write the meeting and its new day."),
        (["meeting", "move", "3.."], 2, "not written what to change"),
        (["meeting", "cancel", "99"], 66, "There is no meeting “99”."),
        (["meeting", "frob"], 2, "There is no command “frob”."),
        (["meeting", "mve", "3", "28.1"], 2, "Did you mean move?"),
        (["meeting", "add", "15.4", "--title", "X", "--visit"], 2, "Choose one of"),
        (["meeting", "add", "15.4", "--title", "X", "--because", "y"], 2, "Choose one of"),
        (["meeting", "cancel", "4", "--keep-handover"], 2, "your last one always moves."),
        (["handout", "--format", "odt"], 2, "is no format of ours."),
        (["meeting", "add", "15.4", "--title", " "], 2, "The name must have 1 to 120"),
        (["handover", "4"], 1, "It is so already."),
        (["follow-up"], 2, "Write a day or a meeting, --agreed, or --none."),
        (["follow-up", "--none", "--agreed"], 2, "Write a day or a meeting, --agreed, or --none."),
        (["handover", "3", "--alone-half", "third"], 2, "Write --alone-half first"),
        (["undo", "--to", "9"], 66, "There is no version 9."),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(run, stored, folder, arguments, code, message):
    before = tree(folder)
    extra = DAY if arguments[0] == "meeting" and arguments[1] == "move" else ()
    found = run(*arguments, *extra)
    assert (found.code, found.out) == (code, "")
    assert message in found.err.replace("\n", " ")
    assert tree(folder) == before


def test_norwegian_names_of_the_commands(run, stored):
    assert run("mote", "flytt", "3", "28.1", *DAY, speak="nb").code == 0
    assert run("angre", speak="nb").code == 0
    assert run("historikk", speak="nb").code == 0


# --- edit ---


@pytest.fixture
def editor(monkeypatch, tmp_path):
    def use(code):
        script = tmp_path / "editor.py"
        script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{code}\n")
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
        monkeypatch.delenv("VISUAL", raising=False)

    return use


def test_edit_writes_what_can_be_read(run, stored, editor):
    editor("path.write_text(path.read_text().replace('2027-01-26', '2027-01-27'))")
    found = run("edit")
    assert found.out == "Written: meeting 3 moved to Wednesday 27 January\n"
    assert dates(run)[2] == "2027-01-27"
    assert not list(stored.path.parent.glob(".edit-*"))


def test_edit_without_a_change(run, stored, editor):
    editor("pass")
    assert run("edit").out == "Nothing was changed.\n"
    assert stored.path.read_bytes() == stored.content


def test_edit_keeps_the_plan_and_the_copy_when_the_copy_cannot_be_read(run, stored, editor):
    editor("path.write_text(path.read_text().replace('2027-01-26', '2027-13-26'))")
    found = run("edit")
    assert found.code == 65
    assert "there is no date 2027-13-26." in found.err
    assert stored.path.read_bytes() == stored.content
    (copy,) = stored.path.parent.glob(".edit-*")
    assert b"2027-13-26" in copy.read_bytes()
    editor("path.write_text(path.read_text().replace('2027-13-26', '2027-01-27'))")
    assert run("edit").code == 0
    assert not copy.exists()


def test_a_copy_from_before_a_change_does_not_take_it_back(run, stored, editor):
    editor("path.write_text(path.read_text().replace('2027-01-26', '2027-13-26'))")
    assert run("edit").code == 65
    (old,) = stored.path.parent.glob(".edit-*")
    assert run("meeting", "move", "5", "10.2", "--no-input").code == 0
    editor("path.write_text(path.read_text().replace('2027-01-26', '2027-01-27'))")
    found = run("edit")
    assert found.code == 0
    assert f"The plan has changed since you made the copy {old}." in found.err.replace("\n", " ")
    assert (dates(run)[2], dates(run)[4]) == ("2027-01-27", "2027-02-10")
    assert list(stored.path.parent.glob(".edit-*")) == [old]
    assert run("forget", "--yes").code == 0
    assert not old.exists()


def test_a_copy_that_was_written_is_taken_away(run, stored, editor):
    (stored.path.parent / ".edit-tirsdagsgruppa.0123abcd.txt").write_bytes(stored.content)
    assert run("meeting", "move", "5", "10.2", "--no-input").code == 0
    editor("pass")
    assert run("edit").err == ""
    assert not list(stored.path.parent.glob(".edit-*"))


def test_what_an_editor_saves_in_another_encoding_is_not_written(run, stored, editor):
    editor("path.write_bytes(path.read_bytes().replace(b'18:00:00', b'19:00:00') + b'# \\xe6\\n')")
    found = run("edit")
    assert found.code == 65
    assert "this is not UTF-8 text." in found.err
    assert stored.path.read_bytes() == stored.content


def test_an_editor_that_is_not_there(run, stored, monkeypatch):
    monkeypatch.setenv("EDITOR", os.devnull + "/nothing")
    monkeypatch.delenv("VISUAL", raising=False)
    found = run("edit")
    assert found.code == 2
    assert "cannot be opened" in found.err
    assert plans.load(stored.path).plan == stored.plan


def test_a_date_that_is_no_meeting_keeps_no_reason(run, stored):
    assert run("meeting", "add", "15.4", "--title", "Kontaktmøte", *DAY).code == 0
    found = run("meeting", "move", "e1", "16.4", "--because", "snø", *DAY)
    assert (found.code, "keeps no reason" in found.err) == (2, True)
    assert run("meeting", "move", "e1", "16.4", *DAY).code == 0


def test_a_date_of_the_organisation_is_changed_in_its_file(run, stored, folder):
    (folder / "igangsetter.toml").write_text(
        '[events.kontakt]\ntitle = "Kontaktmøte"\ndate = 2027-04-15\ntime = 18:00:00\n',
        encoding="utf-8",
    )
    found = run("meeting", "move", "kontakt", "16.4", *DAY)
    assert found.code == 2
    assert "“Kontaktmøte” is a date of the organisation" in found.err
    assert "igangsetter.toml" in found.err


def test_a_follow_up_at_a_meeting_that_is_not_there(run, stored):
    found = run("follow-up", "99", *DAY)
    assert (found.code, found.err.splitlines()[0]) == (66, "There is no meeting “99”.")
