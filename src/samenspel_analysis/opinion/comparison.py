"""What a map would be without some people: the difference that they make."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from samenspel_analysis.opinion.results import Bridging, Consensus, OpinionMap
from samenspel_analysis.opinion.votes import AGREE, FloatArray, Votes


@dataclass(frozen=True, slots=True)
class ShareMoved:
    """A statement, and the share that agrees with and without some people."""

    statement: int
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two maps of the same conversation: of everyone, and without `left_out` people.

    Of the `compared` people on both maps, `moved` stand in another group, once groups are paired
    as well as they can be; `None` where one of the maps has no groups. Statements are numbers.
    `shares` holds those whose share moved most.
    """

    left_out: int
    groups_before: int
    groups_after: int
    compared: int
    moved: int | None
    consensus_gone: tuple[int, ...]
    consensus_new: tuple[int, ...]
    bridging_gone: tuple[int, ...]
    bridging_new: tuple[int, ...]
    shares: tuple[ShareMoved, ...]


def without(votes: Votes, left_out: NDArray[np.bool_]) -> Votes:
    """The votes of all but those marked, (people,); everyone keeps their number."""
    return votes.where(~left_out[votes.person])


def difference(
    votes: Votes,
    left_out: NDArray[np.bool_],
    before: OpinionMap,
    after: OpinionMap,
    *,
    most: int = 5,
) -> Difference:
    """What changes from the map of all votes to the map `after`, of those `without` some people."""
    compared, moved = _moved(before, after)
    comparable = bool(before.groups) == bool(after.groups)
    gone, new = _changed(before.consensus, after.consensus)
    bridge_gone, bridge_new = _changed(before.bridging, after.bridging)
    return Difference(
        left_out=int(np.count_nonzero(left_out)),
        groups_before=len(before.groups),
        groups_after=len(after.groups),
        compared=compared,
        moved=moved if comparable else None,
        consensus_gone=gone,
        consensus_new=new,
        bridging_gone=bridge_gone,
        bridging_new=bridge_new,
        shares=_shares_moved(votes, without(votes, left_out), most),
    )


def _moved(before: OpinionMap, after: OpinionMap) -> tuple[int, int]:
    one, other = before.projection, after.projection
    _, at, there = np.intersect1d(one.people, other.people, assume_unique=True, return_indices=True)
    was, now = one.groups[at] + 1, other.groups[there] + 1  # 0 is in no group
    if not at.size:
        return 0, 0
    table = np.zeros((int(was.max()) + 1, int(now.max()) + 1), np.int64)
    np.add.at(table, (was, now), 1)
    stayed = int(table[0, 0])
    grouped = table[1:, 1:]
    if grouped.size:
        stayed += int(grouped[linear_sum_assignment(-grouped)].sum())
    return int(at.size), int(at.size) - stayed


def _changed(
    before: Iterable[Consensus | Bridging], after: Iterable[Consensus | Bridging]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    was = {(each.statement, each.direction) for each in before}
    now = {(each.statement, each.direction) for each in after}
    return tuple(sorted(s for s, _ in was - now)), tuple(sorted(s for s, _ in now - was))


def _shares_moved(votes: Votes, rest: Votes, most: int) -> tuple[ShareMoved, ...]:
    before, after = _agree_shares(votes), _agree_shares(rest)
    change = np.abs(np.nan_to_num(after - before))
    order = np.argsort(-change, kind="stable")[:most]
    return tuple(
        ShareMoved(int(s), float(before[s]), float(after[s])) for s in order if change[s] > 0
    )


def _agree_shares(votes: Votes) -> FloatArray:
    cast = np.bincount(votes.statement, minlength=votes.statements)
    agrees = np.bincount(votes.statement[votes.vote == AGREE], minlength=votes.statements)
    shares: FloatArray = np.where(cast > 0, agrees / np.maximum(cast, 1), np.nan)
    return shares
