"""How a program shows who it is."""

from datetime import datetime
from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from samenspel.platform.limits import Limit, address_of, is_one_too_many, seconds_left
from samenspel.platform.programs import ProgramRequest

from . import actions, queries
from .models import User

PER_KEY = Limit("api_key", most=600, seconds=60)
WRONG_KEYS = Limit("api_wrong_key", most=30, seconds=600)


class AskedTooOften(Exception):
    """A key, or an address that guesses keys, used up its times; after how many seconds again."""

    def __init__(self, limit: Limit, *, who: str, at: datetime) -> None:
        super().__init__(limit.action)
        self.seconds = seconds_left(limit, who=who, at=at)


class KeyBearer(HttpBearer):
    """Lets a program in with an API key, as the owner of that key; a session opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        asking = cast(ProgramRequest, request)
        now, address = timezone.now(), address_of(request)
        key = queries.api_key(token, at=now)
        if key is None:  # the right keys of the same address go on
            if is_one_too_many(WRONG_KEYS, who=address, at=now):
                raise AskedTooOften(WRONG_KEYS, who=address, at=now)
            return None
        if is_one_too_many(PER_KEY, who=str(key.pk), at=now):
            raise AskedTooOften(PER_KEY, who=str(key.pk), at=now)
        actions.note_api_key_used(key=key, by=key.person, at=now)
        asking.user, asking.program, asking.scopes = key.person, str(key.pk), key.scopes
        return key.person
