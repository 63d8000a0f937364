"""`remind --mail` and `--notify`: once, to the right ones, and not lost, against real mail servers."""

import dataclasses
import datetime as dt
import sqlite3
import stat
import subprocess
import sys
import textwrap

import keyring
import keyring.backend
import pytest

from conftest import make_plan, tree
from igangsetter import templating
from igangsetter.delivery import account, ledger, post
from igangsetter.plan import plan
from igangsetter.store import folder as plans
from post_offices import HOST, PASSWORD, USER, Box, certificate, odd_server, post_office

DAY = "2027-02-01"
KARI = plan.Initiator(name="Kari Nordmann", email="kari@example.org")
OLA = plan.Initiator(name="Ola Hansen", email="ola@example.org")

pytestmark = [
    pytest.mark.enable_socket,
    # A server that is told to be careless says so.
    pytest.mark.filterwarnings("ignore:Requiring AUTH"),
]


@pytest.fixture
def settings():
    """Write `mail.toml`."""

    def write(**values):
        lines = [f"{key} = {value!r}".replace("'", '"') for key, value in values.items()]
        account.place().parent.mkdir(parents=True, exist_ok=True)
        account.place().write_text("\n".join(lines) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def office(settings):
    """A server without password, and the settings for it."""
    box = Box()
    with post_office(box) as port:
        settings(host=HOST, port=port, security="none", sender="kari@example.org")
        yield box


@pytest.fixture
def group(folder):
    """The example group, with two who have addresses."""
    return plans.add(folder, make_plan(initiators=[KARI, OLA]))


def ids(mail):
    """The reminders that a mail is about, by the commands at the foot of each."""
    text = mail.get_body(("plain",)).get_content()
    return [
        line.rsplit(" ", 1)[1]
        for line in text.replace("\n-", " -").splitlines()
        if "--done" in line
    ]


# --- To whom, what, once ---


def test_one_mail_for_each_initiator_and_day_and_never_twice(run, group, office):
    found = run("remind", "--mail", "send", "--today", DAY, speak="nb")
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "Sendt til kari@example.org: 3 påminnelser\nSendt til ola@example.org: 3 påminnelser\n"
    )
    assert [mail.recipients for mail in office.mails] == [["kari@example.org"], ["ola@example.org"]]
    mail = office.mails[0]
    assert mail["To"] == "kari@example.org"
    assert mail["From"] == "kari@example.org"
    assert mail["Subject"] == "Påminnelse for mandag 1. februar"
    assert ids(mail) == ["handover-day:m04", "handover-week:m04", "confidentiality-signed:m01"]
    again = run("remind", "--mail", "send", "--today", DAY, speak="nb")
    assert (again.code, again.out) == (0, "")
    assert len(office.mails) == 2


def test_the_next_day_tells_what_is_new_and_lists_what_is_open(run, group, office):
    run("remind", "--mail", "send", "--today", "2027-01-26")
    office.mails.clear()
    run("remind", "--mail", "send", "--today", "2027-01-27")
    assert ids(office.mails[0]) == ["reflect:m03"]
    text = office.mails[0].get_body(("plain",)).get_content()
    assert " ".join(text.split("Dette gjenstår")[1].split()) == (
        "============== ☐ Om seks dager: ditt siste møte med Tirsdagsgruppa "
        "☐ Se til at alle får skrevet under"
    )


def test_a_clock_set_back_sends_nothing_twice_and_a_day_off_is_caught_up(run, group, office):
    run("remind", "--mail", "send", "--today", DAY)
    assert len(office.mails) == 2
    for day in ("2027-01-31", "2027-01-27", DAY):
        run("remind", "--mail", "send", "--today", day)
    later = [mail for mail in office.mails[2:] if "handover" in " ".join(ids(mail))]
    assert later == []
    office.mails.clear()
    # Nothing ran on the day when it opened.
    run("remind", "--mail", "send", "--today", "2027-03-12")
    assert "follow-up-week:m10" in ids(office.mails[0])


def test_what_was_put_off_comes_again_on_its_day(run, group, office):
    run("remind", "--mail", "send", "--today", "2027-01-26")
    run("remind", "--snooze", "handover-week:m04", "2027-01-30", "--today", "2027-01-26")
    office.mails.clear()
    run("remind", "--mail", "send", "--today", "2027-01-29")
    assert "handover-week:m04" not in [name for mail in office.mails for name in ids(mail)]
    run("remind", "--mail", "send", "--today", "2027-01-30")
    assert "handover-week:m04" in [name for mail in office.mails for name in ids(mail)]


