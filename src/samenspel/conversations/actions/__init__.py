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
from .paper import NotOnPaper, Ticked, make_codes, read_paper
from .taking_part import NotShown, cast_vote, join, leave, suggest_statement

__all__ = [
    "LONGEST",
    "LONGEST_STATEMENT",
    "MOST_STATEMENTS",
    "AskMap",
    "NotForYou",
    "NotOnPaper",
    "NotOpen",
    "NotReady",
    "NotShown",
    "Question",
    "SaidBefore",
    "Ticked",
    "add_statement",
    "cast_vote",
    "close_conversation",
    "join",
    "leave",
    "load_votes",
    "make_codes",
    "make_link",
    "open_conversation",
    "read_paper",
    "refuse_statement",
    "renew_map",
    "show_statement",
    "start_conversation",
    "suggest_statement",
]
