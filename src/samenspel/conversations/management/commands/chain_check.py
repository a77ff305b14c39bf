from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.conversations import queries


class Command(BaseCommand):
    """Follow what people said to goals, to what is done with them, to what came of it."""

    help = "Name what hangs loose between statements, shared goals, acts and outcomes."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="en")

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            loose = 0
            for conversation in queries.conversations_begun():
                found = list(_named(queries.loose_ends_of(conversation)))
                if found:
                    self.stdout.write(f"{conversation.question} ({conversation.collaboration})")
                for line in found:
                    self.stdout.write(f"  {line}")
                loose += len(found)
            if loose:
                raise CommandError(
                    ngettext("%(n)s thing hangs loose.", "%(n)s things hang loose.", loose)
                    % {"n": loose}
                )
            self.stdout.write(_("Nothing hangs loose: every goal has an act with an outcome."))


def _named(ends: dict[str, list[str]]) -> Iterator[str]:
    """Every orphan in a line: what it lacks, and what it says."""
    lacking = {
        "goals_without_act": _("Goal, and nothing is done with it yet: %(text)s"),
        "acts_without_outcome": _("Goal taken up, and nothing came of it yet: %(text)s"),
        "statements_without_goal": _("Shared by most, and in no goal: %(text)s"),
    }
    for name, sentence in lacking.items():
        for text in ends[name]:
            yield sentence % {"text": text}
