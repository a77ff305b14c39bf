"""Pages that show several contexts together."""

from .streams import collaboration, example_collaboration, home, logbook
from .theory import (
    chain_step,
    draw_arrow,
    drop_arrow,
    drop_indicator,
    drop_step,
    indicator,
    new_indicator,
    theory,
)

__all__ = [
    "chain_step",
    "collaboration",
    "draw_arrow",
    "drop_arrow",
    "drop_indicator",
    "drop_step",
    "example_collaboration",
    "home",
    "indicator",
    "logbook",
    "new_indicator",
    "theory",
]
