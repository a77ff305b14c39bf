"""A scan result as plain values: no NaN, `None` where nothing can be said."""

import math
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from samenspel_analysis.meaning import METHOD, METHOD_VERSION
from samenspel_analysis.meaning.results import (
    AgendaItem,
    AnswerMean,
    CommunityResult,
    CommunityWord,
    Correlations,
    Difference,
    Distances,
    Estimate,
    PairMovement,
    PairResult,
    ScaleResult,
    ScanResult,
    SideMovement,
    UnbiasedSquares,
    WordMovement,
    WordResult,
    WordSide,
)
from samenspel_report.i18n import translator
from samenspel_report.sentences.limits import notices

Json = dict[str, Any]
Part = TypeVar("Part")
Sides = tuple[str, str]


def to_json(result: ScanResult, *, seed: int, language: str) -> Json:
    """The result in the documented form; `language` is that of the warnings' texts."""
    written: Json = {
        "method": _method(result, seed),
        "sides": [{"name": side.name, "n": side.n, "N": side.population} for side in result.sides],
        "range": [result.low, result.high],
        "tolerance_points": result.tolerance,
    }
    if result.community is None:
        written["pairs"] = [_pair(pair) for pair in result.pairs]
    else:
        written["community"] = _community(result.community, result.sides[0].name)
    if result.movements:
        written["waves"] = [_movement(movement) for movement in result.movements]
    written["warnings"] = _warnings(result, language)
    return written


def _method(result: ScanResult, seed: int) -> Json:
    return {
        "name": METHOD,
        "version": METHOD_VERSION,
        "prior": {"distribution": "half-normal", "scale_points": result.prior_scale},
        "draws": result.draws,
        "seed": seed,
    }


def _warnings(result: ScanResult, language: str) -> list[Json]:
    t = translator(language)
    return [
        {
            "code": notice.kind.value,
            "text": " ".join(notices(t, result, [notice])),
            "side": notice.side,
            "concept": notice.concept,
            "count": notice.count,
        }
        for notice in result.notices
    ]


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _estimate(name: str, estimate: Estimate | None) -> Json:
    """A mean under its name, its interval beside it."""
    found = estimate or Estimate(None)
    return {
        name: _number(found.mean),
        f"{name}_low": _number(found.low),
        f"{name}_high": _number(found.high),
    }


def _answers(answers: AnswerMean) -> Json:
    return {
        "mean": _number(answers.mean),
        "low": _number(answers.low),
        "high": _number(answers.high),
        "n": answers.n,
    }


def _per_side(sides: Sides, parts: Sequence[Part], write: Callable[[Part], Any]) -> Json:
    return {name: write(part) for name, part in zip(sides, parts, strict=True)}


def _pair(pair: PairResult) -> Json:
    return {
        "sides": list(pair.sides),
        "agenda": [_agenda_item(item) for item in pair.agenda],
        "concepts": [_word(word, pair.sides) for word in pair.concepts],
    }


def _agenda_item(item: AgendaItem) -> Json:
    return {
        "concept": item.concept,
        "reason": item.reason.value,
        "tied": item.tied,
        "tied_with": list(item.tied_with),
    }


def _word(word: WordResult, sides: Sides) -> Json:
    return {
        "concept": word.concept,
        **_estimate("tension", word.tension),
        **_estimate("seen_part", word.seen_part),
        **_estimate("hidden_part", word.hidden_part),
        **_estimate("imagined", word.imagined),
        "state": word.state.value,
        "state_probability": _number(word.state_probability),
        "difference_probability": _number(word.difference_probability),
        "both_saw_probability": _number(word.both_saw_probability),
        "state_at_tighter_tolerance": word.state_at_tighter_tolerance,
        "state_at_wider_tolerance": word.state_at_wider_tolerance,
        "sides": _per_side(sides, word.sides, _word_side),
        "scales": [_scale(scale, sides) for scale in word.scales],
        "unbiased": _unbiased(word.unbiased, sides),
    }


def _word_side(side: WordSide) -> Json:
    return {
        "n": side.n,
        **_estimate("seen_share", side.seen_share),
        **_estimate("importance", side.importance),
        "divided": side.divided,
        "divided_probability": _number(side.divided_probability),
    }


def _scale(scale: ScaleResult, sides: Sides) -> Json:
    return {
        "scale": scale.scale,
        "own": _per_side(sides, scale.own, _answers),
        "guess": _per_side(sides, scale.guess, _answers),
        "difference": _difference(scale.difference),
    }


def _difference(difference: Difference) -> Json:
    return {
        "value": _number(difference.value),
        "low": _number(difference.low),
        "high": _number(difference.high),
        "verdict": difference.verdict,
    }


def _unbiased(squares: UnbiasedSquares, sides: Sides) -> Json:
    return {
        "difference": _number(squares.difference),
        "assumed": _per_side(sides, squares.assumed, _number),
        "misreading": _per_side(sides, squares.misreading, _number),
        "seen_numerator": _per_side(sides, squares.seen_numerator, _number),
    }


def _community(community: CommunityResult, side: str) -> Json:
    return {
        **_compared(community.distances, community.correlation),
        "concepts": [_community_word(word, side) for word in community.concepts],
    }


def _compared(distances: Distances, correlation: Correlations) -> Json:
    return {
        **_estimate("own_others_mad", distances.own_others_mad),
        **_estimate("guess_others_mad", distances.guess_others_mad),
        **_estimate("own_guess_mad", distances.own_guess_mad),
        "correlation": {
            **_estimate("agreement", correlation.agreement),
            **_estimate("accuracy", correlation.accuracy),
            **_estimate("congruency", correlation.congruency),
        },
    }


def _community_word(word: CommunityWord, side: str) -> Json:
    return {
        "concept": word.concept,
        "n": word.n,
        **_compared(word.distances, word.correlation),
        **_estimate("importance", word.importance),
        "divided": word.divided,
        "scales": [
            {
                "scale": scale.scale,
                "own": {side: _answers(scale.own)},
                "guess": {side: _answers(scale.guess)},
            }
            for scale in word.scales
        ],
    }


def _movement(movement: PairMovement) -> Json:
    return {
        "sides": list(movement.sides),
        "from_wave": movement.from_wave,
        "to_wave": movement.to_wave,
        "concepts": [_word_movement(word, movement.sides) for word in movement.concepts],
    }


def _word_movement(word: WordMovement, sides: Sides) -> Json:
    return {
        "concept": word.concept,
        "pattern": word.pattern.value,
        **_estimate("mutual", word.mutual),
        **_estimate("common_move", word.common_move),
        "sides": _per_side(sides, word.sides, _side_movement),
    }


def _side_movement(side: SideMovement) -> Json:
    return {
        "same_people": side.same_people,
        **_estimate("road_travelled", side.road_travelled),
        **_estimate("learning", side.learning),
    }
