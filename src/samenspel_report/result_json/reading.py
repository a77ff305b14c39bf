"""A stored result back as the frozen results, so that it can be shown again."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from samenspel_analysis.meaning import results
from samenspel_analysis.meaning.states import NoticeKind, Pattern, State, Verdict

Json = dict[str, Any]
Part = TypeVar("Part")


def from_json(written: Json) -> results.ScanResult:
    """The result that `to_json` wrote."""
    community = written.get("community")
    low, high = written["range"]
    return results.ScanResult(
        draws=written["method"]["draws"],
        prior_scale=written["method"]["prior"]["scale_points"],
        low=low,
        high=high,
        tolerance=written["tolerance_points"],
        sides=tuple(results.SideSummary(s["name"], s["n"], s["N"]) for s in written["sides"]),
        pairs=tuple(_pair(pair) for pair in written.get("pairs", ())),
        community=None if community is None else _community(community),
        movements=tuple(_movement(movement) for movement in written.get("waves", ())),
        notices=tuple(_notice(warning) for warning in written["warnings"]),
    )


def _notice(warning: Json) -> results.Notice:
    return results.Notice(
        NoticeKind(warning["code"]), warning["side"], warning["concept"], warning["count"]
    )


def _estimate(written: Json, name: str) -> results.Estimate:
    return results.Estimate(written[name], written[f"{name}_low"], written[f"{name}_high"])


def _maybe(written: Json, name: str) -> results.Estimate | None:
    return None if written[name] is None else _estimate(written, name)


def _both(sides: Sequence[str], written: Json, read: Callable[[Any], Part]) -> tuple[Part, Part]:
    first, second = sides
    return read(written[first]), read(written[second])


def _same(value: float | None) -> float | None:
    return value


def _pair(pair: Json) -> results.PairResult:
    sides = pair["sides"]
    return results.PairResult(
        sides=tuple(sides),
        agenda=tuple(
            results.AgendaItem(item["concept"], State(item["reason"]), tuple(item["tied_with"]))
            for item in pair["agenda"]
        ),
        concepts=tuple(_word(word, sides) for word in pair["concepts"]),
    )


def _word(word: Json, sides: Sequence[str]) -> results.WordResult:
    return results.WordResult(
        concept=word["concept"],
        tension=_maybe(word, "tension"),
        seen_part=_maybe(word, "seen_part"),
        hidden_part=_maybe(word, "hidden_part"),
        imagined=_maybe(word, "imagined"),
        state=State(word["state"]),
        state_probability=word["state_probability"],
        difference_probability=word["difference_probability"],
        both_saw_probability=word["both_saw_probability"],
        state_at_tighter_tolerance=_maybe_state(word["state_at_tighter_tolerance"]),
        state_at_wider_tolerance=_maybe_state(word["state_at_wider_tolerance"]),
        sides=_both(sides, word["sides"], _word_side),
        scales=tuple(_scale(scale, sides) for scale in word["scales"]),
        unbiased=_unbiased(word["unbiased"], sides),
    )


def _maybe_state(code: str | None) -> State | None:
    return None if code is None else State(code)


def _word_side(side: Json) -> results.WordSide:
    return results.WordSide(
        n=side["n"],
        seen_share=_maybe(side, "seen_share"),
        importance=_maybe(side, "importance"),
        divided=side["divided"],
        divided_probability=side["divided_probability"],
    )


def _scale(scale: Json, sides: Sequence[str]) -> results.ScaleResult:
    difference = scale["difference"]
    verdict = difference["verdict"]
    return results.ScaleResult(
        scale=scale["scale"],
        own=_both(sides, scale["own"], _answers),
        guess=_both(sides, scale["guess"], _answers),
        difference=results.Difference(
            difference["value"],
            difference["low"],
            difference["high"],
            None if verdict is None else Verdict(verdict),
        ),
    )


def _answers(answers: Json) -> results.AnswerMean:
    return results.AnswerMean(answers["mean"], answers["low"], answers["high"], answers["n"])


def _unbiased(squares: Json, sides: Sequence[str]) -> results.UnbiasedSquares:
    return results.UnbiasedSquares(
        difference=squares["difference"],
        assumed=_both(sides, squares["assumed"], _same),
        misreading=_both(sides, squares["misreading"], _same),
        seen_numerator=_both(sides, squares["seen_numerator"], _same),
    )


def _community(community: Json) -> results.CommunityResult:
    return results.CommunityResult(
        distances=_distances(community),
        correlation=_correlations(community["correlation"]),
        concepts=tuple(_community_word(word) for word in community["concepts"]),
    )


def _distances(written: Json) -> results.Distances:
    return results.Distances(
        _estimate(written, "own_others_mad"),
        _estimate(written, "guess_others_mad"),
        _estimate(written, "own_guess_mad"),
    )


def _correlations(written: Json) -> results.Correlations:
    return results.Correlations(
        _estimate(written, "agreement"),
        _estimate(written, "accuracy"),
        _estimate(written, "congruency"),
    )


def _community_word(word: Json) -> results.CommunityWord:
    return results.CommunityWord(
        concept=word["concept"],
        n=word["n"],
        distances=_distances(word),
        correlation=_correlations(word["correlation"]),
        importance=_maybe(word, "importance"),
        divided=word["divided"],
        scales=tuple(_community_scale(scale) for scale in word["scales"]),
    )


def _community_scale(scale: Json) -> results.CommunityScale:
    (own,), (guess,) = scale["own"].values(), scale["guess"].values()
    return results.CommunityScale(scale["scale"], _answers(own), _answers(guess))


def _movement(movement: Json) -> results.PairMovement:
    sides = movement["sides"]
    return results.PairMovement(
        sides=tuple(sides),
        from_wave=movement["from_wave"],
        to_wave=movement["to_wave"],
        concepts=tuple(_word_movement(word, sides) for word in movement["concepts"]),
    )


def _word_movement(word: Json, sides: Sequence[str]) -> results.WordMovement:
    return results.WordMovement(
        concept=word["concept"],
        sides=_both(sides, word["sides"], _side_movement),
        mutual=_maybe(word, "mutual"),
        common_move=_maybe(word, "common_move"),
        pattern=Pattern(word["pattern"]),
    )


def _side_movement(side: Json) -> results.SideMovement:
    return results.SideMovement(
        same_people=side["same_people"],
        road_travelled=_maybe(side, "road_travelled"),
        learning=_maybe(side, "learning"),
    )
