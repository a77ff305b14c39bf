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
from .minutes import minutes_document, minutes_text
from .standing import (
    back_contest,
    contest_outcome,
    dismiss_contest,
    give_proxy,
    note_deed,
    revoke_proxy,
    step_back,
    vote_again,
)

__all__ = [
    "add_remark",
    "answer_remark",
    "back_contest",
    "ballot_box",
    "cast_vote",
    "change_text",
    "close_vote",
    "contest_outcome",
    "count_document",
    "decision",
    "decisions",
    "declare_outcome",
    "dismiss_contest",
    "drop_in_box",
    "escalate_decision",
    "give_proxy",
    "minutes_document",
    "minutes_text",
    "new_decision",
    "new_round",
    "next_step",
    "nominate_person",
    "note_deed",
    "open_vote",
    "pick_options",
    "revoke_proxy",
    "step_back",
    "take_stance",
    "vote_again",
    "withdraw_decision",
]
