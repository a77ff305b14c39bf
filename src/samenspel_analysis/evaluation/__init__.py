"""How sides that answered the same questions about working together lie apart."""

from samenspel_analysis.evaluation.gaps import METHOD_VERSION, evaluate, spread
from samenspel_analysis.evaluation.results import Asked, Evaluated, Gap, Group, Heard, ItemFound

__all__ = [
    "METHOD_VERSION",
    "Asked",
    "Evaluated",
    "Gap",
    "Group",
    "Heard",
    "ItemFound",
    "evaluate",
    "spread",
]
