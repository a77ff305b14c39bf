"""For which party someone decides, where a program names it by its number."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.platform.once import refuse


def named_among(mine: QuerySet[Party], number: int) -> Party:
    """The party of this number, if it is one of those for which this person decides."""
    found = mine.filter(pk=number).first()
    if found is None:
        raise refuse("body.party", _("You do not decide for this party here. Its manager does."))
    return found
