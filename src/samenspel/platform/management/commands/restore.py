from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenspel.platform import backup
from samenspel.platform.errors import DomainError


class Command(BaseCommand):
    """Put back what a backup holds."""

    help = "Put a backup back in an empty database, and check it against its own counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--overwrite", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not options["file"].exists():
            raise CommandError(f"{options['file']} is not there.")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        try:
            manifest = backup.read(options["file"], overwrite=options["overwrite"])
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        rows, events = sum(manifest["counts"].values()), manifest["trail"]["length"]
        self.stdout.write(f"Put back {rows} rows; the audit trail is whole ({events} events).")
