"""A whole scan: every pair of sides, or one community, and the waves between."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from samenspel_analysis.meaning.answers import Questionnaire, Side, Wave
from samenspel_analysis.meaning.community import analyse_community
from samenspel_analysis.meaning.divided import random_variance
from samenspel_analysis.meaning.facts import Settings
from samenspel_analysis.meaning.groups import MINIMUM_GROUP, MINIMUM_MEAN
from samenspel_analysis.meaning.movement import analyse_movements
from samenspel_analysis.meaning.notices import notices_of
from samenspel_analysis.meaning.pair import analyse_pair
from samenspel_analysis.meaning.results import ScanResult, SideSummary

METHOD = "co-orientation"
METHOD_VERSION = "1"
TOLERANCE_SHARE = 1 / 6  # of the range: one point of seven
FEWEST_DRAWS = 100
PRIOR_SHARE = 1 / 6  # of the range: scale of the half-normal hyperprior


def analyse(
    questionnaire: Questionnaire,
    waves: Sequence[Wave],
    *,
    rng: np.random.Generator,
    tolerance: float | None = None,
    draws: int = 1000,
    prior_scale: float | None = None,
    means_of_small_groups: bool = True,
) -> ScanResult:
    """Analyse the last wave, and the movement between each wave and the next.

    `tolerance` and `prior_scale` are in points, by default a sixth of the range. One side makes a
    community; two or more make pairs. `means_of_small_groups` says that everyone in a group of 3
    or 4 agrees to its means being shown. Raises `ValueError` for answers that do not fit.
    """
    _check(questionnaire, waves, draws)
    span = questionnaire.high - questionnaire.low
    settings = Settings(
        tolerance=span * TOLERANCE_SHARE if tolerance is None else tolerance,
        prior_scale=span * PRIOR_SHARE if prior_scale is None else prior_scale,
        draws=draws,
        random=random_variance(questionnaire, whole_points=_whole_points(questionnaire, waves)),
        smallest_mean=MINIMUM_MEAN if means_of_small_groups else MINIMUM_GROUP,
    )
    if min(settings.tolerance, settings.prior_scale) <= 0:
        raise ValueError("tolerance and prior_scale must be above zero")
    sides = waves[-1].sides
    pairs = tuple(
        analyse_pair(questionnaire, first, second, settings=settings, rng=rng)
        for first, second in combinations(sides, 2)
    )
    community = None
    if len(sides) == 1:
        community = analyse_community(questionnaire, sides[0], settings=settings, rng=rng)
    movements = analyse_movements(questionnaire, waves, settings=settings, rng=rng)
    return ScanResult(
        draws=draws,
        prior_scale=settings.prior_scale,
        low=questionnaire.low,
        high=questionnaire.high,
        tolerance=settings.tolerance,
        sides=tuple(_summary(side) for side in sides),
        pairs=pairs,
        community=community,
        movements=movements,
        notices=notices_of(questionnaire, sides, pairs, movements, settings),
    )


def _summary(side: Side) -> SideSummary:
    people = int((~np.isnan(side.own)).any(axis=1).sum())
    return SideSummary(side.name, people, side.population)


def _whole_points(questionnaire: Questionnaire, waves: Sequence[Wave]) -> bool:
    """Whether answers are points of a scale rather than places on a line."""
    if not (questionnaire.low.is_integer() and questionnaire.high.is_integer()):
        return False
    every = [side.own for wave in waves for side in wave.sides]
    return all(bool((np.isnan(own) | (own == np.rint(own))).all()) for own in every)


def _check(questionnaire: Questionnaire, waves: Sequence[Wave], draws: int) -> None:
    if not waves or not waves[-1].sides or not questionnaire.scales:
        raise ValueError("a scan needs a word with a scale, a wave and a side")
    word_of = questionnaire.word_of
    if len(word_of) != len(questionnaire.scales) or (np.diff(word_of) < 0).any():
        raise ValueError("word_of must name a word for every scale and never fall")
    if questionnaire.low >= questionnaire.high or draws < FEWEST_DRAWS:
        raise ValueError(f"low must be below high, and draws at least {FEWEST_DRAWS}")
    for side in (side for wave in waves for side in wave.sides):
        _check_side(questionnaire, side)


def _check_side(questionnaire: Questionnaire, side: Side) -> None:
    shape = (len(side.people), len(questionnaire.scales))
    for answers in (side.own, *side.guesses.values()):
        if answers.shape != shape:
            raise ValueError(f"answers of {side.name}: a row per person, a column per scale")
        if (answers < questionnaire.low).any() or (answers > questionnaire.high).any():
            raise ValueError(f"answers of {side.name} must lie within the range")
    if side.population is not None and side.population < len(side.people):
        raise ValueError(f"population of {side.name} is smaller than its answers")
