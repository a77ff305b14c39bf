"""What a worker does with one partition file; every result merges or stays where it is."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from samenspel_analysis.opinion.axes import Axes, places
from samenspel_analysis.opinion.cells import Cells, cells_of
from samenspel_analysis.opinion.counts import GroupCounts, group_counts
from samenspel_analysis.opinion.grouping import Grouping
from samenspel_analysis.opinion.sampled import sampled
from samenspel_analysis.opinion.settings import Settings
from samenspel_analysis.opinion.votes import FloatArray, IntArray, Votes, pack
from samenspel_report.votes import VoteTable, read_part
from samenspel_report.votes.identities import Names
from samenspel_report.votes.table import places_in


@dataclass(frozen=True, slots=True)
class PartPlaces:
    """Who of a part has enough votes to be placed, and where: (placed,), (placed, 2)."""

    people: IntArray
    points: FloatArray


@dataclass(frozen=True, slots=True)
class PartSample:
    """The votes of those of a part who may be in the sample, and their numbers in the part."""

    who: IntArray
    votes: Votes


def read_file(path: str) -> VoteTable:
    """The votes of a partition file."""
    return read_part(Path(path))


def names_in(table: VoteTable) -> tuple[Names, Names]:
    """Who and what stands in a part."""
    return table.people, table.statement_ids


def packed(table: VoteTable, statement_ids: Names) -> Votes:
    """The votes of a part, its statements numbered as in all parts together."""
    statement = places_in(table.statement_ids, statement_ids)[table.statements]
    return pack(
        table.persons, statement, table.votes,
        people=len(table.people), statements=len(statement_ids),
    )  # fmt: skip


def placed(votes: Votes, axes: Axes, settings: Settings) -> PartPlaces:
    """Where the people of a part stand."""
    points, voted = places(votes, axes)
    people = np.flatnonzero(voted >= max(1, min(settings.fewest_votes, len(axes.statements))))
    return PartPlaces(people, points[people])


def how_many(found: PartPlaces) -> int:
    """People of a part that are placed."""
    return len(found.people)


def counted_cells(found: PartPlaces, level: int) -> Cells:
    """How many people of a part stand in each cell of the map."""
    return cells_of(found.points, level)


def candidates(votes: Votes, found: PartPlaces, axes: Axes, most: int, seed: int) -> PartSample:
    """Those of a part who are in the sample of all, unless others come before them."""
    chosen = np.sort(sampled(votes, axes, found.people, most, seed).who)
    return PartSample(chosen, votes.of_people(chosen))


def groups_in(found: PartPlaces, grouping: Grouping, signs: IntArray) -> IntArray:
    """The group of each person of a part that is placed."""
    return grouping.groups_of(found.points * signs)


def counted(votes: Votes, found: PartPlaces, groups: IntArray, count: int) -> GroupCounts:
    """How each group of a part voted; with no groups, all as one."""
    everyone = np.full(votes.people, -1, np.int64)
    if count:
        everyone[found.people] = groups
    return group_counts(votes, everyone, count)
