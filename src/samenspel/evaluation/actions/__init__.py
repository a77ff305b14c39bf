"""What can be done with an evaluation; each action is one transaction with its audit line."""

from .answering import (
    NotAsked,
    NotBegun,
    Said,
    begin_answering,
    erase_answers,
    save_answer,
)
from .asking import (
    LONGEST,
    AloneHere,
    BadDay,
    EvaluationOver,
    NotForYou,
    UnderWay,
    ask_evaluation,
    drop_evaluation,
    extend_evaluation,
)
from .following import (
    MOST_IMPROVEMENTS,
    AlreadySettled,
    DueInThePast,
    NotYetOpen,
    TooManyImprovements,
    note_improvement,
    settle_improvement,
)
from .inviting import (
    MOST_PEOPLE,
    Guest,
    NewLink,
    begin_mail,
    end_mail,
    erase_invitations,
    forget_old_invitations,
    invite,
    renew_link,
    withdraw_invitation,
)
from .opening import accept_opening
from .outside import (
    HasEvaluator,
    NoEvaluator,
    accept_evaluator,
    ask_evaluator,
    drop_evaluator,
    erase_evaluators,
    write_findings,
)

__all__ = [
    "LONGEST", "MOST_IMPROVEMENTS", "MOST_PEOPLE", "AloneHere", "AlreadySettled", "BadDay",
    "DueInThePast", "EvaluationOver", "Guest", "HasEvaluator", "NewLink", "NoEvaluator",
    "NotAsked", "NotBegun", "NotForYou", "NotYetOpen", "Said", "TooManyImprovements", "UnderWay",
    "accept_evaluator", "accept_opening", "ask_evaluation", "ask_evaluator", "begin_answering",
    "begin_mail", "drop_evaluation", "drop_evaluator", "end_mail", "erase_answers",
    "erase_evaluators", "erase_invitations", "extend_evaluation", "forget_old_invitations",
    "invite", "note_improvement", "renew_link", "save_answer", "settle_improvement",
    "withdraw_invitation", "write_findings",
]  # fmt: skip