@pytest.mark.parametrize(
    ("to", "coordinator", "expected"),
    [
        # Without an address of the machine's own: each initiator, and the coordinator with all.
        ("", "", {"kari@example.org": 2, "ola@example.org": 1}),
        ("", "post@example.org", {"kari@example.org": 2, "ola@example.org": 1, "post@example.org": 4}),
        ("", "Kari@example.org", {"kari@example.org": 2, "ola@example.org": 1}),
        # With one: only that, with her groups and those in which nobody's address stands.
        ("ola@example.org", "post@example.org", {"ola@example.org": 3}),
        ("KARI@example.org", "", {"KARI@example.org": 4}),
        ("post@example.org", "post@example.org", {"post@example.org": 4}),
        ("nobody@example.org", "", {"nobody@example.org": 4}),
    ],
)  # fmt: skip
def test_who_is_told_of_what(run, folder, office, settings, to, coordinator, expected):
    bare = dataclasses.replace(OLA, email="")
    for name, who in (("A", [KARI, OLA]), ("B", [KARI]), ("C", [bare]), ("D", [])):
        plans.add(folder, make_plan(name=name, initiators=who))
    plans.add(folder, make_plan("uten-igangsetter", name="E"))
    if coordinator:
        (folder / "igangsetter.toml").write_text(f'[organisation]\ncoordinator = "{coordinator}"\n')
    text = account.place().read_text() + (f'to = "{to}"\n' if to else "")
    account.place().write_text(text)
    found = run("remind", "--mail", "send", "--today", "2026-11-21")
    assert found.code == 0
    assert {mail.recipients[0]: len(ids(mail)) for mail in office.mails} == expected


# --- What stands in it ---


def test_a_mail_tells_nothing_of_the_group_outside_and_all_inside(run, group, office):
    run("remind", "--mail", "send", "--today", DAY)
    mail = office.mails[0]
    for header in ("Subject", "From", "To", "Message-ID", "Date"):
        assert "Tirsdagsgruppa" not in mail[header]
    assert mail["Auto-Submitted"] == "auto-generated"
    kinds = [part.get_content_type() for part in mail.walk()]
    assert kinds[:4] == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html"]
    text = mail.get_body(("plain",)).get_content()
    assert "I morgen: ditt siste møte med Tirsdagsgruppa" in text
    assert max(map(len, text.splitlines())) <= 72
    page = mail.get_body(("html",)).get_content()
    assert "<h1" in page
    assert "http://" not in page.replace("http://www.w3.org", "")


def test_a_draft_needs_no_settings_and_opens_as_one(run, folder, group):
    found = run("remind", "--mail", "draft", "--today", DAY, "--attach")
    names = ["paminnelse-2027-02-01-kari-nordmann.eml", "paminnelse-2027-02-01-ola-hansen.eml"]
    place = folder / "papir" / "tirsdagsgruppa"
    assert found.out.split() == [str(place / name) for name in names]
    import email
    import email.policy

    mail = email.message_from_bytes((place / names[0]).read_bytes(), policy=email.policy.default)
    assert mail["X-Unsent"] == "1"
    assert "Date" not in mail
    attached = {part.get_filename(): part for part in mail.iter_attachments()}
    assert list(attached) == [
        "kalender.ics",
        "handover-day-tirsdagsgruppa.pdf",
        "handover-week-tirsdagsgruppa.pdf",
        "confidentiality-signed-tirsdagsgruppa.pdf",
    ]
    calendar = attached["kalender.ics"].get_content()
    assert "SUMMARY:Tirsdagsgruppa: 4. møte – ditt siste møte" in calendar
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "DTSTART;TZID=Europe/Oslo:20270202T180000" in calendar
    assert attached["handover-week-tirsdagsgruppa.pdf"].get_content().startswith(b"%PDF-")
    again = run("remind", "--mail", "draft", "--today", DAY, "--output", folder / "ut", "--dry-run")
    assert again.code == 0
    assert not (folder / "ut").exists()


def test_a_draft_goes_to_the_address_of_the_machine(run, folder, settings):
    plans.add(folder, make_plan())
    settings(to="kari@example.org")
    run("remind", "--mail", "draft", "--today", DAY)
    (path,) = (folder / "papir").rglob("*.eml")
    assert b"\r\nTo: kari@example.org\r\n" in path.read_bytes()
    settings(to="two, addresses")
    assert run("remind", "--mail", "draft", "--today", DAY).code == 0
    assert b"\r\nTo:" not in path.read_bytes()


