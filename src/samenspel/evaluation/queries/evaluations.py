from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party
from samenspel.evaluation.choices import Depth
from samenspel.evaluation.models import (
    Evaluation,
    EvaluationInvitation,
    EvaluationRespondent,
    EvaluationSide,
    FacetAnswer,
    Improvement,
)
from samenspel.people.models import User
from samenspel.platform.events import About
from samenspel_report.evaluation import HIGH, LOW, Facet, facets

SPEAKING = (Role.MANAGER, Role.REPRESENTATIVE)
POINTS = range(LOW, HIGH + 1)
CHECKS = "checks"  # where a facet would stand: what is seen of earlier improvements
STEP = 5  # while it is sealed answers are counted in fives, so that no single answer shows
AGAIN_AFTER = {Depth.LIGHT: timedelta(days=61), Depth.FULL: timedelta(days=274)}


@dataclass(frozen=True, slots=True)
class SideCount:
    """A side in numbers: `answered` is exact once the last day passed, before that in fives.

    Who erased their answers counts on until it opens, so that no count tells who answered.
    """

    side: EvaluationSide
    invited: int
    answered: int
    is_exact: bool
    is_mine: bool


def item_codes(depth: Depth) -> list[str]:
    """The codes of everything that an evaluation of this depth asks."""
    asked = facets("en", light=depth == Depth.LIGHT)
    return [item.code for facet in asked for item in facet.items]


def asked_in(evaluation: Evaluation, language: str) -> list[Facet]:
    """What this evaluation asks, in one language: what was chosen when it was asked."""
    chosen = set(evaluation.items)
    kept = [
        Facet(each.code, each.name, tuple(i for i in each.items if i.code in chosen))
        for each in facets(language, light=False)
    ]
    return [each for each in kept if each.items]


def evaluations_in(collaboration: Collaboration) -> QuerySet[Evaluation]:
    """The evaluations of a collaboration that were not taken back, newest first."""
    return _told(Evaluation.objects.filter(collaboration=collaboration))


def evaluations_visible_to(person: User) -> QuerySet[Evaluation]:
    """The evaluations of which this person's party is a side; who joined later reads no earlier."""
    return _told(Evaluation.objects.filter(pk__in=_ids_visible_to(person)))


def read_from_outside(person: User) -> QuerySet[Evaluation]:
    """The evaluations that this person reads as the outside evaluator whom each party accepted."""
    return _told(
        Evaluation.objects.filter(evaluator__email__iexact=person.email).exclude(
            evaluator__accepted_at=None
        )
    )


def sealed_evaluation(collaboration: Collaboration) -> Evaluation | None:
    """The evaluation that is under way, if there is one."""
    return evaluations_in(collaboration).filter(opened_at=None).first()


def sides_of(evaluation: Evaluation) -> QuerySet[EvaluationSide]:
    """Every side, in the order in which the parties joined."""
    return evaluation.sides.select_related("party", "evaluation__collaboration").order_by("pk")


def side_counts(evaluation: Evaluation, *, person: User, at: datetime) -> list[SideCount]:
    """Every side of an evaluation in numbers, for someone of one of them."""
    mine = set(speaking_parties(person, evaluation.collaboration).values_list("pk", flat=True))
    is_exact = at >= evaluation.closes_at or not evaluation.is_sealed
    said = FacetAnswer.objects.filter(respondent=OuterRef("pk"))
    counts = Q(Exists(said))
    if evaluation.is_sealed:  # who erased their answers counts on: see `_forget_answers`
        counts |= Q(link_key="")
    answered = EvaluationRespondent.objects.filter(counts, side=OuterRef("pk"))
    invited = EvaluationInvitation.objects.filter(side=OuterRef("pk"), revoked_at=None)
    counted = sides_of(evaluation).annotate(
        answered=_number_of(answered), invited=_number_of(invited)
    )
    return [
        SideCount(
            side,
            side.invited,
            side.answered if is_exact else side.answered // STEP * STEP,
            is_exact,
            side.party_id in mine,
        )
        for side in counted
    ]


def people_asked(side: EvaluationSide) -> QuerySet[EvaluationInvitation]:
    """Whom a side asked, newest first."""
    return side.invitations.select_related("added_by", "side__evaluation").order_by("-pk")


