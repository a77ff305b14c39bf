"""What the portfolio of a party shows of agreements: the next day and the hours of each."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Exists, F, Min, OuterRef, Q, QuerySet, Sum, Value

from samenspel.agreements.choices import Due, Fate, Manner, Standing
from samenspel.agreements.models import (
    AgreementVersion,
    Commitment,
    Contribution,
    Ending,
    Pause,
    Reassessment,
)
from samenspel.collaborations.models import Participation, Party

DueRow = tuple[int, str, date]  # of which collaboration, what, on which day


def due_in_collaborations_of(party: Party) -> Iterable[DueRow]:
    """What comes first of each sort in each collaboration of a party, in one question."""
    here = Participation.objects.filter(party=party).values("collaboration")
    over = Ending.objects.filter(agreement=OuterRef("agreement"), manner__in=Manner.final())
    later = AgreementVersion.objects.filter(
        agreement=OuterRef("agreement"), standing=Standing.ACCEPTED, number__gt=OuterRef("number")
    )
    versions = AgreementVersion.objects.filter(
        ~Exists(later), ~Exists(over), standing=Standing.ACCEPTED, agreement__collaboration__in=here
    )
    promised = Commitment.objects.filter(
        Q(giver=party) | Q(receiver=party), fate=Fate.OPEN, collaboration__in=here
    )
    resting = Pause.objects.filter(ended_at=None, collaboration__in=here)
    ended = Ending.objects.filter(agreement=None, manner__in=Manner.final(), collaboration__in=here)
    changed = Reassessment.objects.filter(conclusion="", upheaval__collaboration__in=here)
    rows = _first(versions, "agreement__collaboration", "review_on", Due.REVIEW).union(
        _first(promised, "collaboration", "due_on", Due.COMMITMENT),
        _first(resting.filter(agreement=None), "collaboration", "until_on", Due.REST),
        _first(resting.exclude(agreement=None), "collaboration", "until_on", Due.PAUSE),
        _first(ended, "collaboration", "ended_on", Due.ENDED),
        _first(changed, "upheaval__collaboration", "upheaval__happened_on", Due.CHANGED),
        all=True,
    )
    return rows.values_list("here", "due", "day")


def hours_given_by(party: Party, *, since: date, until: date) -> dict[int, Decimal]:
    """The hours this party gave in each collaboration, with both days included."""
    given = Contribution.objects.filter(
        giver=party, given_on__gte=since, given_on__lte=until, hours__isnull=False
    )
    sums = given.values("collaboration").annotate(hours=Sum("hours")).order_by()
    return dict(sums.values_list("collaboration", "hours"))


def _first(found: QuerySet[Any], here: str, day: str, kind: Due) -> "QuerySet[Any, Any]":
    named = found.order_by().annotate(
        here=F(here), due=Value(kind.value, output_field=CharField(max_length=20))
    )
    first: QuerySet[Any, Any] = named.values("here", "due").annotate(day=Min(day))
    return first
