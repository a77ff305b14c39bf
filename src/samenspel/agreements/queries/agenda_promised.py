"""What of commitments, balance and pauses stands in the digest and the calendar of a person."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.agreements.choices import Fate, Standing
from samenspel.agreements.models import (
    BalanceAnswer,
    BalanceRound,
    Commitment,
    CommitmentTerms,
    Pause,
)
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Representation
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .agreements import day_of
from .deliveries import IS_BEGUN
from .moving import pauses_visible_to

Parties = QuerySet[Representation, Any]
LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """What waits for an answer of a party of this person, what is late, and what rested enough."""
    yield from terms_pressing(person, at)
    yield from _late(_parties_of(person), at)
    yield from balance_pressing(person, at)
    yield from _rested(person, at)


def terms_pressing(person: User, _at: datetime) -> Asking[Entry]:
    """The commitments about which the other party waits for an answer of a party of this person."""
    for terms in (yield from asked(_terms_to_answer(person))):
        says = _("Answer about the commitment “%(what)s”.") % {"what": terms.commitment.what}
        promised = terms.commitment
        yield Entry(says, promised.collaboration.name, _page_of(promised), terms.proposed_at)


def balance_pressing(person: User, _at: datetime) -> Asking[Entry]:
    """The questions about balance that open once a party of this person answered."""
    for each in (yield from asked(_rounds_to_answer(person))):
        says = _("Say whether give and take feels in balance.")
        path = reverse("agreements:give_and_take", args=[each.collaboration.slug])
        yield Entry(says, each.collaboration.name, f"{path}#balans", each.asked_at)


def days_of(person: User, at: datetime) -> Asking[Day]:
    """When each commitment is due, and until when something rests."""
    seen = collaborations.ids_visible_to(person)
    running = Commitment.objects.filter(
        collaboration__in=seen, fate__in=Fate.running(), due_on__gt=day_of(at - LONG_AGO)
    )
    begun = running.annotate(is_begun=IS_BEGUN).select_related("collaboration", "giver")
    for each in (yield from asked(begun.order_by("pk"))):
        title = _("%(giver)s: “%(what)s”")
        if each.is_begun:
            title = _("%(giver)s: the rest of “%(what)s”")
        elif each.fate == Fate.ASKED:
            title = _("%(giver)s, not promised yet: “%(what)s”")
        title %= {"giver": each.giver.name, "what": each.what}
        key, where = f"commitment-{each.pk}", each.collaboration.name
        yield Day(key, title, each.due_on, _page_of(each), where)
    for pause in (yield from asked(pauses_visible_to(person).filter(ended_at=None).order_by("pk"))):
        where = pause.collaboration.name
        title = _("“%(name)s” rests until today") % {"name": pause.agreement or where}
        yield Day(f"pause-{pause.pk}", title, pause.until_on, _moving(pause), where)


def _parties_of(person: User) -> Parties:
    """The parties for which this person answers."""
    speaking = person.representations.filter(role__in=(Role.MANAGER, Role.REPRESENTATIVE))
    return speaking.values("party")


@prepared
def _terms_to_answer(person: User) -> QuerySet[CommitmentTerms]:
    mine = _parties_of(person)
    sides = Q(commitment__giver__in=mine) | Q(commitment__receiver__in=mine)
    waiting = CommitmentTerms.objects.filter(sides, standing=Standing.PROPOSED)
    found = waiting.exclude(proposed_for__in=mine).select_related("commitment__collaboration")
    return found.order_by("pk")


def _late(mine: Parties, at: datetime) -> Asking[Entry]:
    """For who is to give it; nothing is late while the whole collaboration rests."""
    resting = Pause.objects.filter(ended_at=None, agreement=None).values("collaboration")
    late = Commitment.objects.filter(giver__in=mine, fate=Fate.OPEN, due_on__lt=day_of(at))
    here = late.exclude(collaboration__in=resting).select_related("collaboration")
    found = here.annotate(is_begun=IS_BEGUN)
    for each in (yield from asked(found.order_by("pk"))):
        says = _("Give “%(what)s”, or propose another day.")
        if each.is_begun:
            says = _("Give the rest of “%(what)s”, or propose another day.")
        says %= {"what": each.what}
        moment = timezone.make_aware(datetime.combine(each.due_on, time()))
        yield Entry(says, each.collaboration.name, _page_of(each), moment)


@prepared
def _rounds_to_answer(person: User) -> QuerySet[BalanceRound]:
    answered = BalanceAnswer.objects.filter(round=OuterRef("pk"), party=OuterRef("asks"))
    rounds = BalanceRound.objects.filter(
        collaboration__participations__party__in=_parties_of(person),
        opened_at=None,
        dropped_at=None,
    ).annotate(asks=F("collaboration__participations__party"))
    return rounds.exclude(Exists(answered)).select_related("collaboration").order_by("pk")


def _rested(person: User, at: datetime) -> Asking[Entry]:
    due = pauses_visible_to(person).filter(ended_at=None, until_on__lte=day_of(at))
    due = due.filter(Exists(_parties_of(person)))
    for pause in (yield from asked(due.order_by("pk"))):
        name = pause.agreement or pause.collaboration
        says = _("Take up “%(name)s” again, or let it rest longer.") % {"name": name}
        moment = timezone.make_aware(datetime.combine(pause.until_on, time()))
        yield Entry(says, pause.collaboration.name, _moving(pause), moment)


def _page_of(commitment: Commitment) -> str:
    args = [commitment.collaboration.slug, commitment.pk]
    return reverse("agreements:commitment", args=args)


def _moving(pause: Pause) -> str:
    return reverse("agreements:flexibility", args=[pause.collaboration.slug])
