"""What this machine has told to whom, so that nothing is told twice and nothing is lost.

One row for a reminder, a way (mail, desktop) and an address: `sending` is noted before, `sent`
after. What is found `sending` was cut short: it is sent once more, and that is said. Design.md §8.
"""

from __future__ import annotations

import datetime as dt
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal

from igangsetter.errors import CannotWriteError, ConfigurationError, DeliveryError
from igangsetter.language import _
from igangsetter.store import files
from igangsetter.value import Value

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SCHEMA = 1
NAME = "ledger.sqlite"
MOST_RUNS = 60
_TABLES = """
CREATE TABLE tellings (
  plan TEXT, reminder TEXT, opened TEXT, way TEXT, recipient TEXT, state TEXT,
  PRIMARY KEY (plan, reminder, opened, way, recipient)
) WITHOUT ROWID;
CREATE TABLE runs (id INTEGER PRIMARY KEY, began TEXT, ended TEXT, code INTEGER, error TEXT);
"""
_ODD = """
SELECT count(*) FROM tellings WHERE state NOT IN ('sending', 'sent')
  OR plan || reminder || opened || way || recipient IS NULL
"""
# Tables that are not ours, or cannot be read, are as good as none.
_SIGNS_OF_LOSS = (
    "no such table",
    "no such column",
    "already exists",
    "unsupported file format",
    "Could not decode",
)

Way = Literal["mail", "desktop"]
State = Literal["", "sending", "sent"]


class Telling(Value):
    """A reminder of a plan (`opened` on that day) that goes one way to one address."""

    plan: str
    reminder: str
    opened: dt.date
    way: Way
    recipient: str = ""


class Run(Value):
    """A run of the daily job. `ended` is None when it was cut short; `code` is its exit code."""

    began: dt.datetime
    ended: dt.datetime | None = None
    code: int | None = None
    error: str = ""


class Ledger:
    """The open ledger. `is_new_after_loss`: what was noted before could not be read."""

    def __init__(self, database: sqlite3.Connection, *, is_new_after_loss: bool = False) -> None:
        self._database = database
        self.is_new_after_loss = is_new_after_loss

    def state(self, telling: Telling) -> State:
        """How far it came: nothing, `sending` (perhaps sent), `sent`."""
        row = self._database.execute(
            "SELECT state FROM tellings WHERE plan=? AND reminder=? AND opened=? AND way=?"
            " AND recipient=?",
            _key(telling),
        ).fetchone()
        return row[0] if row else ""

    def note(self, tellings: Iterable[Telling], state: State) -> None:
        """Note a state for all of them, at once or not at all; an empty one strikes them out."""
        with self._transaction():
            for telling in tellings:
                if state:
                    self._database.execute(
                        "INSERT OR REPLACE INTO tellings VALUES (?,?,?,?,?,?)",
                        (*_key(telling), state),
                    )
                else:
                    self._database.execute(
                        "DELETE FROM tellings WHERE plan=? AND reminder=? AND opened=? AND way=?"
                        " AND recipient=?",
                        _key(telling),
                    )

    def begin(self, now: dt.datetime) -> int:
        """Note that a run of the daily job begins, and return its number."""
        with self._transaction():
            self._database.execute(
                "DELETE FROM runs WHERE id <= (SELECT max(id) FROM runs) - ?", (MOST_RUNS,)
            )
            done = self._database.execute("INSERT INTO runs (began) VALUES (?)", (now.isoformat(),))
        return done.lastrowid or 0

    def end(self, number: int, now: dt.datetime, code: int, error: str) -> None:
        """Note how that run ended."""
        with self._transaction():
            self._database.execute(
                "UPDATE runs SET ended=?, code=?, error=? WHERE id=?",
                (now.isoformat(), code, error, number),
            )

    def last_run(self) -> Run | None:
        """The newest run of the daily job."""
        row = self._database.execute(
            "SELECT began, ended, code, error FROM runs ORDER BY id DESC LIMIT 1"
        ).fetchone()
        if row is None:
            return None
        began, ended, code, error = row
        return Run(
            began=dt.datetime.fromisoformat(began),
            ended=dt.datetime.fromisoformat(ended) if ended else None,
            code=code,
            error=error or "",
        )

    def forget(self, plan: str) -> int:
        """Strike out all that was noted of a plan, by its id; how many rows it was."""
        with self._transaction():
            count = self._database.execute(
                "DELETE FROM tellings WHERE plan=? OR substr(plan, 1, ?)=?",
                (plan, len(plan) + 1, f"{plan}/"),
            ).rowcount
        # Rows that were moved from page to page leave bytes that `secure_delete` does not know.
        self._database.execute("PRAGMA temp_store = MEMORY")
        self._database.execute("VACUUM")
        return count

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._database.execute("COMMIT")
        except BaseException:
            # What went wrong first is told, not that there is nothing left to take back.
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
            raise


