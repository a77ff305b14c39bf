"""Beside the product: votes for people who are signed in, and what was kept of what they voted.

`python -m benchmarks.load.scan decide 100 20` makes twenty open votes of a hundred people,
and prints a session for each; `decided` counts the ballots.
"""

from datetime import timedelta
from typing import Any

SLUG = "besluiten"


def make(people: int, votes: int) -> dict[str, Any]:
    """So many open votes, in each of which so many people have a vote of their own."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from samenspel.collaborations import actions as collaborations
    from samenspel.collaborations.choices import PartyKind, Phase, Role, Team
    from samenspel.decisions import actions
    from samenspel.decisions.actions import Terms
    from samenspel.decisions.choices import Voters
    from samenspel.decisions.tasks import close_vote
    from samenspel.people.models import User

    now = timezone.now()
    given: dict[str, Any] = {"by": None, "at": now}
    kind = {"kind": PartyKind.ORGANISATION, "team": Team.MARKET}
    party = collaborations.add_party(name="Een", **kind, **given)
    here = collaborations.start_collaboration(
        name="Besluiten", slug=SLUG, purpose="Veel mensen tegelijk.", phase=Phase.APPROACH,
        parties=[party], **given,
    )  # fmt: skip
    sessions = []
    for number in range(people):
        person = User.objects.create(email=f"stemmer{number}@voorbeeld.example", name="Lid")
        party.representations.create(person=person, role=Role.REPRESENTATIVE)
        browser = Client(SERVER_NAME="localhost")
        browser.force_login(person)
        sessions.append(browser.cookies[settings.SESSION_COOKIE_NAME].value)
    paths = []
    for number in range(votes):
        decision = actions.propose(
            collaboration=here, text=f"Voorstel nummer {number}.", party=party, chair=None,
            terms=Terms(f"Voorstel {number}", "Daarom.", now + timedelta(days=7),
                        voters=Voters.PEOPLE), **given,
        )  # fmt: skip
        actions.open_vote(decision=decision, electorate=None, count=close_vote, **given)
        paths.append(f"/s/{SLUG}/besluiten/{decision.pk}/")
    return {"cookie": settings.SESSION_COOKIE_NAME, "sessions": sessions, "paths": paths}


def decided() -> dict[str, Any]:
    """How many ballots there are in these votes, by what they say."""
    from collections import Counter

    from samenspel.decisions.models import Ballot

    here = Ballot.objects.filter(elector__decision__collaboration__slug=SLUG)
    return dict(Counter(here.values_list("choice", flat=True)))
