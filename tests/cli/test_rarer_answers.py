"""Answers that few runs give, in tables: a plan, a command line, what it says and its exit code."""

import dataclasses
import datetime as dt
import io
import os
import sys

import pytest

from conftest import make_plan, tree
from igangsetter.plan import leaving, plan
from igangsetter.store import folder as plans
from igangsetter.store import settings

LONG = "Tirsdagsgruppa på Frivilligsentralen Grünerløkka i Oslo"


def day(month, number):
    return dt.date(2027, month, number)


def cancelled(key):
    base = make_plan()
    one = dataclasses.replace(base.meetings[key], status="cancelled")
    return dataclasses.replace(base, meetings=base.meetings | {key: one})


def only_one():
    base = make_plan("uten-igangsetter")
    visit = dataclasses.replace(base.follow_up, meeting="", rule="none")
    return dataclasses.replace(base, meetings={"m01": base.meetings["m01"]}, follow_up=visit)


def two():
    return [make_plan(), make_plan(name="Annen", first=day(2, 1))]


def on_a_holiday():
    """Skipped on the first of May, and moved from the seventeenth."""
    base = make_plan(first=day(4, 26), holidays="next")
    return dataclasses.replace(base, skipped={day(5, 1): "første mai"})


@pytest.mark.parametrize(
    ("made", "arguments", "code", "out", "err"),
    [
        # --- what a plan is like ---
        (lambda: [make_plan("uten-igangsetter")], ["show"], 0,
         "The group itself decides days and form.\nA group lasts as long as the participants want.\n", ""),
        (lambda: [cancelled("m04")], ["show"], 0,
         " 4  Tue  2 Feb     cancelled               this was to be your last meeting\n", ""),
        (lambda: [cancelled("m10")], ["groups", "--today", "2027-04-01"], 0,
         "Tirsdagsgruppa  on its own (follow-up not held)  –\n", ""),
        (lambda: [make_plan(name=LONG)], ["groups", "--today", "2026-11-21"], 0,
         f"{LONG}\n  before the start\n  meeting 1, Tuesday 12 January 2027\n", ""),
        *[(lambda every=every: [make_plan(every=every)], ["show"], 0,
           f"Tirsdagsgruppa – Frivilligsentralen – {days}, 18:00–20:00\n", "") for every, days in (
            ("2 weeks", "every other Tuesday"), ("3 weeks", "every third Tuesday"),
            ("4 weeks", "every fourth Tuesday"), ("month", "one Tuesday a month"))],
        # --- changes ---
        (lambda: [only_one()], ["meeting", "cancel", "1", "--no-input", "--today", "2026-11-21"], 1, "",
         "Meeting 1 is the only one left.\nHas the group ended? Write: igangsetter end\n"),
        (lambda: [make_plan()], ["meeting", "restore", "2"], 1, "",
         "Meeting 2 is not cancelled.\nSee the plan: igangsetter show\n"),
        (lambda: [make_plan("uten-igangsetter")], ["handover", "3"], 1, "",
         "This group has no initiator, and so no last meeting with one.\n"
         "See the plan: igangsetter show\n"),
        (lambda: [make_plan()], ["undo"], 1, "", "There is nothing to take back.\n"
         "See the versions that there are: igangsetter history\n"),
        (lambda: [make_plan()], ["undo", "--to", "1"], 1, "", "The plan is like that already.\n"
         "See the versions that there are: igangsetter history\n"),
        (lambda: [make_plan()], ["follow-up", "2027-06-01", "--today", "2026-11-21"], 0,
         "The follow-up is outside the weeks that its rule gives.\n", ""),
        (lambda: [make_plan(facilitated=10)], ["handover", "11"], 0,
         "More than ten meetings with the initiator is advised against.\n", ""),
        *[(lambda: [make_plan()], ["meeting", "move", number, to, "--today", "2026-11-21"], 1, "",
           f"{advice}\n") for number, to, advice in (
            ("1", "20.1.2027", "Choose a day before Tuesday 19 January, or move all: igangsetter meeting push 1"),
            ("3", "3.2.2027", "Choose a day between Tuesday 19 January and Tuesday 2 February, or move all:\n"
             "igangsetter meeting push 3"),
            ("3", "2.2.2027", "Choose another day, or move all: igangsetter meeting push 3"),
            ("10", "8.3.2027", "Choose a day after Tuesday 9 March, or move all: igangsetter meeting push 10"))],
        # --- reminders ---
        (lambda: [make_plan()], ["remind", "--today", "2026-10-01", "--days", "80"], 0,
         "From 1 October to 20 December\n\n☐ Tue 17 Nov    Bestill rommet til alle møtene\n"
         "                book-room:group\n\n",
         "Done with one? igangsetter remind --done book-room:group\n"
         "Read what it says: igangsetter remind --today 2026-11-17\n"),
        # A meeting comes before the next reminder: of one group, and of two.
        (lambda: [done_with_all(make_plan())], ["remind", "--today", "2027-01-01"], 0,
         "Nothing is urgent today. Next: meeting 1, Tuesday 12 January.\n", ""),
        (lambda: [done_with_all(one) for one in two()], ["remind", "--today", "2027-01-01"], 0,
         "Nothing is urgent today. Next: Tirsdagsgruppa, meeting 1, Tuesday 12 January.\n", ""),
        # --- paper ---
        (lambda: [make_plan()], ["print", "follow-up"], 0, "/print-10.pdf\n",
         "Open the file and print it, or write: igangsetter print 10 --open\n"),
        # --- what cannot be ---
        (list, ["check"], 66, "", " yet.\nMake one: igangsetter new-group\n"),
        (list, ["\udcff"], 2, "", "An argument holds bytes that are no text.\nWrite it in UTF-8.\n"),
        (lambda: [make_plan()], ["forget"], 2, "This is erased:\n",
         "Nothing was changed: nobody can be asked here.\nAdd --yes to do it.\n"),
    ],
)  # fmt: skip
def test_what_is_said(run, folder, made, arguments, code, out, err):
    for one in made():
        plans.add(folder, one)
    found = run(*arguments)
    assert found.code == code
    assert out in found.out
    assert " ".join(found.err.split()).endswith(" ".join(err.split()))
    assert (not out, not err) == (not found.out, not found.err) or arguments == [
        "print",
        "follow-up",
    ]


