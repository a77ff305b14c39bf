"""From cells to groups: how many, and where their centres lie."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.opinion.cells import Cells, coarsened
from samenspel_analysis.opinion.division import (
    ROUNDS,
    Parted,
    divisions,
    lloyd,
    nearest,
)
from samenspel_analysis.opinion.results import Division
from samenspel_analysis.opinion.settings import Settings
from samenspel_analysis.opinion.votes import FloatArray, IntArray

POLISHING = 8192  # cells at most while centres are brought to rest


@dataclass(frozen=True, slots=True)
class Grouping:
    """What was found for each number of groups, and the centres (k, 2) of the clearest."""

    divisions: tuple[Division, ...]
    centres: FloatArray | None

    def groups_of(self, points: FloatArray) -> IntArray:
        """The group of each point (people, 2)."""
        if self.centres is None:
            return np.full(len(points), -1, dtype=np.int64)
        return np.asarray(nearest(points, self.centres[None])[0][0])


def least_people(settings: Settings, placed: int) -> int:
    """The smallest a group may be among so many people placed."""
    return max(settings.smallest_group, int(np.ceil(settings.smallest_share * placed)))


def grouping(cells: Cells, settings: Settings, seed: int) -> Grouping:
    """The clearest division of the people in `cells`; the largest group has number 0."""
    least = least_people(settings, int(cells.people.sum()))
    found = divisions(cells, settings.most_groups, least, seed)
    shown = tuple(Division(len(each.centres), each.silhouette, each.smallest) for each in found)
    if not found:
        return Grouping(shown, None)
    clearest = max(found, key=lambda each: each.silhouette)
    return Grouping(shown, polished(clearest, cells, least))


def polished(parted: Parted, cells: Cells, least: int) -> FloatArray:
    """The centres of least spread that finer cells lead to, the largest group first."""
    fine = coarsened(cells, POLISHING)
    points, weights = fine.points, fine.people.astype(np.float64)
    begun = np.stack([parted.centres, *parted.others])
    centres = lloyd(points, weights, begun, ROUNDS)
    labels, spread = nearest(points, centres)
    k = centres.shape[1]
    sizes = np.array([np.bincount(each, weights, minlength=k) for each in labels])
    lost = np.where(sizes.min(axis=1) >= least, spread @ weights, np.inf)
    best = int(lost.argmin())
    order = np.lexsort((centres[best][:, 1], centres[best][:, 0], -sizes[best]))
    return np.asarray(centres[best][order])
