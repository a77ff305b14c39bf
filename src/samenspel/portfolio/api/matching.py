"""What a party offers and needs, what that fits, and whom it asked to meet."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_noop as _
from ninja import Query
from pydantic import AfterValidator, Field

from samenspel.agreements.choices import Goal, Kind
from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, In, InPath, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once, refuse
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Answer, Region, Side
from samenspel.portfolio.models import MOST_PARTNERS, Introduction, Listing
from samenspel.portfolio.queries import ListingTold

from .common import AREA, OURS, party_of

router = new_router(AREA)
MOST_WORDS, LONGEST_WORD = 5, 40
Word = Annotated[Text, Field(min_length=1, max_length=LONGEST_WORD)]


def _without_commas(words: list[str]) -> list[str]:
    if any("," in word for word in words):
        raise ValueError(_now("Give each word by itself, without commas."))
    return list(dict.fromkeys(words))


class ListingTerms(Out):
    """What is offered or needed; whose it is you learn once both of you agree to meet."""

    id: int
    side: Side
    what: str
    kind: Kind
    theme: Goal
    region: Region
    capacity: int
    words: list[str]


class ListingPage(Page[ListingTerms]):
    """What a party offers and needs now."""


class ListingIn(In):
    """What a party offers or needs; a need is for one partner."""

    side: Side
    what: Annotated[Text, Field(min_length=1, max_length=200)]
    kind: Kind
    theme: Goal
    region: Region = Region.EVERYWHERE
    capacity: Annotated[int, Field(ge=1, le=MOST_PARTNERS)] = 1
    words: Annotated[list[Word], Field(max_length=MOST_WORDS), AfterValidator(_without_commas)] = []

    @property
    def told(self) -> ListingTold:
        """The same as it is kept."""
        return ListingTold(**self.model_dump() | {"words": tuple(self.words)})


class MatchOut(Out):
    """What fits, why in sentences, and whether it is best for all together."""

    offer: int
    need: int
    what: str
    reasons: list[str]
    is_best: bool


class MatchedOut(Out):
    """What one listing of a party fits, what agrees on most first."""

    listing: int
    matches: list[MatchOut]


class MatchesOut(Out):
    """What each listing of a party fits."""

    items: list[MatchedOut]


class IntroductionOut(Out):
    """That two were asked to meet; the other side has a name once it was answered with yes."""

    id: int
    offer: int
    need: int
    other_what: str
    other_party: str
    was_asked_by_us: bool
    answer: Answer
    asked_at: Moment
    answered_at: Moment | None


class IntroductionPage(Page[IntroductionOut]):
    """Introductions, newest first."""


class IntroductionIn(In):
    """Which offer and which need; one of them is yours."""

    offer: Key
    need: Key


class AnswerIn(In):
    """Whether you want to meet."""

    agrees: bool


@router.get(f"{OURS}/listings", response=ListingPage, summary=_("Offers and needs"),
            operation_id="listListings")  # fmt: skip
def listings(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> ListingPage:
    """What a party of yours offers and needs now."""
    found = queries.listings_of(party_of(request, party_id))
    return page_of(ListingPage, found, asked, request, ListingTerms.model_validate)


@router.post(f"{OURS}/listings", response={201: ListingTerms},
             summary=_("Publish an offer or a need"), operation_id="createListing")  # fmt: skip
@once(201)
def create_listing(request: MemberRequest, party_id: InPath, given: ListingIn) -> ListingTerms:
    """Let others know what a party of yours offers or needs; they do not read whose it is."""
    party = party_of(request, party_id)
    made = actions.publish(party=party, told=given.told, by=request.user, at=timezone.now())
    return ListingTerms.model_validate(made)


@router.delete(f"{OURS}/listings/{{listing_id}}", response={204: None},
               summary=_("Withdraw an offer or a need"), operation_id="deleteListing")  # fmt: skip
@once(204)
def delete_listing(request: MemberRequest, party_id: InPath, listing_id: InPath) -> None:
    """Offer or need something no longer; who was introduced stays so."""
    mine = queries.listings_of(party_of(request, party_id)).select_related("party")
    found = get_object_or_404(mine, pk=listing_id)
    actions.withdraw(listing=found, by=request.user, at=timezone.now())


@router.get(f"{OURS}/matches", response=MatchesOut, summary=_("What fits"),
            operation_id="listMatches")  # fmt: skip
def matches(request: MemberRequest, party_id: InPath) -> MatchesOut:
    """What fits what a party of yours offers and needs, with the reasons; not whose it is."""
    party = party_of(request, party_id)
    offers, needs = (list(queries.open_listings(side)[: queries.MOST_COMPARED]) for side in Side)
    mine = [each for each in (*needs, *offers) if each.party_id == party.pk]
    pairs = set(queries.introductions_of(party).values_list("offer_id", "need_id"))
    found = analyses.matched(mine, offers, needs, asked=pairs)
    return MatchesOut(items=[_matched(each) for each in found])


@router.get(f"{OURS}/introductions", response=IntroductionPage, summary=_("Introductions"),
            operation_id="listIntroductions")  # fmt: skip
def introductions(
    request: MemberRequest, party_id: InPath, asked: Query[Asked]
) -> IntroductionPage:
    """Whom a party of yours asked to meet, and who asked it."""
    party = party_of(request, party_id)
    found = queries.introductions_of(party)
    return page_of(IntroductionPage, found, asked, request, lambda each: _met(each, party.pk))


@router.post(f"{OURS}/introductions", response={201: IntroductionOut},
             summary=_("Ask to meet"), operation_id="createIntroduction")  # fmt: skip
@once(201)
def create_introduction(
    request: MemberRequest, party_id: InPath, given: IntroductionIn
) -> IntroductionOut:
    """Ask the other side to meet; neither knows who the other is until it says yes."""
    party = party_of(request, party_id)
    offer = queries.open_listings(Side.OFFER).filter(pk=given.offer).first()
    need = queries.open_listings(Side.NEED).filter(pk=given.need).first()
    if offer is None:
        raise refuse("body.offer", _now("This is not open, or it does not exist."))
    if need is None:
        raise refuse("body.need", _now("This is not open, or it does not exist."))
    made = actions.ask_introduction(
        offer=offer, need=need, party=party, by=request.user, at=timezone.now()
    )
    return _shown(request, party_id, made.pk)


@router.post(f"{OURS}/introductions/{{introduction_id}}/_answer", response=IntroductionOut,
             summary=_("Say whether you want to meet"),
             operation_id="answerIntroduction")  # fmt: skip
@once(200)
def answer_introduction(
    request: MemberRequest, party_id: InPath, introduction_id: InPath, given: AnswerIn
) -> IntroductionOut:
    """Say yes or no to who asked; after a yes both know who the other is."""
    party = party_of(request, party_id)
    found = get_object_or_404(queries.introductions_of(party), pk=introduction_id)
    answer = Answer.YES if given.agrees else Answer.NO
    actions.answer_introduction(
        introduction=found, party=party, answer=answer, by=request.user, at=timezone.now()
    )
    return _shown(request, party_id, introduction_id)


def _matched(found: analyses.Matched) -> MatchedOut:
    return MatchedOut(
        listing=found.listing.pk,
        matches=[
            MatchOut(
                offer=each.offer.pk,
                need=each.need.pk,
                what=_other(each, found.listing).what,
                reasons=list(each.reasons),
                is_best=each.is_best,
            )
            for each in found.matches
        ],
    )


def _other(match: analyses.Match, listing: Listing) -> Listing:
    return match.need if match.offer.pk == listing.pk else match.offer


def _shown(request: MemberRequest, party_id: int, introduction_id: int) -> IntroductionOut:
    found = queries.introductions_of(party_of(request, party_id))
    return _met(get_object_or_404(found, pk=introduction_id), party_id)


def _met(each: Introduction, party_id: int) -> IntroductionOut:
    other = each.need if each.offer.party_id == party_id else each.offer
    return IntroductionOut(
        id=each.pk,
        offer=each.offer_id,
        need=each.need_id,
        other_what=other.what,
        other_party=other.party.name if each.answer == Answer.YES else "",
        was_asked_by_us=each.asked_for_id == party_id,
        answer=Answer(each.answer),
        asked_at=each.asked_at,
        answered_at=each.answered_at,
    )
