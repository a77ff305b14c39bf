from .leading import ConversationForm, RefusalForm, StatementForm
from .taking_part import JoinForm, SuggestionForm, VoteForm

__all__ = [
    "ConversationForm",
    "JoinForm",
    "RefusalForm",
    "StatementForm",
    "SuggestionForm",
    "VoteForm",
]
