"""The answers of each side to each item, and the gap between sides as the meaning scan judges it.

An evaluation has no model of its own: a facet is a word, an item a scale, and the gap, its interval
and its verdict are those of `samenspel_analysis.meaning` for the same answers.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from samenspel_analysis.evaluation.results import Asked, Evaluated, Gap, Group, Heard, ItemFound
from samenspel_analysis.meaning.answers import FloatArray, Questionnaire, Side, Wave
from samenspel_analysis.meaning.groups import MINIMUM_GROUP, MINIMUM_MEAN
from samenspel_analysis.meaning.results import AnswerMean, PairResult, ScaleResult
from samenspel_analysis.meaning.scan import analyse

METHOD_VERSION = "1"
NOTHING = Heard(None, None, None, None, None)


def evaluate(
    asked: Asked, groups: Sequence[Group], *, rng: np.random.Generator, draws: int = 1000
) -> Evaluated:
    """What each side said of each item, and how far each pair of sides lies apart.

    Of fewer than five answers only their mean is told, and only if all who gave them agreed.
    Raises `ValueError` for answers that do not fit.
    """
    if len(groups) < 2:
        raise ValueError("an evaluation needs two sides")
    _check(asked, groups)
    shown = [_may_be_shown(group) for group in groups]
    facets, facet_of = _facets(asked)
    found = analyse(
        Questionnaire(facets, asked.items, facet_of, float(asked.low), float(asked.high)),
        [Wave("evaluation", tuple(map(_side, groups, shown)))],
        rng=rng,
        draws=draws,
    )
    of_pair = dict(zip(combinations(range(len(groups)), 2), found.pairs, strict=True))
    by_item = {pair: _scales(result) for pair, result in of_pair.items()}
    items = tuple(
        ItemFound(
            item,
            tuple(
                _heard(asked, each, i, _mean_of(place, by_item, i))
                for place, each in enumerate(shown)
            ),
            tuple(_gap(*pair, scales[i]) for pair, scales in by_item.items()),
        )
        for i, item in enumerate(asked.items)
    )
    return Evaluated(
        low=asked.low,
        high=asked.high,
        tolerance=found.tolerance,
        sides=tuple(group.name for group in groups),
        people=tuple(int((~np.isnan(group.answers)).any(axis=1).sum()) for group in groups),
        populations=tuple(group.population for group in groups),
        items=items,
        divided={facet: _divided(k, of_pair, len(groups)) for k, facet in enumerate(facets)},
    )


def spread(asked: Asked, group: Group, *, rng: np.random.Generator) -> tuple[Heard, ...]:
    """What one group said of each item, told by the same rules as a side of an evaluation."""
    _check(asked, [group])
    shown = _may_be_shown(group)
    if np.isnan(shown).all():
        return (NOTHING,) * len(asked.items)
    facets, facet_of = _facets(asked)
    found = analyse(
        Questionnaire(facets, asked.items, facet_of, float(asked.low), float(asked.high)),
        [Wave("readiness", (_side(group, shown),))],
        rng=rng,
    )
    words = found.community.concepts if found.community else ()
    means = [scale.own for word in words for scale in word.scales]
    return tuple(_heard(asked, shown, i, mean) for i, mean in enumerate(means))


def _facets(asked: Asked) -> tuple[tuple[str, ...], np.ndarray]:
    names = tuple(dict.fromkeys(asked.facets))
    return names, np.array([names.index(facet) for facet in asked.facets])


def _may_be_shown(group: Group) -> FloatArray:
    """The answers, blank for an item of which too few answers may be told.

    Fewer than five take the consent of all who gave them; fewer than three are told only of a side
    that has no more people than that, and so answers by name.
    """
    given = ~np.isnan(group.answers)
    counts, people = given.sum(axis=0), given.any(axis=1).sum()
    all_agree = (group.agrees_to_few[:, None] | ~given).all(axis=0)
    fewest = 1 if people < MINIMUM_MEAN else MINIMUM_MEAN
    may = (counts >= MINIMUM_GROUP) | (all_agree & (counts >= fewest))
    return np.where(may, group.answers, np.nan)


def _side(group: Group, shown: FloatArray) -> Side:
    return Side(group.name, np.arange(len(shown)), shown, population=group.population)


def _scales(pair: PairResult) -> list[ScaleResult]:
    return [scale for word in pair.concepts for scale in word.scales]


def _heard(asked: Asked, answers: FloatArray, item: int, mean: AnswerMean) -> Heard:
    """What one side said, from the answers that may be told and their mean as the scan finds it."""
    given = answers[~np.isnan(answers[:, item]), item]
    if not len(given):
        return NOTHING
    if len(given) < MINIMUM_GROUP:
        return Heard(len(given), float(given.mean()), None, None, None)
    counts = tuple(int((given == point).sum()) for point in range(asked.low, asked.high + 1))
    return Heard(len(given), mean.mean, mean.low, mean.high, counts)


def _mean_of(
    place: int, by_item: dict[tuple[int, int], list[ScaleResult]], item: int
) -> AnswerMean:
    """The mean and interval of one side, from a pair that it is in."""
    pair = next(each for each in by_item if place in each)
    return by_item[pair][item].own[pair.index(place)]


def _gap(first: int, second: int, scale: ScaleResult) -> Gap:
    found = scale.difference
    return Gap(first, second, found.value, found.low, found.high, found.verdict)


def _divided(
    facet: int, of_pair: dict[tuple[int, int], PairResult], sides: int
) -> tuple[bool, ...]:
    """For each side, whether its answers lie as far apart as answers by chance."""
    told = [False] * sides
    for pair, result in of_pair.items():
        for place, side in zip(pair, result.concepts[facet].sides, strict=True):
            told[place] = told[place] or bool(side.divided)
    return tuple(told)


def _check(asked: Asked, groups: Sequence[Group]) -> None:
    runs = [facet for i, facet in enumerate(asked.facets) if asked.facets[i - 1 : i] != (facet,)]
    if not asked.items or len(asked.facets) != len(asked.items) or len(runs) != len(set(runs)):
        raise ValueError("every item needs a facet, and items of one facet stand together")
    for group in groups:
        answered = group.answers[~np.isnan(group.answers)]
        if group.agrees_to_few.shape != group.answers.shape[:1]:
            raise ValueError(f"consent of {group.name}: one for each person")
        if (answered != np.rint(answered)).any():
            raise ValueError(f"answers of {group.name} must be whole points")
