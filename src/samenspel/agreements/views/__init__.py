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
from .correcting import correct_contribution
from .ending import (
    ending,
    endings,
    new_ending,
)
from .exchange import give_and_take, rate_contribution
from .moving import (
    conclude,
    end_pause,
    extend_pause,
    flexibility,
    new_pause,
    new_upheaval,
)

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
    "conclude",
    "correct_contribution",
    "decline_terms",
    "decline_version",
    "drop_balance",
    "end_pause",
    "ending",
    "endings",
    "extend_pause",
    "flexibility",
    "give_and_take",
    "new_agreement",
    "new_commitment",
    "new_ending",
    "new_pause",
    "new_upheaval",
    "rate_contribution",
    "version_document",
]
