from .leading import ConversationForm, RefusalForm, StatementForm
from .taking_part import SuggestionForm, TakePartForm, VoteForm

__all__ = [
    "ConversationForm",
    "RefusalForm",
    "StatementForm",
    "SuggestionForm",
    "TakePartForm",
    "VoteForm",
]
