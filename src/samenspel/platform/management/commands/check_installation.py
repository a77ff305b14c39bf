from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samenspel.platform import checkup


class Command(BaseCommand):
    """Say what is not safe in the settings."""

    help = "Say what is not safe in the settings; ends with code 1 when something is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            found = checkup.findings(timezone.now())
            for each in found:
                mark = _("Unsafe") if each.is_unsafe else _("Note")
                self.stdout.write(f"{mark}: {each.sentence} ({each.setting})")
            unsafe = sum(each.is_unsafe for each in found)
            if unsafe:
                raise CommandError(_("%(number)s settings are not safe.") % {"number": unsafe})
            self.stdout.write(_("Nothing unsafe was found in the settings."))
