"""What programs do with what a person offers and needs."""

from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.people.http import MemberRequest
from samenspel.platform.asking import Asked, InPath
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

from .common import AREA
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


@router.get(
    "/my-listings",
    response=ListingPage,
    summary=_("Your own offers and needs"),
    operation_id="listMyListings",
)
def listings(request: MemberRequest, asked: Query[Asked]) -> ListingPage:
    """What you offer and need yourself, without a party."""
    return shown_listings(request.user, asked, request)


@router.post(
    "/my-listings",
    response={201: ListingTerms},
    summary=_("Publish an offer or a need of your own"),
    operation_id="createMyListing",
)
@once(201)
def create_listing(request: MemberRequest, given: ListingIn) -> ListingTerms:
    """Let others know what you offer or need yourself; they do not read whose it is."""
    return published(request.user, given, request.user)


@router.delete(
    "/my-listings/{int:listing_id}",
    response={204: None},
    summary=_("Withdraw an offer or a need of your own"),
    operation_id="deleteMyListing",
)
@once(204)
def delete_listing(request: MemberRequest, listing_id: InPath) -> None:
    """Offer or need something no longer; who was introduced stays so."""
    withdrawn(request.user, listing_id, request.user)


@router.get(
    "/my-matches",
    response=MatchesOut,
    summary=_("What fits your own offers and needs"),
    operation_id="listMyMatches",
)
def matches(request: MemberRequest) -> MatchesOut:
    """What fits what you offer and need yourself, with the reasons; not whose it is."""
    return shown_matches(request.user)


@router.get(
    "/my-introductions",
    response=IntroductionPage,
    summary=_("Your own introductions"),
    operation_id="listMyIntroductions",
)
def introductions(request: MemberRequest, asked: Query[Asked]) -> IntroductionPage:
    """Whom you asked to meet on your own behalf, and who asked you."""
    return shown_introductions(request.user, asked, request)


@router.post(
    "/my-introductions",
    response={201: IntroductionOut},
    summary=_("Ask to meet on your own behalf"),
    operation_id="createMyIntroduction",
)
@once(201)
def create_introduction(request: MemberRequest, given: IntroductionIn) -> IntroductionOut:
    """Ask the other side to meet; neither knows who the other is until it says yes."""
    return asked_to_meet(request.user, given, request.user)


@router.post(
    "/my-introductions/{int:introduction_id}/_answer",
    response=IntroductionOut,
    summary=_("Say whether you want to meet yourself"),
    operation_id="answerMyIntroduction",
)
@once(200)
def answer_introduction(
    request: MemberRequest, introduction_id: InPath, given: AnswerIn
) -> IntroductionOut:
    """Say yes or no to who asked; after a yes both know who the other is."""
    return answered(request.user, introduction_id, given, request.user)
