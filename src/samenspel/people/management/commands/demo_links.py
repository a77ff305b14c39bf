from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.people import actions, queries


class Command(BaseCommand):
    """Make sign-in links for the fictional people of the example."""

    help = "Print a link for each fictional person; links printed before stop working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://localhost:8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        people = list(queries.fictional_people())
        if people:
            says = _("Try it as one of these fictional people:")
            self.stdout.write(f"\n{says}")
        for person in people:
            token = actions.make_sign_in_link(
                person=person, is_reusable=True, by=None, at=timezone.now()
            )
            path = reverse("people:sign_in_by_link", args=[token])
            self.stdout.write(f"  {person.name:<18} {options['site'].rstrip('/')}{path}")
