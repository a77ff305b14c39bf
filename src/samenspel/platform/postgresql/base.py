"""Django's PostgreSQL, in which nobody waits for a lock until the disk has turned.

PostgreSQL keeps the locks of a transaction until the disk has it, so whoever waits for a lock that
everyone needs waits for the disk of everyone before. Here a transaction can be committed ahead of
the disk: its locks go at once, and then we wait until the disk has it, together with whoever else
does. Nobody hears that something was saved before that, and the disk keeps the order of commits.
"""

from typing import Any

from django.db.backends.postgresql import base

# A mark that means nothing: when the disk has it, the disk has what was committed before it.
UNTIL_ON_DISK = "SELECT pg_logical_emit_message(true, 'samenspel', '')"


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that waits for the disk after its commit, if that was ahead of the disk."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_ahead_of_disk = False

    def rollback(self) -> None:
        self.is_ahead_of_disk = False
        super().rollback()

    def close(self) -> None:
        self.is_ahead_of_disk = False
        super().close()

    def run_and_clear_commit_hooks(self) -> None:
        """What is done after a commit, is done when the disk has it."""
        if self.is_ahead_of_disk:
            self.is_ahead_of_disk = False
            with self.cursor() as cursor:
                cursor.execute(UNTIL_ON_DISK)
        super().run_and_clear_commit_hooks()
