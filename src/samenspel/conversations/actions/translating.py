from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Statement
from samenspel.people.models import User
from samenspel.platform import audit

from .common import AskMap, NotOpen, _ask_for_map, _check_may_lead


@transaction.atomic
def translate_statement(
    *,
    statement: Statement,
    language: str,
    translation: str,
    make_map: AskMap,
    by: User | None,
    at: datetime,
) -> None:
    """Say in which language a statement is, and how it reads in the other; by hand.

    The original stays as it was and beside it. An empty translation takes an earlier one away.
    The newest map is told anew in these words, of the same votes.
    """
    _check_may_lead(by, statement.conversation.collaboration)
    kept = Statement.objects.filter(pk=statement.pk).exclude(state=StatementState.REFUSED)
    if not kept.update(language=language, translation=" ".join(translation.split())):
        raise NotOpen(_("This statement was taken out."))
    _ask_for_map(statement.conversation, make_map, at)
    audit.record("conversations.statement_translated", subject=statement, by=by, at=at)
