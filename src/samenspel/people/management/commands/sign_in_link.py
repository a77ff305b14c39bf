from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from samenspel.people import actions, queries


class Command(BaseCommand):
    """Make a sign-in link for someone who asked for one."""

    help = "Print a link that signs someone in once, within half an hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--site", default="http://localhost:8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        person = queries.person_with_address(options["email"])
        if person is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        token = actions.make_sign_in_link(
            person=person, is_reusable=False, by=None, at=timezone.now()
        )
        path = reverse("people:sign_in_by_link", args=[token])
        self.stdout.write(options["site"].rstrip("/") + path)
