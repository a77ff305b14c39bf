"""How ready an organisation is: rounds, what a link opens, and the plan."""

from datetime import datetime

from django.core import signing
from django.db.models import Count, QuerySet

from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Party
from samenspel.evaluation.models import ReadinessAnswer, ReadinessRound, ReadinessStep
from samenspel.people.models import User
from samenspel.platform.personal import Fact, day_in_words
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked
from samenspel_report.evaluation.readiness import HIGHEST, LOWEST, aspects

from .answers import _keyed
from .evaluations import SPEAKING, STEP

SALT = "readiness"
LEVELS = range(LOWEST, HIGHEST + 1)


def readiness_codes() -> list[str]:
    """The codes of everything that is asked about being ready."""
    return [each.code for aspect in aspects("en") for each in aspect.questions]


def rounds_of(party: Party) -> QuerySet[ReadinessRound]:
    """The times that people of a party said how ready it is, newest first."""
    return party.readiness_rounds.select_related("party").order_by("-asked_at", "-pk")


def parties_visible_to(person: User) -> QuerySet[Party]:
    """The parties whose readiness this person reads: those they speak for, and no others."""
    return collaborations.parties_of(person)


def leads_readiness(person: User, party: Party) -> bool:
    """Whether this person asks, closes and plans for a party."""
    return person.representations.filter(party=party, role__in=SPEAKING).exists()


def steps_of(party: Party) -> QuerySet[ReadinessStep]:
    """What a party does to get readier: what is under way first, soonest first."""
    return party.readiness_steps.order_by("settled_at", "due_on", "pk")


def readiness_token(asked: ReadinessRound) -> str:
    """What the address for everyone of the organisation ends with."""
    return signing.Signer(salt=SALT).sign(str(asked.pk)).replace(":", ".")


def round_of(token: str, *, at: datetime) -> ReadinessRound | None:
    """The round that `token` belongs to, while people can answer."""
    try:
        number = signing.Signer(salt=SALT).unsign(token.replace(".", ":"))
    except signing.BadSignature:
        return None
    asked = ReadinessRound.objects.select_related("party").filter(closed_at=None)
    return asked.filter(pk=int(number), closes_at__gt=at).first()


def answered_so_far(asked: ReadinessRound) -> int:
    """How many answered a round that is open, in fives so that no single answer shows."""
    counted = asked.answers.aggregate(all=Count("pk"))["all"]
    return int(counted) // STEP * STEP


def readiness_answer(asked: ReadinessRound, nonce: str) -> ReadinessAnswer | None:
    """What was answered in this browser."""
    return asked.answers.filter(browser_key=browser_key(asked, nonce)).first() if nonce else None


def browser_key(asked: ReadinessRound, nonce: str) -> str:
    """What ties an answer to the browser that gave it; empty once the round is closed."""
    return _keyed(asked.link_secret, f"browser {nonce}")


@prepared
def _readiness_rounds_asked_by(person: User) -> QuerySet[ReadinessRound]:
    mine = ReadinessRound.objects.filter(asked_by=person).select_related("party")
    return mine.order_by("asked_at", "pk")


def readiness_asked_told(person: User) -> Asking[Fact]:
    """The rounds this person asked."""
    for each in (yield from asked(_readiness_rounds_asked_by(person))):
        yield {"at": each.asked_at, "text": each.party.name}


@prepared
def _readiness_steps_written_by(person: User) -> QuerySet[ReadinessStep]:
    return ReadinessStep.objects.filter(written_by=person).order_by("made_at", "pk")


def readiness_steps_told(person: User) -> Asking[Fact]:
    """What this person noted that an organisation does to get readier."""
    for each in (yield from asked(_readiness_steps_written_by(person))):
        yield {
            "at": each.made_at,
            "text": f"{each.what} ({each.owner}, {day_in_words(each.due_on.isoformat())})",
        }
