"""Who answered beside who is there: weights that let each group count by its known share."""

from samenspel_analysis.weighing.raking import (
    FEWEST,
    HEAVIEST,
    CannotWeigh,
    MarginError,
    Weighing,
    weigh,
)
from samenspel_analysis.weighing.shares import Told, told_weighted

__all__ = [
    "FEWEST",
    "HEAVIEST",
    "CannotWeigh",
    "MarginError",
    "Told",
    "Weighing",
    "told_weighted",
    "weigh",
]
