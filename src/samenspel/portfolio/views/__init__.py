"""Pages that show several contexts together."""

from .bringing_in import activities, activities_document, bring_in, columns, reading, stop_reading
from .matching import answer_introduction, ask_introduction, matches, withdraw
from .overview import (
    drop_entry,
    drop_view,
    entry,
    link,
    new_entry,
    overview,
    overview_document,
    save_view,
)
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
    "activities",
    "activities_document",
    "answer_introduction",
    "ask_introduction",
    "bring_in",
    "chain_step",
    "collaboration",
    "columns",
    "draw_arrow",
    "drop_arrow",
    "drop_entry",
    "drop_indicator",
    "drop_step",
    "drop_view",
    "entry",
    "example_collaboration",
    "home",
    "indicator",
    "link",
    "logbook",
    "matches",
    "new_entry",
    "new_indicator",
    "overview",
    "overview_document",
    "reading",
    "save_view",
    "stop_reading",
    "theory",
    "withdraw",
]
