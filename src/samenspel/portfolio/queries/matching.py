from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform.agenda import Entry
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked
from samenspel.portfolio.choices import Answer, Region, Side
from samenspel.portfolio.models import Introduction, Listing

WITH_OWNERS = ("offer__party", "offer__person", "need__party", "need__person")
MOST_COMPARED = 400  # of each side: one's own, and then the newest


@dataclass(frozen=True, slots=True)
class ListingTold:
    """What a party or a person offers or needs."""

    side: Side
    what: str
    kind: Kind
    theme: Goal
    region: Region = Region.EVERYWHERE
    capacity: int = 1
    words: tuple[str, ...] = ()


def open_listings(side: Side) -> QuerySet[Listing]:
    """What is offered or needed now, the newest first, with how many partners it has by now."""
    taken = Count("introductions_to", filter=Q(introductions_to__answer=Answer.YES))
    met = Count("introductions_of", filter=Q(introductions_of__answer=Answer.YES))
    both = ("party", "person")
    found = Listing.objects.filter(side=side, withdrawn_at=None).select_related(*both)
    counted = found.annotate(partners=taken if side == Side.OFFER else met)
    return counted.order_by("-published_at", "-pk")


def compared_for(owner: Party | User, side: Side) -> list[Listing]:
    """The newest of what is open, and all of one's own: that never falls out of sight.

    In the same order for everyone, for of equally good pairings the order decides.
    """
    own_first = Case(When(_whose(owner), then=0), default=1)
    found = open_listings(side).order_by(own_first, "-published_at", "-pk")[:MOST_COMPARED]
    return sorted(found, key=lambda each: (each.published_at, each.pk), reverse=True)


def room_of(listing: Listing) -> int:
    """For how many partners an open listing has room still."""
    partners: int = getattr(listing, "partners", 0)
    return max(listing.capacity - partners, 0)


def listings_of(owner: Party | User) -> QuerySet[Listing]:
    """What a party or a person offers and needs now."""
    found = Listing.objects.filter(_whose(owner), withdrawn_at=None)
    return found.select_related("party", "person").order_by("side", "pk")


def introductions_of(owner: Party | User) -> QuerySet[Introduction]:
    """The introductions that a party or a person asked or was asked for, newest first."""
    both = _whose(owner, "offer__") | _whose(owner, "need__")
    related = (*WITH_OWNERS, "asked_by", "answered_by")
    return Introduction.objects.filter(both).select_related(*related).order_by("-asked_at", "-pk")


def matches_page_of(listing: Listing) -> str:
    """The address where whoever published it sees what fits."""
    if listing.party_id is None:
        return reverse("portfolio:my_matches")
    return reverse("portfolio:matches", args=[listing.party_id])


def waits_for(person: User, _at: datetime) -> Asking[Entry]:
    """The introductions that this person, or a party of theirs, did not answer yet."""
    found = Introduction.objects.filter(
        _speaks_for(person, "offer__", Side.NEED) | _speaks_for(person, "need__", Side.OFFER),
        answer=Answer.WAITING,
    )
    for each in (yield from asked(found.select_related(*WITH_OWNERS).order_by("pk"))):
        says = _("Say whether you want to be introduced about “%(what)s”.")
        yield _entry(says, each.asked, each.asked_at)


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """What became of the introductions that this person, or a party of theirs, asked."""
    found = Introduction.objects.filter(
        _speaks_for(person, "offer__", Side.OFFER) | _speaks_for(person, "need__", Side.NEED),
        answered_at__gt=since, answered_at__lte=until,
    )  # fmt: skip
    for each in (yield from asked(found.select_related(*WITH_OWNERS).order_by("pk"))):
        says = _("The introduction about “%(what)s” did not come about.")
        if each.answer == Answer.YES:
            says = _("The other side wants to meet you too, about “%(what)s”.")
        yield _entry(says, each.asking, each.answered_at or until)


@prepared
def _published_by(person: User) -> QuerySet[Listing]:
    return Listing.objects.filter(person=person).order_by("published_at", "pk")


def listings_told(person: User) -> Asking[Fact]:
    """What this person offers or needs, or did, on their own behalf."""
    for each in (yield from asked(_published_by(person))):
        yield {
            "at": each.published_at,
            "text": each.what,
            "words": ", ".join(each.words),
            "withdrawn_at": each.withdrawn_at,
        }


@prepared
def _introductions_of(person: User) -> QuerySet[Introduction]:
    mine = Introduction.objects.filter(Q(asked_by=person) | Q(answered_by=person))
    return mine.select_related("offer").order_by("asked_at", "pk")


def introductions_told(person: User) -> Asking[Fact]:
    """The introductions that this person asked or answered."""
    for each in (yield from asked(_introductions_of(person))):
        yield {"at": each.asked_at, "text": each.offer.what}


def _whose(owner: Party | User, path: str = "") -> Q:
    return Q(**{f"{path}{'party' if isinstance(owner, Party) else 'person'}": owner})


def _speaks_for(person: User, path: str, asked_side: Side) -> Q:
    """What this person published, or a party for which they answer; with who asked."""
    speaking = person.representations.filter(role__in=(Role.MANAGER, Role.REPRESENTATIVE))
    ours = Q(**{f"{path}party__in": speaking.values("party")}) | Q(**{f"{path}person": person})
    return ours & Q(asked_side=asked_side)


def _entry(says: str, listing: Listing, at: datetime) -> Entry:
    path = f"{matches_page_of(listing)}#kennismaken"
    return Entry(says % {"what": listing.what}, listing.owner.name, path, at)
