"""What programs send to make or change a scan, looked through as a whole."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import permutations
from typing import Annotated, Self

from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import Field, model_validator

from samenspel.collaborations.models import Party
from samenspel.meaning.actions import FEWEST_SCALES, LONGEST, MOST_SCALES, MOST_WORDS
from samenspel.meaning.analyses import (
    SCALES_PROPOSED,
    ScaleDraft,
    WordDraft,
    library_words,
    with_codes,
)
from samenspel.meaning.models import Scan
from samenspel.platform.asking import In, Key, Text
from samenspel.platform.once import refuse

LONGEST_POLE, LONGEST_NAME = 60, 60
MOST_IN_A_SIDE = 100_000
Title = Annotated[Text, Field(min_length=1, max_length=120)]
Pole = Annotated[Text, Field(min_length=1, max_length=LONGEST_POLE)]
OtherPole = Annotated[Text, Field(max_length=LONGEST_POLE)]
People = Annotated[int, Field(ge=1, le=MOST_IN_A_SIDE)]


class ScaleIn(In):
    """Two ends between which people choose; English is optional, for both or for neither."""

    low_nl: Pole
    high_nl: Pole
    low_en: OtherPole = ""
    high_en: OtherPole = ""

    @model_validator(mode="after")
    def _has_two_ends(self) -> Self:
        if self.low_nl.casefold() == self.high_nl.casefold():
            raise ValueError(_("Both ends are the same."))
        if bool(self.low_en) != bool(self.high_en):
            raise ValueError(_("Give both ends in English, or neither."))
        return self

    def draft(self) -> ScaleDraft:
        """The scale as the action takes it."""
        return ScaleDraft(self.low_nl, self.high_nl, self.low_en, self.high_en)


class WordIn(In):
    """A word: the `code` of one in the library, or a name and scales of your own."""

    code: Annotated[Text, Field(max_length=60)] = ""
    name_nl: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    name_en: Annotated[Text, Field(max_length=LONGEST_NAME)] = ""
    scales: Annotated[list[ScaleIn], Field(max_length=MOST_SCALES)] = []

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if self.code:
            if self.code not in {word.code for word in library_words()}:
                raise ValueError(_("The library has no word with this code."))
            if self.name_nl or self.name_en or self.scales:
                raise ValueError(_("Give a code, or a name and scales; not both."))
        elif not self.name_nl:
            raise ValueError(_("Give a code, or a name and scales."))
        elif len(self.scales) < FEWEST_SCALES:
            raise ValueError(_("Choose at least two scales for every word."))
        elif len({(s.low_nl.casefold(), s.high_nl.casefold()) for s in self.scales}) < len(
            self.scales
        ):
            raise ValueError(_("Two scales are the same."))
        return self

    def draft(self) -> WordDraft:
        """The word as the action takes it; of the library with the scales it proposes."""
        for word in library_words():
            if self.code and word.code == self.code:
                scales = word.scales[:SCALES_PROPOSED]
                return WordDraft(word.name_nl, word.name_en, scales, word.code)
        scales = tuple(each.draft() for each in self.scales)
        return with_codes(WordDraft(self.name_nl, self.name_en, scales))


class SideIn(In):
    """How many people a party has in this, and about which other parties they guess.

    Without `guessesAbout` they guess about every other party.
    """

    party: Key
    people: People
    guesses_about: Annotated[list[Key], Field(max_length=100)] | None = None


class ScanIn(In):
    """A scan: what it asks, of how many people of each party, and its last day."""

    collaboration: Key
    title: Title
    closes_on: date
    words: Annotated[list[WordIn], Field(min_length=1, max_length=MOST_WORDS)]
    sides: Annotated[list[SideIn], Field(min_length=1, max_length=100)]


class ScanChange(In):
    """What changes of a scan that is not open yet; what is left out stays as it is."""

    title: Title | None = None
    closes_on: date | None = None
    sides: Annotated[list[SideIn], Field(min_length=1, max_length=100)] | None = None


def end_of(day: date, at: datetime) -> datetime:
    """The end of the last day, where the clock stands."""
    today = timezone.localdate(at)
    if not today < day <= today + LONGEST:
        raise refuse("body.closesOn", _("Choose a day after today, within a year."))
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def drafts_of(words: Sequence[WordIn]) -> list[WordDraft]:
    """The words; each is asked once."""
    drafts = [word.draft() for word in words]
    names = [draft.name_nl for draft in drafts]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise refuse(f"body.words.{place}", _("This word is already in the scan."))
    return drafts


def populations_of(sides: Sequence[SideIn], parties: Sequence[Party]) -> dict[Party, int]:
    """How many people each party has; every party has a side, and no other has."""
    given = {side.party: side.people for side in sides}
    if len(given) < len(sides) or set(given) != {party.pk for party in parties}:
        asked = ", ".join(str(party.pk) for party in parties)
        sentence = _("Give each party of the collaboration once: %(parties)s.")
        raise refuse("body.sides", sentence % {"parties": asked})
    return {party: given[party.pk] for party in parties}


def guesses_of(sides: Sequence[SideIn]) -> list[tuple[int, int]] | None:
    """Which party guesses about which other; `None` where every one does."""
    if all(side.guesses_about is None for side in sides):
        return None
    chosen = {side.party: side.guesses_about for side in sides}
    return [
        (by, about)
        for by, about in permutations(chosen, 2)
        if (others := chosen[by]) is None or about in others
    ]


def parties_of(scan: Scan) -> list[Party]:
    """The parties of a scan, in the order of its sides."""
    return [side.party for side in scan.sides.select_related("party").order_by("pk")]
