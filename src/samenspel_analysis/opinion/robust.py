"""Our own way to an opinion map: exact, without regard to order, and free to say "no groups"."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion.axes import Axes, axes_of, places, statement_places
from samenspel_analysis.opinion.cells import Cells, cells_of, lean, level_for
from samenspel_analysis.opinion.cloud import groups_test
from samenspel_analysis.opinion.counts import GroupCounts, group_counts
from samenspel_analysis.opinion.grouping import Grouping, grouping, least_people
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.results import (
    Group,
    GroupsTest,
    NoGroups,
    OpinionMap,
    Profile,
    Progress,
    Projection,
    Step,
    Structure,
)
from samenspel_analysis.opinion.sampled import Sampled, sampled
from samenspel_analysis.opinion.settings import DEFAULTS, Settings
from samenspel_analysis.opinion.stability import stabilities
from samenspel_analysis.opinion.statements import bridging, consensus, divisive
from samenspel_analysis.opinion.structure import structure_test
from samenspel_analysis.opinion.sums import WIDEST, Sums, finish, part
from samenspel_analysis.opinion.typical import typical
from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes
from samenspel_analysis.opinion.wide import wide_axes


@dataclass(frozen=True, slots=True)
class Placed:
    """Axes, turned to lean one way, and the people with enough votes to be placed on them."""

    axes: Axes
    people: IntArray
    points: FloatArray
    cells: Cells


def opinion_map(
    votes: Votes,
    *,
    moderation: Moderation = NOTHING_MODERATED,
    settings: Settings = DEFAULTS,
    seed: int = 0,
    progress: Progress | None = None,
) -> OpinionMap:
    """The map of `votes`: structure, groups if any, and what joins and divides them.

    Numbers are the same for any order of votes, people and statements; `seed` decides on starts,
    samples and shuffles. `progress` hears of each step at its start (0) and end (1).
    Raises `VotesError` when moderation names a statement that is not there.
    """
    tell = progress or silent
    tell(Step.SUMS, 0.0)
    sums = part(votes) if votes.statements <= WIDEST else None
    tell(Step.SUMS, 1.0)
    return map_of_sums(votes, sums, moderation, settings=settings, seed=seed, progress=tell)


def map_of_sums(
    votes: Votes,
    sums: Sums | None,
    moderation: Moderation,
    *,
    settings: Settings = DEFAULTS,
    seed: int = 0,
    progress: Progress | None = None,
) -> OpinionMap:
    """The map of `votes` of which the `sums` are known already; without, votes are gone through."""
    tell = progress or silent
    placed = placing(votes, sums, moderation, settings, tell)
    tell(Step.GROUPS, 0.0)
    found = grouping(placed.cells, settings, seed)
    groups = found.groups_of(placed.points)
    tell(Step.GROUPS, 1.0)
    people = sampled(votes, placed.axes, placed.people, settings.sample, seed)
    structure, test = tests(people, placed.axes, found, settings, seed, tell)
    reason = why_none(placed, structure, test, found, settings)
    if reason is not None:
        groups = np.full(len(groups), -1, dtype=np.int64)
    everyone = np.full(votes.people, -1, dtype=np.int64)
    everyone[placed.people] = groups
    counts = group_counts(votes, everyone, 0 if reason else len(_centres(found)))
    tell(Step.STATEMENTS, 0.0)
    shown = () if reason else groups_shown(counts, found, people, everyone, placed, settings, seed)
    result = assembled(placed, groups, counts, structure, test, shown, reason)
    tell(Step.STATEMENTS, 1.0)
    return result


def placing(
    votes: Votes, sums: Sums | None, moderation: Moderation, settings: Settings, tell: Progress
) -> Placed:
    """Axes of the statements kept, and everyone with enough votes on them."""
    tell(Step.COMPONENTS, 0.0)
    kept = moderation.kept(votes.statements)
    axes = wide_axes(votes, kept) if sums is None else axes_of(finish(sums, kept), len(kept))
    tell(Step.COMPONENTS, 1.0)
    tell(Step.PROJECTION, 0.0)
    points, voted = places(votes, axes)
    people = np.flatnonzero(voted >= max(1, min(settings.fewest_votes, len(axes.statements))))
    cells = cells_of(points[people], level_for(len(people)))
    signs = lean(cells)
    tell(Step.PROJECTION, 1.0)
    return Placed(axes.turned(signs), people, points[people] * signs, cells.turned(signs))


def tests(
    people: Sampled,
    axes: Axes,
    found: Grouping,
    settings: Settings,
    seed: int,
    tell: Progress,
) -> tuple[Structure, GroupsTest]:
    """Is there structure, and if so, are there groups? A test switched off says nothing."""
    p, permutations, p_groups, clouds = None, 0, None, 0
    each = settings.votes_a_statement * people.statements
    people = people.within(max(settings.tested_votes, each))
    testable = people.people >= 2 * settings.smallest_group and people.statements > 1
    if testable and settings.permutations:
        tell(Step.STRUCTURE_TEST, 0.0)
        p, permutations = structure_test(
            people, most=settings.permutations, enough=settings.enough, seed=seed
        )
        tell(Step.STRUCTURE_TEST, 1.0)
    if testable and settings.clouds and (p is None or p <= settings.level):
        tell(Step.GROUPS_TEST, 0.0)
        p_groups, clouds = groups_test(people, settings, seed)
        tell(Step.GROUPS_TEST, 1.0)
    values = tuple(float(value) for value in axes.eigenvalues)
    structure = Structure(values, p, permutations, people.people if permutations else 0)
    tested = people.people if clouds else 0
    return structure, GroupsTest(p_groups, clouds, tested, found.divisions)


def why_none(
    placed: Placed, structure: Structure, test: GroupsTest, found: Grouping, settings: Settings
) -> NoGroups | None:
    """Why there are no groups to show, or `None` when there are."""
    if len(placed.axes.statements) < 2:
        return NoGroups.TOO_FEW_STATEMENTS
    if len(placed.people) < 2 * least_people(settings, len(placed.people)):
        return NoGroups.TOO_FEW_PEOPLE
    if structure.p is not None and structure.p > settings.level:
        return NoGroups.NO_STRUCTURE
    if found.centres is None:
        return NoGroups.TOO_SMALL
    if settings.clouds and (test.p is None or test.p > settings.groups_level):
        return NoGroups.ONE_CLOUD
    return None


def groups_shown(
    counts: GroupCounts,
    found: Grouping,
    people: Sampled,
    everyone: IntArray,
    placed: Placed,
    settings: Settings,
    seed: int,
) -> tuple[Group, ...]:
    """Each group with its size, stability and the statements typical of it."""
    centres = _centres(found)
    groups, count = everyone[people.who], len(centres)
    stable = stabilities(people, groups, count, resamples=settings.resamples, seed=seed)
    lists = typical(counts, people, groups, placed.axes, settings, seed)
    sizes = np.bincount(everyone[placed.people], minlength=count)
    return tuple(
        Group(
            id=group,
            size=int(sizes[group]),
            share=float(sizes[group] / len(placed.people)),
            stability=None if stable is None else float(stable[group]),
            centre=(float(centres[group, 0]), float(centres[group, 1])),
            statements=lists[group],
        )
        for group in range(count)
    )


def assembled(
    placed: Placed,
    groups: IntArray,
    counts: GroupCounts,
    structure: Structure,
    test: GroupsTest,
    shown: tuple[Group, ...],
    reason: NoGroups | None,
) -> OpinionMap:
    """Everything found, in one result."""
    axes = placed.axes
    return OpinionMap(
        profile=Profile.ROBUST,
        people=int(counts.people.sum()),
        statements=len(axes.statements),
        votes=int(counts.everyone[axes.statements].sum()),
        placed=len(placed.people),
        structure=structure,
        groups_test=test,
        groups=shown,
        no_groups_reason=reason,
        consensus=consensus(counts, axes.statements),
        bridging=bridging(counts, axes.statements),
        divisive=divisive(counts, axes.statements),
        projection=Projection(
            people=placed.people,
            points=placed.points,
            groups=groups,
            statements=axes.statements,
            mean=axes.mean,
            components=axes.components,
            statement_points=statement_places(axes),
        ),
    )


def _centres(found: Grouping) -> FloatArray:
    return np.empty((0, 2)) if found.centres is None else found.centres


def silent(step: Step, done: float) -> None:
    """Tell nobody."""
