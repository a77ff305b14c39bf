from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samenspel.platform import audit


class Command(BaseCommand):
    """Check that nobody changed the audit trail."""

    help = "Walk the audit trail and say whether every event still fits the one before it."

    def handle(self, *_args: Any, **_options: Any) -> None:
        check = audit.verify()
        if not check.is_whole:
            raise CommandError(f"The audit trail is broken at event {check.broken_at}.")
        self.stdout.write(f"The audit trail is whole: {check.length} events.")
        self.stdout.write(f"Its tip: {check.tip or 'none yet'}")