def test_a_draft_without_an_address_is_addressed_to_nobody(run, folder):
    plans.add(folder, make_plan(initiators=[dataclasses.replace(KARI, email="")]))
    found = run("remind", "--mail", "draft", "--today", DAY)
    text = (folder / "papir" / "tirsdagsgruppa" / "paminnelse-2027-02-01.eml").read_text()
    assert found.code == 0
    assert "\nTo:" not in text
    assert found.err == "It has no address: write it in the mail program.\n"
    assert stat.S_IMODE((folder / "papir").stat().st_mode) == 0o700


def test_what_opens_the_door_goes_with_no_mail(run, folder):
    base = make_plan(initiators=[KARI])
    secret = dataclasses.replace(base, place=plan.Place(name="Huset", access="Kode 8642"))
    plans.add(folder, secret)
    import io

    import pypdf

    run("remind", "--mail", "draft", "--today", "2027-01-11", "--attach")
    path = folder / "papir" / "tirsdagsgruppa" / "paminnelse-2027-01-11.eml"
    import email
    import email.policy

    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    pages = ""
    for part in mail.walk():
        if part.get_content_type() == "application/pdf":
            reader = pypdf.PdfReader(io.BytesIO(part.get_content()))
            pages += " ".join(page.extract_text() for page in reader.pages)
        elif part.get_content_maintype() == "text":
            pages += part.get_content()
    assert "Kjøreplan" in pages
    assert "8642" not in pages


@pytest.mark.parametrize(
    "name",
    ["=?us-ascii?q?=0d=0aBcc:_x@example.org?=", "=?utf-8?q?spion=40example=2Eorg=2C?=",
     "Kari Nordmann som er igangsetter for selvhjelp i byen ved elva, spion@example.org",
     "Kari\r\nBcc: spion@example.org", "Kari\nBcc: spion@example.org", "Kari\0", "=?utf-8?q?Kari?=",
     'Kari" <spion@example.org>', "Kari, Ola <spion@example.org>", "Æ" * 500, "\u202eiraK"],
)  # fmt: skip
def test_names_and_places_add_no_header_and_no_reader(run, folder, office, name):
    base = make_plan(initiators=[dataclasses.replace(KARI, name=name)], name="Gruppe")
    hostile = dataclasses.replace(base, place=plan.Place(name=name))
    plans.add(folder, hostile)
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == 0
    (mail,) = office.mails
    assert mail.recipients == ["kari@example.org"]
    assert "Bcc" not in mail
    assert name.partition("@")[0] not in str(mail["To"])
    run("remind", "--mail", "draft", "--today", DAY)
    (path,) = (folder / "papir").rglob("*.eml")
    head = path.read_bytes().partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    assert [line.partition(b":")[0] for line in head.split(b"\r\n")] == [
        b"Subject",
        b"To",
        b"X-Unsent",
        b"X-Igangsetter-Plans",
        b"MIME-Version",
        b"Content-Type",
    ]
    assert b"spion" not in head
    assert [address.addr_spec for address in mail["To"].addresses] == ["kari@example.org"]


# --- Signed in, in the clear never ---


@pytest.mark.parametrize("starttls", [True, False])
@pytest.mark.parametrize("way", ["environment", "command"])
def test_a_password_and_a_safe_line(run, group, settings, tmp_path, monkeypatch, starttls, way):
    context, trusted = certificate(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    box, more = Box(), {}
    if way == "environment":
        monkeypatch.setenv(account.PASSWORD, PASSWORD)
    else:
        script = tmp_path / "pass.py"
        script.write_text(f"print({PASSWORD!r})")
        more = {"password_command": [sys.executable, str(script)]}
    with post_office(box, user=USER, context=context, starttls=starttls) as port:
        security = "starttls" if starttls else "tls"
        settings(host=HOST, port=port, security=security, user=USER, sender="k@example.org", **more)
        found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, len(box.mails)) == (0, 2)


