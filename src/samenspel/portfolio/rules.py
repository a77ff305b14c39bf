from django.db.models import QuerySet

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Party
from samenspel.people.models import User


def parties_to_keep_for(person: User) -> QuerySet[Party]:
    """Whose portfolio this person writes in; a facilitator looks on."""
    return Party.objects.filter(
        representations__person=person,
        representations__role__in=(Role.MANAGER, Role.REPRESENTATIVE),
    ).order_by("name", "pk")


def may_keep(person: User, party: Party) -> bool:
    """Whether this person writes in the portfolio of this party."""
    return parties_to_keep_for(person).filter(pk=party.pk).exists()
