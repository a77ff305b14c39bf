"""Pages about what people decide together."""

from .boxing import ballot_box, drop_in_box
from .consent import (
    add_remark,
    answer_remark,
    escalate_decision,
    new_round,
    next_step,
    nominate_person,
    take_stance,
)
from .decisions import (
    cast_vote,
    change_text,
    close_vote,
    count_document,
    decision,
    decisions,
    declare_outcome,
    new_decision,
    open_vote,
    pick_options,
    withdraw_decision,
)

__all__ = [
    "add_remark",
    "answer_remark",
    "ballot_box",
    "cast_vote",
    "change_text",
    "close_vote",
    "count_document",
    "decision",
    "decisions",
    "declare_outcome",
    "drop_in_box",
    "escalate_decision",
    "new_decision",
    "new_round",
    "next_step",
    "nominate_person",
    "open_vote",
    "pick_options",
    "take_stance",
    "withdraw_decision",
]