@pytest.mark.parametrize(
    ("trouble", "code", "says"),
    [
        ("wrong password", 78, "did not accept the user or the password"),
        ("no password", 78, "There is no password for kari"),
        ("failing command", 78, "could not be fetched"),
        ("no such command", 78, "could not be fetched"),
        ("expired", 75, "certificate has expired"),
        ("strange", 75, "cannot be trusted"),
        ("no starttls", 78, "does not speak as"),
        ("tls on a plain port", 78, "does not speak as"),
        ("nobody there", 75, "cannot be reached"),
        ("no such host", 75, "There is no mail server"),
    ],
)
def test_a_line_that_cannot_be_had(
    run, group, settings, tmp_path, monkeypatch, trouble, code, says
):
    context, trusted = certificate(tmp_path / "tls", days=-1 if trouble == "expired" else 30)
    if trouble != "strange":
        monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    box = Box()
    given = {"host": HOST, "user": USER, "sender": "k@example.org", "security": "starttls"}
    secret = {"wrong password": "feil", "no password": ""}.get(trouble, PASSWORD)
    if trouble == "failing command":
        given["password_command"] = [sys.executable, "-c", "raise SystemExit(3)"]
        secret = ""
    elif trouble == "no such command":
        given["password_command"] = ["/no/such/program"]
        secret = ""
    monkeypatch.setenv(account.PASSWORD, secret)
    plain = trouble in {"no starttls", "tls on a plain port"}
    with post_office(box, user=USER, context=None if plain else context, starttls=True) as port:
        given["port"] = port
        if trouble == "tls on a plain port":
            given["security"] = "tls"
        if trouble == "no such host":
            given["host"] = "post.invalid"
        if trouble != "nobody there":
            settings(**given)
            found = run("remind", "--mail", "send", "--today", DAY)
    if trouble == "nobody there":
        settings(**given)
        found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == code, found.err
    assert says in found.err.replace("\n", " ")
    assert PASSWORD not in found.err + found.out
    assert "Traceback" not in found.err
    assert box.mails == []
    # Nothing was lost by it.
    monkeypatch.setenv(account.PASSWORD, PASSWORD)
    with post_office(box) as port:
        settings(host=HOST, port=port, security="none", sender="kari@example.org")
        run("remind", "--mail", "send", "--today", DAY)
    assert len(box.mails) == 2
    assert "once more" not in str(box.mails[0])


@pytest.fixture
def ring(monkeypatch):
    """Puts a keyring in the place of this machine's; what it does when it is asked."""
    before = keyring.get_keyring()
    monkeypatch.delenv(account.PASSWORD, raising=False)

    def put(answer):
        class Ring(keyring.backend.KeyringBackend):
            priority = 1
            set_password = delete_password = None

            def get_password(self, service, username):
                return answer(service, username)

        keyring.set_keyring(Ring())

    yield put
    keyring.set_keyring(before)


def test_a_password_from_the_keyring(run, group, settings, tmp_path, monkeypatch, ring):
    ring(lambda *asked: PASSWORD if asked == (account.SERVICE, USER) else None)
    context, trusted = certificate(tmp_path / "tls")
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    box = Box()
    with post_office(box, user=USER, context=context) as port:
        settings(host=HOST, port=port, security="tls", user=USER, sender="k@example.org")
        assert run("remind", "--mail", "send", "--today", DAY).code == 0
    assert len(box.mails) == 2


def test_a_keyring_that_is_locked_is_as_good_as_none(run, group, settings, ring):
    def locked(*_asked):
        raise keyring.errors.KeyringLocked("the user said no")

    ring(locked)
    settings(host=HOST, port=1, security="tls", user=USER, sender="k@example.org")
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == 78
    assert f"There is no password for {USER} at {HOST}." in found.err


# --- What goes wrong on the way ---


def test_greylisted_today_and_taken_at_the_next_run(run, group, office):
    office.troubles = ["451 4.7.1 Try again later"]
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, len(office.mails)) == (75, 1)
    assert "451 4.7.1 Try again later" in found.err
    again = run("remind", "--mail", "send", "--today", DAY)
    assert (again.code, [mail.recipients for mail in office.mails]) == (
        0, [["ola@example.org"], ["kari@example.org"]],
    )  # fmt: skip
    assert "may have had this" not in again.out


def test_one_reader_who_is_refused_does_not_keep_it_from_the_other(run, group, office):
    office.refused = ["kari@example.org"]
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == 75
    assert "550 5.1.1 No such person here" in found.err
    assert [mail.recipients for mail in office.mails] == [["ola@example.org"]]


@pytest.mark.parametrize("trouble", [Box.DROP, Box.DROP_AFTER])
def test_a_line_that_breaks_is_one_repeat_at_most_and_it_is_said(run, group, office, trouble):
    office.troubles = [trouble]
    found = run("remind", "--mail", "send", "--today", DAY, "--language", "en")
    assert found.code == 75
    assert "lost on the way" in found.err
    again = run("remind", "--mail", "send", "--today", DAY, "--language", "en")
    assert again.code == 0
    assert "(It may have been sent before.)" in again.out
    hers = [mail for mail in office.mails if mail.recipients == ["kari@example.org"]]
    assert len(hers) == (2 if trouble == Box.DROP_AFTER else 1)
    assert "You may have had this before" in hers[-1].get_body(("plain",)).get_content()
    assert len({mail["Message-ID"] for mail in hers}) == 1
    assert run("remind", "--mail", "send", "--today", DAY).out == ""


