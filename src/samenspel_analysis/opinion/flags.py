"""Patterns of voting that ask for a look: signs, with how likely chance would give them.

People differ, so what counts as unlikely is measured against how strongly the people of this very
conversation lean and resemble each other: the twentieth of them that does so most sets the bar.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc, expit, gammaln, logit, pdtrc

from samenspel_analysis.opinion.results import Flag, FlagKind
from samenspel_analysis.opinion.votes import (
    AGREE,
    DISAGREE,
    PASS,
    VOTE_BITS,
    FloatArray,
    IntArray,
    Votes,
)

FEWEST_VOTES = 10  # of one person, before a pattern in them can mean something
FEWEST_TOGETHER = 5  # newcomers that vote alike
READING = 1.0  # seconds: nobody reads and answers a statement in less, on average
WINDOW = 600.0  # seconds in which newcomers count as coming at once
AROUND = 43_200.0  # seconds before and after a window that say how many come at an ordinary time
PAIRS = 1_000
STRONGEST = 0.95  # the quantile of people, or pairs, that sets the bar
SEED = 6_151  # of the pairs drawn to see how alike people are

ANSWERS = (AGREE, PASS, DISAGREE)


@dataclass(frozen=True, slots=True)
class Times:
    """When each person cast a first and a last vote: seconds, (people,); NaN without a vote."""

    first: FloatArray
    last: FloatArray


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike people are who are most alike, and how many pairs agree on all they share.

    `chance` (statements,) is how likely two of them answer the same.
    """

    chance: FloatArray
    identical: float


def flags(votes: Votes, *, times: Times | None = None, alpha: float = 0.01) -> tuple[Flag, ...]:
    """Every pattern found, the most people first within a kind.

    `alpha` is the chance, for each kind, that honest and independent people give any flag at all;
    the method page says how far that holds. `times` is needed for bursts and newcomers.
    """
    shares = _shares(votes)
    alike = _alike(votes, shares)
    found = _straight_lines(votes, shares, alpha)
    found += _identical(votes, alike, alpha)
    if times is not None:
        found += _bursts(votes, times)
        found += _newcomers(votes, alike.chance, times, alpha)
    return tuple(found)


def flagged_people(found: tuple[Flag, ...], people: int) -> NDArray[np.bool_]:
    """(people,) who stands in at least one flag."""
    marked = np.zeros(people, bool)
    for flag in found:
        marked[list(flag.people)] = True
    return marked


def _shares(votes: Votes) -> FloatArray:
    """(3, statements): the share of agree, pass and disagree, with one of each added."""
    counts = np.stack(
        [np.bincount(votes.statement[votes.vote == a], minlength=votes.statements) for a in ANSWERS]
    )
    shares: FloatArray = (counts + 1.0) / (counts.sum(axis=0) + 3.0)
    return shares


def _straight_lines(votes: Votes, shares: FloatArray, alpha: float) -> list[Flag]:
    """People who gave one answer throughout, where even those who lean most would not."""
    counts = votes.counts
    found: list[Flag] = []
    enough = counts >= FEWEST_VOTES
    people = int(np.count_nonzero(enough))
    for answer, share in zip(ANSWERS, shares, strict=True):
        given = np.bincount(votes.person[votes.vote == answer], minlength=votes.people)
        mean = _sum_by_person(votes, share[votes.statement]) / np.maximum(counts, 1)
        lean = logit((given + 0.5) / (counts + 1.0)) - logit(np.clip(mean, 1e-9, 1 - 1e-9))
        bar = max(0.0, float(np.quantile(lean[enough], STRONGEST))) if people else 0.0
        chance = np.log(expit(logit(share) + bar))
        log_p = _sum_by_person(votes, chance[votes.statement])
        unlikely: NDArray[np.bool_] = (
            enough & (given == counts) & (log_p + np.log(max(people, 1)) < np.log(alpha))
        )
        for who in np.flatnonzero(unlikely).tolist():
            expected, p = float(mean[who] * counts[who]), float(np.exp(log_p[who]))
            kind = FlagKind.STRAIGHT_LINING
            found.append(Flag(kind, (who,), int(counts[who]), expected, p))
    return found


