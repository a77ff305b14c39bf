"""A portfolio: what leads to what, what rests on whom, and who fits whom."""

from samenspel_analysis.portfolio.chain import LooseEnds, PortfolioError, loop_in, loose_ends
from samenspel_analysis.portfolio.matching import Matching, best_matching
from samenspel_analysis.portfolio.spread import Spread, spread_of

METHOD_VERSION = "portfolio-1"

__all__ = [
    "METHOD_VERSION",
    "LooseEnds",
    "Matching",
    "PortfolioError",
    "Spread",
    "best_matching",
    "loop_in",
    "loose_ends",
    "spread_of",
]
