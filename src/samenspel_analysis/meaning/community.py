"""One community: each member against the typical other member.

Two passes over blocks of people: first the sums per item, then per person the distances and
correlations with the mean of all others. Sums add up, so blocks of any size give one answer.
"""

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray, Questionnaire, Side
from samenspel_analysis.meaning.display import answer_means
from samenspel_analysis.meaning.divided import divided_probability
from samenspel_analysis.meaning.facts import Settings, people_per_word
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.importance import importance_of
from samenspel_analysis.meaning.moments import Moments, PairedMoments, mean_variances
from samenspel_analysis.meaning.others import PersonSums, Shown, finish, item_sums, person_sums
from samenspel_analysis.meaning.results import (
    CommunityResult,
    CommunityScale,
    CommunityWord,
)
from samenspel_analysis.meaning.word_state import SURE

BLOCK = 8192  # people at a time


def analyse_community(
    questionnaire: Questionnaire, side: Side, *, settings: Settings, rng: np.random.Generator
) -> CommunityResult:
    """Compare own meaning, guess of the others, and the others: in all, and per word."""
    guess = side.guesses.get(side.name)
    own = _item_sums(side.own, questionnaire)
    guessed = None if guess is None else _item_sums(guess, questionnaire)
    enough = _enough(side.own, guess, own, guessed)
    sums = PersonSums.nothing(len(questionnaire.words) + 1)
    for start in range(0, len(side.own), BLOCK):
        rows = slice(start, start + BLOCK)
        block = None if guess is None else guess[rows]
        sums = sums.merge(person_sums(side.own[rows], block, own, questionnaire, enough))
    people = people_per_word(side.own, questionnaire)
    shown = finish(sums, np.append(people, people.max()), population=side.population)
    scales = _scales(questionnaire, own, guessed, side.population, settings)
    return CommunityResult(
        distances=shown[-1].distances,
        correlation=shown[-1].correlations,
        concepts=_words(questionnaire, side, own, scales, shown, settings, rng),
    )


def _enough(
    own: FloatArray, guess: FloatArray | None, owned: Moments, guessed: Moments | None
) -> np.ndarray:
    """Scales that count in each of the three comparisons: those that five people can carry.

    Sums over all words hold nothing of a scale left out, so nothing can be taken from them.
    """
    means = owned.n >= MINIMUM_GROUP
    if guess is None or guessed is None:
        return np.stack([means, means & False, means & False])
    both = (~(np.isnan(own) | np.isnan(guess))).sum(axis=0) >= MINIMUM_GROUP
    return np.stack([means, means & (guessed.n >= MINIMUM_GROUP), both])


def _item_sums(answers: FloatArray, questionnaire: Questionnaire) -> Moments:
    middle = (questionnaire.low + questionnaire.high) / 2
    starts = range(0, len(answers), BLOCK)
    parts = [item_sums(answers[start : start + BLOCK], middle) for start in starts]
    n, total, squares = (np.sum([part[i] for part in parts], axis=0) for i in range(3))
    count = np.maximum(n, 1)
    mean = np.where(n > 0, middle + total / count, np.nan)
    return Moments(n=n.astype(np.int64), mean=mean, sum_squares=squares - total**2 / count)


def _words(
    questionnaire: Questionnaire,
    side: Side,
    own: Moments,
    scales: tuple[CommunityScale, ...],
    shown: tuple[Shown, ...],
    settings: Settings,
    rng: np.random.Generator,
) -> tuple[CommunityWord, ...]:
    importance = importance_of(
        side, questionnaire, settings.smallest_mean, draws=settings.draws, rng=rng
    ).shown
    divided = divided_probability(own, questionnaire, random=settings.random)
    words = []
    for index, concept in enumerate(questionnaire.words):
        items = np.flatnonzero(questionnaire.word_of == index)
        words.append(
            CommunityWord(
                concept=concept,
                n=shown[index].people,
                distances=shown[index].distances,
                correlation=shown[index].correlations,
                importance=importance[index],
                divided=bool(divided[index] >= SURE) if np.isfinite(divided[index]) else None,
                scales=scales[items[0] : items[-1] + 1],
            )
        )
    return tuple(words)


def _scales(
    questionnaire: Questionnaire,
    own: Moments,
    guessed: Moments | None,
    population: int | None,
    settings: Settings,
) -> tuple[CommunityScale, ...]:
    items = len(questionnaire.scales)
    zeros = np.zeros(items, dtype=np.int64)
    empty = Moments(zeros, np.full(items, np.nan), np.zeros(items))
    paired = PairedMoments(own, guessed or empty, zeros, np.zeros(items))
    span = questionnaire.high - questionnaire.low
    variances = mean_variances(paired, questionnaire.word_of, population=population, span=span)
    ends = (questionnaire.low, questionnaire.high, settings.smallest_mean)
    own_means, guess_means = (
        answer_means(given, variance, df, low=ends[0], high=ends[1], smallest=ends[2])
        for given, variance, df in (
            (paired.x, variances.x, variances.df_x),
            (paired.y, variances.y, variances.df_y),
        )
    )
    return tuple(
        CommunityScale(scale, own_mean, guess_mean)
        for scale, own_mean, guess_mean in zip(
            questionnaire.scales, own_means, guess_means, strict=True
        )
    )
