from django import template
from django.conf import settings

from samenspel.people import queries
from samenspel.people.models import User

FIRST = 3
register = template.Library()


@register.simple_tag
def fictional_people() -> list[User]:
    """As whom anyone can sign in to a demo; nobody elsewhere."""
    return list(queries.fictional_people()[:FIRST]) if settings.DEMO else []
