from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform.errors import NotAllowed
from samenspel.portfolio import rules


class NotForYou(NotAllowed):
    """Someone wrote in a portfolio who only reads it."""


def _check_may(by: User | None, party: Party) -> None:
    """Whoever writes speaks for the party as its manager or representative."""
    if by is not None and not rules.may_keep(by, party):
        raise NotForYou(_("Only a manager or representative of the party writes here."))
