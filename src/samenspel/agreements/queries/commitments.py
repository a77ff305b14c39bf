from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet

from samenspel.agreements.choices import Fate
from samenspel.agreements.models import Commitment, CommitmentTerms
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .deliveries import IS_BEGUN, WITH_DELIVERIES


@dataclass(frozen=True, slots=True)
class Terms:
    """What is to be given, by when, and how much of it."""

    what: str
    due_on: date
    amount: Decimal | None = None
    unit: str = ""
    hours: Decimal | None = None


def terms_of(stored: Commitment | CommitmentTerms) -> Terms:
    """What a commitment says, or what was proposed that it says."""
    return Terms(stored.what, stored.due_on, stored.amount, stored.unit, stored.hours)


def commitments_in(collaboration: Collaboration) -> QuerySet[Commitment]:
    """What is to be given in a collaboration and what became of it, the nearest day first."""
    found = Commitment.objects.filter(collaboration=collaboration)
    return found.select_related("giver", "receiver").order_by("due_on", "pk")


def running_commitments(collaboration: Collaboration) -> QuerySet[Commitment]:
    """What is still to be given or said."""
    return commitments_in(collaboration).filter(fate__in=Fate.running())


def commitments_by_fate(collaboration: Collaboration, on: date) -> dict[str, int]:
    """How many are promised, were given in part, are late, asked, delivered, or not to be given."""
    promised, running = Q(fate=Fate.OPEN), Q(fate__in=Fate.running())
    here = Commitment.objects.filter(collaboration=collaboration).annotate(is_begun=IS_BEGUN)
    return here.aggregate(
        running=Count("pk", filter=promised),
        partly=Count("pk", filter=running & Q(is_begun=True)),
        late=Count("pk", filter=promised & Q(due_on__lt=on)),
        asked=Count("pk", filter=Q(fate=Fate.ASKED)),
        delivered=Count("pk", filter=Q(fate=Fate.DELIVERED)),
        dropped=Count("pk", filter=Q(fate__in=(Fate.CALLED_OFF, Fate.REFUSED))),
    )


def commitments_visible_to(person: User) -> QuerySet[Commitment]:
    """The commitments in every collaboration that this person takes part in, with their terms."""
    said = CommitmentTerms.objects.select_related("proposed_for", "proposed_by").order_by("-number")
    return (
        Commitment.objects.filter(collaboration__in=collaborations.ids_visible_to(person))
        .select_related("collaboration", "giver", "receiver")
        .prefetch_related(Prefetch("terms", queryset=said), WITH_DELIVERIES)
        .order_by("due_on", "pk")
    )


def terms_in(collaboration: Collaboration) -> QuerySet[CommitmentTerms]:
    """The terms of every commitment of a collaboration, newest first."""
    found = CommitmentTerms.objects.filter(commitment__collaboration=collaboration)
    related = ("commitment__giver", "commitment__receiver", "proposed_for")
    return found.select_related(*related).order_by("-proposed_at", "-pk")


def terms_visible_to(person: User) -> QuerySet[CommitmentTerms]:
    """Their terms."""
    seen = collaborations.ids_visible_to(person)
    found = CommitmentTerms.objects.filter(commitment__collaboration__in=seen)
    return found.select_related("commitment__collaboration")


@prepared
def _commitment_terms_proposed_by(person: User) -> QuerySet[CommitmentTerms]:
    mine = CommitmentTerms.objects.filter(proposed_by=person)
    return mine.order_by("proposed_at", "pk")


def commitments_told(person: User) -> Asking[Fact]:
    """The terms of commitments that this person proposed."""
    for each in (yield from asked(_commitment_terms_proposed_by(person))):
        yield {"at": each.proposed_at, "text": each.what}
