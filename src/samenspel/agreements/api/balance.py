"""Whether give and take feels in balance: asked of all, and opened when each has answered."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.agreements import actions, queries
from samenspel.agreements.choices import Feeling
from samenspel.agreements.models import BalanceRound
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import InPath, Key, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA, ForPartyIn, ListAsked, OtherLine, deciding, found_here

router = new_router(AREA)
ONE = "/balances/{balance_id}"


class FeelingOut(Out):
    """How give and take feels to a party."""

    party: int
    feeling: Feeling
    because: str


class BalanceOut(Out):
    """One time that all were asked; `answers` is empty until each party answered."""

    id: int
    collaboration: int
    asked_for: int
    asked_at: Moment
    opened_at: Moment | None
    dropped_at: Moment | None
    answered: list[int]
    answers: list[FeelingOut]


class BalancePage(Page[BalanceOut]):
    """The times that balance was asked about, newest first."""


class BalanceIn(ForPartyIn):
    """In which collaboration, and for which party of yours you ask."""

    collaboration: Key


class FeelingIn(ForPartyIn):
    """How it feels to a party of yours."""

    feeling: Feeling
    because: OtherLine = ""


@router.get("/balances", response=BalancePage, summary=_("Feelings about balance"),
            operation_id="listBalances")  # fmt: skip
def balances(request: MemberRequest, asked: Query[ListAsked]) -> BalancePage:
    """When it was asked whether give and take feels in balance, and what came of it."""
    found = queries.balance_rounds_visible_to(request.user)
    return page_of(BalancePage, found, asked, request, _shown)


@router.post("/balances", response={201: BalanceOut}, summary=_("Ask about balance"),
             operation_id="createBalance")  # fmt: skip
@once(201)
def create_balance(request: MemberRequest, given: BalanceIn) -> BalanceOut:
    """Ask each party whether give and take feels in balance."""
    here = found_here(request, given.collaboration)
    party = deciding(request, here, given.party)
    made = actions.ask_balance(collaboration=here, party=party, by=request.user, at=timezone.now())
    return _shown(_found(request, made.pk))


@router.put(f"{ONE}/answer", response=BalanceOut, summary=_("Answer about balance"),
            operation_id="answerBalance")  # fmt: skip
@once(200)
def answer_balance(request: MemberRequest, balance_id: InPath, given: FeelingIn) -> BalanceOut:
    """Answer for a party of yours; all answers open together once each party answered."""
    found = _found(request, balance_id)
    party = deciding(request, found.collaboration, given.party)
    actions.answer_balance(
        balance_round=found, party=party, feeling=given.feeling, because=given.because,
        by=request.user, at=timezone.now(),
    )  # fmt: skip
    return _shown(_found(request, balance_id))


@router.post(f"{ONE}/_drop", response=BalanceOut, summary=_("Take the question about balance back"),
             operation_id="dropBalance")  # fmt: skip
@once(200)
def drop_balance(request: MemberRequest, balance_id: InPath, given: ForPartyIn) -> BalanceOut:
    """Take the question back before all answered; what was answered is erased unread."""
    found = _found(request, balance_id)
    party = deciding(request, found.collaboration, given.party)
    actions.drop_balance(balance_round=found, party=party, by=request.user, at=timezone.now())
    return _shown(_found(request, balance_id))


def _found(request: MemberRequest, balance_id: int) -> BalanceRound:
    return get_object_or_404(queries.balance_rounds_visible_to(request.user), pk=balance_id)


def _shown(found: BalanceRound) -> BalanceOut:
    said = list(found.answers.all())
    return BalanceOut(
        id=found.pk,
        collaboration=found.collaboration_id,
        asked_for=found.asked_for_id,
        asked_at=found.asked_at,
        opened_at=found.opened_at,
        dropped_at=found.dropped_at,
        answered=[each.party_id for each in said],
        answers=[
            FeelingOut(party=each.party_id, feeling=Feeling(each.feeling), because=each.because)
            for each in (said if found.opened_at else ())
        ],
    )
