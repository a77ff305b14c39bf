from django.db.models import Prefetch, Q, QuerySet

from samenspel.agreements.choices import Manner
from samenspel.agreements.models import Agreement, Ending, Farewell
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Participation, Party
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


def endings_in(collaboration: Collaboration) -> QuerySet[Ending]:
    """How a collaboration and its agreements were renewed, deepened or ended, newest first."""
    return _told(Ending.objects.filter(collaboration=collaboration))


def endings_visible_to(person: User) -> QuerySet[Ending]:
    """The endings in every collaboration that this person takes part in."""
    seen = collaborations.ids_visible_to(person)
    return _told(Ending.objects.filter(collaboration__in=seen))


def has_ended(collaboration: Collaboration, agreement: Agreement | None) -> bool:
    """Whether this agreement, or all of the collaboration, came to its end."""
    over = Ending.objects.filter(collaboration=collaboration, manner__in=Manner.final())
    return over.filter(Q(agreement=None) | Q(agreement=agreement)).exists()


def ending_of(agreement: Agreement) -> Ending | None:
    """How an agreement ended, by itself or with all of its collaboration, if it did."""
    over = endings_in(agreement.collaboration).filter(manner__in=Manner.final())
    return over.filter(Q(agreement=None) | Q(agreement=agreement)).first()


def parties_yet_to_say(ending: Ending) -> list[Party]:
    """The parties that did not say yet what they think of it; sealed until there is none."""
    said = {each.party_id for each in ending.farewells.all()}
    here = [each.party for each in ending.collaboration.participations.all()]
    return sorted((each for each in here if each.pk not in said), key=lambda each: each.pk)


@prepared
def _endings_noted_by(person: User) -> QuerySet[Ending]:
    return Ending.objects.filter(noted_by=person).order_by("noted_at", "pk")


def endings_told(person: User) -> Asking[Fact]:
    """The endings that this person noted."""
    for each in (yield from asked(_endings_noted_by(person))):
        yield {"at": each.noted_at, "text": f"{each.reason} {each.lessons}".strip()}


@prepared
def _farewells_said_by(person: User) -> QuerySet[Farewell]:
    return Farewell.objects.filter(said_by=person).order_by("said_at", "pk")


def farewells_told(person: User) -> Asking[Fact]:
    """What this person said for a party at an ending."""
    for each in (yield from asked(_farewells_said_by(person))):
        yield {"at": each.said_at, "text": f"{each.get_again_display()} {each.words}".strip()}


def _told(endings: QuerySet[Ending]) -> QuerySet[Ending]:
    said = Farewell.objects.select_related("party").order_by("party_id")
    related = endings.select_related("collaboration", "agreement", "noted_for")
    here = Prefetch(
        "collaboration__participations", queryset=Participation.objects.select_related("party")
    )
    return related.prefetch_related(Prefetch("farewells", queryset=said), here).order_by(
        "-ended_on", "-pk"
    )