def test_two_runs_at_once_send_once(folder, group, office, monkeypatch):
    monkeypatch.setenv("IGANGSETTER_FOLDER", str(folder))
    command = [sys.executable, "-m", "igangsetter", "remind", "--mail", "send", "--today", DAY]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    codes = [one.wait(60) for one in runs]
    for one in runs:
        one.communicate()
    assert codes == [0] * 4
    assert len(office.mails) == 2


# --- The ledger ---


def _corrupt(path):
    path.write_bytes(b"not a database, but long enough to look like one " * 50)


def _foreign(path):
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE tellings (x)")
    database.close()


def _half(path):
    path.write_bytes(path.read_bytes()[:3000])


@pytest.mark.parametrize("spoil", [_corrupt, _foreign, _half])
def test_a_ledger_that_cannot_be_read_is_begun_anew_and_it_is_said(run, group, office, spoil):
    run("remind", "--mail", "send", "--today", "2026-11-21")
    if spoil is _foreign:
        ledger.place().unlink()
    spoil(ledger.place())
    office.mails.clear()
    found = run("remind", "--mail", "send", "--today", "2026-11-21", "--language", "en")
    assert found.code == 0
    assert "Some may come once more" in found.err.replace("\n", " ")
    assert len(office.mails) == 2
    assert "You may have had this before" in office.mails[0].get_body(("plain",)).get_content()
    assert [path.name for path in ledger.place().parent.glob("*broken*")] == [
        "ledger-broken-1.sqlite"
    ]


def test_a_ledger_of_a_newer_version_is_left_alone(run, group, office):
    ledger.place().parent.mkdir(parents=True)
    with sqlite3.connect(ledger.place()) as database:
        database.execute("PRAGMA user_version = 9")
    database.close()
    before = ledger.place().read_bytes()
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, office.mails) == (78, [])
    assert "newer igangsetter" in found.err
    assert ledger.place().read_bytes() == before


def test_a_ledger_that_cannot_be_written_sends_nothing(run, group, office):
    ledger.place().mkdir(parents=True)
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, office.mails) == (73, [])
    assert "Traceback" not in found.err


def test_the_ledger_is_for_its_owner_alone_and_names_no_group(run, group, office):
    run("remind", "--mail", "send", "--today", DAY)
    assert stat.S_IMODE(ledger.place().stat().st_mode) == 0o600
    assert stat.S_IMODE(ledger.place().parent.stat().st_mode) == 0o700
    assert b"Tirsdagsgruppa" not in ledger.place().read_bytes()
    with ledger.opened() as book:
        assert book.forget(group.plan.id) == 6
        assert book.forget(group.plan.id) == 0
    assert group.plan.id.encode() not in ledger.place().read_bytes()


# --- Settings ---


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (None, 78, "There is no mail server"),
        ("", 78, "There is no mail server"),
        ('host = "post.example.org"\n', 78, "no address to send from"),
        ('to = "kari@example.org, ola@example.org"\n', 78, "is not one mail address"),
        ('to = "kari"\nsender = "x y"\nport = 99999\n', 78, "mail.toml:3: port"),
        ('host = "post example org"\n', 78, "is no name of a mail server"),
        ('host = "post\\r\\nRCPT TO:<spion@example.org>"\n', 78, "is no name of a mail server"),
        ('security = "none"\nuser = "kari"\nhost = "post.example.org"\n', 78, "in the clear"),
        ('security = "tsl"\n', 78, "“tsl” is not known here"),
        ("host = \n", 78, "mail.toml:1"),
        ("\xff", 78, "cannot be"),
    ],
)
def test_settings_that_cannot_be_used(run, group, text, code, says):
    if text is not None:
        account.place().parent.mkdir(parents=True)
        account.place().write_bytes(text.encode("latin-1" if text == "\xff" else "utf-8"))
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == code, found.err
    assert says in found.err.replace("\n", " ")


def test_mail_settings_among_the_plans_are_refused(run, group, folder, office):
    (folder / "mail.toml").write_text('host = "post.example.org"\n')
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, office.mails) == (78, [])
    assert "lies among the plans" in found.err


def test_a_group_whose_initiators_have_no_address(run, folder, office):
    plans.add(folder, make_plan(initiators=[dataclasses.replace(KARI, email="ikke en adresse")]))
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, office.mails) == (78, [])
    assert "has a mail address" in found.err


