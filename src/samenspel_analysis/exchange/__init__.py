"""Give and take: what went from whom to whom, what came back, and what it was worth to each."""

from samenspel_analysis.exchange.flows import ExchangeError, Flows, merge, part, rolling
from samenspel_analysis.exchange.reciprocity import Reciprocity, finish
from samenspel_analysis.exchange.value import Gain, Rated, SideValue, gain

METHOD_VERSION = "exchange-1"

__all__ = [
    "METHOD_VERSION",
    "ExchangeError",
    "Flows",
    "Gain",
    "Rated",
    "Reciprocity",
    "SideValue",
    "finish",
    "gain",
    "merge",
    "part",
    "rolling",
]
