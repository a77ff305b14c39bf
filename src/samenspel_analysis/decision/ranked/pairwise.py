"""Each option against each other: how many voters prefer which, and who wins by that."""

from fractions import Fraction

import numpy as np

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ranked.ballots import IntArray, RankedElection
from samenspel_analysis.decision.ranked.results import Matrix, PairwiseTrace, RankedOutcome
from samenspel_analysis.decision.ranked.settings import RankedTerms, tie_order
from samenspel_analysis.decision.ties import Tie

PLAIN = RankedTerms()


def preferred(election: RankedElection) -> IntArray:
    """How many voters put option i before option j, (options, options); ties count for neither."""
    options = len(election.names)
    ranks = election.ranks.astype(np.uint8 if options < 256 else np.int16)
    found = np.zeros((options, options), np.int64)
    alike = bool((election.weights == 1).all())
    for i in range(options):
        for j in range(options):
            if i != j:
                before = ranks[i] < ranks[j]
                found[i, j] = np.count_nonzero(before) if alike else before @ election.weights
    return found


def condorcet_winner(votes: IntArray) -> int | None:
    """The option that more voters prefer than not, against each other one."""
    wins = (votes > votes.T).sum(axis=1) == len(votes) - 1
    return int(np.flatnonzero(wins)[0]) if wins.any() else None


def schulze(election: RankedElection, *, terms: RankedTerms = PLAIN) -> RankedOutcome:
    """Schulze with winning votes: strongest chains of wins; docs/methods/decision-ranked.md."""
    seed, places = tie_order(election, terms)
    votes = preferred(election)
    paths = strongest_paths(votes)
    beaten = (paths < paths.T).sum(axis=1)  # transitive: fewer that beat you is higher
    order = sorted(range(len(places)), key=lambda option: (int(beaten[option]), places[option]))
    elected = _chosen(paths, places, terms.seats)
    return RankedOutcome(
        elected=tuple(elected),
        order=tuple(order),
        ties=_ties(paths, elected, places),
        margins=_margins(votes, elected),
        seed=seed,
        pairwise=PairwiseTrace(as_matrix(votes), condorcet_winner(votes), as_matrix(paths)),
    )


def strongest_paths(votes: IntArray) -> IntArray:
    """The strength of the strongest chain of wins from option to option; its weakest link."""
    paths: IntArray = np.where(votes > votes.T, votes, 0)
    for between in range(len(paths)):
        through = np.minimum(paths[:, between, None], paths[None, between, :])
        paths = np.maximum(paths, through)
    np.fill_diagonal(paths, 0)
    return paths


def _chosen(paths: IntArray, places: tuple[int, ...], seats: int) -> list[int]:
    """One after another: of those that nobody left beats, who goes first in a tie."""
    left, chosen = list(range(len(places))), list[int]()
    while len(chosen) < seats:
        free = [i for i in left if all(paths[i, j] >= paths[j, i] for j in left)]
        chosen.append(min(free, key=places.__getitem__))
        left.remove(chosen[-1])
    return chosen


def _ties(paths: IntArray, elected: list[int], places: tuple[int, ...]) -> tuple[Tie, ...]:
    left, found = list(range(len(places))), []
    for first in elected:
        free = [i for i in left if all(paths[i, j] >= paths[j, i] for j in left)]
        if len(free) > 1:
            mattered = not set(free) <= set(elected)
            found.append(Tie(tuple(free), first, mattered))
        left.remove(first)
    return tuple(found)


def _margins(votes: IntArray, elected: list[int]) -> tuple[Margin, ...]:
    """By how many votes the last elected wins from each other; below zero where a chain does."""
    last = elected[-1]
    others = [option for option in range(len(votes)) if option not in elected]
    return tuple(
        Margin(last, other, Fraction(int(votes[last, other] - votes[other, last])))
        for other in others
    )


def as_matrix(values: IntArray) -> Matrix:
    """An array of whole numbers as rows."""
    return tuple(tuple(row) for row in values.tolist())
