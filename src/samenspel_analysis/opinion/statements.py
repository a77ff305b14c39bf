"""Statements that join and that divide, each ranked by the bound that speaks against it."""

import numpy as np

from samenspel_analysis.opinion.counts import GroupCounts
from samenspel_analysis.opinion.intervals import newcombe, shares_of, wilson
from samenspel_analysis.opinion.results import Bridging, Consensus, Divisive, Share
from samenspel_analysis.opinion.votes import FloatArray, IntArray

MOST = 0.5  # more than half: what "most people" means
DIRECTIONS = (1, -1)  # agrees, disagrees


def consensus(counts: GroupCounts, statements: IntArray) -> tuple[Consensus, ...]:
    """Statements that more than half of all voters agree or disagree with, for certain.

    The lower bound of the share lies above one half; few votes have a low bound, so they cannot
    lead.
    """
    return shared_by_most(counts.everyone[statements], statements)


def shared_by_most(everyone: IntArray, statements: IntArray) -> tuple[Consensus, ...]:
    """The same of counts: `everyone` (S, 3) counts disagree, pass and agree of `statements`."""
    of, count = everyone.sum(axis=1), everyone[:, [1 + direction for direction in DIRECTIONS]]
    low = wilson(count, of[:, None])[0]
    at, which = np.nonzero(low > MOST)
    shares = shares_of(count[at, which], of[at])
    found = [
        (-least, Consensus(statement, DIRECTIONS[side], share))
        for least, statement, side, share in zip(
            low[at, which].tolist(), statements[at].tolist(), which.tolist(), shares, strict=True
        )
    ]
    found.sort(key=lambda each: (each[0], each[1].statement, each[1].direction))
    return tuple(each for _, each in found)


def bridging(counts: GroupCounts, statements: IntArray) -> tuple[Bridging, ...]:
    """Statements that more than half of each group agrees, or disagrees, with, for certain."""
    groups = len(counts.people) - 1
    if groups < 2:
        return ()
    of, count = counts.cast[:, statements], counts.both_ways(statements)
    low = wilson(count, of, together=groups)[0].min(axis=1)
    which, at = np.nonzero(low > MOST)
    product = ((count + 1) / (of + 2)).prod(axis=1)
    shares = _by_statement(count[which, :, at].T, of[:, at], groups)
    lists = (each.tolist() for each in (statements[at], low[which, at], product[which, at]))
    found = [
        Bridging(statement, DIRECTIONS[side], each, least, together)
        for side, each, statement, least, together in zip(
            which.tolist(), shares, *lists, strict=True
        )
    ]
    return tuple(sorted(found, key=lambda each: (-each.low, each.statement)))


def divisive(counts: GroupCounts, statements: IntArray) -> tuple[Divisive, ...]:
    """Statements on which the agreement of two groups differs for certain, the largest first."""
    groups = len(counts.people) - 1
    if groups < 2:
        return ()
    of, agree = counts.cast[:, statements], counts.of(1)[:, statements]
    more, less = np.nonzero(~np.eye(groups, dtype=bool))
    low, high = newcombe((agree[more], agree[less]), (of[more], of[less]), together=len(more) // 2)
    at = np.flatnonzero(low.max(axis=0) > 0)
    best = low[:, at].argmax(axis=0)
    most, least = more[best], less[best]
    share = agree / np.maximum(of, 1)
    apart = share[most, at] - share[least, at]
    shares = _by_statement(agree[:, at], of[:, at], groups)
    lists = (each.tolist() for each in (statements[at], most, least))
    bounds = (each.tolist() for each in (apart, low[best, at], high[best, at]))
    found = [Divisive(*each) for each in zip(*lists, shares, *bounds, strict=True)]
    return tuple(sorted(found, key=lambda each: (-each.low, each.statement)))


def lifts(count: IntArray, of: IntArray) -> FloatArray:
    """Share within a group by the share outside it, one vote added either way.

    `count` (..., groups, statements) `of` (groups, statements) votes.
    """
    others, of_others = count.sum(axis=-2, keepdims=True) - count, of.sum(axis=0) - of
    return np.asarray(((count + 1) / (of + 2)) / ((others + 1) / (of_others + 2)))


def _by_statement(count: IntArray, of: IntArray, groups: int) -> list[tuple[Share, ...]]:
    """The shares of all groups on each statement; `count` and `of` are (groups, statements)."""
    shares = shares_of(count.T.ravel(), of.T.ravel(), together=groups)
    return [shares[first : first + groups] for first in range(0, len(shares), groups)]