def test_a_dry_run_sends_nothing_and_notes_nothing(run, folder, group, office):
    before = tree(folder)
    found = run("remind", "--mail", "send", "--today", DAY, "--dry-run")
    assert found.out == "kari@example.org: 3 reminders\nola@example.org: 3 reminders\n"
    assert office.mails == []
    assert not ledger.place().exists()
    assert tree(folder) == before


def test_nothing_due_and_an_unknown_way(run, group, office):
    found = run("remind", "--mail", "send", "--today", "2026-10-01")
    assert (found.code, found.out, found.err) == (0, "", "Nothing is due, so nothing is sent.\n")
    quiet = run("remind", "--mail", "send", "--today", "2026-10-01", "--quiet")
    assert (quiet.code, quiet.err) == (0, "")
    assert run("remind", "--mail", "pigeon").code == 2


def test_a_plan_and_a_template_with_faults_do_not_silence_the_others(run, group, folder, office):
    (folder / "x.toml").write_text("schema = ")
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    (place / "nb.md.j2").write_text("{% block handover_day %}# {{ nothing }}{% endblock %}")
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == 65
    assert "x.toml" in found.err
    assert "nb.md.j2:1" in found.err.replace("\n", "")
    assert ids(office.mails[0]) == ["handover-week:m04", "confidentiality-signed:m01"]


@pytest.mark.parametrize("way", ["send", "draft"])
def test_a_letter_of_which_nothing_can_be_read_is_not_written(run, group, folder, office, way):
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    names = ("handover_day", "handover_week", "confidentiality_signed")
    blocks = "".join(f"{{% block {name} %}}# {{{{ nothing }}}}{{% endblock %}}\n" for name in names)
    (place / "nb.md.j2").write_text(blocks, encoding="utf-8")
    found = run("remind", "--mail", way, "--today", DAY)
    assert (found.code, found.out, office.mails) == (65, "", [])
    assert "nb.md.j2:1" in found.err.replace("\n", "")
    assert list(folder.rglob("*.eml")) == []


def test_a_template_that_is_mended_later_is_sent_then(run, group, folder, office):
    place = folder / "templates" / "reminders"
    place.mkdir(parents=True)
    (place / "nb.md.j2").write_text("{% block handover_day %}# {{ nothing }}{% endblock %}")
    assert run("remind", "--mail", "send", "--today", DAY).code == 65
    (place / "nb.md.j2").unlink()
    templating._environment.cache_clear()
    office.mails.clear()
    assert run("remind", "--mail", "send", "--today", DAY).code == 0
    assert [ids(mail) for mail in office.mails] == [["handover-day:m04"]] * 2


def test_one_line_that_breaks_takes_no_other_letter_with_it(run, group, office):
    office.troubles = [Box.DROP_AFTER, "", Box.DROP_AFTER, Box.DROP_AFTER]
    assert run("remind", "--mail", "send", "--today", DAY).code == 75
    assert [mail.recipients for mail in office.mails] == [["kari@example.org"], ["ola@example.org"]]
    office.troubles = [Box.DROP_AFTER] * 5
    again = run("remind", "--mail", "send", "--today", DAY)
    assert "It has gone out twice now" in again.err
    for _ in range(3):
        run("remind", "--mail", "send", "--today", DAY)
    assert [mail.recipients[0] for mail in office.mails].count("kari@example.org") == 2


def test_a_line_that_breaks_before_the_last_dot_is_no_repeat(run, group, office):
    office.broken = ["RCPT"]
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, len(office.mails)) == (75, 1)
    again = run("remind", "--mail", "send", "--today", DAY, "--language", "en")
    assert again.code == 0
    assert "may have been sent" not in again.out


def test_whose_groups_are_hers_is_told_by_all_plans(run, folder, office, settings):
    plans.add(folder, make_plan(name="Karis", initiators=[KARI], first=dt.date(2028, 1, 11)))
    plans.add(folder, make_plan(name="Olas", initiators=[OLA], id="x"))
    account.place().write_text(account.place().read_text() + 'to = "kari@example.org"\n')
    assert run("remind", "--mail", "send", "--today", DAY).code == 0
    assert office.mails == []


def test_two_with_one_address_are_told_once(run, folder, office):
    both = [dataclasses.replace(KARI, name="Ola Hansen"), KARI]
    plans.add(folder, make_plan(initiators=both))
    run("remind", "--mail", "send", "--today", DAY)
    (mail,) = office.mails
    assert len(ids(mail)) == 3


