from .leading import ConversationForm, RefusalForm, StatementForm
from .paper import CodesForm, PaperForm, PosterForm
from .taking_part import CodeForm, SuggestionForm, TakePartForm, VoteForm

__all__ = [
    "CodeForm",
    "CodesForm",
    "ConversationForm",
    "PaperForm",
    "PosterForm",
    "RefusalForm",
    "StatementForm",
    "SuggestionForm",
    "TakePartForm",
    "VoteForm",
]
