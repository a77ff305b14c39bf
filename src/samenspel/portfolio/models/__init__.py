"""What is kept of the portfolio of a party."""

from .entries import OutcomeLink, PortfolioEntry, SavedView
from .theory import ChainArrow, ChainStep, Indicator

__all__ = [
    "ChainArrow",
    "ChainStep",
    "Indicator",
    "OutcomeLink",
    "PortfolioEntry",
    "SavedView",
]
