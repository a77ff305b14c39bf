"""What can be read across contexts, and by whom."""

from .logbook import Moment, Story, moments_in, scan_to_read_first, story_of
from .next_step import NextStep, next_step_in
from .overviews import Overview, overviews, scans_told

__all__ = [
    "Moment",
    "NextStep",
    "Overview",
    "Story",
    "moments_in",
    "next_step_in",
    "overviews",
    "scan_to_read_first",
    "scans_told",
    "story_of",
]
