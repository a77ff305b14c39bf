"""What operations about a portfolio share: whose it is, and on what it works."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop as _

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest

AREA = _("portfolio")
OURS = "/parties/{int:party_id}"


def party_of(request: MemberRequest, party_id: int) -> Party:
    """A party for which this person speaks; to anyone else it does not exist."""
    return get_object_or_404(collaborations.parties_of(request.user), pk=party_id)
