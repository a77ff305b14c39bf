"""Rounds of consent: what was said, where everyone stands, and what still stands in the way."""

from collections.abc import Sequence

from django.db.models import Prefetch, QuerySet

from samenspel.decisions.choices import Standing
from samenspel.decisions.models import (
    ConsentRound,
    Decision,
    Elector,
    Nomination,
    Objection,
    Remark,
    Stance,
)
from samenspel.people.models import User

from .decisions import own_electors


def round_of(decision: Decision) -> ConsentRound | None:
    """The newest round."""
    return decision.rounds.select_related("text").order_by("-number").first()


def rounds_of(decision: Decision) -> QuerySet[ConsentRound]:
    """Every round, newest first, with what was said in it."""
    people = ("elector__party", "elector__person")
    stances = Stance.objects.select_related(*people).order_by("given_at", "pk")
    remarks = Remark.objects.select_related("said_by", "answered_by").order_by("said_at", "pk")
    names = Nomination.objects.select_related("nominee", *people).order_by("-turn", "pk")
    objections = Objection.objects.select_related("integrated_in", *people).order_by("pk")
    return (
        decision.rounds.select_related("text")
        .prefetch_related(
            Prefetch("stances", queryset=stances),
            Prefetch("remarks", queryset=remarks),
            Prefetch("nominations", queryset=names),
            Prefetch("objections", queryset=objections),
        )
        .order_by("-number")
    )


def open_objections(decision: Decision) -> QuerySet[Objection]:
    """The objections that still stand, of whichever round."""
    found = Objection.objects.filter(round__decision=decision, standing=Standing.OPEN)
    return found.select_related("elector__party", "elector__person", "round").order_by("pk")


def settled_objections(decision: Decision) -> QuerySet[Objection]:
    """What became of the objections that no longer stand."""
    found = Objection.objects.filter(round__decision=decision).exclude(standing=Standing.OPEN)
    people = ("elector__party", "elector__person", "round", "integrated_in")
    return found.select_related(*people).order_by("pk")


def remarks_in(decision: Decision) -> QuerySet[Remark]:
    """Questions and reactions, of every round."""
    return Remark.objects.filter(round__decision=decision).select_related("round__decision")


def silent_of(decision: Decision, electors: Sequence[Elector]) -> list[Elector]:
    """Who may say something and did not: no ballot, or no stance on the text of this round."""
    entitled = [each for each in electors if each.may_vote]
    if not decision.is_by_consent:
        return [each for each in entitled if not (each.has_voted or hasattr(each, "ballot"))]
    current = round_of(decision)
    said = set(current.stances.values_list("elector", flat=True)) if current else set()
    return [each for each in entitled if each.pk not in said]


def number_who_took_part(decision: Decision, electors: Sequence[Elector]) -> int:
    """How many said something; of a vote elsewhere that is known once its result is there."""
    if decision.is_elsewhere:
        return decision.box.count()
    entitled = sum(each.may_vote for each in electors)
    return entitled - len(silent_of(decision, electors))


def speaks_in_rounds_of(person: User, decision: Decision) -> bool:
    """Whether this person is of the circle that decides."""
    return own_electors(person, decision).exists()
