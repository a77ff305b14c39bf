"""Co-orientation on exact meanings: what two sides mean, and what each thinks the other means.

Every function works on arrays whose last axis is the scales of one word, in points; leading axes
(draws, words) are kept. `difference` is b − a; `assumed` is a side's guess minus its own meaning.
Sources: Newcomb (1953); McLeod & Chaffee (1973); West & Kenny (2011) for the seen share.
"""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.meaning.answers import FloatArray


@dataclass(frozen=True, slots=True)
class TensionParts:
    """Tension of a word and where it sits; every array has the shape of the leading axes."""

    distance: FloatArray  # root mean square of the difference, in points
    tension: FloatArray  # importance × difference, in [0, 1]
    seen: FloatArray  # the part both sides saw coming
    hidden: FloatArray  # the rest: tension = seen + hidden
    imagined: FloatArray  # importance × what a side assumes that is not there, in [0, 1]
    beyond: FloatArray  # what a side assumes that is not there, in points, larger of both sides
    seen_share_first: FloatArray  # unclipped; 1 seen, 0 not seen, above 1 exaggerated
    seen_share_second: FloatArray


def root_mean_square(distance: FloatArray) -> FloatArray:
    """Root of the mean square over scales, in the unit of `distance`."""
    return np.asarray(np.sqrt(dot(distance, distance) / distance.shape[-1]))


def dot(one: FloatArray, other: FloatArray) -> FloatArray:
    """Sum of products over scales."""
    return np.asarray(np.einsum("...i,...i->...", one, other))


def seen_share(difference: FloatArray, assumed: FloatArray) -> FloatArray:
    """Share of the real difference that a side assumes; 0 where there is no difference."""
    return _share(dot(assumed, difference), dot(difference, difference))


def _share(along: FloatArray, squared: FloatArray) -> FloatArray:
    return np.asarray(np.divide(along, squared, out=np.zeros_like(along), where=squared > 0))


def tension_parts(
    difference: FloatArray,
    assumed_first: FloatArray,
    assumed_second: FloatArray,
    *,
    importance_first: FloatArray | float,
    importance_second: FloatArray | float,
    span: float,
) -> TensionParts:
    """Split the tension of a word into its seen and hidden part; `span` is high − low.

    `assumed_second` is the second side's guess of the first minus its own, so that it agrees with
    the real difference when it equals −`difference`.
    """
    squared = dot(difference, difference)
    distance = np.sqrt(squared / difference.shape[-1])
    first = _share(dot(assumed_first, difference), squared)
    second = -_share(dot(assumed_second, difference), squared)
    seen_first, seen_second = np.clip(first, 0, 1), np.clip(second, 0, 1)
    beyond = np.maximum(
        root_mean_square(assumed_first - seen_first[..., None] * difference),
        root_mean_square(assumed_second + seen_second[..., None] * difference),
    )
    weight = np.sqrt(np.multiply(importance_first, importance_second))
    tension = weight * np.minimum(distance / span, 1)
    seen = tension * np.minimum(seen_first, seen_second)
    return TensionParts(
        distance=distance,
        tension=tension,
        seen=seen,
        hidden=tension - seen,
        imagined=weight * np.minimum(beyond / span, 1),
        beyond=beyond,
        seen_share_first=first,
        seen_share_second=second,
    )
