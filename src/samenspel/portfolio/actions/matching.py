from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError
from samenspel.portfolio import queries, rules
from samenspel.portfolio.choices import Answer, Side
from samenspel.portfolio.models import Introduction, Listing
from samenspel.portfolio.queries import ListingTold

from .common import NotForYou
from .theory import AlreadyThere, TooMuch

MOST_LISTINGS = 40


class NoFit(DomainError):
    """An introduction was asked of what does not fit, is one's own, or is taken."""


class AlreadyAnswered(DomainError):
    """An introduction was answered that was answered before."""


@transaction.atomic
def publish(*, owner: Party | User, told: ListingTold, by: User | None, at: datetime) -> Listing:
    """Let others know what a party or a person offers or needs; the name is not told."""
    _check_may_publish(by, owner)
    if queries.listings_of(owner).count() >= MOST_LISTINGS:
        raise TooMuch(_("You have %(n)s open. Withdraw one first.") % {"n": MOST_LISTINGS})
    said = asdict(told) | {"words": list(told.words)}
    if told.side == Side.NEED:
        said["capacity"] = 1  # a need is for one partner
    whose = {"party" if isinstance(owner, Party) else "person": owner}
    listing = Listing.objects.create(published_at=at, **whose, **said)
    audit.record("portfolio.published", subject=listing, by=by, at=at)
    return listing


@transaction.atomic
def withdraw(*, listing: Listing, by: User | None, at: datetime) -> None:
    """Offer or need something no longer; who was introduced stays so."""
    _check_may_publish(by, listing.owner)
    Listing.objects.filter(pk=listing.pk, withdrawn_at=None).update(withdrawn_at=at)
    both = listing.introductions_to.all() | listing.introductions_of.all()
    both.filter(answer=Answer.WAITING).update(answer=Answer.NO, answered_by=by, answered_at=at)
    audit.record("portfolio.listing_withdrawn", subject=listing, by=by, at=at)


@transaction.atomic
def ask_introduction(
    *, offer: Listing, need: Listing, owner: Party | User, by: User | None, at: datetime
) -> Introduction:
    """Ask the other side to meet; neither knows yet who the other is."""
    _check_may_publish(by, owner)
    if offer.is_of(owner) == need.is_of(owner):
        raise NoFit(_("Choose an offer or need of someone else."))
    side = Side.OFFER if offer.is_of(owner) else Side.NEED
    _check_room(offer, need)
    try:
        with transaction.atomic():
            made = Introduction.objects.create(
                offer=offer, need=need, asked_side=side, asked_by=by, asked_at=at
            )
    except IntegrityError as clash:
        raise AlreadyThere(_("This introduction was asked before.")) from clash
    audit.record("portfolio.introduction_asked", subject=made, by=by, at=at)
    return made


@transaction.atomic
def answer_introduction(
    *, introduction: Introduction, owner: Party | User, answer: Answer, by: User | None,
    at: datetime,
) -> None:  # fmt: skip
    """Say yes or no for the other side; after a yes both know who the other is."""
    _check_may_publish(by, owner)
    related = Introduction.objects.select_related("offer", "need")
    locked = related.select_for_update(of=("self",)).get(pk=introduction.pk)
    if not locked.asked.is_of(owner):
        raise NoFit(_("You asked this. The other side answers it."))
    if locked.answer != Answer.WAITING:
        raise AlreadyAnswered(_("This was answered before."))
    if answer == Answer.YES:
        _check_room(locked.offer, locked.need)
    locked.answer, locked.answered_by, locked.answered_at = answer, by, at
    locked.save(update_fields=["answer", "answered_by", "answered_at"])
    audit.record("portfolio.introduction_answered", subject=locked, by=by, at=at)


def _check_may_publish(by: User | None, owner: Party | User) -> None:
    """Whoever offers or asks speaks for the party, or is that person."""
    if by is None or rules.may_publish_for(by, owner):
        return
    if isinstance(owner, Party):
        raise NotForYou(_("Only a manager or representative of the party writes here."))
    raise NotForYou(_("Only a person offers or needs something on their own behalf."))


def _check_room(offer: Listing, need: Listing) -> None:
    """Both are open, of one kind, and have room for one more partner."""
    Listing.objects.select_for_update().get(pk=offer.pk)
    found = (queries.open_listings(Side.OFFER).filter(pk=offer.pk).first(),
             queries.open_listings(Side.NEED).filter(pk=need.pk).first())  # fmt: skip
    if any(each is None or not queries.room_of(each) for each in found):
        raise NoFit(_("This is withdrawn, or has all the partners it can have."))
    if offer.kind != need.kind:
        raise NoFit(_("They are not of one kind."))
