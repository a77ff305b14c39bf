from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.agreements.choices import Kind
from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.portfolio.choices import Answer, Region
from samenspel.portfolio.models import Introduction, Listing
from samenspel.portfolio.queries import room_of
from samenspel_analysis.portfolio import best_matching

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """An offer and a need that fit, in sentences, and whether it is best for all together."""

    offer: Listing
    need: Listing
    reasons: tuple[str, ...]
    is_best: bool


@dataclass(frozen=True, slots=True)
class Matched:
    """What one listing fits, what agrees on most first."""

    listing: Listing
    matches: tuple[Match, ...]


def matched(
    mine: Sequence[Listing], offers: Sequence[Listing], needs: Sequence[Listing],
    *, asked: Collection[Pair],
) -> list[Matched]:  # fmt: skip
    """For each listing of one owner what fits it, and which pairs are best for all together.

    `asked` are the keys of the pairs that were asked to meet; those are left out.
    """
    fits = _fitting(offers, needs)
    best = _best(fits, offers, needs)
    found: dict[int, list[Match]] = defaultdict(list)
    own = {each.pk for each in mine}
    for (row, column), _shared in sorted(fits.items(), key=lambda pair: (-pair[1], pair[0])):
        offer, need = offers[row], needs[column]
        if (offer.pk, need.pk) in asked:
            continue
        for listing in (offer, need):
            if listing.pk in own:
                match = Match(offer, need, tuple(_reasons(offer, need)), (row, column) in best)
                found[listing.pk].append(match)
    return [Matched(each, tuple(found[each.pk])) for each in mine]


@dataclass(frozen=True, slots=True)
class Meeting:
    """An introduction as one side sees it: its own offer or need, and that of the other."""

    introduction: Introduction
    ours: Listing
    theirs: Listing
    is_asked_by_us: bool

    @property
    def contact(self) -> User | None:
        """Whom one writes to on the other side, once both want to meet; `None` if that one left."""
        if self.introduction.answer != Answer.YES:
            return None
        met = self.introduction
        return self.theirs.person or (met.answered_by if self.is_asked_by_us else met.asked_by)


def meeting_of(introduction: Introduction, owner: Party | User) -> Meeting:
    """What this side sees of an introduction."""
    is_asked_by_us = introduction.asking.is_of(owner)
    sides = introduction.asking, introduction.asked
    ours, theirs = sides if is_asked_by_us else (sides[1], sides[0])
    return Meeting(introduction, ours, theirs, is_asked_by_us)


def _fitting(offers: Sequence[Listing], needs: Sequence[Listing]) -> dict[Pair, int]:
    """On how much each pair agrees that can be paired at all; both have room."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for column, need in enumerate(needs):
        if room_of(need):
            by_kind[need.kind].append(column)
    return {
        (row, column): _agreement(offer, needs[column])
        for row, offer in enumerate(offers)
        if room_of(offer)
        for column in by_kind[offer.kind]
        if _can_meet(offer, needs[column])
    }


def _best(fits: dict[Pair, int], offers: Sequence[Listing], needs: Sequence[Listing]) -> set[Pair]:
    scores = np.zeros((len(offers), len(needs)))
    for pair, shared in fits.items():
        scores[pair] = shared
    return set(best_matching(scores, [room_of(each) for each in offers]).pairs)


def _can_meet(offer: Listing, need: Listing) -> bool:
    everywhere = Region.EVERYWHERE in (offer.region, need.region)
    return offer.whose != need.whose and (everywhere or offer.region == need.region)


def _agreement(offer: Listing, need: Listing) -> int:
    """The kind, and one for each thing more: the theme, the same region, each word."""
    same_place = offer.region == need.region
    return 1 + (offer.theme == need.theme) + same_place + len(_shared_words(offer, need))


def _shared_words(offer: Listing, need: Listing) -> list[str]:
    known = {word.casefold() for word in need.words}
    return [word for word in offer.words if word.casefold() in known]


def _reasons(offer: Listing, need: Listing) -> list[str]:
    said = [_("One seeks %(kind)s, the other offers it.") % {"kind": Kind(offer.kind).label}]
    if offer.theme == need.theme:
        said.append(_("Both are about %(theme)s.") % {"theme": offer.get_theme_display()})
    else:
        said.append(
            _("The offer is about %(offered)s, the need about %(needed)s.")
            % {"offered": offer.get_theme_display(), "needed": need.get_theme_display()}
        )
    if offer.region == need.region:
        said.append(_("Both are at work in: %(region)s.") % {"region": offer.get_region_display()})
    else:
        said.append(_("One of you is at work in the whole country."))
    if words := _shared_words(offer, need):
        said.append(_("You both stand for: %(words)s.") % {"words": ", ".join(words)})
    room = room_of(offer)
    said.append(
        ngettext("There is room for %(n)s partner.", "There is room for %(n)s partners.", room)
        % {"n": room}
    )
    return said
