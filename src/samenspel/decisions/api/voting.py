"""Votes: whose you cast, and casting them. Never of a vote that is kept apart from who voted."""

from typing import Annotated, Self

from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import Field, model_validator

from samenspel.decisions import actions, queries
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Form, Said, Voters
from samenspel.decisions.models import Decision, Elector
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.asking import Asked, In, InPath, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.errors import NotAllowed
from samenspel.platform.once import once, refuse

from .common import AREA, ONE, VOTER, Digest, OtherWhy, found_by, person_asking, voter_in

router = new_router(AREA)
Place = Annotated[int, Field(ge=1, le=200)]
Level = Annotated[list[Place], Field(max_length=200)]


class PointsOut(Out):
    """What one of the options got."""

    place: int
    points: int


class BallotOut(Out):
    """A vote: for, against or blank; or places in order; or points for places."""

    choice: Said | None
    ranking: list[list[int]]
    points: list[PointsOut]
    why: str
    by_proxy: bool


class VoterOut(Out):
    """An entry of the list of voters; the vote is yours, or told after the count."""

    id: int
    name: str | None
    party: int
    votes: int
    may_vote: bool
    is_yours: bool
    you_hold_proxy: bool
    gave_proxy: bool
    stepped_back_because: str
    ballot: BallotOut | None


class VoterPage(Page[VoterOut]):
    """Entries by party and name."""


class PointsIn(In):
    """What one of the options gets."""

    place: Place
    points: Annotated[int, Field(ge=0, le=100)]


class BallotIn(In):
    """A vote on the text with this fingerprint, in the one way in which people vote here."""

    on_text: Digest
    choice: Said | None = None
    ranking: Annotated[list[Level], Field(max_length=200)] | None = None
    points: Annotated[list[PointsIn], Field(max_length=200)] | None = None
    why: OtherWhy = ""

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if sum(each is not None for each in (self.choice, self.ranking, self.points)) != 1:
            raise ValueError(_now("Give one of these: choice, ranking or points."))
        places = [each.place for each in self.points or ()]
        if len(set(places)) < len(places):
            raise ValueError(_now("This vote names something twice."))
        return self


@router.get(f"{ONE}/voters", response=VoterPage, summary=_("Voters"), operation_id="listVoters")
def voters(request: MemberRequest, decision_id: InPath, asked: Query[Asked]) -> VoterPage:
    """The votes you may cast; once someone can hold a proxy or votes are told, also the others."""
    found = found_by(request, decision_id)
    electors = queries.voters_shown_to(request.user, found)
    reader = _Reader(request.user, found)
    return page_of(VoterPage, electors, asked, request, reader.shown)


@router.put(f"{VOTER}/ballot", response=VoterOut, summary=_("Vote on a decision"),
            operation_id="castBallot")  # fmt: skip
@once(200)
def cast_ballot(
    request: MemberRequest, decision_id: InPath, voter_id: InPath, given: BallotIn
) -> VoterOut:
    """Vote with a key of your own; again until it closes replaces the earlier vote."""
    found, person = found_by(request, decision_id), person_asking(request)
    if found.is_separated:
        raise NotAllowed(
            _now("Votes kept apart are cast on the page only: a key would tell who asked.")
        )
    elector, same = voter_in(found, voter_id), {"why": given.why, "on_text": given.on_text}
    now = timezone.now()
    if given.choice is not None:
        actions.cast(elector=elector, choice=given.choice, by=person, at=now, **same)
    else:
        actions.pick(elector=elector, picked=_picked(found, given), by=person, at=now, **same)
    return _Reader(person, found).shown(voter_in(found, voter_id))


class _Reader:
    """What one person may read of the voters of one decision, with three questions for all."""

    def __init__(self, person: User, found: Decision) -> None:
        self.found = found
        self.own = set(queries.own_electors(person, found).values_list("pk", flat=True))
        running = list(queries.running_proxies(found)) if found.proxies else []
        self.gave = {each.giver_id for each in running}
        self.held = {each.giver_id for each in running if each.holder_id in self.own}

    def shown(self, elector: Elector) -> VoterOut:
        here = {"is_yours": elector.pk in self.own, "you_hold_proxy": elector.pk in self.held}
        after = self.found.is_counted and not self.found.is_confidential
        open_to_you = self.found.is_open and any(here.values())
        return VoterOut(
            id=elector.pk,
            name=self._name(elector),
            party=elector.party_id,
            votes=elector.votes,
            may_vote=elector.may_vote,
            gave_proxy=elector.pk in self.gave,
            stepped_back_because=elector.recused_because,
            ballot=_ballot(elector) if after or open_to_you else None,
            **here,
        )

    def _name(self, elector: Elector) -> str | None:
        if elector.person is not None:
            return elector.person.name
        return elector.party.name if self.found.voters == Voters.PARTIES else None


def _ballot(elector: Elector) -> BallotOut | None:
    cast = getattr(elector, "ballot", None)
    if cast is None:
        return None
    kept = cast.picked or {}
    given = [{"place": int(place), "points": n} for place, n in kept.get("points", {}).items()]
    return BallotOut(
        choice=Said(cast.choice) if cast.choice else None, ranking=kept.get("ranking", []),
        points=[PointsOut(**each) for each in given], why=cast.why, by_proxy=cast.by_proxy,
    )  # fmt: skip


def _picked(found: Decision, given: BallotIn) -> Picked:
    by_order = found.form == Form.RANKING
    if by_order != (given.ranking is not None):
        wanted = "ranking" if by_order else "points"
        raise refuse("body", _now("People vote here with: %(way)s.") % {"way": wanted})
    if given.ranking is not None:
        return Picked(ranking=tuple(tuple(level) for level in given.ranking if level))
    return Picked(points={each.place: each.points for each in given.points or ()})
