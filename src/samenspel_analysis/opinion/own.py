"""Where one person stands on a map that was made before, without the votes of anybody else."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samenspel_analysis.opinion.settings import DEFAULTS, Settings
from samenspel_analysis.opinion.votes import VotesError


@dataclass(frozen=True, slots=True)
class Position:
    """Someone's place, the votes it rests on, and the groups by distance, nearest first."""

    x: float
    y: float
    voted: int
    nearest: tuple[int, ...]


def position(
    statements: ArrayLike,
    values: ArrayLike,
    *,
    on: ArrayLike,
    mean: ArrayLike,
    components: ArrayLike,
    centres: ArrayLike,
    settings: Settings = DEFAULTS,
) -> Position | None:
    """The place of someone who voted `values` (n,) on `statements` (n,), each once.

    The map has K statements `on` (K,), in rising order, with their `mean` (K,) and `components`
    (K, 2); `centres` (groups, 2) may be empty. The same formula as `axes.places`:
    `√(K / n) · Σ (v − m)·c`. `None` for someone with too few votes on the map to be placed.
    Raises `VotesError` where lengths differ.
    """
    about, said = np.asarray(statements, np.int64), np.asarray(values, np.float64)
    known, means = np.asarray(on, np.int64), np.asarray(mean, np.float64)
    towards = np.asarray(components, np.float64).reshape(-1, 2)
    if len(about) != len(said) or not len(known) == len(means) == len(towards):
        raise VotesError("statements, values, means and components do not belong together")
    kept = np.isin(about, known)
    at = np.searchsorted(known, about[kept])
    voted = int(kept.sum())
    if voted < max(1, min(settings.fewest_votes, len(known))):
        return None
    moved = ((said[kept] - means[at])[:, None] * towards[at]).sum(axis=0)
    x, y = (np.sqrt(len(known) / voted) * moved).tolist()
    middles = np.asarray(centres, np.float64).reshape(-1, 2)
    order = np.argsort(np.hypot(*(middles - [x, y]).T), kind="stable")
    return Position(x, y, voted, tuple(order.tolist()))
