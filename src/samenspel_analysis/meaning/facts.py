"""What one side's answers say to one other side, and the joint draws over usable scales."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, IntArray, Questionnaire, Side
from samenspel_analysis.meaning.divided import divided_probability
from samenspel_analysis.meaning.groups import MINIMUM_MEAN
from samenspel_analysis.meaning.importance import Importance, importance_of
from samenspel_analysis.meaning.moments import PairedMoments, mean_variances, paired_moments
from samenspel_analysis.meaning.posterior import ContrastDraws, SideEvidence, draw_contrasts


@dataclass(frozen=True, slots=True)
class Settings:
    """How a scan is judged. Lengths in points; `random` is the variance of random answers."""

    tolerance: float
    prior_scale: float
    draws: int
    random: float
    smallest_mean: int = MINIMUM_MEAN  # fewest answers of which the mean is shown


@dataclass(frozen=True, slots=True)
class SideFacts:
    """One side's answers, as far as one other side is concerned; per word where not said."""

    name: str
    evidence: SideEvidence  # per item
    importance: Importance
    divided: FloatArray  # probability
    people: IntArray  # who answered at least one scale


def side_facts(
    questionnaire: Questionnaire,
    side: Side,
    *,
    about: str,
    settings: Settings,
    rng: np.random.Generator,
) -> SideFacts:
    """Gather a side's own meaning and its guess about the side named `about`."""
    guess = side.guesses.get(about)
    guess = np.full_like(side.own, np.nan) if guess is None else guess
    paired = paired_moments(side.own, guess)
    return SideFacts(
        name=side.name,
        evidence=evidence_of(questionnaire, paired, side.population),
        importance=importance_of(
            side, questionnaire, settings.smallest_mean, draws=settings.draws, rng=rng
        ),
        divided=divided_probability(paired.x, questionnaire, random=settings.random),
        people=people_per_word(side.own, questionnaire),
    )


def evidence_of(
    questionnaire: Questionnaire, paired: PairedMoments, population: int | None
) -> SideEvidence:
    """Means of two sets of answers with their uncertainty."""
    span = questionnaire.high - questionnaire.low
    return SideEvidence(
        paired, mean_variances(paired, questionnaire.word_of, population=population, span=span)
    )


def people_per_word(own: FloatArray, questionnaire: Questionnaire) -> IntArray:
    """How many people answered at least one scale of each word."""
    starts = np.searchsorted(questionnaire.word_of, np.arange(len(questionnaire.words)))
    answered = np.add.reduceat(~np.isnan(own), starts, axis=1, dtype=np.int64)
    return np.asarray((answered > 0).sum(axis=0), dtype=np.int64)


def draw_usable(
    questionnaire: Questionnaire,
    evidence: tuple[SideEvidence, SideEvidence],
    usable: np.ndarray,
    *,
    settings: Settings,
    rng: np.random.Generator,
) -> ContrastDraws:
    """Joint draws of shape (items, draws); NaN on scales that are not usable."""
    items = np.flatnonzero(usable)
    if not len(items):
        nothing = np.full((len(usable), settings.draws), np.nan)
        return ContrastDraws(nothing, nothing, nothing)
    _, word_of = np.unique(questionnaire.word_of[items], return_inverse=True)
    drawn = draw_contrasts(
        evidence[0].at(items),
        evidence[1].at(items),
        np.asarray(word_of, dtype=np.int64),
        prior_scale=settings.prior_scale,
        draws=settings.draws,
        rng=rng,
    )
    if len(items) == len(usable):
        return drawn
    whole = np.full((3, len(usable), settings.draws), np.nan)
    whole[:, items] = drawn.difference, drawn.first, drawn.second
    return ContrastDraws(*whole)
