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


def may_publish_for(person: User, owner: Party | User) -> bool:
    """Whether this person offers, needs and meets for a party, or on their own behalf."""
    if isinstance(owner, Party):
        return may_keep(person, owner)
    return owner.pk == person.pk and not person.is_program


def may_keep(person: User, party: Party) -> bool:
    """Whether this person writes in the portfolio of this party."""
    return parties_to_keep_for(person).filter(pk=party.pk).exists()
