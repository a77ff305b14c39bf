"""How often something may be tried: counted in the database, for all processes together.

Count outside a transaction that may be undone: what is undone was never counted.
"""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from .models import Attempts

HOUSEHOLD = 64  # bits of an IPv6 address that one connection has for itself


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many times within so many seconds, counted from the first."""

    action: str
    most: int
    seconds: int


def is_one_too_many(limit: Limit, *, who: str, at: datetime) -> bool:
    """Count one time of `who` (an address, a key), and say whether it goes over the limit."""
    while True:
        counting = _counting(limit, who, at)
        if counting.update(times=F("times") + 1):
            break
        if _begins(limit, who, at):
            return limit.most < 1
    return counting.filter(times__gt=limit.most).exists()


def is_reached(limit: Limit, *, who: str, at: datetime) -> bool:
    """Whether `who` has no times left; counts nothing."""
    return _counting(limit, who, at).filter(times__gte=limit.most).exists()


def seconds_left(limit: Limit, *, who: str, at: datetime) -> int:
    """After how many seconds `who` may try again; for the header Retry-After."""
    counting = _counting(limit, who, at).filter(times__gte=limit.most).first()
    if counting is None:
        return 0
    return max(1, limit.seconds - int((at - counting.since).total_seconds()))


def address_of(request: HttpRequest) -> str:
    """From where a request came; of IPv6 the part that is one connection."""
    given: str = get_adapter().get_client_ip(request)
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4:
        return given
    return str(ipaddress.ip_network((address, HOUSEHOLD), strict=False))


def _counting(limit: Limit, who: str, at: datetime) -> QuerySet[Attempts]:
    since = at - timedelta(seconds=limit.seconds)
    return Attempts.objects.filter(pk=_key(limit, who), since__gt=since)


def _begins(limit: Limit, who: str, at: datetime) -> bool:
    """Count the first; not if another process was first."""
    over = Attempts.objects.filter(
        pk=_key(limit, who), since__lte=at - timedelta(seconds=limit.seconds)
    )
    if over.update(since=at, times=1):
        return True
    try:
        with transaction.atomic():
            Attempts.objects.create(key=_key(limit, who), since=at, times=1)
    except IntegrityError:
        return False
    return True


def _key(limit: Limit, who: str) -> str:
    """We keep no address and no key that can be read back."""
    salt = f"samenspel.platform.limits.{limit.action}"
    return salted_hmac(salt, who, algorithm="sha256").hexdigest()
