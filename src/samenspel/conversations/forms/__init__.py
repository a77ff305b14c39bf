from .goals import ActForm, GoalForm, ReactionForm, RoundForm
from .leading import ConversationForm, RefusalForm, StatementForm
from .paper import CodesForm, PaperForm, PosterForm
from .taking_part import CodeForm, SuggestionForm, TakePartForm, VoteForm

__all__ = [
    "ActForm",
    "CodeForm",
    "CodesForm",
    "ConversationForm",
    "GoalForm",
    "PaperForm",
    "PosterForm",
    "ReactionForm",
    "RefusalForm",
    "RoundForm",
    "StatementForm",
    "SuggestionForm",
    "TakePartForm",
    "VoteForm",
]
