"""Schedulers that do not answer, do not obey, or hold what nobody can read."""

import datetime as dt
import os
import sys

import pytest

from fake_machine import Machine
from igangsetter.delivery import job as jobs
from igangsetter.delivery import trial
from igangsetter.delivery.cron import Cron
from igangsetter.delivery.systemd import Systemd
from igangsetter.errors import CannotWriteError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="systemd and cron are not on Windows")


@pytest.fixture
def machine(monkeypatch, tmp_path):
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "home").mkdir()
    return Machine(tmp_path / "machine", monkeypatch, "systemctl", "crontab")


@pytest.fixture
def job(folder):
    return jobs.Job(
        python=sys.executable, folder=str(folder), language="en", at=dt.time(7), notify=True
    )


def test_a_crontab_that_cannot_be_emptied_is_told_and_stays(machine, job):
    cron = Cron()
    cron.install(job)
    before = machine.crontab
    machine.says("stuck")
    with pytest.raises(CannotWriteError) as caught:
        cron.remove()
    assert caught.value.message == "crontab did not do it: busy"
    assert machine.crontab == before


def test_where_nothing_of_ours_is_nothing_is_taken_away(machine):
    Cron().remove()
    assert machine.calls == ["crontab -l"]


def test_without_crontab_there_is_no_job_in_it(monkeypatch, tmp_path):
    Machine(tmp_path / "machine", monkeypatch)
    assert (Cron().why_not(), Cron().installed()) == ("there is no crontab", None)


def test_a_program_that_cannot_be_run_is_told(machine):
    (machine.folder / "bin" / "crontab").write_text("#!/there/is/no/such/shell\n", encoding="utf-8")
    with pytest.raises(CannotWriteError) as caught:
        Cron().installed()
    assert caught.value.message == "crontab does not answer: it is not there."


def test_units_that_are_no_text_are_a_job_that_cannot_be_read(machine, job):
    systemd = Systemd()
    systemd.install(job)
    (systemd.folder / jobs.TIMER).write_bytes(b"[Timer]\nOnCalendar=\xff\n")
    found = systemd.installed()
    assert found.job is None
    assert str(systemd.folder / jobs.TIMER) in found.places


@pytest.mark.parametrize("unit", [jobs.SERVICE, jobs.TIMER])
def test_a_folder_where_a_unit_should_be_is_told_and_stays(machine, job, unit):
    systemd = Systemd()
    inside = systemd.folder / unit / "mine.txt"
    inside.parent.mkdir(parents=True)
    inside.write_text("mine", encoding="utf-8")
    for call in (systemd.remove, lambda: systemd.install(job)):
        with pytest.raises(CannotWriteError) as caught:
            call()
        assert caught.value.message == (
            f"{inside.parent} cannot be taken away: there is a folder of that name."
        )
    assert inside.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("python", "seconds", "told"),
    [(None, 0.05, ""), ("/there/is/no/python", 300, "it is not there")],
)
def test_a_trial_that_comes_to_no_end(machine, job, monkeypatch, python, seconds, told):
    monkeypatch.setattr(trial, "SECONDS", seconds)
    tried = jobs.Job(**{**job.__dict__, "python": python or job.python})
    assert trial.run(tried, Cron()) == (None, told)
