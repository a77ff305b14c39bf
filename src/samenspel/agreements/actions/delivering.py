from datetime import date, datetime

from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.choices import Fate, News, Standing
from samenspel.agreements.models import Commitment
from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError


class OtherCommitment(DomainError):
    """A contribution was to fulfil a commitment between others, or one that no longer runs."""


class PartOfNothing(DomainError):
    """A contribution was called a part of a commitment, without saying of which."""


def _to_fulfil(commitment: Commitment, giver: Party, receiver: Party) -> Commitment:
    """The commitment, held until the end of the transaction; it still runs between these two."""
    locked = _held(commitment.pk)
    if (locked.giver_id, locked.receiver_id) != (giver.pk, receiver.pk):
        raise OtherCommitment(_("This commitment is between other parties."))
    if not locked.is_running:
        raise OtherCommitment(_("Of this commitment nothing is to be given any more."))
    return locked


def _held(number: int) -> Commitment:
    related = Commitment.objects.select_related("collaboration")
    return related.select_for_update(of=("self",)).get(pk=number)


def _see_what_is_left(commitment: Commitment, by: User | None, at: datetime) -> bool:
    """Deliver a commitment once all of it was given, or let it run again; says if a rest is due."""
    before, delivered = commitment.fate, queries.delivered_of(commitment)
    if before not in (*Fate.running(), Fate.DELIVERED) or not delivered.deliveries:
        return False
    if not delivered.is_all:
        if before == Fate.DELIVERED:
            _put(commitment, Fate.OPEN, None)
        return True
    _put(commitment, Fate.DELIVERED, delivered.last_on)
    if before == Fate.DELIVERED:
        return False
    waiting = commitment.terms.filter(standing=Standing.PROPOSED)
    waiting.update(standing=Standing.WITHDRAWN, closed_at=at)
    audit.record("agreements.delivered", subject=commitment, by=by, at=at)
    about = queries.news_of(commitment, commitment.collaboration, "commitment", commitment.pk)
    events.tell(News.DELIVERED, about, at=at)
    return False


def _put(commitment: Commitment, fate: Fate, delivered_on: date | None) -> None:
    commitment.fate, commitment.delivered_on = fate, delivered_on
    commitment.save(update_fields=["fate", "delivered_on"])