def _sum_by_person(votes: Votes, values: FloatArray) -> FloatArray:
    return np.bincount(votes.person, weights=values, minlength=votes.people).astype(np.float64)


def _identical(votes: Votes, alike: Alike, alpha: float) -> list[Flag]:
    """Sets of people with exactly the same votes, where even people who are alike would not."""
    enough = np.flatnonzero(votes.counts >= FEWEST_VOTES)
    if enough.size < 2 or alike.identical > 1 - STRONGEST:
        return []  # where many agree on everything, doing so is no sign
    found = []
    for who in _same_rows(votes, enough):
        row = votes.rows(int(who[0]), int(who[0]) + 1)
        one_more = float(
            np.log(alike.chance[row.statement]).sum()
        )  # one more person with the same votes
        log_sets = (
            gammaln(enough.size + 1) - gammaln(who.size + 1) - gammaln(enough.size - who.size + 1)
        )
        log_expected = float(log_sets) + (who.size - 1) * one_more
        if log_expected < np.log(alpha):
            expected = float(np.exp(log_expected))
            people = tuple(int(i) for i in who)
            found.append(Flag(FlagKind.IDENTICAL, people, who.size, expected, min(1.0, expected)))
    return sorted(found, key=lambda flag: (-flag.size, flag.people))


def _same_rows(votes: Votes, who: IntArray) -> list[IntArray]:
    """Sets of people whose packed votes are equal."""
    marks = np.random.default_rng(SEED).integers(1, 2**63, size=4 * votes.statements)
    total = np.concatenate([[0], np.cumsum(marks[votes.packed])])  # wraps, which is harmless
    sums = total[votes.starts[1:]] - total[votes.starts[:-1]]
    order = who[np.argsort(sums[who], kind="stable")]
    cuts = np.flatnonzero(sums[order][1:] != sums[order][:-1]) + 1
    sets = []
    for together in np.split(order, cuts):
        if together.size > 1:
            rows: dict[bytes, list[int]] = {}
            for person in together.tolist():
                packed = votes.packed[votes.starts[person] : votes.starts[person + 1]]
                rows.setdefault(packed.tobytes(), []).append(person)
            sets += [np.array(same) for same in rows.values() if len(same) > 1]
    return sets


def _alike(votes: Votes, shares: FloatArray) -> Alike:
    """What some pairs drawn at random say of how alike people are."""
    by_chance = (shares**2).sum(axis=0)
    rng = np.random.default_rng(SEED)
    who = np.flatnonzero(votes.counts >= FEWEST_VOTES)
    pairs = rng.choice(who, (PAIRS, 2)) if who.size > 1 else np.zeros((0, 2), np.int64)
    lifts, whole, long = [], 0, 0
    for one, other in pairs[pairs[:, 0] != pairs[:, 1]].tolist():
        same, both = _shared(votes, one, other)
        if both.size >= FEWEST_TOGETHER:
            lift = logit((same + 0.5) / (both.size + 1.0)) - logit(by_chance[both].mean())
            lifts.append(float(lift))
        if both.size >= FEWEST_VOTES:
            whole, long = whole + (same == both.size), long + 1
    bar = max(0.0, float(np.quantile(lifts, STRONGEST))) if lifts else 0.0
    return Alike(expit(logit(by_chance) + bar).astype(np.float64), whole / max(long, 1))


