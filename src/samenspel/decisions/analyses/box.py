"""A box of votes: its codes and its fingerprint."""

import hashlib
import json
import secrets
from collections.abc import Sequence

from samenspel.decisions.models import Decision, Elector

GROUPS, DIGITS = 4, 2  # a code as in 4f7a-19bc-0d32-e8a1


def new_receipt() -> str:
    """A code by which only who wrote it down finds their vote on the list."""
    return "-".join(secrets.token_hex(DIGITS) for _group in range(GROUPS))


def box_hash(decision: Decision) -> str:
    """The fingerprint of all votes in the box, whatever their order; empty without a box."""
    if not decision.is_boxed:
        return ""
    rows = sorted([each.receipt, each.choice, each.picked] for each in decision.box.all())
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()


def weight_in(electors: Sequence[Elector]) -> int:
    """How many votes each ballot counts for: of all the same."""
    return max((each.votes for each in electors if each.may_vote), default=1)
