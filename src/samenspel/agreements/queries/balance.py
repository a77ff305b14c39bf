from django.db.models import Prefetch, QuerySet

from samenspel.agreements.models import BalanceAnswer, BalanceRound
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


def open_balance_round(collaboration: Collaboration) -> BalanceRound | None:
    """The question about balance that is not answered by all yet."""
    return balance_rounds_in(collaboration).filter(opened_at=None).first()


def last_balance_round(collaboration: Collaboration) -> BalanceRound | None:
    """The last question about balance to which the answers were opened."""
    return balance_rounds_in(collaboration).exclude(opened_at=None).first()


def balance_rounds_in(collaboration: Collaboration) -> QuerySet[BalanceRound]:
    """The questions about balance that were not taken back, with their answers, newest first."""
    found = BalanceRound.objects.filter(collaboration=collaboration, dropped_at=None)
    return _with_answers(found.select_related("asked_for"))


def balance_rounds_visible_to(person: User) -> QuerySet[BalanceRound]:
    """The questions about balance of every collaboration of this person, newest first."""
    seen = collaborations.ids_visible_to(person)
    found = BalanceRound.objects.filter(collaboration__in=seen)
    return _with_answers(found.select_related("collaboration", "asked_for"))


def _with_answers(rounds: QuerySet[BalanceRound]) -> QuerySet[BalanceRound]:
    answers = BalanceAnswer.objects.select_related("party").order_by("party_id")
    told = rounds.prefetch_related(Prefetch("answers", queryset=answers))
    return told.order_by("-asked_at", "-pk")


@prepared
def _balance_answers_of(person: User) -> QuerySet[BalanceAnswer]:
    mine = BalanceAnswer.objects.filter(answered_by=person).select_related("party")
    return mine.order_by("answered_at", "pk")


def balance_told(person: User) -> Asking[Fact]:
    """What this person answered for a party about balance."""
    for each in (yield from asked(_balance_answers_of(person))):
        says = f"{each.party.name}: {each.get_feeling_display()} {each.because}".strip()
        yield {"at": each.answered_at, "text": says}


@prepared
def _balance_rounds_asked_by(person: User) -> QuerySet[BalanceRound]:
    mine = BalanceRound.objects.filter(asked_by=person).select_related("collaboration")
    return mine.order_by("asked_at", "pk")


def balance_asked_told(person: User) -> Asking[Fact]:
    """When this person asked whether it feels in balance."""
    for each in (yield from asked(_balance_rounds_asked_by(person))):
        yield {"at": each.asked_at, "text": each.collaboration.name}


def parties_yet_to_answer(balance_round: BalanceRound, parties: list[Party]) -> list[Party]:
    """The parties whose answer is still waited for."""
    answered = {each.party_id for each in balance_round.answers.all()}
    return [party for party in parties if party.pk not in answered]
