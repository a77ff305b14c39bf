from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.meaning import actions, queries


class Command(BaseCommand):
    """Make personal links for the fictional people who are asked in the example."""

    help = "Print a link to answer for each fictional person; earlier links stop working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://localhost:8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        people = list(queries.fictional_invitations(at=now))
        if people:
            says = _("Answer a scan as one of these fictional people, on a phone too:")
            self.stdout.write(f"\n{says}")
        for person in people:
            token = actions.make_personal_link(invitation=person, by=None, at=now)
            path = reverse("meaning:personal_link", args=[token])
            self.stdout.write(f"  {person.name:<18} {options['site'].rstrip('/')}{path}")
