"""Makers of keys, and of what programs of different people ask with them."""

from django.utils import timezone

from samenspel.people import actions

API = "/api/v1"


def key_of(person, *, at=None):
    """The headers with which a program of this person asks."""
    token = actions.make_api_key(name="proef", days=30, by=person, at=at or timezone.now())
    return {"Authorization": f"Bearer {token}"}
