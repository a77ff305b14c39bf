"""What can be changed in the portfolio of a party, and what can go wrong."""

from .bringing_in import (
    AlreadyRead,
    ask_to_read,
    bring_in,
    give_file,
    refuse_file,
    stop_reading,
)
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
from .iati import bring_in_activities
from .matching import (
    AlreadyAnswered,
    NoFit,
    answer_introduction,
    ask_introduction,
    publish,
    withdraw,
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
    "AlreadyAnswered",
    "AlreadyRead",
    "AlreadyThere",
    "EndsBefore",
    "GoesBack",
    "NoFit",
    "NotAnOutcome",
    "NotForYou",
    "NotMeasured",
    "TooMuch",
    "add_step",
    "answer_introduction",
    "ask_introduction",
    "ask_to_read",
    "bring_in",
    "bring_in_activities",
    "change_step",
    "draw_arrow",
    "drop_arrow",
    "drop_entry",
    "drop_indicator",
    "drop_step",
    "drop_view",
    "give_file",
    "link_collaboration",
    "publish",
    "refuse_file",
    "save_view",
    "set_indicator",
    "stop_reading",
    "withdraw",
    "write_entry",
]
