"""What can be read across contexts, and by whom."""

from .entries import (
    DEFAULT_CURRENCY,
    EntryTold,
    Line,
    Row,
    entries_of,
    entries_to_report,
    entries_visible_to,
    entry_told,
    jobs_for,
    rows_of,
    saved_views_of,
)
from .logbook import moments_in
from .matching import (
    MOST_COMPARED,
    ListingTold,
    introductions_of,
    introductions_told,
    listings_of,
    open_listings,
    room_of,
)
from .moments import Moment
from .next_step import NextStep, next_step_in
from .overviews import Overview, overviews, scans_told
from .story import Story, scan_to_read_first, story_of
from .theory import (
    IndicatorTold,
    StepTold,
    Theory,
    arrows_among,
    arrows_visible_to,
    indicators_visible_to,
    outcomes_of,
    outcomes_with_indicators_of,
    steps_of,
    steps_visible_to,
    theory_of,
)

__all__ = [
    "DEFAULT_CURRENCY",
    "MOST_COMPARED",
    "EntryTold",
    "IndicatorTold",
    "Line",
    "ListingTold",
    "Moment",
    "NextStep",
    "Overview",
    "Row",
    "StepTold",
    "Story",
    "Theory",
    "arrows_among",
    "arrows_visible_to",
    "entries_of",
    "entries_to_report",
    "entries_visible_to",
    "entry_told",
    "indicators_visible_to",
    "introductions_of",
    "introductions_told",
    "jobs_for",
    "listings_of",
    "moments_in",
    "next_step_in",
    "open_listings",
    "outcomes_of",
    "outcomes_with_indicators_of",
    "overviews",
    "room_of",
    "rows_of",
    "saved_views_of",
    "scan_to_read_first",
    "scans_told",
    "steps_of",
    "steps_visible_to",
    "story_of",
    "theory_of",
]
