from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.conversations.choices import StatementState
from samenspel.conversations.models import Participant, Statement
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .common import AskMap, NotForYou, _ask_for_map, _check_may_lead


class NoAppeal(DomainError):
    """A second look was asked or given where none can be."""


@transaction.atomic
def appeal(*, statement: Statement, why: str, by: Participant, at: datetime) -> None:
    """Ask, as who wrote a statement, that someone else looks at why it was taken out; once."""
    waiting = Statement.objects.filter(
        pk=statement.pk, suggested_by=by, state=StatementState.REFUSED, appealed_on=None
    )
    if not waiting.update(appeal=why, appealed_on=at.date()):
        raise NoAppeal(_("A second person was asked before, or the statement is shown again."))
    audit.record("conversations.appealed", subject=statement.conversation, by=None, at=at)


@transaction.atomic
def look_again(
    *, statement: Statement, shows: bool, reason: str, make_map: AskMap, by: User, at: datetime
) -> None:
    """Decide as a second person: show it after all, or leave it out with a reason of one's own."""
    _check_may_lead(by, statement.conversation.collaboration)
    found = Statement.objects.select_for_update().get(pk=statement.pk)
    if found.appealed_on is None or found.looked_again_at is not None:
        raise NoAppeal(_("Nobody asks for a second look at this statement."))
    if by.is_program:
        raise NotForYou(_("A person decides this by name, not a program."))
    if found.decided_by_id == by.pk:
        raise NoAppeal(_("You took it out. Someone else looks at it now."))
    state = StatementState.SHOWN if shows else StatementState.REFUSED
    Statement.objects.filter(pk=found.pk).update(
        state=state, reason=reason, looked_again_by=by, looked_again_at=at
    )
    if shows:
        _ask_for_map(statement.conversation, make_map, at)
    audit.record("conversations.looked_again", subject=statement, by=by, at=at)
