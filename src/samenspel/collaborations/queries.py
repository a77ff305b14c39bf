from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from samenspel.people.models import User
from samenspel.platform.personal import Value

from .models import Collaboration, Participation, Party


def parties_of(person: User) -> QuerySet[Party]:
    """The parties this person speaks for."""
    return Party.objects.filter(representations__person=person).order_by("name", "pk")


def visible_to(person: User) -> QuerySet[Collaboration]:
    """The collaborations in which a party of this person takes part."""
    return Collaboration.objects.filter(
        pk__in=Collaboration.objects.filter(parties__representations__person=person).values("pk")
    )


def collaborations_of(person: User) -> QuerySet[Collaboration]:
    """The same with their parties, in the order of their names."""
    return _with_parties(visible_to(person)).order_by("name", "pk")


def examples() -> QuerySet[Collaboration]:
    """The fictional collaborations that everyone may read, with their parties."""
    return _with_parties(Collaboration.objects.filter(is_example=True)).order_by("pk")


def parties_here(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties of this collaboration for which this person speaks."""
    return parties_of(person).filter(participations__collaboration=collaboration)


def representations_told(person: User) -> Iterator[dict[str, Value]]:
    """For which parties this person speaks, and in which role."""
    spoken_for = person.representations.select_related("party").order_by("party__name", "pk")
    for each in spoken_for:
        yield {"party": each.party.name, "role": each.get_role_display()}


def _with_parties(collaborations: QuerySet[Collaboration]) -> QuerySet[Collaboration]:
    in_order = Participation.objects.select_related("party").order_by("pk")
    return collaborations.prefetch_related(Prefetch("participations", queryset=in_order))
