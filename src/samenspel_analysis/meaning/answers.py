"""What goes into a meaning scan: a questionnaire and the answers of each side."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating]
IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The words, their scales and the answer range.

    `scales` and `word_of` have one entry per item; `word_of` indexes `words` and never falls.
    """

    words: tuple[str, ...]
    scales: tuple[str, ...]
    word_of: IntArray
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Side:
    """The answers of one side, a row per person; NaN where there is no answer.

    `people` holds keys that link the same person between waves. `own` has shape (people, items)
    in points. `guesses` holds, for each side that is guessed about, an array of that shape.
    `importance` has shape (people, words), values 0 to 4. `population` is the number of people
    of this side in the collaboration, answered or not.
    """

    name: str
    people: IntArray
    own: FloatArray
    guesses: Mapping[str, FloatArray] = field(default_factory=dict)
    importance: FloatArray | None = None
    population: int | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """One moment of asking: the answers of every side."""

    name: str
    sides: tuple[Side, ...]
