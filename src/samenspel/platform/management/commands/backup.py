from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform import away, backup
from samenspel.platform.errors import DomainError


class Command(BaseCommand):
    """Write all that this installation keeps to one file."""

    help = "Write database and files to one file, and check the audit trail on the way."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a file, or bucket:NAME for one in the bucket")
        parser.add_argument("--overwrite", action="store_true")
        parser.add_argument("--language", default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            named, overwrite = options["file"], options["overwrite"]
            if not away.is_away(named):
                self.write(Path(named), overwrite=overwrite)
                return
            try:
                with away.written_away(named, overwrite=overwrite) as target:
                    self.write(target, overwrite=False)
            except away.NotAway as refusal:
                raise CommandError(str(refusal)) from refusal

    def write(self, target: Path, *, overwrite: bool) -> None:
        """Write the backup, unless something is there already."""
        if target.exists() and not overwrite:
            there = _("%(file)s exists already. Give --overwrite to replace it.")
            raise CommandError(there % {"file": target})
        try:
            manifest = backup.write(target)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        except DatabaseError as fault:
            raise CommandError(_("There is no database of this version here yet.")) from fault
        except OSError as fault:
            closed = _("%(file)s cannot be written: %(why)s.")
            raise CommandError(closed % {"file": target, "why": fault.strerror or fault}) from fault
        done = _("%(file)s: %(rows)s rows, the audit trail is whole (%(events)s events).")
        rows, events = sum(manifest["counts"].values()), manifest["trail"]["length"]
        self.stdout.write(done % {"file": target, "rows": rows, "events": events})