def _shared(votes: Votes, one: int, other: int) -> tuple[int, IntArray]:
    """On how many statements two people voted the same, and the statements both voted on."""
    first = votes.packed[votes.starts[one] : votes.starts[one + 1]]
    second = votes.packed[votes.starts[other] : votes.starts[other + 1]]
    both = np.intersect1d(first >> VOTE_BITS, second >> VOTE_BITS, assume_unique=True)
    same = np.intersect1d(first, second, assume_unique=True)
    return int(same.size), both.astype(np.int64)


def _bursts(votes: Votes, times: Times) -> list[Flag]:
    """People who voted faster than anyone reads."""
    counts = votes.counts
    with np.errstate(invalid="ignore"):
        quick = (counts >= FEWEST_VOTES) & (times.last - times.first < READING * (counts - 1))
    return [
        Flag(FlagKind.BURST, (int(who),), int(counts[who]), None, None)
        for who in np.flatnonzero(quick)
    ]


def _newcomers(votes: Votes, alike: FloatArray, times: Times, alpha: float) -> list[Flag]:
    """People who came at once, more than at an ordinary time, and vote more alike than others."""
    who = np.flatnonzero((votes.counts >= FEWEST_TOGETHER) & np.isfinite(times.first))
    who = who[np.argsort(times.first[who], kind="stable")]
    found: list[Flag] = []
    if who.size < 2 * FEWEST_TOGETHER:
        return found
    came, taken = times.first[who], 0
    ends = np.searchsorted(came, came + WINDOW, side="right")
    expected, log_p = _arrivals(came, ends)
    for start in np.flatnonzero(log_p + np.log(who.size) < np.log(alpha)).tolist():
        if start < taken:
            continue
        together = _too_alike(votes, who[start : int(ends[start])], alike, alpha / who.size)
        if together.size:
            people = tuple(sorted(int(i) for i in together))
            p = float(np.exp(log_p[start]))
            found.append(Flag(FlagKind.NEW_ALIKE, people, len(people), float(expected[start]), p))
            taken = int(ends[start])
    return found


def _arrivals(came: FloatArray, ends: IntArray) -> tuple[FloatArray, FloatArray]:
    """For the window that begins with each: how many were expected, and the log of p."""
    many = ends - np.arange(came.size)
    low, high = np.maximum(came - AROUND, came[0]), np.minimum(came + AROUND, came[-1])
    around = np.searchsorted(came, high, side="right") - np.searchsorted(came, low) - many
    length = np.maximum(high - low - WINDOW, WINDOW)
    expected = (around + 1.0) * WINDOW / length
    with np.errstate(divide="ignore"):  # so unlikely that it rounds to never
        return expected, np.log(pdtrc(many - 1, expected))


def _too_alike(votes: Votes, window: IntArray, alike: FloatArray, level: float) -> IntArray:
    """Who of those in a window answer as the others in it do, more than people who are alike.

    Each vote is set beside the votes of the others in the window on its statement. Those who agree
    less than people who are alike are set aside; the others are judged together.
    """
    while window.size >= FEWEST_TOGETHER:
        some = votes.of_people(window)
        same, expected, votes_of = _agreement(some, alike)
        stay = same > expected
        if stay.all():
            break
        window = window[stay]
    else:
        return np.zeros(0, np.int64)
    # each agreement is seen from both its ends, so the votes count for half
    shared, total = float(same.sum()) // 2, int(votes_of.sum()) // 2
    p = bdtrc(shared - 1, total, float(expected.sum() / votes_of.sum()))
    return window if p < level else np.zeros(0, np.int64)


def _agreement(some: Votes, alike: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Of each person, over the votes that someone else cast too: shared, expected, and how many."""
    kinds = 4 * some.statements
    same = np.bincount(some.packed, minlength=kinds)[some.packed] - 1
    cast = np.bincount(some.statement, minlength=some.statements)[some.statement] - 1
    counted = (cast > 0).astype(np.float64)
    return (
        _sum_by_person(some, same / np.maximum(cast, 1)),
        _sum_by_person(some, alike[some.statement] * counted),
        _sum_by_person(some, counted),
    )
