from typing import cast

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.errors import HttpError

from samenspel.collaborations import rules
from samenspel.people.api import KeyBearer
from samenspel.people.models import User
from samenspel.platform.programs import ProgramRequest, allows, scope_of


class MemberKey(KeyBearer):
    """A key opens no more than its owner may, and no more than its scopes say.

    Who owes a second step sets that up first.
    """

    def __init__(self, area: str) -> None:
        super().__init__()
        self.area = area

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        person = super().authenticate(request, token)
        if person is None:
            return None
        if rules.owes_second_step(person):
            raise HttpError(403, _("Sign in on the site and set up a second step first."))
        wanted = scope_of(self.area, request.method)
        if not allows(cast(ProgramRequest, request).scopes, wanted):
            raise HttpError(403, _("This key lacks the scope %(scope)s.") % {"scope": wanted})
        return person
