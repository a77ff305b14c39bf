"""Highest totals first: who is chosen, what tied, and how close it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from samenspel_analysis.decision.margins import Margin
from samenspel_analysis.decision.ties import Tie


@dataclass(frozen=True, slots=True)
class ByTotals:
    """Options by falling total: those chosen, all in order, ties and margins."""

    elected: tuple[int, ...]
    order: tuple[int, ...]
    ties: tuple[Tie, ...]
    margins: tuple[Margin, ...]


def by_totals(totals: Sequence[Fraction], places: Sequence[int], seats: int) -> ByTotals:
    """Choose so many options with the highest totals; `places` go first in a tie."""
    order = sorted(range(len(totals)), key=lambda option: (-totals[option], places[option]))
    elected, rest = order[:seats], order[seats:]
    last = elected[-1]
    level = [option for option in order if totals[option] == totals[last]]
    mattered = not set(level) <= set(elected)
    ties = [Tie(tuple(sorted(level)), level[0], mattered=True)] if mattered else []
    margins = [Margin(last, option, totals[last] - totals[option]) for option in rest]
    return ByTotals(tuple(elected), tuple(order), tuple(ties), tuple(margins))
