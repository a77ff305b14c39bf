"""The map as Polis draws it, for comparison and for moving house."""

import numpy as np

from samenspel_analysis.opinion.counts import GroupCounts, group_counts
from samenspel_analysis.opinion.intervals import share_of
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.polis.clusters import PolisGroups, polis_groups
from samenspel_analysis.opinion.polis.formulas import group_informed_consensus
from samenspel_analysis.opinion.polis.representative import (
    Shown,
    shown_for_everyone,
    shown_for_groups,
)
from samenspel_analysis.opinion.polis.space import Space, space_of
from samenspel_analysis.opinion.results import (
    Bridging,
    Consensus,
    Division,
    Group,
    GroupsTest,
    NoGroups,
    OpinionMap,
    Profile,
    Projection,
    Representative,
    Structure,
)
from samenspel_analysis.opinion.votes import IntArray, Votes

FEWEST_VOTES = 7


def polis_map(
    votes: Votes,
    *,
    moderation: Moderation = NOTHING_MODERATED,
    inside: IntArray | None = None,
    longest: int = 5,
) -> OpinionMap:
    """The map of `votes` by the published formulas; people count in the order of their numbers.

    `inside` are the people to put in groups (see `taking_part`); without it, who voted on seven
    statements, or on all. Nothing is tested: `p` and stability are `None`. `bridging` holds the
    `longest` largest group-informed consensus.
    """
    kept = moderation.kept(votes.statements)
    space = space_of(votes, kept)
    if inside is None:
        inside = np.flatnonzero(votes.counts >= max(1, min(FEWEST_VOTES, votes.statements)))
    found = None
    if len(np.unique(space.people[inside], axis=0)) > 1:
        found = polis_groups(space.people[inside])
    labels = np.full(len(inside), -1) if found is None else found.labels
    everyone = np.full(votes.people, -1, dtype=np.int64)
    everyone[inside] = labels
    counts = group_counts(votes, everyone, 0 if found is None else len(found.groups.centres))
    return OpinionMap(
        profile=Profile.POLIS,
        people=int(counts.people.sum()),
        statements=int(np.count_nonzero(kept)),
        votes=len(votes.packed),
        placed=len(inside),
        structure=Structure((), None, 0, 0),
        groups_test=GroupsTest(None, 0, 0, _divisions(found)),
        groups=_groups(counts, found, np.flatnonzero(kept)),
        no_groups_reason=NoGroups.TOO_FEW_PEOPLE if found is None else None,
        consensus=_consensus(counts, np.flatnonzero(kept)),
        bridging=_bridging(counts, np.flatnonzero(kept), longest),
        divisive=(),
        projection=_projection(space, inside, labels, np.flatnonzero(kept)),
    )


def _divisions(found: PolisGroups | None) -> tuple[Division, ...]:
    """Silhouettes of all tried; the size is of the division chosen, 0 for the others."""
    if found is None:
        return ()
    smallest = int(np.bincount(found.labels).min())
    chosen = len(found.groups.centres)
    return tuple(
        Division(k, clear, smallest if k == chosen else 0)
        for k, clear in enumerate(found.silhouettes, start=2)
    )


def _groups(counts: GroupCounts, found: PolisGroups | None, kept: IntArray) -> tuple[Group, ...]:
    if found is None:
        return ()
    sizes = np.bincount(found.labels, minlength=len(found.groups.centres))
    lists = shown_for_groups(counts.of(1), counts.of(-1), counts.cast, kept)
    return tuple(
        Group(
            id=group,
            size=int(size),
            share=float(size / sizes.sum()),
            stability=None,
            centre=(float(found.groups.centres[group, 0]), float(found.groups.centres[group, 1])),
            statements=tuple(_representative(each, counts) for each in lists[group]),
        )
        for group, size in enumerate(sizes)
    )


def _representative(shown: Shown, counts: GroupCounts) -> Representative:
    said = int(counts.of(shown.direction)[:, shown.statement].sum()) - shown.count
    cast = int(counts.cast[:, shown.statement].sum()) - shown.cast
    return Representative(
        statement=shown.statement,
        direction=shown.direction,
        share=share_of(shown.count, shown.cast),
        others=share_of(said, cast),
        lift=shown.lift,
        p=None,
    )


def _consensus(counts: GroupCounts, kept: IntArray) -> tuple[Consensus, ...]:
    everyone = counts.everyone
    cast = everyone.sum(axis=1)
    return tuple(
        Consensus(each.statement, direction, share_of(each.count, each.cast))
        for direction in (1, -1)
        for each in shown_for_everyone(everyone[:, 1 + direction], cast, kept, direction)
    )


def _bridging(counts: GroupCounts, kept: IntArray, longest: int) -> tuple[Bridging, ...]:
    groups = len(counts.people) - 1
    if groups < 2:
        return ()
    product = group_informed_consensus(counts.of(1), counts.cast)
    best = sorted(kept.tolist(), key=lambda statement: (-product[statement], statement))[:longest]
    found = []
    for statement in best:
        said, cast = counts.of(1)[:, statement], counts.cast[:, statement]
        shares = tuple(
            share_of(int(c), int(n), together=groups) for c, n in zip(said, cast, strict=True)
        )
        low = min(share.low or 0.0 for share in shares)
        found.append(Bridging(statement, 1, shares, low, float(product[statement])))
    return tuple(found)


def _projection(space: Space, inside: IntArray, labels: IntArray, kept: IntArray) -> Projection:
    return Projection(
        people=inside,
        points=space.people[inside],
        groups=labels,
        statements=kept,
        mean=space.mean[kept],
        components=space.components[kept],
        statement_points=space.statements[kept],
    )
