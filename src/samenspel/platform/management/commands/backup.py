from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samenspel.platform import backup
from samenspel.platform.errors import DomainError


class Command(BaseCommand):
    """Write all that this installation keeps to one file."""

    help = "Write database and files to one file, and check the audit trail on the way."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--overwrite", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if target.exists() and not options["overwrite"]:
            raise CommandError(f"{target} exists already. Give --overwrite to replace it.")
        try:
            manifest = backup.write(target)
        except (DomainError, OSError) as error:
            raise CommandError(str(error)) from error
        rows, events = sum(manifest["counts"].values()), manifest["trail"]["length"]
        self.stdout.write(f"{target}: {rows} rows, the audit trail is whole ({events} events).")
