"""Votes in, a map out; sentences in, those alike out."""

from .documents import KINDS, document_of
from .exports import Brought, Export, export_in
from .maps import (
    LANGUAGES,
    Finding,
    Next,
    Outcome,
    Row,
    counts_of,
    drawn_ahead,
    drawn_next,
    finding_in,
    fingerprint_of,
    from_kept,
    group_letter,
    groups_on,
    kept_form,
    outcome_of,
    own_position,
    simulated_votes,
)
from .sentences import alike_among, poster_of

__all__ = [
    "KINDS",
    "LANGUAGES",
    "Brought",
    "Export",
    "Finding",
    "Next",
    "Outcome",
    "Row",
    "alike_among",
    "counts_of",
    "document_of",
    "drawn_ahead",
    "drawn_next",
    "export_in",
    "finding_in",
    "fingerprint_of",
    "from_kept",
    "group_letter",
    "groups_on",
    "kept_form",
    "outcome_of",
    "own_position",
    "poster_of",
    "simulated_votes",
]
