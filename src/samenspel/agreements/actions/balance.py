from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.choices import Feeling, News
from samenspel.agreements.models import BalanceAnswer, BalanceRound
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .agreements import AloneHere, NotForYou
from .exchange import _check_may


class AlreadyAsked(DomainError):
    """Balance was asked about while the parties are still answering."""


class RoundClosed(DomainError):
    """An answer about balance came in after the answers were opened or dropped."""


@transaction.atomic
def ask_balance(
    *, collaboration: Collaboration, party: Party, by: User | None, at: datetime
) -> BalanceRound:
    """Ask each party whether give and take feels in balance."""
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_may(by, party, collaboration)
    here = queries.parties_of(collaboration)
    if party not in here:
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
    if len(here) < 2:
        raise AloneHere(_("There is no other party here yet. Ask one to join first."))
    if queries.open_balance_round(collaboration):
        raise AlreadyAsked(_("This was asked already, and not everyone answered yet."))
    asked = {"asked_for": party, "asked_by": by, "asked_at": at}
    made = BalanceRound.objects.create(collaboration=collaboration, **asked)
    audit.record("agreements.balance_asked", subject=made, by=by, at=at)
    return made


@transaction.atomic
def answer_balance(
    *, balance_round: BalanceRound, party: Party, feeling: Feeling, because: str, by: User | None,
    at: datetime,
) -> None:  # fmt: skip
    """Answer for a party; again replaces it. All answers open together once each party answered."""
    locked = _open(balance_round)
    _check_may(by, party, locked.collaboration)
    here = {each.pk for each in queries.parties_of(locked.collaboration)}
    if party.pk not in here:
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
    given = {"feeling": feeling, "because": because, "answered_by": by, "answered_at": at}
    BalanceAnswer.objects.update_or_create(round=locked, party=party, defaults=given)
    audit.record("agreements.balance_answered", subject=locked, by=by, at=at)
    if here <= set(locked.answers.values_list("party_id", flat=True)):
        locked.opened_at = at
        locked.save(update_fields=["opened_at"])
        audit.record("agreements.balance_opened", subject=locked, by=by, at=at)
        about = queries.news_of(locked, locked.collaboration, "give_and_take")
        events.tell(News.BALANCE_OPENED, about, at=at)


@transaction.atomic
def drop_balance(
    *, balance_round: BalanceRound, party: Party, by: User | None, at: datetime
) -> None:
    """Take the question back before all answered; what was answered is erased unread."""
    locked = _open(balance_round)
    _check_may(by, party, locked.collaboration)
    if party.pk != locked.asked_for_id:
        raise NotForYou(_("Only who asked this takes it back."))
    locked.answers.all().delete()
    locked.dropped_at = at
    locked.save(update_fields=["dropped_at"])
    audit.record("agreements.balance_dropped", subject=locked, by=by, at=at)


def _open(balance_round: BalanceRound) -> BalanceRound:
    related = BalanceRound.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=balance_round.pk)
    if locked.opened_at or locked.dropped_at:
        raise RoundClosed(_("The answers were opened or the question was taken back meanwhile."))
    return locked
