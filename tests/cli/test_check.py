"""`check` from the command line."""

import dataclasses

from conftest import make_plan
from igangsetter.delivery import account
from igangsetter.plan import advice
from igangsetter.store import folder as plans

DAY = ("--today", "2026-11-21")


def test_a_fresh_plan_leaves_with_0_and_notes_only(run, stored):
    found = run("check", *DAY)
    assert found.code == 0
    assert found.out.startswith("Tirsdagsgruppa\n  Note: ")
    assert {one["level"] for one in run("check", "--json", *DAY).data} == {"info"}


def test_a_warning_leaves_with_1_and_names_its_line(run, stored):
    text = stored.path.read_text(encoding="utf-8").replace('note = ""', 'note = "Anne 41234567"')
    stored.path.write_text(text, encoding="utf-8")
    found = run("check", "--json", *DAY)
    assert found.code == 1
    (personal,) = [one for one in found.data if one["check"] == "personal-data"]
    assert personal["line"] == text[: text.index("note =")].count("\n") + 1
    assert personal["key"] == "group.note"
    assert personal["sources"] == ["GDPR-9", "FN-slett"]
    assert set(personal) == {
        "group", "check", "level", "file", "line", "key", "message", "advice", "sources",
    }  # fmt: skip
    # What was found is never echoed.
    assert "41234567" not in found.out
    assert "41234567" not in run("check", *DAY).out


def test_unknown_keys_are_told_by_check_too(run, stored):
    text = stored.path.read_text(encoding="utf-8").replace("language =", "langage =")
    stored.path.write_text(text, encoding="utf-8")
    found = run("check", "--json", *DAY)
    assert found.code == 1
    assert any(one["check"] == "unknown-key" for one in found.data)


def test_all_plans_at_once_and_a_broken_one(run, folder):
    plans.add(folder, make_plan(name="En"))
    base = make_plan(name="To")
    old = dataclasses.replace(base, group=dataclasses.replace(base.group, minimum_age=15))
    plans.add(folder, old)
    (folder / "x.toml").write_text("schema = ", encoding="utf-8")
    found = run("check", *DAY, speak="nb")
    assert found.code == 65
    assert "En" in found.out
    assert "x.toml" in found.err


def test_a_copy_that_a_synchronising_program_made_is_told(run, stored):
    copy = stored.path.with_name("tirsdagsgruppa (conflicted copy).toml")
    copy.write_bytes(stored.content)
    assert any(one["check"] == "conflict-copy" for one in run("check", "--json", *DAY).data)


def test_every_check_is_explained(run):
    found = run("check", "--list")
    assert [line.split(" ")[0] for line in found.out.splitlines() if not line.startswith(" ")] == [
        *advice.CHECKS
    ]


def test_the_mail_settings_are_looked_over_too(run, stored):
    account.place().parent.mkdir(parents=True)
    account.place().write_text('to = "kari"\nport = 0\nhots = "x"\n', encoding="utf-8")
    found = run("check")
    assert found.code == 78
    assert "mail.toml:1: to: “kari” is not one mail address." in found.err
    account.place().write_text('hots = "x"\n', encoding="utf-8")
    odd = run("check")
    assert odd.code == 0
    assert (
        "mail.toml:1: hots: “hots” is not known here; it is kept. Did you mean “host”?" in odd.err
    )


def test_two_plans_of_one_id_are_a_copy(run, stored):
    stored.path.with_name("annen.toml").write_bytes(stored.path.read_bytes())
    found = run("check", "--json").data
    assert {one["group"] for one in found if one["check"] == "conflict-copy"} == {
        "annen", "tirsdagsgruppa",
    }  # fmt: skip
