from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samenspel.people import actions, queries


class Command(BaseCommand):
    """Say who runs this installation."""

    help = "Let someone see the tasks of this installation; --end takes it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true")
        parser.add_argument("--language", default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self.change(options["email"], end=options["end"])

    def change(self, email: str, *, end: bool) -> None:
        """Appoint them, or end it."""
        person = queries.person_with_address(email)
        if person is None:
            raise CommandError(_("Nobody here has the address %(email)s.") % {"email": email})
        change = actions.end_administrator if end else actions.appoint_administrator
        change(person=person, by=None, at=timezone.now())
        ended = _("%(email)s no longer runs this installation.")
        begun = _("%(email)s runs this installation from now on.")
        self.stdout.write((ended if end else begun) % {"email": email})
