"""How much of what is given goes both ways; formulas and limits in docs/methods/exchange.md."""

from dataclasses import dataclass

import numpy as np

from samenspel_analysis.exchange.chance import expected_back
from samenspel_analysis.exchange.flows import Flows


@dataclass(frozen=True, slots=True)
class Reciprocity:
    """What goes both ways among some parties; `None` where a number cannot be said.

    `ties` counts directions in which something went, `mutual` pairs in which something went both
    ways. `share`, `above_chance` and `free_choice` count ties: r, rho of Garlaschelli and Loffredo,
    and Katz and Powell. `weighted` and `weighted_above_chance` count amounts.
    """

    parties: int
    ties: int
    mutual: int
    given: float
    returned: float
    share: float | None
    above_chance: float | None
    free_choice: float | None
    weighted: float | None
    by_chance: float | None
    weighted_above_chance: float | None

    @property
    def each_way(self) -> float:
        """What went one way and was answered by as much the other way."""
        return self.returned / 2


def finish(flows: Flows) -> Reciprocity:
    """Read from added up flows how much goes both ways."""
    ties, back = int(flows.keys.size), flows.back
    mutual = int((back > 0).sum()) // 2
    given, returned = float(flows.amounts.sum()), float(np.minimum(flows.amounts, back).sum())
    share = _ratio(2 * mutual, ties)
    weighted = _ratio(returned, given)
    density = _ratio(ties, flows.parties * (flows.parties - 1))
    expected = expected_back(flows)
    by_chance = None if expected is None else _ratio(expected, given)
    return Reciprocity(
        parties=flows.parties,
        ties=ties,
        mutual=mutual,
        given=given,
        returned=returned,
        share=share,
        above_chance=_above(share, density),
        free_choice=_katz_powell(flows, ties, mutual),
        weighted=weighted,
        by_chance=by_chance,
        weighted_above_chance=_above(weighted, by_chance),
    )


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole > 0 else None


def _above(found: float | None, chance: float | None) -> float | None:
    """What is found above chance, of what could be above it."""
    if found is None or chance is None or chance >= 1:
        return None
    return (found - chance) / (1 - chance)


def _katz_powell(flows: Flows, ties: int, mutual: int) -> float | None:
    others = flows.parties - 1
    chosen = np.bincount(flows.givers, minlength=flows.parties)
    spread = int((chosen**2).sum()) - ties**2
    return (
        (2 * others**2 * mutual + spread) / (others**2 * ties + spread)
        if others**2 * ties + spread > 0
        else None
    )
