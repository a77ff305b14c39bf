"""From a file to a stored finding, and from a stored finding to what people read."""

from .asking import (
    SCALES_PROPOSED,
    ScaleDraft,
    WordDraft,
    library_words,
    minutes_for,
    minutes_of,
    minutes_of_light_scan,
    with_codes,
)
from .documents import html_of, json_of, pdf_of
from .learning import learned_page, learning_in
from .matching import SideFound, is_about_others, parties_named, sides_found, under_names
from .posters import poster_of
from .questionnaire import ENDINGS as QUESTIONNAIRE_ENDINGS
from .questionnaire import questionnaire_file, rows_needed
from .reading import (
    FARTHEST,
    MOST_PEOPLE,
    SHORTEST,
    FileRefused,
    Finding,
    ReadingChoices,
    analysing_now,
    finding_in,
    reading_now,
)
from .sealed import TooFewAnswers, finding_of
from .showing import (
    Outcome,
    forget_documents,
    movement_of,
    outcome_of,
    pair_of,
    pairs_in,
    patterns,
    read_for_undercurrents,
    showpiece_of,
    strands_of,
    undercurrent_of,
)
from .talking import concepts_of, shared_meanings, talk_of

__all__ = [
    "FARTHEST",
    "MOST_PEOPLE",
    "QUESTIONNAIRE_ENDINGS",
    "SCALES_PROPOSED",
    "SHORTEST",
    "FileRefused",
    "Finding",
    "Outcome",
    "ReadingChoices",
    "ScaleDraft",
    "SideFound",
    "TooFewAnswers",
    "WordDraft",
    "analysing_now",
    "concepts_of",
    "finding_in",
    "finding_of",
    "forget_documents",
    "html_of",
    "is_about_others",
    "json_of",
    "learned_page",
    "learning_in",
    "library_words",
    "minutes_for",
    "minutes_of",
    "minutes_of_light_scan",
    "movement_of",
    "outcome_of",
    "pair_of",
    "pairs_in",
    "parties_named",
    "patterns",
    "pdf_of",
    "poster_of",
    "questionnaire_file",
    "read_for_undercurrents",
    "reading_now",
    "rows_needed",
    "shared_meanings",
    "showpiece_of",
    "sides_found",
    "strands_of",
    "talk_of",
    "under_names",
    "undercurrent_of",
    "with_codes",
]
