"""Votes in, a map out; sentences in, those alike out."""

from .documents import KINDS, PAPER, document_of, paper_of
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
    groups_on,
    kept_form,
    outcome_of,
    simulated_votes,
)
from .own_place import OwnPlace, group_letter, own_place_on, own_position
from .sentences import alike_among, poster_of

__all__ = [
    "KINDS",
    "LANGUAGES",
    "PAPER",
    "Brought",
    "Export",
    "Finding",
    "Next",
    "Outcome",
    "OwnPlace",
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
    "own_place_on",
    "own_position",
    "paper_of",
    "poster_of",
    "simulated_votes",
]
