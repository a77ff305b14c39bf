"""What programs do with what a party offers and needs."""

from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA, OURS, party_of
from .matching import (
    AnswerIn,
    IntroductionIn,
    IntroductionOut,
    IntroductionPage,
    ListingIn,
    ListingPage,
    ListingTerms,
    MatchesOut,
    answered,
    asked_to_meet,
    published,
    shown_introductions,
    shown_listings,
    shown_matches,
    withdrawn,
)

router = new_router(AREA)


@router.get(f"{OURS}/listings", response=ListingPage, summary=_("Offers and needs"),
            operation_id="listListings")  # fmt: skip
def listings(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> ListingPage:
    """What a party of yours offers and needs now."""
    return shown_listings(party_of(request, party_id), asked, request)


@router.post(f"{OURS}/listings", response={201: ListingTerms},
             summary=_("Publish an offer or a need"), operation_id="createListing")  # fmt: skip
@once(201)
def create_listing(request: MemberRequest, party_id: InPath, given: ListingIn) -> ListingTerms:
    """Let others know what a party of yours offers or needs; they do not read whose it is."""
    return published(party_of(request, party_id), given, request.user)


@router.delete(f"{OURS}/listings/{{listing_id}}", response={204: None},
               summary=_("Withdraw an offer or a need"), operation_id="deleteListing")  # fmt: skip
@once(204)
def delete_listing(request: MemberRequest, party_id: InPath, listing_id: InPath) -> None:
    """Offer or need something no longer; who was introduced stays so."""
    withdrawn(party_of(request, party_id), listing_id, request.user)


@router.get(f"{OURS}/matches", response=MatchesOut, summary=_("What fits"),
            operation_id="listMatches")  # fmt: skip
def matches(request: MemberRequest, party_id: InPath) -> MatchesOut:
    """What fits what a party of yours offers and needs, with the reasons; not whose it is."""
    return shown_matches(party_of(request, party_id))


@router.get(f"{OURS}/introductions", response=IntroductionPage, summary=_("Introductions"),
            operation_id="listIntroductions")  # fmt: skip
def introductions(
    request: MemberRequest, party_id: InPath, asked: Query[Asked]
) -> IntroductionPage:
    """Whom a party of yours asked to meet, and who asked it."""
    return shown_introductions(party_of(request, party_id), asked, request)


@router.post(f"{OURS}/introductions", response={201: IntroductionOut},
             summary=_("Ask to meet"), operation_id="createIntroduction")  # fmt: skip
@once(201)
def create_introduction(
    request: MemberRequest, party_id: InPath, given: IntroductionIn
) -> IntroductionOut:
    """Ask the other side to meet; neither knows who the other is until it says yes."""
    return asked_to_meet(party_of(request, party_id), given, request.user)


@router.post(f"{OURS}/introductions/{{introduction_id}}/_answer", response=IntroductionOut,
             summary=_("Say whether you want to meet"),
             operation_id="answerIntroduction")  # fmt: skip
@once(200)
def answer_introduction(
    request: MemberRequest, party_id: InPath, introduction_id: InPath, given: AnswerIn
) -> IntroductionOut:
    """Say yes or no to who asked; after a yes both know who the other is."""
    return answered(party_of(request, party_id), introduction_id, given, request.user)
