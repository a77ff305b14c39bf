"""What is kept of the portfolio of a party."""

from .entries import OutcomeLink, PortfolioEntry, SavedView
from .matching import MOST_PARTNERS, Introduction, Listing
from .theory import ChainArrow, ChainStep, Indicator

__all__ = [
    "MOST_PARTNERS",
    "ChainArrow",
    "ChainStep",
    "Indicator",
    "Introduction",
    "Listing",
    "OutcomeLink",
    "PortfolioEntry",
    "SavedView",
]
