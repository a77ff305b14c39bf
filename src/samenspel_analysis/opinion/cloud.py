"""Are there groups, or one cloud? Votes of one cloud of people, simulated on the same axes.

The cloud is normal on two axes. Who voted on what, who passed, how many agreed with each statement
and how much the two axes explain are those of the votes; whether people lie in one cloud is all
that differs.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from samenspel_analysis.opinion.axes import AXES
from samenspel_analysis.opinion.cells import cells_of, level_for
from samenspel_analysis.opinion.division import divisions
from samenspel_analysis.opinion.grouping import least_people
from samenspel_analysis.opinion.sampled import Sampled, eigen
from samenspel_analysis.opinion.settings import Settings
from samenspel_analysis.opinion.structure import sequential
from samenspel_analysis.opinion.votes import FloatArray

ROUNDS = 12  # draws that bring the simulated axes to the strength of the real
WHOLE_STEPS = 3  # of these draws, the first, are followed all the way
STRONGEST = 0.97  # share of a vote that the axes may explain, at most


@dataclass(frozen=True, slots=True)
class Cloud:
    """Where votes turn from down to up (K,), the pull (K, 2) of the axes, and who did not pass.

    `said` (votes,) is 1, or 0 where someone passed.
    """

    turn: FloatArray
    pull: FloatArray
    said: FloatArray

    def draw(
        self, people: Sampled, chance: np.random.Generator, strength: FloatArray
    ) -> FloatArray:
        """Votes `up` of one cloud, one for each vote of `people`; who passed still passes."""
        pull = self.pull * strength
        explained = (pull**2).sum(axis=1, keepdims=True)
        pull = pull * np.minimum(1, np.sqrt(STRONGEST / np.maximum(explained, 1e-12)))
        noise = np.sqrt(1 - (pull**2).sum(axis=1))
        along = (pull / noise[:, None]).astype(np.float32)
        turn = (self.turn / noise).astype(np.float32)
        stand = chance.standard_normal((AXES, people.people), dtype=np.float32)
        leaning = chance.standard_normal(len(people.up), dtype=np.float32)
        voted = np.diff(people.starts)
        for axis in range(AXES):
            leaning += np.repeat(stand[axis], voted) * along[:, axis][people.statement]
        return np.where(leaning > turn[people.statement], self.said, -self.said)


def groups_test(people: Sampled, settings: Settings, seed: int) -> tuple[float | None, int]:
    """The p-value of the clearest division against one cloud, and how many clouds it rests on."""
    found = clearest(people, people.up, settings, seed)
    if found is None:
        return None, 0
    chance = np.random.default_rng([seed, 2])
    cloud, strength = fitted(people, chance)

    def reached() -> bool:
        simulated = clearest(people, cloud.draw(people, chance, strength), settings, seed)
        return simulated is not None and simulated >= found

    return sequential(reached, settings.clouds, settings.enough)


def clearest(people: Sampled, up: FloatArray, settings: Settings, seed: int) -> float | None:
    """The largest mean silhouette over divisions in 2, 3, … groups; None where there is none."""
    centred = people.centred(up)
    vectors = eigen(centred, 2, tolerance=1e-3)[1]
    points = (centred @ vectors) * people.scale()[:, None]
    if points.shape[1] < 2:
        return None
    least = least_people(settings, people.people)
    found = divisions(cells_of(points, level_for(len(points))), settings.most_groups, least, seed)
    return max((each.silhouette for each in found), default=None)


def fitted(people: Sampled, chance: np.random.Generator) -> tuple[Cloud, FloatArray]:
    """One cloud with the totals of the votes, and axes as strong as theirs.

    One draw is a noisy measure of strength, so later draws count for less and less
    (Robbins & Monro 1951): what is left of the noise is that of ten draws together.
    """
    cast = np.maximum(np.bincount(people.statement, minlength=people.statements), 1)
    down = np.bincount(people.statement, people.up < 0, people.statements)
    up = np.bincount(people.statement, people.up > 0, people.statements)
    values, vectors = eigen(people.centred(people.up), 2)
    spread = np.sqrt(np.maximum((up + down) * cast - (up - down) ** 2, 1))
    pull = np.sqrt(np.maximum(values, 0) * people.people) * vectors / spread[:, None]
    cloud = Cloud(ndtri(down / np.maximum(up + down, 1)), pull, np.abs(people.up))
    strength = np.ones(2)
    for number in range(ROUNDS):
        drawn = eigen(people.centred(cloud.draw(people, chance, strength)), 2, tolerance=1e-3)[0]
        step = 1 / max(1, number + 2 - WHOLE_STEPS)
        strength = strength * (values / np.maximum(drawn, 1e-12)) ** (step / 2)
        strength = np.clip(strength, 0.0, 4.0)
    return cloud, strength
