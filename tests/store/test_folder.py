"""Plans in their folder: names, finding, reading, and two groups never in one file."""

import concurrent.futures
from pathlib import Path

import pytest

from conftest import make_plan, tree
from igangsetter.errors import InvalidPlanError, NotFoundError, UsageError
from igangsetter.store import folder as plans
from igangsetter.store.groups import Groups


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Tirsdagsgruppa", "tirsdagsgruppa"),
        ("Ærlige Åses Øvelse", "aerlige-ases-ovelse"),
        ("  Å — Ø  ", "a-o"),
        ("Naïve Café", "naive-cafe"),
        ("../x", "x"),
        ("con", "gruppe"),
        ("COM1", "gruppe"),
        ("papir", "gruppe"),
        ("templates", "gruppe"),
        ("igangsetter", "gruppe"),
        ("😀🎉", "gruppe"),
        ("!!!", "gruppe"),
        ("a" * 100, "a" * 40),
        ("x " * 40, "-".join("x" * 20)),
    ],
)
def test_the_file_name_of_a_group(name, slug):
    assert plans.slug(name) == slug


@pytest.mark.parametrize(
    ("given", "environ", "expected"),
    [
        (Path("/a"), {"IGANGSETTER_FOLDER": "/b"}, Path("/a")),
        (None, {"IGANGSETTER_FOLDER": "/b"}, Path("/b")),
    ],
)
def test_where_the_folder_is(given, environ, expected):
    assert plans.locate(given, environ) == expected


def test_the_folder_is_in_the_home_folder_by_itself():
    assert plans.locate(None, {}) == Path.home() / "igangsetter"


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        ("/home/kari/igangsetter", ""),
        ("C:/Users/Kari/OneDrive - Frivilligsentralen/igangsetter", "OneDrive"),
        ("/Users/kari/Library/Mobile Documents/com~apple~CloudDocs/x", "iCloud"),
        ("/home/kari/Dropbox/x", "Dropbox"),
        ("/Users/kari/Google Drive/x", "Google Drive"),
    ],
)
def test_a_folder_that_is_copied_to_the_net_is_known(path, cloud):
    assert plans.cloud(Path(path)) == cloud


def test_two_groups_of_one_name_get_two_files(folder):
    paths = [plans.add(folder, make_plan()).path.name for _ in range(3)]
    assert paths == ["tirsdagsgruppa.toml", "tirsdagsgruppa-2.toml", "tirsdagsgruppa-3.toml"]


def test_a_link_that_leads_to_nothing_has_its_name_taken(folder, tmp_path):
    folder.mkdir()
    (folder / "tirsdagsgruppa.toml").symlink_to(tmp_path / "elsewhere")
    assert plans.add(folder, make_plan()).path.name == "tirsdagsgruppa-2.toml"
    assert not (tmp_path / "elsewhere").exists()


def test_groups_made_at_once_never_share_a_file(folder):
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: plans.add(folder, make_plan()).path, range(16)))
    assert len(set(made)) == 16
    assert len(plans.paths(folder)) == 16


def test_a_plan_reads_back_as_it_was_written(folder):
    plan = make_plan()
    stored = plans.add(folder, plan)
    again = plans.load(stored.path)
    assert (again.plan, again.content, again.slug) == (plan, stored.content, "tirsdagsgruppa")
    assert again.findings == []


def test_the_line_above_a_plan_is_in_its_language(folder):
    text = plans.add(folder, make_plan()).path.read_text(encoding="utf-8")
    assert text.splitlines()[0] == (
        "# Tirsdagsgruppa – skrevet av igangsetter. Egne merknader skrives i feltene «note»; "
        "kommentarer blir ikke bevart."
    )


def test_equal_plans_give_equal_bytes(tmp_path):
    written = [plans.add(tmp_path / name, make_plan()).path.read_bytes() for name in ("a", "b")]
    assert written[0] == written[1]


@pytest.fixture
def three(folder):
    for name in ("Tirsdagsgruppa", "Tirsdag kveld", "Onsdagsgruppa"):
        plans.add(folder, make_plan(name=name))
    return folder


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("onsdagsgruppa", "onsdagsgruppa"),
        ("o", "onsdagsgruppa"),
        ("Onsdagsgruppa", "onsdagsgruppa"),
        ("tirsdags", "tirsdagsgruppa"),
        ("Tirsdag kveld", "tirsdag-kveld"),
    ],
)
def test_a_plan_is_found_by_the_beginning_of_its_name(three, name, slug):
    assert plans.find(three, name).stem == slug


def test_a_plan_is_found_by_its_path(three):
    assert plans.find(three, str(three / "onsdagsgruppa.toml")) == three / "onsdagsgruppa.toml"


@pytest.mark.parametrize(
    ("name", "error", "message", "advice"),
    [
        (None, UsageError, "Which group? You have: onsdagsgruppa, tirsdag-kveld, tirsdagsgruppa.",
         "Add -g onsdagsgruppa."),
        ("tirs", UsageError, "“tirs” may be: tirsdag-kveld, tirsdagsgruppa.",
         "Write a little more of the name."),
        ("fredag", NotFoundError, "I find no group called “fredag”.",
         "You have: onsdagsgruppa, tirsdag-kveld, tirsdagsgruppa."),
        ("x.toml", NotFoundError, "There is no plan x.toml.", "Check the path."),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_found(three, name, error, message, advice):
    with pytest.raises(error) as caught:
        plans.find(three, name)
    assert (caught.value.message, caught.value.advice) == (message, advice)


def test_an_empty_folder_says_what_to_type(folder):
    with pytest.raises(NotFoundError) as caught:
        plans.find(folder, None)
    assert caught.value.advice == "Make one: igangsetter new-group"


def test_settings_mail_and_hidden_files_are_no_plans(three):
    for name in ("igangsetter.toml", "mail.toml", ".new-group.toml", "notes.txt"):
        (three / name).write_text("x = 1", encoding="utf-8")
    assert len(plans.paths(three)) == 3


@pytest.mark.parametrize("change", ["bom", "crlf"])
def test_what_an_editor_does_to_a_file_is_read(stored, change):
    text = stored.path.read_text(encoding="utf-8")
    content = b"\xef\xbb\xbf" + text.encode() if change == "bom" else (
        text.replace("\n", "\r\n").encode()
    )  # fmt: skip
    stored.path.write_bytes(content)
    assert plans.load(stored.path).plan == stored.plan


def test_a_broken_plan_does_not_stop_the_others(three):
    (three / "tirsdagsgruppa.toml").write_bytes(b"\xff\xfe")
    groups = Groups(plans.paths(three))
    assert [one.slug for one in groups] == ["onsdagsgruppa", "tirsdag-kveld"]
    assert [type(fault) for fault in groups.faults] == [InvalidPlanError]


def test_nothing_but_the_plan_lies_in_the_folder(folder):
    plans.add(folder, make_plan())
    assert list(tree(folder)) == ["tirsdagsgruppa.toml"]


def test_a_folder_that_is_not_hers_to_read_is_not_empty(folder, stored, monkeypatch):
    def refuse(_path):
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr("os.scandir", refuse)
    monkeypatch.setattr("os.listdir", refuse)
    with pytest.raises(NotFoundError) as caught:
        plans.paths(folder)
    assert caught.value.message == f"{folder} cannot be read: it is not yours."
