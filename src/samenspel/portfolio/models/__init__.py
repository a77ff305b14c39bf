"""What is kept of the portfolio of a party."""

from .theory import ChainArrow, ChainStep, Indicator

__all__ = ["ChainArrow", "ChainStep", "Indicator"]
