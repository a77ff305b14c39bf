"""Per-person distances and correlations with the typical other member, as sums over people."""

from dataclasses import dataclass, fields

import numpy as np
from scipy import special

from samenspel_analysis.meaning.answers import FloatArray, IntArray, Questionnaire
from samenspel_analysis.meaning.display import UPPER
from samenspel_analysis.meaning.groups import MINIMUM_GROUP
from samenspel_analysis.meaning.moments import Moments
from samenspel_analysis.meaning.results import Correlations, Distances, Estimate

FEWEST_ITEMS = 3  # a correlation over fewer says nothing
NOTHING = Estimate(None)


@dataclass(frozen=True, slots=True)
class PersonSums:
    """Sums over people, shape (3 comparisons, words + all): own with others, guess with others,
    own with guess. A person's distance is `total` over `count` answers, `r` their correlation."""

    people: FloatArray
    total: FloatArray
    count: FloatArray
    total_squared: FloatArray
    total_count: FloatArray
    count_squared: FloatArray
    correlated: FloatArray
    r: FloatArray
    r_squared: FloatArray

    @classmethod
    def nothing(cls, columns: int) -> "PersonSums":
        """The sums over nobody."""
        return cls(*(np.zeros((3, columns)) for _ in fields(cls)))

    def merge(self, other: "PersonSums") -> "PersonSums":
        """The sums over both sets of people."""
        names = [field.name for field in fields(self)]
        return PersonSums(*(getattr(self, name) + getattr(other, name) for name in names))


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown of one word, or of all words."""

    people: int
    distances: Distances
    correlations: Correlations


def item_sums(answers: FloatArray, middle: float) -> tuple[IntArray, FloatArray, FloatArray]:
    """Count, sum and sum of squares per item, around `middle`."""
    given = ~np.isnan(answers)
    centred = np.where(given, answers - middle, 0)
    return given.sum(axis=0), centred.sum(axis=0), np.einsum("ij,ij->j", centred, centred)


def person_sums(
    own: FloatArray,
    guess: FloatArray | None,
    items: Moments,
    questionnaire: Questionnaire,
    enough: np.ndarray,
) -> PersonSums:
    """The sums over one block of people; `items` are the moments of everyone's own meaning.

    `enough` (3 comparisons, items) says which scales count in which comparison.
    """
    words = len(questionnaire.words)
    columns = np.zeros((len(questionnaire.scales), words + 1))
    columns[np.arange(len(columns)), questionnaire.word_of] = 1
    columns[:, -1] = 1
    middle = (questionnaire.low + questionnaire.high) / 2
    own = own - middle
    answered = ~np.isnan(own)
    rest = items.n - answered
    total = np.where(items.n > 0, (items.mean - middle) * items.n, 0)
    others = np.where(answered, total - own, total)
    others = np.divide(others, rest, out=np.full_like(own, np.nan), where=rest > 0)
    if guess is None:
        nothing = np.zeros(words + 1)
        alone = _compared(own, others, columns * enough[0][:, None])
        return PersonSums(*(np.stack([row, nothing, nothing]) for row in alone))
    guess = guess - middle
    pairs = (own, others), (guess, others), (own, guess)
    compared = [
        _compared(x, y, columns * counts[:, None])
        for (x, y), counts in zip(pairs, enough, strict=True)
    ]
    return PersonSums(*(np.stack(rows) for rows in zip(*compared, strict=True)))


def _compared(x: FloatArray, y: FloatArray, columns: FloatArray) -> tuple[FloatArray, ...]:
    """The nine sums of `PersonSums` for one comparison."""
    both = ~(np.isnan(x) | np.isnan(y))
    x, y = np.where(both, x, 0), np.where(both, y, 0)
    count = both.astype(float) @ columns
    total = np.abs(x - y) @ columns
    r = _correlation(x, y, count, columns)
    known = np.isfinite(r)
    r = np.where(known, r, 0)
    sums = (count > 0, total, count, total**2, total * count, count**2, known, r, r**2)
    return tuple(values.sum(axis=0, dtype=float) for values in sums)


def _correlation(
    x: FloatArray, y: FloatArray, count: FloatArray, columns: FloatArray
) -> FloatArray:
    """Pearson's r per person and column; NaN where it is undefined."""
    n = np.maximum(count, 1)
    sum_x, sum_y = x @ columns, y @ columns
    square_x = (x * x) @ columns - sum_x**2 / n
    square_y = (y * y) @ columns - sum_y**2 / n
    product = (x * y) @ columns - sum_x * sum_y / n
    spread = np.sqrt(np.maximum(square_x, 0) * np.maximum(square_y, 0))
    enough = (count >= FEWEST_ITEMS) & (spread > 1e-9 * n)
    return np.where(enough, product / np.where(enough, spread, 1), np.nan)


def finish(sums: PersonSums, groups: IntArray, *, population: int | None) -> tuple[Shown, ...]:
    """Means with intervals over people; nothing from fewer than five, for distances are spread."""
    shown = []
    for column, people in enumerate(groups.tolist()):
        distances = [_distance(sums, row, column, people, population) for row in range(3)]
        correlations = [_mean_r(sums, row, column, people, population) for row in range(3)]
        shown.append(Shown(people, Distances(*distances), Correlations(*correlations)))
    return tuple(shown)


def _distance(
    sums: PersonSums, row: int, column: int, people: int, population: int | None
) -> Estimate:
    """Mean over all answers, with an interval that takes people as the units (ratio estimator)."""
    n, count = sums.people[row, column], sums.count[row, column]
    if not count:
        return NOTHING
    mean = sums.total[row, column] / count
    squares = (
        sums.total_squared[row, column]
        - 2 * mean * sums.total_count[row, column]
        + mean**2 * sums.count_squared[row, column]
    )
    variance = n / max(n - 1, 1) * max(squares, 0) / count**2
    return _estimate(mean, variance, n, people, population, low=0.0, high=np.inf)


def _mean_r(
    sums: PersonSums, row: int, column: int, people: int, population: int | None
) -> Estimate:
    n = sums.correlated[row, column]
    if not n:
        return NOTHING
    mean = sums.r[row, column] / n
    squares = max(sums.r_squared[row, column] - n * mean**2, 0)
    variance = squares / max(n - 1, 1) / n
    return _estimate(mean, variance, n, people, population, low=-1.0, high=1.0)


def _estimate(
    mean: float,
    variance: float,
    n: float,
    people: int,
    population: int | None,
    *,
    low: float,
    high: float,
) -> Estimate:
    if n < MINIMUM_GROUP:
        return NOTHING
    left = 1.0 if population is None else max(1 - people / population, 0.0)
    reach = float(special.stdtrit(n - 1, UPPER) * np.sqrt(variance * left))
    return Estimate(float(mean), max(float(mean) - reach, low), min(float(mean) + reach, high))
