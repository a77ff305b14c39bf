from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.platform import away, backup, erased, tables
from samenspel.platform.errors import DomainError


class Command(BaseCommand):
    """Put back what a backup holds."""

    help = "Put a backup back in an empty database, and check it against its own counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a file, or bucket:NAME for one in the bucket")
        parser.add_argument("--overwrite", action="store_true")
        parser.add_argument("--language", default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            named, overwrite = options["file"], options["overwrite"]
            if not away.is_away(named):
                self.put_back(Path(named), overwrite=overwrite)
                return
            try:
                with away.brought_here(named) as source:
                    self.put_back(source, overwrite=overwrite)
            except away.NotAway as refusal:
                raise CommandError(str(refusal)) from refusal

    def put_back(self, source: Path, *, overwrite: bool) -> None:
        """Prepare the tables, and put back."""
        if not source.exists():
            raise CommandError(_("%(file)s is not there.") % {"file": source})
        tables.bring_up_to_date()
        try:
            manifest = backup.read(source, overwrite=overwrite)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        done = _("Put back %(rows)s rows; the audit trail is whole (%(events)s events).")
        rows, events = sum(manifest["counts"].values()), manifest["trail"]["length"]
        self.stdout.write(done % {"rows": rows, "events": events})
        number = erased.erase_who_came_back(timezone.now())
        says = ngettext(
            "%(n)s person who was erased after this backup is erased again.",
            "%(n)s people who were erased after this backup are erased again.",
            number,
        )
        self.stdout.write(says % {"n": number})
