"""What people of a side said of a word, and whether enough of them did to show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from samenspel.meaning.models import Respondent, ScanScale, ScanSide, ScanWord, WordAnswer

FEWEST, FEW = 3, 5


@dataclass(frozen=True, slots=True)
class Heard:
    """What the people of one side said of one word."""

    said: dict[Respondent, WordAnswer]

    @property
    def may_show(self) -> bool:
        """Whether so many people said something that their mean may be shown."""
        return may_show(self.said)


class MayBeFew(Protocol):
    """Someone who agreed, or not, that a group of three or four may be shown."""

    agrees_to_small_group: bool


def may_show(people: Iterable[MayBeFew]) -> bool:
    """Five or more people, or three or four who all agreed to so small a group."""
    heard = list(people)
    agreed = all(person.agrees_to_small_group for person in heard)
    return len(heard) >= FEW or (len(heard) >= FEWEST and agreed)


def heard_of(side: ScanSide, word: ScanWord) -> Heard:
    """Who rated this word, and what they said of it."""
    said = (
        WordAnswer.objects.filter(respondent__side=side, word=word, is_skipped=False)
        .select_related("respondent")
        .prefetch_related("answers")
        .order_by("respondent_id")
    )
    return Heard({each.respondent: each for each in said if any(
        answer.about_id is None for answer in each.answers.all())})  # fmt: skip


def people_of(
    side: ScanSide, words: Sequence[ScanWord], heard: Mapping[tuple[int, int], Heard]
) -> list[Respondent]:
    """Everyone of a side who said something, in the order of the rows."""
    found = {person for word in words for person in heard[side.pk, word.pk].said}
    return sorted(found, key=lambda person: person.pk)


def given_by(answer: WordAnswer | None, scale: ScanScale, about: int | None) -> int | None:
    """The point someone chose on a scale, for themselves or about a side."""
    found = answer.answers.all() if answer else ()
    return next((a.points for a in found if (a.scale_id, a.about_id) == (scale.pk, about)), None)
