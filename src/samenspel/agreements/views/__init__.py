"""Pages about what partners agree, give and get."""

from .agreements import (
    accept_version,
    agreement,
    agreements,
    change_agreement,
    compare_versions,
    decline_version,
    new_agreement,
    version_document,
)
from .balance import answer_balance, ask_balance, drop_balance
from .commitments import (
    accept_terms,
    call_off,
    change_commitment,
    commitment,
    commitments,
    decline_terms,
    new_commitment,
)
from .exchange import give_and_take, rate_contribution

__all__ = [
    "accept_terms",
    "accept_version",
    "agreement",
    "agreements",
    "answer_balance",
    "ask_balance",
    "call_off",
    "change_agreement",
    "change_commitment",
    "commitment",
    "commitments",
    "compare_versions",
    "decline_terms",
    "decline_version",
    "drop_balance",
    "give_and_take",
    "new_agreement",
    "new_commitment",
    "rate_contribution",
    "version_document",
]
