"""A map that follows each vote without going through the votes of others.

The person who voted moves; centres come to rest again from where they were, and whoever that puts
in another group is counted there. The axes stay until they lean too far from where the sums put
them: then the map is drawn anew. Everything else is what a whole new map on these axes has.
"""

from dataclasses import dataclass, replace

import numpy as np

from samenspel_analysis.opinion.axes import AXES, UNIT, Axes
from samenspel_analysis.opinion.cells import Cells, cells_of, coarsened, merge_cells
from samenspel_analysis.opinion.counts import GroupCounts, group_counts
from samenspel_analysis.opinion.division import lloyd, nearest
from samenspel_analysis.opinion.moderation import NOTHING_MODERATED, Moderation
from samenspel_analysis.opinion.results import OpinionMap
from samenspel_analysis.opinion.robust import map_of_sums, placing, silent
from samenspel_analysis.opinion.running import RunningSums
from samenspel_analysis.opinion.settings import DEFAULTS, Settings
from samenspel_analysis.opinion.statements import bridging, consensus, divisive
from samenspel_analysis.opinion.sums import finish
from samenspel_analysis.opinion.votes import VOTE_BITS, FloatArray, IntArray, Packed, Votes

FARTHEST = 0.02  # of the first eigenvalue: what the axes may be off before the map is drawn anew
RESTING = 4096  # cells at most while centres come to rest


@dataclass(slots=True)
class _Stand:
    """Where everyone stands on the axes: `points` (people, 2), `groups` (people,), -1 for none."""

    axes: Axes
    points: FloatArray
    groups: IntArray
    cells: Cells
    centres: FloatArray
    counts: GroupCounts


class LiveMap:
    """The map of a conversation that goes on."""

    def __init__(
        self,
        votes: Votes,
        *,
        moderation: Moderation = NOTHING_MODERATED,
        settings: Settings = DEFAULTS,
        seed: int = 0,
    ) -> None:
        self._moderation, self._settings, self._seed = moderation, settings, seed
        self._running = RunningSums(votes)
        self.map = self.redraw()

    def redraw(self) -> OpinionMap:
        """Draw the whole map anew, tests included; goes through all votes."""
        votes, sums = self._running.votes(), self._running.sums
        self.map = map_of_sums(
            votes, sums, self._moderation, settings=self._settings, seed=self._seed
        )
        placed = placing(votes, sums, self._moderation, self._settings, silent)
        points = np.zeros((votes.people, AXES))
        points[placed.people] = placed.points
        groups = np.full(votes.people, -1, dtype=np.int64)
        groups[placed.people] = self.map.projection.groups
        self._inside = np.zeros(votes.people, dtype=bool)
        self._inside[placed.people] = True
        centres = np.array([group.centre for group in self.map.groups]).reshape(-1, AXES)
        counts = group_counts(votes, groups, len(centres))
        self._stand = _Stand(placed.axes, points, groups, placed.cells, centres, counts)
        return self.map

    @property
    def off(self) -> float:
        """How far the axes are from the present sums, as a share of the first eigenvalue."""
        axes = self._stand.axes
        centred = finish(self._running.sums, self._moderation.kept(self._running.sums.statements))
        if not np.array_equal(centred.statements, axes.statements):
            return 1.0
        image = centred.cross @ axes.components
        rest = image - axes.components @ (axes.components.T @ image)
        first = max(float(axes.components[:, 0] @ image[:, 0]), 1e-12)
        return float(np.sqrt((rest**2).sum(axis=0)).max() / first)

    def cast(self, person: int, statement: int, vote: int | None) -> OpinionMap:
        """Take in one vote and give the new map; p-values and stability are those last tested."""
        before = self._running.row(person)
        self._running.cast(person, statement, vote)
        if self.off > FARTHEST:
            return self.redraw()
        self._widen(person + 1)
        self._count(before, int(self._stand.groups[person]), -1)
        self._move(person)
        self._count(self._running.row(person), int(self._stand.groups[person]), 1)
        self._settle()
        self.map = self._shown()
        return self.map

    def _widen(self, people: int) -> None:
        more = people - len(self._inside)
        if more > 0:
            stand = self._stand
            self._inside = np.append(self._inside, np.zeros(more, dtype=bool))
            stand.points = np.vstack([stand.points, np.zeros((more, AXES))])
            stand.groups = np.append(stand.groups, np.full(more, -1))

    def _count(self, row: Packed, group: int, times: int) -> None:
        counts = self._stand.counts
        statement, vote = (row >> VOTE_BITS).astype(np.int64), (row & 3).astype(np.int64)
        counts.votes[group, statement, vote] += times
        counts.people[group] += times * (len(row) > 0)

    def _move(self, person: int) -> None:
        stand, axes = self._stand, self._stand.axes
        summed = axes.steps[self._running.row(person)].sum(axis=0)
        voted = int(summed[AXES])
        inside = voted >= max(1, min(self._settings.fewest_votes, len(axes.statements)))
        if self._inside[person]:
            gone = cells_of(stand.points[person][None], stand.cells.level)
            stand.cells = merge_cells(
                stand.cells, replace(gone, people=-gone.people, sums=-gone.sums)
            )
        self._inside[person] = inside
        stand.groups[person] = -1
        if inside:
            scale = np.sqrt(len(axes.statements) / voted) / UNIT
            stand.points[person] = summed[:AXES] * scale
            come = cells_of(stand.points[person][None], stand.cells.level)
            stand.cells = merge_cells(stand.cells, come)
            if len(stand.centres):
                at = nearest(stand.points[person][None], stand.centres[None])[0]
                stand.groups[person] = at[0, 0]

    def _settle(self) -> None:
        """Centres to rest; people whose nearest centre became another are counted there."""
        stand = self._stand
        if not len(stand.centres):
            return
        coarse = coarsened(stand.cells, RESTING)
        weights = coarse.people.astype(np.float64)
        stand.centres = lloyd(coarse.points, weights, stand.centres[None], 5)[0]
        inside = np.flatnonzero(self._inside)
        groups = nearest(stand.points[inside], stand.centres[None])[0][0]
        for at in np.flatnonzero(groups != stand.groups[inside]):
            row = self._running.row(int(inside[at]))
            self._count(row, int(stand.groups[inside[at]]), -1)
            self._count(row, int(groups[at]), 1)
        stand.groups[inside] = groups

    def _shown(self) -> OpinionMap:
        stand, statements = self._stand, self._stand.axes.statements
        inside = np.flatnonzero(self._inside)
        sizes = np.bincount(stand.groups[inside] + 1, minlength=len(stand.centres) + 1)[1:]
        groups = tuple(
            replace(
                group,
                size=int(sizes[group.id]),
                share=float(sizes[group.id] / len(inside)),
                centre=(float(stand.centres[group.id, 0]), float(stand.centres[group.id, 1])),
            )
            for group in self.map.groups
        )
        return replace(
            self.map,
            people=int(stand.counts.people.sum()),
            votes=int(stand.counts.everyone[statements].sum()),
            placed=len(inside),
            groups=groups,
            consensus=consensus(stand.counts, statements),
            bridging=bridging(stand.counts, statements),
            divisive=divisive(stand.counts, statements),
            projection=replace(
                self.map.projection,
                people=inside,
                points=stand.points[inside],
                groups=stand.groups[inside],
            ),
        )
