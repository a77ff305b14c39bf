"""What can be changed in the portfolio of a party, and what can go wrong."""

from .common import NotForYou
from .entries import (
    EndsBefore,
    NotAnOutcome,
    drop_entry,
    drop_view,
    link_collaboration,
    save_view,
    write_entry,
)
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
    "EndsBefore",
    "GoesBack",
    "NotAnOutcome",
    "NotForYou",
    "NotMeasured",
    "TooMuch",
    "add_step",
    "change_step",
    "draw_arrow",
    "drop_arrow",
    "drop_entry",
    "drop_indicator",
    "drop_step",
    "drop_view",
    "link_collaboration",
    "save_view",
    "set_indicator",
    "write_entry",
]
