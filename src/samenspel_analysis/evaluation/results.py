"""What goes into an evaluation and what comes out: answers by item, per side and between sides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from samenspel_analysis.meaning.answers import FloatArray
from samenspel_analysis.meaning.states import Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """The items in order, each under a facet; items of one facet stand together."""

    items: tuple[str, ...]
    facets: tuple[str, ...]  # of each item
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Group:
    """The answers of one side, a row per person; NaN where there is no answer.

    `agrees_to_few` says of each person that a group of fewer than five may be shown.
    """

    name: str
    answers: FloatArray
    agrees_to_few: NDArray[np.bool_]
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """What one side said of one item: `n` and what follows are `None` where it may not be shown."""

    n: int | None
    mean: float | None
    low: float | None
    high: float | None
    counts: tuple[int, ...] | None  # people at each point, from five answers


@dataclass(frozen=True, slots=True)
class Gap:
    """The second side minus the first, by their places among the sides, in points."""

    first: int
    second: int
    value: float | None
    low: float | None
    high: float | None
    verdict: Verdict | None  # None: too few answers to compare


@dataclass(frozen=True, slots=True)
class ItemFound:
    """One item: what each side said, and each pair of sides."""

    item: str
    sides: tuple[Heard, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A whole evaluation; `people` and `divided` (per facet) stand in the order of the sides."""

    low: int
    high: int
    tolerance: float
    sides: tuple[str, ...]
    people: tuple[int, ...]
    populations: tuple[int | None, ...]
    items: tuple[ItemFound, ...]
    divided: dict[str, tuple[bool, ...]]
