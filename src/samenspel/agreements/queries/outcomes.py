"""What came of collaborations, as a study needs it: no names, no words, and nothing still sealed.

Who asks this chooses the collaborations and sees to consent; numbers of collaborations and parties
are ours, and do not leave without being made unrecognisable.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, QuerySet, Sum

from samenspel.agreements.choices import Again, Manner, Standing
from samenspel.agreements.models import AgreementVersion, Contribution, Ending, Farewell
from samenspel.collaborations.models import Collaboration, Participation, PhaseNote

from .agreements import day_of


@dataclass(frozen=True, slots=True)
class Rating:
    """A sum of ratings from 0 to 10, of how many that could be rated."""

    total: int = 0
    rated: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class OutcomeSide:
    """What came of a collaboration for one of its parties; empty where nobody said it, or sealed.

    Without an `ended_on` it went on; what a party said then is of the last time they went on.
    """

    collaboration: int
    party: int
    began_on: date | None
    ended_on: date | None
    manner: Manner | None
    ended_by_us: bool | None
    again: Again | None
    goals_reached: int | None
    worth: int | None
    received: Rating
    borne: Rating


def outcomes_among(collaborations: QuerySet[Collaboration]) -> list[OutcomeSide]:
    """One row for each party of each of these collaborations, in eight questions however many."""
    began, last = _began(collaborations), _last_endings(collaborations)
    received = _ratings(collaborations, of="receiver", what="value")
    borne = _ratings(collaborations, of="giver", what="cost")
    rows = []
    for key, parties in _parties(collaborations).items():
        ending = last.get(key)
        final = ending if ending and ending.manner in Manner.final() else None
        said = _farewells(ending, parties)
        for party in parties:
            farewell = said.get(party)
            rows.append(
                OutcomeSide(
                    collaboration=key,
                    party=party,
                    began_on=began.get(key),
                    ended_on=final.ended_on if final else None,
                    manner=Manner(ending.manner) if ending else None,
                    ended_by_us=_is_ours(final, party),
                    again=Again(farewell.again) if farewell else None,
                    goals_reached=farewell.goals_reached if farewell else None,
                    worth=farewell.value if farewell else None,
                    received=received.get((key, party), Rating()),
                    borne=borne.get((key, party), Rating()),
                )
            )
    return rows


def _parties(collaborations: QuerySet[Collaboration]) -> dict[int, list[int]]:
    found = defaultdict(list)
    here = Participation.objects.filter(collaboration__in=collaborations)
    for key, party in here.order_by("collaboration", "pk").values_list("collaboration", "party"):
        found[key].append(party)
    return found


def _began(collaborations: QuerySet[Collaboration]) -> dict[int, date]:
    """The first day that anything shows of each: a phase, what all accepted, or what was given."""
    here = {"collaboration__in": collaborations}
    days: dict[int, list[date]] = defaultdict(list)
    phases = PhaseNote.objects.filter(**here).values_list("collaboration")
    given = Contribution.objects.filter(**here).values_list("collaboration")
    for found in (phases.annotate(Min("reached_on")), given.annotate(Min("given_on"))):
        for key, day in found.order_by():
            days[key].append(day)
    agreed = AgreementVersion.objects.filter(
        agreement__collaboration__in=collaborations, standing=Standing.ACCEPTED
    ).values_list("agreement__collaboration")
    for key, moment in agreed.annotate(Min("closed_at")).order_by():
        days[key].append(day_of(moment))
    return {key: min(found) for key, found in days.items()}


def _last_endings(collaborations: QuerySet[Collaboration]) -> dict[int, Ending]:
    """How each as a whole went on or ended, the last time that was noted."""
    whole = Ending.objects.filter(agreement=None, collaboration__in=collaborations)
    found = whole.prefetch_related("farewells").order_by("ended_on", "pk")
    return {each.collaboration_id: each for each in found}


def _farewells(ending: Ending | None, parties: Iterable[int]) -> dict[int, Farewell]:
    """What each party said, once all of them did; until then it is sealed."""
    said = {each.party_id: each for each in ending.farewells.all()} if ending else {}
    return said if set(parties) <= said.keys() else {}


def _is_ours(final: Ending | None, party: int) -> bool | None:
    """Whether this party ended it; nobody did where they did so together."""
    if final is None or final.manner != Manner.ONE_SIDED:
        return None
    return final.noted_for_id == party


def _ratings(
    collaborations: QuerySet[Collaboration], *, of: str, what: str
) -> dict[tuple[int, int], Rating]:
    """By collaboration and party; what was in solidarity counts with what it was worth."""
    given = Contribution.objects.filter(collaboration__in=collaborations)
    sums = given.order_by().values_list("collaboration", of)
    counted = sums.annotate(Sum(what), Count(what), Count("pk"))
    return {(key, party): Rating(total or 0, *n) for key, party, total, *n in counted}
