"""`templates`: what there is, a copy to change, and own ones tried on every plan."""

import pytest

from conftest import make_plan, tree
from igangsetter import resources
from igangsetter.store import folder as plans
from igangsetter.store import own_templates

DAY = ("--today", "2026-11-21")


def test_list_names_everything_and_what_is_yours(run, folder):
    found = run("templates", "list")
    assert [line for line in found.out.splitlines() if line.startswith("  ")] == [
        f"  {name}" for kind in own_templates.KINDS for name in own_templates.ours()
        if name.startswith(f"{kind}/")
    ]  # fmt: skip
    run("templates", "copy", "rammer", "--language", "nb")
    assert "  handouts/rammer/nb.md.j2                  yours\n" in run("templates", "list").out


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("rammer", ["handouts/rammer/en.md.j2", "handouts/rammer/nb.md.j2", "handouts/rammer/nn.md.j2"]),
        ("handouts/rammer/nb.md.j2", ["handouts/rammer/nb.md.j2"]),
        ("digital", ["models/digital.toml"]),
        ("layout", ["layout/handout.html.j2", "layout/handout.typ"]),
        ("reminders", ["reminders/en.md.j2", "reminders/nb.md.j2", "reminders/nn.md.j2",
                       "reminders/rules.toml"]),
    ],
)  # fmt: skip
def test_copy_takes_what_belongs_to_a_name(run, folder, name, files):
    found = run("templates", "copy", name)
    assert found.code == 0
    assert found.out.splitlines() == [str(folder / "templates" / one) for one in files]
    for one in files:
        ours = (resources.packaged() / one).read_bytes()
        assert (folder / "templates" / one).read_bytes() == ours
    told = "Change it, and try it" if len(files) == 1 else "Change those that you use, and try them"
    assert found.err == f"{told}: igangsetter templates check\n"
    assert own_templates.outdated(folder) == []


def test_a_copy_is_never_written_over_unasked(run, folder):
    run("templates", "copy", "rammer", "--language", "nb")
    path = folder / "templates" / "handouts" / "rammer" / "nb.md.j2"
    path.write_text("mine", encoding="utf-8")
    found = run("templates", "copy", "rammer")
    assert found.code == 73
    assert path.read_text(encoding="utf-8") == "mine"
    assert not path.with_name("nn.md.j2").exists()
    assert run("templates", "copy", "rammer", "--force").code == 0
    assert path.read_text(encoding="utf-8") != "mine"


@pytest.mark.parametrize("name", ["rammerne", "../x", "", "/etc/passwd"])
def test_a_name_that_nothing_has(run, folder, name):
    found = run("templates", "copy", name)
    assert (found.code, found.out) == (66, "")
    assert not folder.exists()


def test_check_renders_every_own_template_against_every_plan(run, folder):
    assert run("templates", "check").out == "You have no templates of your own; ours are used.\n"
    for name in ("rammer", "reminders", "layout", "digital"):
        run("templates", "copy", name)
    assert run("templates", "check", *DAY).out == (
        "10 templates of yours work with the plan of the tour.\n"
    )
    plans.add(folder, make_plan())
    plans.add(folder, make_plan("link-oslo", name="Oslo"))
    assert run("templates", "check", *DAY).out == "10 templates of yours work with two plans.\n"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (
            "handouts/rammer/nb.md.j2",
            "# Praktiske",
            "{{ noe_annet }}\n# Praktiske",
            "'noe_annet' is undefined",
        ),
        ("handouts/rammer/en.md.j2", "{% if", "{% iff", "Encountered unknown tag 'iff'"),
        (
            "reminders/nn.md.j2",
            "{% block stay_away %}",
            "{% block stay_away %}{{ x }}",
            "'x' is undefined",
        ),
        ("reminders/rules.toml", 'anchor = "handover"', 'anchor = "moon"', "anchor = 'moon'"),
        ("models/digital.toml", 'kind = "digital"', 'kind = "moon"', "kind = 'moon'"),
        ("layout/handout.typ", "#let ink", "#let 1nk", "cannot be set"),
        ("layout/handout.html.j2", "{{ title }}", "{{ titel }}", "'titel' is undefined"),
    ],
)
def test_check_tells_the_fault_of_each_kind(run, stored, folder, name, old, new, told):
    run("templates", "copy", name)
    path = folder / "templates" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = run("templates", "check", *DAY)
    assert found.code == 65
    assert told in found.err
    assert path.name in found.err.replace("\n", "")


def test_what_is_no_template_is_not_taken_for_one(run, stored, folder, tmp_path):
    own = folder / "templates"
    (own / "models").mkdir(parents=True)
    (own / "models" / "x.txt").write_text("hello", encoding="utf-8")
    (own / "handouts" / "rammer").mkdir(parents=True)
    (own / "handouts" / "README.txt").write_text("x", encoding="utf-8")
    (own / "handouts" / "rammer" / "nb.md.j2~").write_text("x", encoding="utf-8")
    elsewhere = tmp_path / "shared.md.j2"
    elsewhere.write_text("# x", encoding="utf-8")
    (own / "handouts" / "rammer" / "nn.md.j2").symlink_to(elsewhere)
    assert own_templates.own(folder) == []
    assert run("templates", "check").out == "You have no templates of your own; ours are used.\n"
    assert run("new-group", "--model", "list").code == 0


def test_what_is_in_the_way_stops_a_copy_before_it_begins(run, stored, folder):
    own = folder / "templates" / "handouts" / "rammer"
    (own / "nn.md.j2").mkdir(parents=True)
    (own / "nb.md.j2").write_text("mine", encoding="utf-8")
    before = tree(folder)
    found = run("templates", "copy", "rammer", "--force")
    assert found.code == 73
    assert "is in the way. Nothing was written." in " ".join(found.err.split())
    assert tree(folder) == before


def test_a_copy_of_an_older_one_of_ours_is_told(run, stored, folder):
    run("templates", "copy", "rammer", "--language", "nb")
    note = folder / "templates" / ".originals.toml"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace(text.split('"')[3], "0" * 64), encoding="utf-8")
    assert "ours has changed since" in run("templates", "list").out
    assert "was copied from an older one" in " ".join(run("templates", "check", *DAY).out.split())
    found = run("check", *DAY)
    assert found.code == 0
    assert "was copied from an older one of ours. Compare them" in " ".join(found.out.split())
    (told,) = [one for one in run("check", "--json", *DAY).data if one["check"] == "own-template"]
    assert told["group"] is None
    assert told["file"] == str(folder / "templates" / "handouts" / "rammer" / "nb.md.j2")
    note.write_text("x = [", encoding="utf-8")
    assert run("check", *DAY).code == 0
