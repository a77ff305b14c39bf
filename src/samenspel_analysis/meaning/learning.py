"""What a side learned of another between two guesses: how much of its misreading went away.

The same people may guess twice, or others: nothing ties them, so the groups before and after count
as different people (an interval that is too wide where the same people guess twice, never too
narrow). Squares and products are corrected for the variance of means, as everywhere in the scan;
intervals are those of a ratio by its influence values, with Welch-Satterthwaite degrees of freedom.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray
from samenspel_analysis.meaning.display import UPPER
from samenspel_analysis.meaning.groups import MINIMUM_GROUP, MINIMUM_MEAN
from samenspel_analysis.meaning.results import Estimate
from samenspel_analysis.meaning.word_state import SURE


@dataclass(frozen=True, slots=True)
class ScaleGuess:
    """Means on one scale in points: what was guessed before and after, and what was meant."""

    before: float
    after: float
    meant: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one side learned of another about one word.

    `before` and `after` are the misreading, as a root mean square over scales in points, corrected
    for the variance of means; `None` with fewer than five answers. `share` is the part of the
    misreading that went away, 1 when the guess is now what is meant and below zero when it went
    the other way: `Σ (g' − g)·(b − g) / Σ (b − g)²`. It is `None` where the misreading before was
    not clearly above the tolerance: then there was nothing to learn.
    """

    people: tuple[int, int, int]  # the fewest on a scale: guessed before, after, and said it
    scales: tuple[ScaleGuess | None, ...]
    before: float | None
    after: float | None
    share: Estimate | None


@dataclass(frozen=True, slots=True)
class Group:
    """Answers (people, scales) with NaN for none, centred; means, their variances and counts."""

    centred: FloatArray  # zero where nothing was said, scaled up for those who said nothing
    mean: FloatArray
    variance: FloatArray  # of the mean
    counts: FloatArray

    @classmethod
    def of(cls, answers: FloatArray) -> "Group":
        """The group with these answers, at least two on every scale."""
        given = np.isfinite(answers)
        counts = given.sum(axis=0).astype(np.float64)
        mean = np.where(given, answers, 0.0).sum(axis=0) / counts
        apart = np.where(given, answers - mean, 0.0)
        variance = (apart**2).sum(axis=0) / (counts * (counts - 1))
        return cls(apart * len(answers) / counts, mean, variance, counts)

    def variance_along(self, direction: FloatArray) -> float:
        """The variance of the mean along `direction` (scales,), with covariance of scales."""
        people = len(self.centred)
        along = self.centred @ direction
        return float((along**2).sum() / (people * max(float(self.counts.min()) - 1, 1.0)))


def lesson(before: FloatArray, after: FloatArray, meant: FloatArray, *, tolerance: float) -> Lesson:
    """What a side learned of a word, from guesses before and after and what the other side meant.

    Each is (people, scales) in points, NaN where nothing was said; a scale on which any of the
    three has fewer than three answers tells nothing. `tolerance` is in points.
    """
    answered = np.array([np.isfinite(given).sum(axis=0) for given in (before, after, meant)])
    shown = np.asarray((answered >= MINIMUM_MEAN).all(axis=0))
    full = np.asarray((answered >= MINIMUM_GROUP).all(axis=0))
    fewest = answered[:, shown].min(axis=1) if shown.any() else answered.max(axis=1, initial=0)
    scales = tuple(
        ScaleGuess(*(float(np.nanmean(given[:, k])) for given in (before, after, meant)))
        if shown[k]
        else None
        for k in range(before.shape[1])
    )
    people = (int(fewest[0]), int(fewest[1]), int(fewest[2]))
    if not full.any():
        return Lesson(people, scales, None, None, None)
    groups = [Group.of(given[:, full]) for given in (before, after, meant)]
    squared, moved = _squared(groups[0], groups[2]), _squared(groups[1], groups[2])
    share = _share(groups, squared, tolerance)
    of = int(full.sum())
    return Lesson(people, scales, _root(squared, of), _root(moved, of), share)


def _root(squared: float, scales: int) -> float:
    return float(np.sqrt(max(squared, 0.0) / scales))


def _squared(guess: Group, meant: Group) -> float:
    """`Σ (b − g)²`, corrected for the variance of both means."""
    apart = meant.mean - guess.mean
    return float((apart**2 - guess.variance - meant.variance).sum())


def _share(groups: Sequence[Group], squared: float, tolerance: float) -> Estimate | None:
    """The ratio with its interval, where the misreading before was clearly above the tolerance."""
    before, after, meant = groups
    wrong, move = meant.mean - before.mean, after.mean - before.mean
    if not _is_clear(before, meant, squared, wrong, tolerance):
        return None
    ratio = float((move * wrong - before.variance).sum() / squared)
    error, freedom = _spread(
        [
            (before, (2 * ratio * wrong - wrong - move) / squared),
            (after, wrong / squared),
            (meant, (move - 2 * ratio * wrong) / squared),
        ]
    )
    reach = float(special.stdtrit(freedom, UPPER)) * error
    return Estimate(ratio, ratio - reach, ratio + reach)


def _is_clear(
    before: Group, meant: Group, squared: float, wrong: FloatArray, tolerance: float
) -> bool:
    """Whether `Σ (b − g)²` is above what the tolerance allows, with probability .8."""
    error, freedom = _spread([(before, -2 * wrong), (meant, 2 * wrong)])
    beyond = squared - len(wrong) * tolerance**2
    return squared > 0 and beyond > float(special.stdtrit(freedom, SURE)) * error


def _spread(parts: Sequence[tuple[Group, FloatArray]]) -> tuple[float, float]:
    """Standard error of a sum of means along directions, and its degrees of freedom."""
    variances = np.array([group.variance_along(direction) for group, direction in parts])
    freedoms = np.array([max(float(group.counts.min()) - 1, 1.0) for group, _ in parts])
    total = float(variances.sum())
    if total == 0.0:
        return 0.0, float(freedoms.min())
    return float(np.sqrt(total)), total**2 / float((variances**2 / freedoms).sum())
