"""A page that says something untrue is found."""

import pytest

import pages

OUTPUT = "One\n\n  two   \nthree\n"


@pytest.mark.parametrize(
    ("printed", "is_true"),
    [
        (OUTPUT, True),
        ("One\n\n  two\nthree\n", True),
        ("One\n…\n", True),
        ("…\nthree\n", True),
        ("One\n…\nthree\n", True),
        ("One\n…\n  two\nthree\n", True),
        ("One\n\n  two\n", False),
        ("One\n\n  two\nfour\n", False),
        ("One\n\n two\nthree\n", False),
        ("…\ntwo\nthree\n", False),
        ("One\n\n  two\nthree\n…\n", False),
        ("", False),
    ],
)
def test_what_a_block_may_leave_out(printed, is_true):
    assert pages.Command("2026-11-21", "igangsetter show", printed).shows(OUTPUT) == is_true


def test_what_is_typed_at_questions_is_read_from_the_page():
    printed = (
        "1. Name?\n   > Tirsdagsgruppa\n\n2. How?\n   [1] >\n\n3. Where?\n   [nowhere] > Here\n"
    )
    assert pages.Command("2026-11-21", "igangsetter new-group", printed).answers == (
        "Tirsdagsgruppa\n\nHere\n"
    )


@pytest.mark.parametrize(
    "block",
    [
        "```console\n$ igangsetter groups\nTuesday Group\n```\n",
        "```console\n$ igangsetter --version\n```\n",
        "```console\n$ rm -r igangsetter\n```\n",
    ],
)
def test_an_answer_that_is_not_given_is_found(block, run, tmp_path, monkeypatch):
    with pytest.raises(AssertionError):
        pages.follow(block, run, tmp_path / "home", monkeypatch)


def test_the_day_a_page_says_it_is(run, tmp_path, monkeypatch):
    text = """```console
$ igangsetter new-group Tirsdagsgruppa --first 12.1.2027 --no-input
Tirsdagsgruppa is ready.
…
$ igangsetter groups
Tirsdagsgruppa  before the start  meeting 1, Tuesday 12 January 2027
```
<!-- 2027-01-13 -->
```console
$ igangsetter groups
Tirsdagsgruppa  with the initiator  meeting 2, Tuesday 19 January
```
"""
    pages.follow(text, run, tmp_path / "home", monkeypatch)
    with pytest.raises(AssertionError):
        pages.follow(text.replace("01-13", "01-11"), run, tmp_path / "again", monkeypatch)
