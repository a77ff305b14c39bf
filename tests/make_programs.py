"""Makers of keys, and of what programs of different people ask with them."""

from datetime import timedelta

from django.utils import timezone

import samenspel.config.api  # noqa: F401 so that every area is known
from samenspel.people import actions
from samenspel.platform.programs import WRITE, areas

API = "/api/v1"
PARTY = {"name": "Volle Tafel", "kind": "community", "team": "community"}
WEEK = timedelta(days=7)
SCALES = [{"lowNl": "Nu", "highNl": "Later"}, {"lowNl": "Samen", "highNl": "Alleen"}]
WORD = {"nameNl": "winst", "scales": SCALES}


def key_of(person, *, at=None, scopes=None):
    """The headers with which a program of this person asks; it may do all its owner may."""
    if scopes is None:
        scopes = [f"{area}:{WRITE}" for area in areas()]
    now = at or timezone.now()
    token = actions.make_api_key(name="proef", days=30, scopes=scopes, by=person, at=now)
    return {"Authorization": f"Bearer {token}"}


def new_scan(here, **changes):
    """What a program sends to make a scan in this collaboration."""
    sides = [{"party": party.pk, "people": 9} for party in here.parties.order_by("pk")]
    ends = (timezone.localdate() + WEEK).isoformat()
    return {"collaboration": here.pk, "title": "Start", "closesOn": ends, "words": [WORD],
            "sides": sides, **changes}  # fmt: skip