@pytest.mark.parametrize(
    "odd",
    ["kåre@example.org", "kari@example.org.", "kari..n@example.org", "kari@example..org", "@",
     "kari@example.org, ola@example.org", "Kari <kari@example.org>", "kari@-example.org"],
)  # fmt: skip
def test_an_address_that_is_none_is_told_and_stops_nobody(run, folder, office, odd):
    plans.add(folder, make_plan(name="A", initiators=[dataclasses.replace(KARI, email=odd)]))
    plans.add(folder, make_plan(name="B", initiators=[OLA], id="x"))
    found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == 65
    assert f"“{odd}” is not one mail address." in found.err.replace("\n", " ")
    assert "Kari Nordmann has no mail address" in found.err.replace("\n", " ")
    assert [mail.recipients for mail in office.mails] == [["ola@example.org"]]
    assert run("remind", "--mail", "draft", "--today", DAY).code == 0


def test_a_time_zone_that_is_none_costs_only_the_calendar_file(run, folder, office):
    base = make_plan(initiators=[KARI])
    odd = dataclasses.replace(base.schedule, time_zone="Europe/Olso")
    plans.add(folder, dataclasses.replace(base, schedule=odd))
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, len(office.mails)) == (65, 1)
    assert "Europe/Olso" in found.err


def test_two_plans_of_one_id_are_both_told_of(run, group, folder, office):
    run("remind", "--mail", "send", "--today", DAY)
    office.mails.clear()
    text = group.path.read_text("utf-8").replace("Tirsdagsgruppa", "Kopien")
    (folder / "ærlig-kopi.toml").write_text(text, "utf-8")
    run("remind", "--mail", "send", "--today", DAY)
    assert [len(ids(mail)) for mail in office.mails] == [3, 3]


def test_drafts_of_two_with_one_name_do_not_write_over_each_other(run, folder):
    other = plan.Initiator(name="Kåri Nordmann", email="kaari@example.org")
    plans.add(folder, make_plan(initiators=[KARI, other]))
    found = run("remind", "--mail", "draft", "--today", DAY)
    assert len(set(found.out.splitlines())) == 2
    assert len(list((folder / "papir").rglob("*.eml"))) == 2


@pytest.mark.parametrize("slip", ['"echo hunter2geheim"', '["hunter2geheim"]'])
def test_a_password_that_stands_there_by_a_slip_is_not_told(run, group, slip):
    account.place().parent.mkdir(parents=True)
    account.place().write_text(
        f'host = "127.0.0.1"\nto = "k@example.org"\nuser = "k"\npassword_command = {slip}\n'
    )
    found = run("remind", "--mail", "send", "--daily", "--today", DAY)
    assert found.code == 78
    assert "hunter2" not in found.out + found.err
    assert b"hunter2" not in ledger.place().read_bytes()


def test_what_is_noted_of_a_run_names_no_group(run, folder, office):
    base = make_plan(initiators=[KARI], name="Angstgruppa")
    odd = dataclasses.replace(base.schedule, time_zone="Europe/Olso")
    plans.add(folder, dataclasses.replace(base, schedule=odd))
    account.place().write_text(account.place().read_text() + 'to = "kari@example.org"\n')
    run("remind", "--mail", "send", "--daily", "--today", DAY)
    assert ledger.last_run().code == 65
    assert b"Angst" not in ledger.place().read_bytes()


def test_groups_without_an_initiator_are_not_written_about_and_it_is_said(run, folder, office):
    plans.add(folder, make_plan("uten-igangsetter"))
    found = run("remind", "--mail", "send", "--today", "2027-01-11")
    assert (found.code, office.mails) == (0, [])
    assert "without an initiator are not written about" in found.err.replace("\n", " ")


@pytest.mark.parametrize(
    ("mode", "code", "says"),
    [
        ("cram", 75, "cannot be reached"),
        ("strange auth", 78, "offers no way of signing in"),
        ("drip", 75, "cannot be reached"),
        ("garbage", 75, "cannot be read"),
        ("letters", 78, "localhost takes no password with such letters."),
        ("busy", 75, "did not take it: 454 TLS not available just now"),
    ],
)
def test_a_server_that_is_none(run, group, settings, monkeypatch, mode, code, says):
    monkeypatch.setattr(post, "DEADLINE", 1.0)
    monkeypatch.setenv(account.PASSWORD, "blåbær" if mode == "letters" else PASSWORD)
    answers = {
        "cram": [b"220 hi\r\n", b"250-hi\r\n250 AUTH CRAM-MD5\r\n", b"334 !!!\r\n"],
        "strange auth": [b"220 hi\r\n", b"250-hi\r\n250 AUTH XOAUTH2\r\n", b"221 bye\r\n"],
        "garbage": [b"\x00\xff\x00\r\n"],
        "letters": [b"220 hi\r\n", b"250-hi\r\n250 AUTH PLAIN\r\n", b"221 bye\r\n"],
        "busy": [
            b"220 hi\r\n",
            b"250-hi\r\n250 STARTTLS\r\n",
            b"454 TLS not available just now\r\n",
        ],
        "drip": None,
    }[mode]
    with odd_server(answers) as port:
        security = "starttls" if mode == "busy" else "none"
        settings(host="localhost", port=port, security=security, user=USER, sender="k@example.org")
        found = run("remind", "--mail", "send", "--today", DAY)
    assert found.code == code, found.err
    assert says in found.err.replace("\n", " ")


