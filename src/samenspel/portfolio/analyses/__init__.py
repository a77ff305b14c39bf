"""From what was noted to what is shown across contexts."""

from .bringing_in import FileRead, FileRefused, Preview, preview_of, read_portfolio
from .documents import ENDINGS, document_of
from .findings import what_is_counted, what_is_weak, what_to_know
from .glyphs import glyph_of, glyphs_of
from .headings import OUTCOME, guessed
from .iati import ActivityTold, NotIati, activities_in, iati_file, number_of
from .matching import Match, Matched, Meeting, matched, meeting_of
from .overview import (
    Asked,
    Carried,
    Overview,
    asked_by,
    cells_of,
    chosen,
    overview_of,
    query_of,
)
from .streams import Streams, streams_of
from .theory import TheoryPicture, comes_back, picture_of

__all__ = [
    "ENDINGS",
    "OUTCOME",
    "ActivityTold",
    "Asked",
    "Carried",
    "FileRead",
    "FileRefused",
    "Match",
    "Matched",
    "Meeting",
    "NotIati",
    "Overview",
    "Preview",
    "Streams",
    "TheoryPicture",
    "activities_in",
    "asked_by",
    "cells_of",
    "chosen",
    "comes_back",
    "document_of",
    "glyph_of",
    "glyphs_of",
    "guessed",
    "iati_file",
    "matched",
    "meeting_of",
    "number_of",
    "overview_of",
    "picture_of",
    "preview_of",
    "query_of",
    "read_portfolio",
    "streams_of",
    "what_is_counted",
    "what_is_weak",
    "what_to_know",
]
