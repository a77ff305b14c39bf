from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from samenspel.people import actions, queries


class Command(BaseCommand):
    """Say who runs this installation."""

    help = "Let someone see the tasks of this installation; --end takes it away again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--end", action="store_true")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = queries.person_with_address(options["email"])
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        change = actions.end_administrator if options["end"] else actions.appoint_administrator
        change(person=person, by=None, at=timezone.now())
        self.stdout.write("no administrator" if options["end"] else "administrator")
