"""Votes in, a map out; sentences in, those alike out."""

from .counted import Counted, counts_of, fingerprint_of, from_kept, gathered
from .documents import KINDS, PAPER, document_of, paper_of
from .exports import Brought, Export, export_in
from .maps import (
    LANGUAGES,
    Finding,
    Next,
    Outcome,
    Row,
    drawn_ahead,
    drawn_next,
    finding_in,
    groups_on,
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
    "Counted",
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
    "gathered",
    "group_letter",
    "groups_on",
    "outcome_of",
    "own_place_on",
    "own_position",
    "paper_of",
    "poster_of",
    "simulated_votes",
]
