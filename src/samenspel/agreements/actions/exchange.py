from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries, rules
from samenspel.agreements.choices import Kind
from samenspel.agreements.models import Contribution
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .agreements import NotForYou


class GivenToOneself(DomainError):
    """A contribution was noted from a party to itself, or with one from elsewhere."""


class NotYetGiven(DomainError):
    """A contribution was noted for a day that has yet to come."""


@transaction.atomic
def note_contribution(
    *, collaboration: Collaboration, giver: Party, receiver: Party, party: Party, kind: Kind,
    what: str, given_on: date, hours: Decimal | None, rating: int | None, in_solidarity: bool,
    by: User | None, at: datetime,
) -> Contribution:  # fmt: skip
    """Note for a party what it gave or got, with its own rating: of the cost, or of the worth."""
    here = queries.parties_of(collaboration)
    if giver == receiver or giver not in here or receiver not in here:
        raise GivenToOneself(_("Choose another party of this collaboration."))
    if party not in (giver, receiver):
        raise NotForYou(_("Only who gave it or got it notes a contribution."))
    _check_may(by, party, collaboration)
    if given_on > queries.day_of(at):
        raise NotYetGiven(_("Choose today or a day before."))
    made = Contribution.objects.create(
        collaboration=collaboration,
        giver=giver,
        receiver=receiver,
        kind=kind,
        what=what,
        given_on=given_on,
        hours=hours,
        cost=rating if party == giver else None,
        value=rating if party == receiver else None,
        in_solidarity=in_solidarity,
        noted_by=by,
        noted_at=at,
    )
    audit.record("agreements.contribution_noted", subject=made, by=by, at=at)
    return made


@transaction.atomic
def rate(
    *, contribution: Contribution, party: Party, rating: int, by: User | None, at: datetime
) -> None:
    """Say for the giver what it cost, or for the receiver what it was worth; again replaces it."""
    if party.pk not in (contribution.giver_id, contribution.receiver_id):
        raise NotForYou(_("Only who gave it or got it says what it cost or was worth."))
    _check_may(by, party, contribution.collaboration)
    column = "cost" if party.pk == contribution.giver_id else "value"
    Contribution.objects.filter(pk=contribution.pk).update(**{column: rating})
    audit.record("agreements.contribution_rated", subject=contribution, by=by, at=at)


def _check_may(by: User | None, party: Party, collaboration: Collaboration) -> None:
    if by is not None and not rules.may_decide_for(by, party, collaboration):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
