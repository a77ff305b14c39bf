import hashlib
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import SignInLink, User


def fingerprint(token: str) -> str:
    """What we keep of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in_link(token: str, *, at: datetime) -> SignInLink | None:
    """The link that `token` opens at this moment, if it opens one."""
    links = SignInLink.objects.select_related("person").filter(
        Q(is_reusable=True) | Q(used_at=None),
        token_hash=fingerprint(token),
        expires_at__gt=at,
        revoked_at=None,
        person__is_active=True,
    )
    return links.first()


def person_with_address(email: str) -> User | None:
    """Who has this address, if anyone."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def fictional_people() -> QuerySet[User]:
    """The people of the example: their addresses end where no mail ever arrives."""
    return User.objects.filter(email__endswith=".example", is_active=True).order_by("pk")