def asked_too_many(side: EvaluationSide) -> int:
    """How many people are asked, where that is more than the side has; else 0."""
    asked = side.invitations.filter(revoked_at=None).count() if side.population else 0
    return asked if asked > (side.population or 0) else 0


def checked_by(evaluation: Evaluation) -> QuerySet[Improvement]:
    """What was agreed at earlier evaluations and was under way when this one was asked."""
    earlier = Improvement.objects.filter(
        evaluation__collaboration=evaluation.collaboration_id, made_at__lt=evaluation.asked_at
    ).exclude(evaluation=evaluation)
    open_then = Q(settled_at=None) | Q(settled_at__gt=evaluation.asked_at)
    return earlier.filter(open_then).select_related("party").order_by("due_on", "pk")


def evaluation_after(evaluation: Evaluation, *, person: User) -> Evaluation | None:
    """The one that was asked after this one, if this person reads it."""
    later = Evaluation.objects.filter(
        pk__in=_ids_visible_to(person), collaboration=evaluation.collaboration_id,
        asked_at__gt=evaluation.asked_at, dropped_at=None,
    )  # fmt: skip
    return later.select_related("collaboration").order_by("asked_at", "pk").first()


def improvements_visible_to(person: User) -> QuerySet[Improvement]:
    """What parties do about the evaluations that this person reads, soonest first."""
    found = Improvement.objects.filter(evaluation__in=_ids_visible_to(person))
    related = found.select_related("evaluation__collaboration", "party")
    return related.order_by("due_on", "pk")


def parties_of(collaboration: Collaboration) -> list[Party]:
    """The parties that each are a side, in the order in which they joined."""
    return list(Party.objects.filter(participations__collaboration=collaboration).order_by("pk"))


def speaking_parties(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties here for which this person decides, as a manager or representative."""
    return Party.objects.filter(
        participations__collaboration=collaboration,
        representations__person=person,
        representations__role__in=SPEAKING,
    ).order_by("pk")


def speakers_in(collaboration: Collaboration) -> QuerySet[User]:
    """Who speaks for a party of this collaboration."""
    here = User.objects.filter(representations__party__participations__collaboration=collaboration)
    return here.distinct().order_by("pk")


def news_about(evaluation: Evaluation) -> About:
    """What its parties may have told to their own programs."""
    here = evaluation.collaboration
    parties = here.participations.values_list("party_id", flat=True)
    return About(evaluation, parties, page_of(evaluation))


def page_of(evaluation: Evaluation) -> str:
    """Where its parties read it."""
    args = [evaluation.collaboration.slug, evaluation.pk]
    return reverse("evaluation:evaluation", args=args)


def day_of(at: datetime) -> date:
    """The day that the calendar here shows at this moment."""
    return at.astimezone(timezone.get_current_timezone()).date()


def end_of(day: date) -> datetime:
    """The last moment of a day, by the clock here."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


def due_again(evaluations: Iterable[Evaluation], on: date) -> Evaluation | None:
    """The last evaluation, where the day has come on which parties meant to look back again."""
    newest = next(iter(evaluations), None)
    is_due = newest is not None and newest.opened_at and newest.next_on <= on
    return newest if is_due else None


def looks_due_of(party: Party) -> dict[int, date]:
    """By collaboration: when a party would look back again, if nobody asked it since."""
    later = EvaluationSide.objects.filter(
        evaluation__collaboration=OuterRef("evaluation__collaboration"),
        evaluation__dropped_at=None,
        evaluation__asked_at__gt=OuterRef("evaluation__asked_at"),
    )
    newest = EvaluationSide.objects.filter(
        ~Exists(later), party=party, evaluation__opened_at__isnull=False
    )
    return dict(newest.values_list("evaluation__collaboration", "evaluation__next_on"))


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many rows of a side, counted apart: joined, they would multiply."""
    counted = rows.order_by().values("side").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _ids_visible_to(person: User) -> QuerySet[EvaluationSide, Any]:
    mine = EvaluationSide.objects.filter(party__representations__person=person)
    here = mine.filter(party__participations__collaboration=F("evaluation__collaboration"))
    return here.values("evaluation")


def _told(found: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    sides = EvaluationSide.objects.select_related("party").order_by("pk")
    related = found.filter(dropped_at=None).select_related(
        "collaboration", "asked_for", "evaluator__asked_for"
    )
    return related.prefetch_related(Prefetch("sides", queryset=sides)).order_by(
        F("asked_at").desc(), "-pk"
    )
