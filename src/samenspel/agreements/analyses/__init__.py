"""Rows to what pages and papers show."""

from .exchange import Ledger, Pair, SideNumbers, ledger_of
from .moving import questions_about
from .wording import (
    PartChanged,
    SentenceFate,
    changes,
    compared,
    goals_in_words,
    paper_of,
    parts_of,
    sentences_of,
)

__all__ = [
    "Ledger",
    "Pair",
    "PartChanged",
    "SentenceFate",
    "SideNumbers",
    "changes",
    "compared",
    "goals_in_words",
    "ledger_of",
    "paper_of",
    "parts_of",
    "questions_about",
    "sentences_of",
]