def done_with_all(base):
    from igangsetter import resources
    from igangsetter.plan.timeline import Timeline
    from igangsetter.reminders import due, rules

    ours = (resources.packaged() / "reminders" / "rules.toml").read_text(encoding="utf-8")
    ticked = {item.id: day(1, 1) for item in due.every(Timeline(base), rules.read(ours))}
    return dataclasses.replace(base, done=ticked)


@pytest.mark.parametrize(
    "arguments",
    [["undo", "--to", "1", "--dry-run"], ["end", "--dry-run", "--today", "2027-05-01"],
     ["follow-up", "2027-03-18", "--dry-run", "--today", "2026-11-21"]],
)  # fmt: skip
def test_a_dry_run_writes_nothing(run, folder, stored, arguments):
    plans.save(stored, leaving.agree(stored.plan).plan)
    before = tree(folder)
    assert run(*arguments).code == 0
    assert tree(folder) == before


@pytest.mark.parametrize(
    ("editor", "code", "message"),
    [
        ("false", 73, "The editor ended with an error. The plan is as it was.\n"
         "Try once more, or choose another editor with EDITOR.\n"),
        ("/nowhere/editor", 2, "The editor “/nowhere/editor” cannot be opened.\n"
         "Set EDITOR to one that you have, for example: EDITOR=nano igangsetter edit\n"),
        ("", 2, "The editor “nano” cannot be opened.\n"
         "Set EDITOR to one that you have, for example: EDITOR=nano igangsetter edit\n"),
    ],
)  # fmt: skip
def test_an_editor_that_does_not_work(run, folder, stored, monkeypatch, editor, code, message):
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    if not editor:
        monkeypatch.setenv("PATH", "")
    before = stored.path.read_bytes()
    found = run("edit")
    assert (found.code, found.err) == (code, message)
    assert stored.path.read_bytes() == before


def test_holidays_are_named_in_the_language_of_the_paper(run, folder):
    plans.add(folder, on_a_holiday())
    nb = run("handout", "moteplan").out
    en = run("handout", "moteplan", "--language", "en").out
    assert "grunnlovsdagen og andre pinsedag" in nb
    assert "grunnlovsdagen" not in en
    assert "Constitution Day" in en


def test_everything_is_right(run, folder):
    known = plan.Initiator(name="Kari Nordmann"), plan.Initiator(name="Ola Hansen")
    plans.add(folder, make_plan(
        initiators=known, place=plan.Place(name="Sentralen", access="Nøkkel i skranken")))  # fmt: skip
    found = run("check", "--today", "2019-11-01")
    assert (found.code, found.out) == (0, "Tirsdagsgruppa\n  Everything looks right.\n")


