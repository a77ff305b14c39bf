from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from samenspel.agreements.models import Contribution
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


class Gifts(NamedTuple):
    """How many times a party gave on one day."""

    giver: int
    on: date
    times: int


class Noted(NamedTuple):
    """What was given, in numbers only."""

    giver_id: int
    receiver_id: int
    given_on: date
    amount: Decimal | None
    unit: str
    hours: Decimal | None
    cost: int | None
    value: int | None
    in_solidarity: bool


class Given(NamedTuple):
    """How many times a party gave on one day, and what it had promised with that."""

    giver: int
    on: date
    fulfils: int | None
    times: int


def contributions_in(collaboration: Collaboration) -> QuerySet[Contribution]:
    """What was given in a collaboration, newest first."""
    found = Contribution.objects.filter(collaboration=collaboration)
    return found.select_related("giver", "receiver").order_by("-given_on", "-pk")


def contributions_within(
    collaboration: Collaboration, begins: date, ends: date
) -> "QuerySet[Contribution, Any]":
    """What was given from one day to another as rows like `Noted`, without its words."""
    found = Contribution.objects.filter(collaboration=collaboration, given_on__range=(begins, ends))
    return found.order_by("given_on", "pk").values_list(*Noted._fields, named=True)


def gifts_since(
    day: date, collaborations: Iterable[Collaboration]
) -> "QuerySet[Contribution, Any]":
    """How many times who gave on which day after this one: rows of a collaboration and `Gifts`."""
    given = Contribution.objects.filter(collaboration__in=collaborations, given_on__gt=day)
    counted = given.values_list("collaboration", "giver", "given_on").annotate(Count("pk"))
    return counted.order_by("given_on", "giver", "collaboration")


def given_in(collaboration: Collaboration) -> "QuerySet[Contribution, Any]":
    """All that was given there as rows of `Given`: for a picture, without its words."""
    here = Contribution.objects.filter(collaboration=collaboration)
    counted = here.values_list("giver", "given_on", "fulfils").annotate(Count("pk"))
    return counted.order_by("given_on", "giver", "fulfils")


def contributions_visible_to(person: User) -> QuerySet[Contribution]:
    """What was given in every collaboration that this person takes part in, newest first."""
    seen = collaborations.ids_visible_to(person)
    found = Contribution.objects.filter(collaboration__in=seen)
    related = found.select_related("collaboration", "giver", "receiver")
    return related.order_by("-given_on", "-pk")


@prepared
def _contributions_noted_by(person: User) -> "QuerySet[Contribution, Any]":
    mine = Contribution.objects.filter(noted_by=person).order_by("noted_at", "pk")
    return mine.values_list("noted_at", "what")


def contributions_told(person: User) -> Asking[Fact]:
    """The contributions that this person noted."""
    for at, what in (yield from asked(_contributions_noted_by(person))):
        yield {"at": at, "text": what}