def place() -> Path:
    """Where the ledger of this machine lies."""
    import platformdirs  # noqa: PLC0415 - only for what is sent

    return platformdirs.user_state_path("igangsetter", appauthor=False) / NAME


@contextmanager
def opened() -> Iterator[Ledger]:
    """The ledger, for this process alone while it is open.

    Raises CannotWriteError, ConfigurationError for one of a newer version, DeliveryError when
    another process holds it.
    """
    import sqlite3  # noqa: PLC0415 - only for what is sent

    path = place()
    with _alone(path.parent):
        database: sqlite3.Connection | None = None
        try:
            database, is_new_after_loss = _connected(path)
            yield Ledger(database, is_new_after_loss=is_new_after_loss)
        except sqlite3.Error as error:
            raise CannotWriteError(
                _("The note of what was sent, {path}, cannot be written: {why}.").format(
                    path=path, why=error
                ),
                _("Check that the folder is yours and has room. Nothing more was sent."),
            ) from error
        finally:
            if database:
                database.close()


def last_run() -> Run | None:
    """The newest run of the daily job on this machine."""
    if not place().exists():
        return None
    with opened() as ledger:
        return ledger.last_run()


def forget(plan: str) -> None:
    """Strike out all that was noted of a plan, by its id, and what cannot be read and names it."""
    path = place()
    if path.exists():
        with opened() as ledger:
            ledger.forget(plan)
    for broken in path.parent.glob(_broken(path, "*")):
        if plan.encode() in broken.read_bytes():
            broken.unlink()


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        with files.locked(folder):
            yield
    except files.BusyError as error:
        raise DeliveryError(
            _("Another igangsetter is sending just now."), _("It is tried again at the next run.")
        ) from error


def _connected(path: Path) -> tuple[sqlite3.Connection, bool]:
    """The database; a new one beside the old when that cannot be read."""
    import sqlite3  # noqa: PLC0415 - as above

    try:
        return _checked(path), False
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        # A reminder that comes twice is better than one that never comes.
        path.replace(_free(path))
        return _checked(path), True


def _checked(path: Path) -> sqlite3.Connection:
    import sqlite3  # noqa: PLC0415 - as above

    try:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise sqlite3.OperationalError(error.strerror) from error
    database = sqlite3.connect(path, isolation_level=None)
    try:
        database.execute("PRAGMA secure_delete = ON")
        _lay(database, path)
    except (sqlite3.OperationalError, TypeError, ValueError) as error:
        database.close()
        is_ours = isinstance(error, sqlite3.OperationalError)
        if is_ours and not any(sign in str(error) for sign in _SIGNS_OF_LOSS):
            raise
        raise sqlite3.DatabaseError(str(error)) from error
    except BaseException:
        database.close()
        raise
    return database


def _lay(database: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new ledger; of one that is there, see that they can be read."""
    import sqlite3  # noqa: PLC0415 - as above

    version = database.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA:
        raise ConfigurationError(
            _("{path} was written by a newer igangsetter.").format(path=path),
            _("Install the newest igangsetter."),
        )
    if version == 0:
        database.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT")
    if database.execute("PRAGMA quick_check").fetchone()[0] != "ok":
        raise sqlite3.DatabaseError("quick_check")
    if database.execute(_ODD).fetchone()[0]:
        raise sqlite3.DatabaseError("tellings")
    # A bit that fell over may stand within a date, where the database does not see it.
    Ledger(database).last_run()


def _free(path: Path) -> Path:
    number = 1
    while (found := path.with_name(_broken(path, number))).exists():
        number += 1
    return found


def _broken(path: Path, number: int | str) -> str:
    """What a ledger is called that could not be read."""
    return f"{path.stem}-broken-{number}{path.suffix}"


def _key(telling: Telling) -> tuple[Any, ...]:
    return (
        telling.plan,
        telling.reminder,
        telling.opened.isoformat(),
        telling.way,
        telling.recipient.casefold(),
    )
