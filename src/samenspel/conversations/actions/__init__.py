from .common import (
    LONGEST,
    LONGEST_STATEMENT,
    MOST_STATEMENTS,
    AskMap,
    NotForYou,
    NotOpen,
    SaidBefore,
)
from .leading import (
    NotReady,
    Question,
    add_statement,
    close_conversation,
    make_link,
    open_conversation,
    refuse_statement,
    show_statement,
    start_conversation,
)
from .loading import load_votes
from .mapping import renew_map
from .taking_part import NotShown, cast_vote, join, leave, suggest_statement

__all__ = [
    "LONGEST",
    "LONGEST_STATEMENT",
    "MOST_STATEMENTS",
    "AskMap",
    "NotForYou",
    "NotOpen",
    "NotReady",
    "NotShown",
    "Question",
    "SaidBefore",
    "add_statement",
    "cast_vote",
    "close_conversation",
    "join",
    "leave",
    "load_votes",
    "make_link",
    "open_conversation",
    "refuse_statement",
    "renew_map",
    "show_statement",
    "start_conversation",
    "suggest_statement",
]
