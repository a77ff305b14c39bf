"""What of being ready stands in the digest and the calendar of a person: names and days only."""

from datetime import datetime, time, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import ReadinessRound, ReadinessStep
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.together import Asking, asked

from .evaluations import SPEAKING, day_of
from .readiness import parties_visible_to

LONG_AGO = timedelta(days=366)


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """Which rounds this person closes for a party, and which steps were to be done by now."""
    mine = person.representations.filter(role__in=SPEAKING).values("party")
    for each in (yield from asked(_open_rounds().filter(party__in=mine, closes_at__lte=at))):
        says = _("Close the questions about working with others, and read what you said.")
        yield Entry(says, each.party.name, _page_of(each.party), each.closes_at)
    for step in (yield from asked(_open_steps().filter(party__in=mine, due_on__lt=day_of(at)))):
        says = _("Say what became of “%(what)s”.") % {"what": step.what}
        moment = timezone.make_aware(datetime.combine(step.due_on, time()))
        yield Entry(says, step.party.name, _page_of(step.party), moment)


def days_of(person: User, at: datetime) -> Asking[Day]:
    """The last moment to answer, and by when each step of the plan is done."""
    mine = parties_visible_to(person)
    for each in (yield from asked(_open_rounds().filter(party__in=mine, closes_at__gt=at))):
        title = _("Last moment to say how ready you are to work with others")
        yield Day(f"readiness-{each.pk}", title, each.closes_at, _page_of(each.party),
                  each.party.name)  # fmt: skip
    for step in (
        yield from asked(_open_steps().filter(party__in=mine, due_on__gt=day_of(at - LONG_AGO)))
    ):
        title = _("%(who)s: “%(what)s”") % {"what": step.what, "who": step.owner}
        key, where = f"readiness-step-{step.pk}", step.party.name
        yield Day(key, title, step.due_on, _page_of(step.party), where)


def _open_rounds() -> QuerySet[ReadinessRound]:
    return ReadinessRound.objects.filter(closed_at=None).select_related("party").order_by("pk")


def _open_steps() -> QuerySet[ReadinessStep]:
    under_way = ReadinessStep.objects.filter(fate=Fate.OPEN).select_related("party")
    return under_way.order_by("due_on", "pk")


def _page_of(party: Party) -> str:
    return reverse("evaluation:readiness", args=[party.pk])
