from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration
from samenspel.conversations import actions, analyses
from samenspel.conversations.actions import Question
from samenspel.conversations.choices import Moderation
from samenspel_report.votes import VoteFileError


class Command(BaseCommand):
    """Bring in a conversation that was held elsewhere."""

    help = "Bring in a Polis export, or a folder of our own form; names of people are dropped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--collaboration", required=True, help="the last part of its address")
        parser.add_argument("--question", required=True)
        parser.add_argument("--language", default="nl", choices=["nl", "en"])

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self.bring_in(options)

    def bring_in(self, options: dict[str, Any]) -> None:
        """Read all of it first, so that a fault leaves nothing behind."""
        collaboration = Collaboration.objects.filter(slug=options["collaboration"]).first()
        if collaboration is None:
            raise CommandError(_("There is no such collaboration."))
        try:
            export = analyses.export_in(options["folder"])
        except VoteFileError as fault:
            raise CommandError(fault.sentence(options["language"])) from None
        now = timezone.now()
        asked = Question(options["question"], "", options["language"], Moderation.AFTER, now)
        made = actions.bring_in(
            collaboration=collaboration, asked=asked, export=export, on_progress=self._told,
            by=None, at=now,
        )  # fmt: skip
        actions.renew_map(conversation=made, by=None, at=now)
        facts = {
            "people": export.people,
            "statements": len(export.statements),
            "votes": len(export.votes),
        }
        self.stdout.write(
            _("%(people)s people, %(statements)s statements, %(votes)s votes are kept.") % facts
        )

    def _told(self, done: int, total: int) -> None:
        self.stdout.write(f"{done} / {total}")
