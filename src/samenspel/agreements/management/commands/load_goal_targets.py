import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.agreements import actions
from samenspel.platform.errors import DomainError

COLUMNS = ["code", "nl", "en"]


class Command(BaseCommand):
    """Bring in the texts of SDG targets from a file of your own."""

    help = "Load the texts of SDG targets from a CSV file with the columns code, nl and en."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        try:
            texts = _read(file)
            number = actions.load_targets(texts=texts, by=None, at=timezone.now())
        except (OSError, UnicodeDecodeError, DomainError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(number)s targets have a text now.") % {"number": number})


def _read(file: Path) -> dict[str, tuple[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = csv.DictReader(opened)
        if list(rows.fieldnames or []) != COLUMNS:
            raise CommandError(_("The first row must say: code,nl,en"))
        return {row["code"].strip(): (row["nl"].strip(), row["en"].strip()) for row in rows}
