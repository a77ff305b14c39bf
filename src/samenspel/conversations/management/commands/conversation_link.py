from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.conversations import actions, queries


class Command(BaseCommand):
    """Make a new link to the conversation of the example."""

    help = "Print a link to take part in the fictional conversation; the earlier one stops working."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="http://localhost:8000")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        conversation = queries.fictional_conversation(at=now)
        if conversation:
            token = actions.make_link(conversation=conversation, by=None, at=now)
            path = reverse("conversations:join_conversation", args=[token])
            says = _("Take part in a conversation, without an account:")
            self.stdout.write(f"\n{says}")
            self.stdout.write(f"  {options['site'].rstrip('/')}{path}")
