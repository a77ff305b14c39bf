"""One pair of sides: from answers to what can be said of every word and scale."""

import numpy as np

from samenspel_analysis.meaning.agenda import Candidate, agenda
from samenspel_analysis.meaning.answers import FloatArray, Questionnaire, Side
from samenspel_analysis.meaning.display import answer_means, bounds
from samenspel_analysis.meaning.facts import Settings, SideFacts, draw_usable, side_facts
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.results import (
    AnswerMean,
    Difference,
    PairResult,
    ScaleResult,
    WordResult,
)
from samenspel_analysis.meaning.unbiased import squares_of
from samenspel_analysis.meaning.word import Pair, Word, judge
from samenspel_analysis.meaning.word_state import verdict_of

NO_DIFFERENCE = Difference(None, None, None, None)


def analyse_pair(
    questionnaire: Questionnaire,
    first: Side,
    second: Side,
    *,
    settings: Settings,
    rng: np.random.Generator,
) -> PairResult:
    """Say of every word what two sides share, see, hide and imagine."""
    facts = (
        side_facts(questionnaire, first, about=second.name, settings=settings, rng=rng),
        side_facts(questionnaire, second, about=first.name, settings=settings, rng=rng),
    )
    usable = np.logical_and(*(fact.evidence.moments.x.n >= MINIMUM_GROUP for fact in facts))
    guessed = usable & np.logical_and(
        *(fact.evidence.moments.y.n >= MINIMUM_GROUP for fact in facts)
    )
    evidence = (facts[0].evidence, facts[1].evidence)
    drawn = draw_usable(questionnaire, evidence, usable, settings=settings, rng=rng)
    pair = Pair(
        facts,
        drawn,
        squares_of(evidence[0].moments, evidence[1].moments),
        _scale_results(questionnaire, facts, drawn.difference, settings),
    )
    words: list[WordResult] = []
    candidates: list[Candidate] = []
    for index, concept in enumerate(questionnaire.words):
        items = np.flatnonzero(questionnaire.word_of == index)
        everything = slice(items[0], items[-1] + 1)
        word = Word(concept, index, everything, items[usable[items]], items[guessed[items]])
        result, candidate = judge(word, pair, questionnaire, settings)
        words.append(result)
        candidates += [candidate] if candidate else []
    return PairResult((first.name, second.name), agenda(tuple(candidates)), tuple(words))


def _scale_results(
    questionnaire: Questionnaire,
    facts: tuple[SideFacts, SideFacts],
    difference: FloatArray,
    settings: Settings,
) -> tuple[ScaleResult, ...]:
    """Plain means of both sides and the model's difference, per scale."""
    own = [_means(questionnaire, fact, "x", settings) for fact in facts]
    guess = [_means(questionnaire, fact, "y", settings) for fact in facts]
    lower, upper = (bound.tolist() for bound in bounds(difference))
    value = difference.mean(axis=1).tolist()
    within = (np.abs(difference) < settings.tolerance).mean(axis=1).tolist()
    shown = np.isfinite(difference[:, 0]).tolist()
    return tuple(
        ScaleResult(
            scale=scale,
            own=(own[0][i], own[1][i]),
            guess=(guess[0][i], guess[1][i]),
            difference=Difference(value[i], lower[i], upper[i], verdict_of(within[i]))
            if shown[i]
            else NO_DIFFERENCE,
        )
        for i, scale in enumerate(questionnaire.scales)
    )


def _means(
    questionnaire: Questionnaire, fact: SideFacts, which: str, settings: Settings
) -> tuple[AnswerMean, ...]:
    variances = fact.evidence.variances
    answers = fact.evidence.moments.x if which == "x" else fact.evidence.moments.y
    variance, df = (variances.x, variances.df_x) if which == "x" else (variances.y, variances.df_y)
    return answer_means(
        answers,
        variance,
        df,
        low=questionnaire.low,
        high=questionnaire.high,
        smallest=settings.smallest_mean,
    )
