from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import translation
from django.utils.translation import gettext as _

from samenspel.platform import audit


class Command(BaseCommand):
    """Check that nobody changed the audit trail."""

    help = "Walk the audit trail and say whether every event still fits the one before it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="en")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            try:
                check = audit.verify()
            except DatabaseError as error:
                raise CommandError(_("There is no audit trail here yet.")) from error
            if not check.is_whole:
                broken = _("The audit trail is broken at event %(position)s.")
                raise CommandError(broken % {"position": check.broken_at})
            whole = _("The audit trail is whole: %(events)s events.")
            self.stdout.write(whole % {"events": check.length})
            tip = _("Its tip: %(tip)s") % {"tip": check.tip or _("none yet")}
            self.stdout.write(tip)
