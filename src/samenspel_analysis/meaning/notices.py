"""What a reader must know before the numbers of a scan."""

from collections.abc import Iterator

import numpy as np

from samenspel_analysis.meaning.answers import Questionnaire, Side
from samenspel_analysis.meaning.facts import Settings, people_per_word
from samenspel_analysis.meaning.groups import MINIMUM_GROUP, MINIMUM_MEAN
from samenspel_analysis.meaning.results import Notice, PairMovement, PairResult
from samenspel_analysis.meaning.states import NoticeKind

WIDE_SHARE = 0.25  # of the range: half of all answers would count as shared by chance


def notices_of(
    questionnaire: Questionnaire,
    sides: tuple[Side, ...],
    pairs: tuple[PairResult, ...],
    movements: tuple[PairMovement, ...],
    settings: Settings,
) -> tuple[Notice, ...]:
    """All notices, the gravest first."""
    found = [notice for side in sides for notice in _about_side(questionnaire, side, sides)]
    found += _divided(pairs)
    found += _unlinked(movements)
    if settings.tolerance > WIDE_SHARE * (questionnaire.high - questionnaire.low):
        found.append(Notice(NoticeKind.WIDE_TOLERANCE))
    order = list(NoticeKind)
    return tuple(sorted(dict.fromkeys(found), key=lambda notice: order.index(notice.kind)))


def _about_side(
    questionnaire: Questionnaire, side: Side, sides: tuple[Side, ...]
) -> Iterator[Notice]:
    people = people_per_word(side.own, questionnaire)
    for concept, n in zip(questionnaire.words, people.tolist(), strict=True):
        if n < MINIMUM_MEAN:
            yield Notice(NoticeKind.TOO_FEW, side.name, concept, n)
        elif n < MINIMUM_GROUP:
            yield Notice(NoticeKind.MEANS_ONLY, side.name, concept, n)
    others = [other.name for other in sides if other is not side] or [side.name]
    guesses = [side.guesses.get(name) for name in others]
    if any(guess is None or np.isnan(guess).all() for guess in guesses):
        yield Notice(NoticeKind.NO_GUESSES, side.name)
    if side.importance is None or np.isnan(side.importance).all():
        yield Notice(NoticeKind.NO_IMPORTANCE, side.name)
    missing = int(np.isnan(side.own[~np.isnan(side.own).all(axis=1)]).sum())
    if missing:
        yield Notice(NoticeKind.MISSING_ANSWERS, side.name, None, missing)


def _divided(pairs: tuple[PairResult, ...]) -> list[Notice]:
    return [
        Notice(NoticeKind.DIVIDED_SIDE, name, word.concept)
        for pair in pairs
        for word in pair.concepts
        for name, side in zip(pair.sides, word.sides, strict=True)
        if side.divided
    ]


def _unlinked(movements: tuple[PairMovement, ...]) -> list[Notice]:
    return [
        Notice(NoticeKind.NO_LINKED_PEOPLE, name)
        for movement in movements
        for index, name in enumerate(movement.sides)
        if not any(word.sides[index].same_people for word in movement.concepts)
    ]
