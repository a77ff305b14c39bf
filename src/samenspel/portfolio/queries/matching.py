from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
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

MOST_COMPARED = 400  # of each side, the newest first


@dataclass(frozen=True, slots=True)
class ListingTold:
    """What a party offers or needs."""

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
    found = Listing.objects.filter(side=side, withdrawn_at=None).select_related("party")
    counted = found.annotate(partners=taken if side == Side.OFFER else met)
    return counted.order_by("-published_at", "-pk")


def room_of(listing: Listing) -> int:
    """For how many partners an open listing has room still."""
    partners: int = getattr(listing, "partners", 0)
    return max(listing.capacity - partners, 0)


def listings_of(party: Party) -> QuerySet[Listing]:
    """What a party offers and needs now."""
    return Listing.objects.filter(party=party, withdrawn_at=None).order_by("side", "pk")


def introductions_of(party: Party) -> QuerySet[Introduction]:
    """The introductions that a party asked or was asked for, newest first."""
    both = Q(offer__party=party) | Q(need__party=party)
    related = ("offer__party", "need__party", "asked_by", "answered_by")
    return Introduction.objects.filter(both).select_related(*related).order_by("-asked_at", "-pk")


def waits_for(person: User, _at: datetime) -> Asking[Entry]:
    """The introductions that a party of this person was asked for and did not answer."""
    mine = person.representations.filter(role__in=(Role.MANAGER, Role.REPRESENTATIVE))
    parties = set((yield from asked(mine.values_list("party_id", flat=True))))
    both = Q(offer__party__in=parties) | Q(need__party__in=parties)
    waiting = Introduction.objects.filter(both, answer=Answer.WAITING)
    found = waiting.exclude(asked_for__in=parties).select_related("offer__party", "need__party")
    for each in (yield from asked(found.order_by("pk"))):
        ours = each.offer if each.offer.party_id in parties else each.need
        says = _("Say whether you want to be introduced about “%(what)s”.") % {"what": ours.what}
        path = reverse("portfolio:matches", args=[ours.party_id])
        yield Entry(says, ours.party.name, f"{path}#kennismaken", each.asked_at)


@prepared
def _introductions_of(person: User) -> QuerySet[Introduction]:
    mine = Introduction.objects.filter(Q(asked_by=person) | Q(answered_by=person))
    return mine.select_related("offer").order_by("asked_at", "pk")


def introductions_told(person: User) -> Asking[Fact]:
    """The introductions that this person asked or answered."""
    for each in (yield from asked(_introductions_of(person))):
        yield {"at": each.asked_at, "text": each.offer.what}
