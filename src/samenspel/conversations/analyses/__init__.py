"""Votes in, a map out; sentences in, those alike out."""

from .counted import Counted, Gathered, Read, counts_of, from_kept, gathered, gone_on, read_of
from .documents import KINDS, PAPER, document_of, paper_of
from .exports import Brought, Export, export_in
from .labels import Called, called
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
from .screen import Hall, OnScreen, hall_of
from .sentences import alike_among, poster_of
from .sharing import OWN_ZIP, POLIS_ZIP, ZIPS, Sharing, sharing_of, zip_of
from .signals import Moved, Pattern, Signals, signals_of
from .speaking import Heard, HeardOf, Reweighed, Speaking, Weighted, speaking_in, who_spoke, without
from .standing import Standing, standing_kept, standing_of
from .wordings import Reading, read_in, wording_print

__all__ = [
    "KINDS",
    "LANGUAGES",
    "OWN_ZIP",
    "PAPER",
    "POLIS_ZIP",
    "ZIPS",
    "Brought",
    "Called",
    "Counted",
    "Export",
    "Finding",
    "Gathered",
    "Hall",
    "Heard",
    "HeardOf",
    "Moved",
    "Next",
    "OnScreen",
    "Outcome",
    "OwnPlace",
    "Pattern",
    "Read",
    "Reading",
    "Reweighed",
    "Row",
    "Sharing",
    "Signals",
    "Speaking",
    "Standing",
    "Weighted",
    "alike_among",
    "called",
    "counts_of",
    "document_of",
    "drawn_ahead",
    "drawn_next",
    "export_in",
    "finding_in",
    "from_kept",
    "gathered",
    "gone_on",
    "group_letter",
    "groups_on",
    "hall_of",
    "outcome_of",
    "own_place_on",
    "own_position",
    "paper_of",
    "poster_of",
    "read_in",
    "read_of",
    "sharing_of",
    "signals_of",
    "simulated_votes",
    "speaking_in",
    "standing_kept",
    "standing_of",
    "who_spoke",
    "without",
    "wording_print",
    "zip_of",
]
