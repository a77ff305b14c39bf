from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries, rules
from samenspel.agreements.choices import Kind, News
from samenspel.agreements.models import Commitment, Contribution
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError

from .agreements import NotForYou
from .delivering import PartOfNothing, _see_what_is_left, _to_fulfil


class GivenToOneself(DomainError):
    """A contribution was noted from a party to itself, or with one from elsewhere."""


class NotYetGiven(DomainError):
    """A contribution was noted for a day that has yet to come."""


class KindUnnamed(DomainError):
    """Something else was given, without a word for what sort of thing it is."""


@dataclass(frozen=True, slots=True)
class Given:
    """What was given: which sort of thing, how much of it, and when."""

    kind: Kind
    what: str
    given_on: date
    own_kind: str = ""
    amount: Decimal | None = None
    unit: str = ""
    hours: Decimal | None = None
    in_solidarity: bool = False
    is_part: bool = False


@transaction.atomic
def note_contribution(
    *, collaboration: Collaboration, giver: Party, receiver: Party, party: Party, given: Given,
    rating: int | None, fulfils: Commitment | None, by: User | None, at: datetime,
) -> Contribution:  # fmt: skip
    """Note for a party what it gave or got, with its own rating: of the cost, or of the worth.

    What fulfils a commitment delivers it, or a part of it.
    """
    here = queries.parties_of(collaboration)
    if giver == receiver or giver not in here or receiver not in here:
        raise GivenToOneself(_("Choose another party of this collaboration."))
    if party not in (giver, receiver):
        raise NotForYou(_("Only who gave it or got it notes a contribution."))
    _check_may(by, party, collaboration)
    _check_kind(given.kind, given.own_kind)
    if given.given_on > queries.day_of(at):
        raise NotYetGiven(_("Choose today or a day before."))
    _check_part(given, fulfils)
    promised = _to_fulfil(fulfils, giver, receiver) if fulfils else None
    made = Contribution.objects.create(
        collaboration=collaboration,
        giver=giver,
        receiver=receiver,
        kind=given.kind,
        own_kind=given.own_kind,
        what=given.what,
        given_on=given.given_on,
        amount=given.amount,
        unit=given.unit,
        hours=given.hours,
        in_solidarity=given.in_solidarity,
        cost=rating if party == giver else None,
        value=rating if party == receiver else None,
        fulfils=promised,
        is_part=given.is_part,
        noted_by=by,
        noted_at=at,
    )
    audit.record("agreements.contribution_noted", subject=made, by=by, at=at)
    if promised and _see_what_is_left(promised, by, at):
        made.is_part = True
        made.save(update_fields=["is_part"])
        audit.record("agreements.part_delivered", subject=promised, by=by, at=at)
    events.tell(News.GIVEN, queries.news_of(made, collaboration, "give_and_take"), at=at)
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
    """Refuse who does not decide for this party here."""
    if by is not None and not rules.may_decide_for(by, party, collaboration):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))


def _check_part(given: Given, fulfils: Commitment | None) -> None:
    """Refuse a part of a commitment without saying of which."""
    if given.is_part and fulfils is None:
        raise PartOfNothing(_("Choose of which commitment this is a part."))


def _check_kind(kind: Kind, own_kind: str) -> None:
    """Refuse something else without a word for it."""
    if kind == Kind.OTHER and not own_kind:
        raise KindUnnamed(_("Say in your own word what sort of thing it is."))
