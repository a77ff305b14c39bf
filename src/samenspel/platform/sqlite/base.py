"""Django's SQLite, with a queue for who writes.

SQLite lets one connection write at a time, and lets the others sleep up to a tenth of a second
before they look again. Here they stand in line at a lock on a file beside the database, and the
next goes on within a millisecond. It only orders the waiting: what is safe, SQLite keeps safe.
"""

import fcntl
import os
import time
from typing import Any

from django.db.backends.sqlite3 import base

LOOK_AGAIN = 0.001  # seconds
PATIENCE = 10.0  # then SQLite's own waiting decides


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that stands in line before its transaction begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._place: int | None = None

    def _start_transaction_under_autocommit(self) -> None:
        self._stand_in_line()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # not in the stubs
        except BaseException:
            self._leave_line()
            raise

    def commit(self) -> None:
        super().commit()
        self._leave_line()

    def rollback(self) -> None:
        try:
            super().rollback()
        finally:
            self._leave_line()

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._leave_line()

    def _stand_in_line(self) -> None:
        if self.is_in_memory_db():
            return
        name = f"{self.settings_dict['NAME']}-queue"
        place = os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(LOOK_AGAIN)
        self._place = place

    def _leave_line(self) -> None:
        if self._place is not None:
            os.close(self._place)
            self._place = None
