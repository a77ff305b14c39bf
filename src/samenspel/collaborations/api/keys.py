from django.http import HttpRequest
from ninja.errors import HttpError

from samenspel.collaborations import rules
from samenspel.people.api import KeyBearer
from samenspel.people.models import User


class MemberKey(KeyBearer):
    """A key opens no more than its owner may: who owes a second step sets that up first."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        person = super().authenticate(request, token)
        if person and rules.owes_second_step(person):
            raise HttpError(403, "second step")
        return person