def test_what_is_unknown_in_the_settings_is_told_and_kept(run, folder, stored):
    (folder / settings.FILE).write_text("[x]\na = 1\n", encoding="utf-8")
    found = run("check")
    assert found.err.endswith("/igangsetter.toml:1: x: “x” is not known here; it is kept.\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names")
def test_a_pipe_is_no_plan_and_is_not_waited_for(run, folder, stored):
    os.mkfifo(folder / "pipe.toml")
    found = run("show", "-g", "pipe")
    assert found.code == 66
    assert "cannot be read: it is no ordinary file." in found.err.replace("\n", " ")


def test_of_very_many_faults_the_first_are_told(run, folder, stored):
    text = "\n".join(f"[meetings.m{number}]\nx = 1" for number in range(40))
    (folder / "mye.toml").write_text(text, encoding="utf-8")
    found = run("show", "-g", "mye")
    assert found.code == 65
    assert "\n  … and 86 more.\nMend the file in an editor" in found.err


# --- The wizard's side roads ---


@pytest.fixture
def answer(run, monkeypatch):
    def call(*lines, arguments=()):
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return run("new-group", *arguments, "--today", "2026-11-21")

    return call


def test_going_back_from_the_first_question_and_what_is_asked_twice(answer, folder):
    found = answer(
        "<", "Tirsdagsgruppa", "5", "1", "12. januar 2029 kl. 18", "no", "1 January at 7", "perhaps",
        "yes", "yes", "3", "every third week", "", "", "12", "no", "4", "19-21 February", "",
    )  # fmt: skip
    assert found.code == 0, found.err
    said = found.err.replace("\n   ", " ")
    for words in (
        "Friday 12 January 2029 at 18:00. Is that right?",
        "Write another day.",
        "Friday 1 January is ",
        "Write yes or no.",
        "How often, then?",
        "German contact centres say at most 8 for a new group. Do you want it?",
        "Write another number.",
    ):
        assert words in said
    stored = plans.load(folder / "tirsdagsgruppa.toml").plan
    assert stored.schedule.every == "3 weeks"
    assert [one.initiator for one in stored.meetings.values()][:5] == [
        "whole", "whole", "half", "half", "away",
    ]  # fmt: skip
    assert list(stored.skipped) == [day(2, 19)]
    assert "you wrote 19–21 February" in found.out


@pytest.mark.parametrize(
    ("number", "lines", "help_words"),
    [
        ("2", 0, "Decide it now, and you can say the date from the first day."),
        ("1", 2, "Decide it now, and you can say the date from the first day."),
    ],
)
def test_what_is_asked_about_her_meetings_is_as_the_way_is(answer, number, lines, help_words):
    found = answer("A", number, "12 January at 18", "", "", "", "?", "", "")
    assert found.code == 0, found.err
    asked = found.err.partition("How many meetings are you at?")[2].partition("> ")[0]
    assert ("Write “4 whole”" in asked, "At the last two" in asked) == (lines > 0, lines > 1)
    assert help_words in found.err.replace("\n   ", " ")


def test_what_is_given_is_not_gone_back_to_and_of_two_quiet_weeks_neither_is_proposed(
    answer, folder
):
    found = answer(
        "Fredagsgruppa", "<", "", "24 December at 18", "yes", "every third week", "", "", "", "",
        arguments=["--model", "selvhjelp-norge"],
    )  # fmt: skip
    assert found.code == 0, found.err
    assert "Shall we take Thursday 7 January instead?" in found.err.replace("\n   ", " ")
    stored = plans.load(folder / "fredagsgruppa.toml").plan
    assert (stored.meetings["m01"].date, stored.schedule.every) == (day(1, 7), "3 weeks")


# --- When a person sits there ---


@pytest.fixture
def typed(run, monkeypatch):
    """A command line on a terminal, and what is typed there."""
    from igangsetter.cli import output

    def call(*arguments, answers=()):
        monkeypatch.setattr(output, "is_terminal", lambda: True)
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
        return run(*arguments)

    return call


@pytest.mark.parametrize(
    ("answers", "code", "is_left"),
    [(["y"], 0, False), (["n"], 1, True), ([""], 1, True), (["?", "yes"], 0, False), ([], 1, True)],
)
def test_nothing_is_erased_without_a_yes(typed, stored, answers, code, is_left):
    found = typed("forget", answers=answers)
    assert (found.code, stored.path.exists()) == (code, is_left)
    assert ("Nothing was changed.\n" in found.out) is is_left


