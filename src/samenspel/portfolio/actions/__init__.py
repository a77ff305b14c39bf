"""What can be changed in the portfolio of a party, and what can go wrong."""

from .common import NotForYou
from .theory import (
    AlreadyThere,
    GoesBack,
    NotMeasured,
    TooMuch,
    add_step,
    change_step,
    draw_arrow,
    drop_arrow,
    drop_indicator,
    drop_step,
    set_indicator,
)

__all__ = [
    "AlreadyThere",
    "GoesBack",
    "NotForYou",
    "NotMeasured",
    "TooMuch",
    "add_step",
    "change_step",
    "draw_arrow",
    "drop_arrow",
    "drop_indicator",
    "drop_step",
    "set_indicator",
]
