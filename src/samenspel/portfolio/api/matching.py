"""What a party or a person offers and needs, what that fits, and whom it asked to meet."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _now
from pydantic import AfterValidator, Field

from samenspel.agreements.choices import Goal, Kind
from samenspel.collaborations.models import Party
from samenspel.people.http import MemberRequest
from samenspel.people.models import User
from samenspel.platform.asking import Asked, In, Key, Moment, Out, Page, Text, page_of
from samenspel.platform.once import refuse
from samenspel.portfolio import actions, analyses, queries
from samenspel.portfolio.choices import Answer, Region, Side
from samenspel.portfolio.models import MOST_PARTNERS, Introduction, Listing
from samenspel.portfolio.queries import ListingTold

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
    """What is offered and needed now."""


class ListingIn(In):
    """What is offered or needed; a need is for one partner."""

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
    """What one listing fits, what agrees on most first."""

    listing: int
    matches: list[MatchOut]


class MatchesOut(Out):
    """What each listing fits."""

    items: list[MatchedOut]


class IntroductionOut(Out):
    """That two were asked to meet; the other side has a name once it was answered with yes.

    `otherParty` is empty where a person offers or needs it on their own behalf, `otherPerson` else.
    """

    id: int
    offer: int
    need: int
    other_what: str
    other_party: str
    other_person: str
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


def shown_listings(owner: Party | User, asked: Asked, request: MemberRequest) -> ListingPage:
    """What this party or person offers and needs now."""
    found = queries.listings_of(owner)
    return page_of(ListingPage, found, asked, request, ListingTerms.model_validate)


def published(owner: Party | User, given: ListingIn, by: User) -> ListingTerms:
    """What was published just now."""
    made = actions.publish(owner=owner, told=given.told, by=by, at=timezone.now())
    return ListingTerms.model_validate(made)


def withdrawn(owner: Party | User, listing_id: int, by: User) -> None:
    """Take back what this party or person published."""
    found = get_object_or_404(queries.listings_of(owner), pk=listing_id)
    actions.withdraw(listing=found, by=by, at=timezone.now())


def shown_matches(owner: Party | User) -> MatchesOut:
    """What fits what this party or person offers and needs."""
    offers, needs = (queries.compared_for(owner, side) for side in Side)
    mine = [each for each in (*needs, *offers) if each.is_of(owner)]
    pairs = set(queries.introductions_of(owner).values_list("offer_id", "need_id"))
    found = analyses.matched(mine, offers, needs, asked=pairs)
    return MatchesOut(items=[_matched(each) for each in found])


def shown_introductions(
    owner: Party | User, asked: Asked, request: MemberRequest
) -> IntroductionPage:
    """Whom this party or person asked to meet, and who asked it."""
    found = queries.introductions_of(owner)
    return page_of(IntroductionPage, found, asked, request, lambda each: _met(each, owner))


def asked_to_meet(owner: Party | User, given: IntroductionIn, by: User) -> IntroductionOut:
    """An introduction that was asked just now."""
    offer = queries.open_listings(Side.OFFER).filter(pk=given.offer).first()
    need = queries.open_listings(Side.NEED).filter(pk=given.need).first()
    if offer is None:
        raise refuse("body.offer", _now("This is not open, or it does not exist."))
    if need is None:
        raise refuse("body.need", _now("This is not open, or it does not exist."))
    made = actions.ask_introduction(offer=offer, need=need, owner=owner, by=by, at=timezone.now())
    return _shown(owner, made.pk)


def answered(
    owner: Party | User, introduction_id: int, given: AnswerIn, by: User
) -> IntroductionOut:
    """An introduction that was answered just now."""
    found = get_object_or_404(queries.introductions_of(owner), pk=introduction_id)
    answer = Answer.YES if given.agrees else Answer.NO
    actions.answer_introduction(
        introduction=found, owner=owner, answer=answer, by=by, at=timezone.now()
    )
    return _shown(owner, introduction_id)


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


def _shown(owner: Party | User, introduction_id: int) -> IntroductionOut:
    found = queries.introductions_of(owner)
    return _met(get_object_or_404(found, pk=introduction_id), owner)


def _met(each: Introduction, owner: Party | User) -> IntroductionOut:
    met = analyses.meeting_of(each, owner)
    is_named = each.answer == Answer.YES
    party, person = met.theirs.party, met.theirs.person
    return IntroductionOut(
        id=each.pk,
        offer=each.offer_id,
        need=each.need_id,
        other_what=met.theirs.what,
        other_party=party.name if party and is_named else "",
        other_person=person.name if person and is_named else "",
        was_asked_by_us=met.is_asked_by_us,
        answer=Answer(each.answer),
        asked_at=each.asked_at,
        answered_at=each.answered_at,
    )