def test_a_long_list_of_what_is_erased_is_cut(typed, stored):
    stored.paper.mkdir(parents=True)
    for number in range(30):
        (stored.paper / f"{number:02}.pdf").write_bytes(b"x")
    said = typed("forget").out
    cut = next(line for line in said.splitlines() if "more." in line)
    count = int(cut.split()[2])
    assert sum(f"{os.sep}papir{os.sep}" in line for line in said.splitlines()) + count == 30


@pytest.mark.parametrize(
    ("audience", "words"),
    [("group", "Send the file to those in the group who want the dates in their calendar.\n"),
     ("initiator", "Open the file with your calendar program, or write: igangsetter calendar --open\n")],
)  # fmt: skip
def test_what_to_do_with_a_calendar_file(typed, stored, tmp_path, audience, words):
    found = typed("calendar", "--for", audience, "-o", tmp_path / "a.ics")
    assert (found.code, found.err) == (0, words)


def test_what_to_do_with_a_draft_and_with_none(typed, stored):
    found = typed("remind", "--mail", "draft", "--today", "2027-02-01")
    assert found.err.endswith("Open it with your mail program, and send it from there.\n")
    found = typed("remind", "--mail", "draft", "--today", "2026-10-01")
    assert (found.out, found.err) == ("", "Nothing is due, so there is nothing to write.\n")


@pytest.mark.parametrize(
    ("arguments", "name"),
    [(["print", "1", "--open"], "print-1.pdf"),
     (["handout", "rammer", "--format", "html", "--open"], "rammer.html")],
)  # fmt: skip
def test_a_sheet_is_shown_when_it_is_made(run, stored, monkeypatch, arguments, name):
    from igangsetter.cli import paper

    shown = []
    monkeypatch.setattr(paper, "open_file", shown.append)
    found = run(*arguments)
    assert found.code == 0
    assert "Open the file" not in found.err
    assert shown == [stored.paper / name]


def test_an_edited_plan_with_a_fault_is_mended_or_left(typed, stored, monkeypatch, tmp_path):
    editor = tmp_path / "editor"
    editor.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "broken = text.replace('participants = 0', 'participants = x')\n"
        "path.write_text(broken if broken != text else text.replace('= x', '= 7'), encoding='utf-8')\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    before = stored.path.read_bytes()
    left = typed("edit", answers=["no"])
    assert left.code == 65
    assert "The plan is as it was. Your copy is in" in left.err
    assert stored.path.read_bytes() == before
    next(stored.path.parent.glob(".edit-*")).unlink()
    mended = typed("edit", answers=["yes"])
    assert mended.code == 0, mended.err
    assert plans.load(stored.path).plan.group.participants == 7


def test_a_version_that_cannot_be_read_is_not_gone_back_to(run, stored):
    plans.save(stored, leaving.agree(stored.plan).plan)
    (first,) = (stored.path.parent / ".history" / stored.slug).glob("0001*")
    first.write_bytes(b"schema = 1\n")
    before = stored.path.read_bytes()
    found = run("undo", "--to", "1")
    assert found.code == 65
    assert found.err.startswith("That version cannot be read.\n")
    assert stored.path.read_bytes() == before


def test_one_plan_is_checked_and_the_logo_with_it(run, folder, stored):
    plans.add(folder, make_plan(name="Annen"))
    found = run("check", "-g", "annen")
    assert found.out.startswith("Annen\n")
    assert "Tirsdagsgruppa" not in found.out
    (folder / settings.FILE).write_text('[organisation]\nlogo = "nowhere.png"\n', encoding="utf-8")
    found = run("check", "-g", "annen")
    assert found.code == 78
    assert "nowhere.png" in found.err


@pytest.mark.parametrize(
    ("day", "given", "told"),
    [
        ("2026-11-21", [], "moteplan"),
        ("2027-01-11", [], "1"),
        ("2027-02-01", [], "4"),
        ("2027-03-13", [], "10"),
        ("2027-03-13", ["follow-up", "2027-03-17"], "follow-up"),
    ],
)
def test_what_there_is_to_print_for_a_reminder(typed, stored, day, given, told):
    if given:
        assert typed(*given).code == 0
    found = typed("remind", "--today", day)
    assert found.err == f"\nPrint what you need: igangsetter print {told}\n"
    assert typed("print", told, "--today", day).code == 0
