"""What can be read across contexts, and by whom."""

from .entries import (
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
from .logbook import (
    Story,
    collaborations_with_a_story,
    moments_in,
    scan_to_read_first,
    story_of,
)
from .moments import Moment
from .next_step import NextStep, next_step_in
from .overviews import Overview, overviews, scans_told
from .theory import (
    IndicatorTold,
    StepTold,
    Theory,
    arrows_among,
    arrows_visible_to,
    indicators_visible_to,
    outcomes_of,
    steps_of,
    steps_visible_to,
    theory_of,
)

__all__ = [
    "EntryTold",
    "IndicatorTold",
    "Line",
    "Moment",
    "NextStep",
    "Overview",
    "Row",
    "StepTold",
    "Story",
    "Theory",
    "arrows_among",
    "arrows_visible_to",
    "collaborations_with_a_story",
    "entries_of",
    "entries_to_report",
    "entries_visible_to",
    "entry_told",
    "indicators_visible_to",
    "jobs_for",
    "moments_in",
    "next_step_in",
    "outcomes_of",
    "overviews",
    "rows_of",
    "saved_views_of",
    "scan_to_read_first",
    "scans_told",
    "steps_of",
    "steps_visible_to",
    "story_of",
    "theory_of",
]