@pytest.mark.parametrize("host", ["a..b", ".", ".localhost", "a" * 100])
def test_a_host_that_is_none(run, group, settings, host):
    settings(host=host, sender="k@example.org")
    found = run("remind", "--mail", "send", "--today", DAY)
    assert (found.code, "is no name of a mail server" in found.err.replace("\n", " ")) == (78, True)


@pytest.mark.parametrize(
    "arguments",
    [("--mail", "send", "--done", "x:y"), ("--notify", "--json"), ("--mail", "draft", "--days", "3"),
     ("--attach",), ("--output", "x"), ("--days", "3", "--snooze", "x:y", "i morgen")],
)  # fmt: skip
def test_wishes_that_cannot_be_had_together(run, group, arguments):
    found = run("remind", *arguments, "--today", DAY)
    assert found.code == 2
    assert found.out == ""


# --- The desktop ---


@pytest.fixture
def desktop(tmp_path, monkeypatch):
    """A notify-send of our own, which writes down what it is given."""
    place = tmp_path / "bin"
    place.mkdir()
    program, told = place / "notify-send", tmp_path / "told"
    program.write_text(
        textwrap.dedent(f"""\
            #!{sys.executable}
            import sys
            with open({str(told)!r}, "a", encoding="utf-8") as file:
                print(*sys.argv[1:], sep="|", file=file)
            """)
    )
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(place))
    return told


def test_a_notification_once_and_neutral(run, group, desktop):
    for _ in range(2):
        assert run("remind", "--notify", "--today", DAY, speak="nb").code == 0
    assert desktop.read_text(encoding="utf-8") == (
        "--app-name=igangsetter|--|igangsetter|3 ting å huske. Se etter: igangsetter remind\n"
    )


def test_no_desktop_is_said_plainly(run, group, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    found = run("remind", "--notify", "--today", DAY)
    assert found.code == 78
    assert "There is no notify-send on this machine" in found.err


def test_a_notification_that_fails_is_tried_again(run, group, desktop, tmp_path):
    program = tmp_path / "bin" / "notify-send"
    works = program.read_text()
    program.write_text(f"#!{sys.executable}\nraise SystemExit(1)\n")
    assert run("remind", "--notify", "--today", DAY).code == 75
    program.write_text(works)
    assert run("remind", "--notify", "--today", DAY).code == 0
    assert desktop.exists()


# --- The daily job notes how it went ---


def test_the_daily_run_is_noted(run, group, folder, office):
    assert ledger.last_run() is None
    found = run("remind", "--mail", "send", "--daily", "--today", DAY)
    assert (found.code, office.mails) == (78, [])
    assert "the daily job writes to nobody else" in found.err.replace("\n", " ")
    account.place().write_text(account.place().read_text() + 'to = "kari@example.org"\n')
    run("remind", "--mail", "send", "--daily", "--today", DAY)
    noted = ledger.last_run()
    assert (noted.code, noted.error) == (0, "")
    assert noted.ended - noted.began < dt.timedelta(minutes=1)
    office.troubles = ["451 4.7.1 Later"]
    run("remind", "--mail", "send", "--daily", "--today", "2027-02-03")
    assert (ledger.last_run().code, "451" in ledger.last_run().error) == (75, True)
    (folder / "templates" / "reminders").mkdir(parents=True)
    (folder / "templates" / "reminders" / "rules.toml").write_text("[x")
    run("remind", "--mail", "send", "--daily", "--today", "2027-02-04")
    assert ledger.last_run().code == 78


def test_a_value_that_swallowed_the_lines_below_is_not_told(run, stored):
    path = account.place()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('to = """\npassword_command = ["echo", "hemmelig"]\n"""\nhost = "localhost"\n')
    found = run("remind", "--mail", "send", "--today", "2027-01-26")
    assert found.code == 78
    assert "“…”" in found.err
    assert "hemmelig" not in found.out + found.err
