"""The settings of a folder: what they give, what is told of a fault, and whom it stops."""

import datetime as dt
from pathlib import Path

import pytest

from igangsetter import findings, language
from igangsetter.errors import ConfigurationError
from igangsetter.plan import plan
from igangsetter.store import settings

WHOLE = """\
[tool]
language = "nn"
[organisation]
name = "Eksempelsentralen"
contact = "post@example.org"
[defaults]
initiators = ["Kari Nordmann", "Ola Hansen"]
model = "link-oslo"
time = 19:00:00
every = "2 weeks"
place = "Biblioteket"
language = "nn"
country = "SE"
holidays = "next"
[events.kontakt]
title = "Kontaktmøte"
date = 2027-02-11
time = 18:00:00
"""


@pytest.fixture
def write(folder):
    folder.mkdir()

    def to(text):
        (folder / settings.FILE).write_text(text, encoding="utf-8")

    return to


def test_everything_that_settings_may_hold(write, folder):
    write(WHOLE)
    found = settings.read(folder)
    assert found.tool.language == "nn"
    assert found.organisation.name == "Eksempelsentralen"
    assert found.defaults == settings.Defaults(
        initiators=("Kari Nordmann", "Ola Hansen"), model="link-oslo", time=dt.time(19),
        every="2 weeks", place="Biblioteket", language="nn", country="SE", holidays="next",
    )  # fmt: skip
    assert found.events == {
        "kontakt": plan.Event(
            title="Kontaktmøte", date=dt.date(2027, 2, 11), time=dt.time(18), minutes=90
        )
    }
    assert found.findings == []


def test_without_a_file_nothing_is_set(folder):
    assert settings.read(folder) == settings.Settings(findings=[])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[tool]\nlanguage = "svensk"', "2: tool.language: “svensk” is not known here. Write nb, nn "
         "or en."),
        ("[defaults]\ninitiators = [1]", "2: defaults.initiators: here stands [1]; it must be a "
         'list of texts, such as ["Kari Nordmann"].'),
        ('[events.x]\ntitle = "T"', "1: events.x.date: this must be there. Add the line."),
        ("tool = 3", "1: tool: here stands 3; it must be a part with its own lines, such as "
         "[group]."),
        ("x = ", "1: this line cannot be read (column 1). Look for a missing quotation mark or "
         "equals sign, there or on the line above."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_key(write, folder, text, told):
    write(text)
    with pytest.raises(ConfigurationError) as caught:
        settings.read(folder)
    path = folder / settings.FILE
    sentences = [findings.sentence(one, language.of("en")) for one in caught.value.findings]
    assert sentences[0].rstrip(".") == f"{path}:{told}".rstrip(".")


def test_an_unknown_key_is_told_and_nothing_stops(run, stored, folder):
    (folder / settings.FILE).write_text("[organisation]\nnavn = 'x'\n", encoding="utf-8")
    found = run("show")
    assert found.code == 0
    assert "organisation.navn: “navn” is not known here" in found.err


@pytest.mark.parametrize(
    ("command", "code"),
    [("show", 0), ("remind", 0), ("groups", 0), ("check", 78), ("new-group", 78)],
)
def test_whom_a_fault_stops(run, stored, folder, command, code):
    (folder / settings.FILE).write_text("[defaults]\nevery = 'often'\n", encoding="utf-8")
    extra = ["X", "--first", "2027-02-01", "--no-input"] if command == "new-group" else []
    found = run(command, *extra)
    assert found.code == code
    assert "defaults.every: “often” is not known here." in found.err
    assert found.err.count("defaults.every") == 1


def test_the_organisations_dates_are_in_every_plan_and_written_into_none(run, stored, folder):
    (folder / settings.FILE).write_text(WHOLE, encoding="utf-8")
    assert "    tor 11. feb.   Kontaktmøte, 18.00–19.30" in run("show", speak="nb").out
    events = run("show", "--json").data["events"]
    assert events == [
        {
            "id": "kontakt",
            "title": "Kontaktmøte",
            "date": "2027-02-11",
            "start": "18:00",
            "end": "19:30",
        }
    ]
    following = run("groups", "--json", "--today", "2027-02-10").data[0]["next"]
    assert following == {"what": "event", "date": "2027-02-11"}
    plan_on_paper = run("handout", "moteplan", speak="nb").out
    dates = ["tir 9. feb.", "tor 11. feb.", "tir 16. feb."]
    assert sorted(dates, key=plan_on_paper.index) == dates
    assert "Kontaktmøte" in plan_on_paper
    run("follow-up", "--agreed")
    assert "Kontaktmøte" not in stored.path.read_text(encoding="utf-8")


def test_a_date_of_the_plan_goes_before_the_organisations(run, stored, folder):
    (folder / settings.FILE).write_text(WHOLE, encoding="utf-8")
    event = '[events.kontakt]\ntitle = "Vår"\ndate = 2027-02-12\ntime = 12:00:00\n'
    stored.path.write_bytes(stored.content + event.encode())
    assert [one["title"] for one in run("show", "--json").data["events"]] == ["Vår"]


def test_new_group_takes_the_settings_where_nobody_is_asked(run, folder):
    folder.mkdir()
    (folder / settings.FILE).write_text(WHOLE, encoding="utf-8")
    assert run("new-group", "T", "--first", "2027-01-12", "--no-input").code == 0
    data = run("show", "--json").data
    assert (data["model"], data["language"]) == ("link-oslo", "nn")
    text = (folder / "t.toml").read_text(encoding="utf-8")
    for line in (
        'organisation = "Eksempelsentralen"', 'every = "2 weeks"', 'country = "SE"',
        'holidays = "next"', 'name = "Biblioteket"', 'name = "Ola Hansen"', "time = 19:00:00",
    ):  # fmt: skip
        assert line in text


def test_an_option_goes_before_the_settings(run, folder):
    folder.mkdir()
    (folder / settings.FILE).write_text(WHOLE, encoding="utf-8")
    options = ("--model", "selvhjelp-norge", "--every", "week", "--place", "Hagen", "--time", "17")
    assert run("new-group", "T", "--first", "2027-01-12", "--no-input", *options).code == 0
    data = run("show", "--json").data
    assert (data["model"], data["meetings"][0]["start"]) == ("selvhjelp-norge", "17:00")
    assert data["meetings"][1]["date"] == "2027-01-19"


def test_the_settings_of_the_readme_hold(write, folder):
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    write("[tool]" + readme.partition("```toml\n[tool]")[2].partition("```")[0])
    found = settings.read(folder)
    assert found.findings == []
    assert found.organisation.name == "Frivilligsentralen"
    assert found.events["kontakt"].title == "Kontaktmøte"
