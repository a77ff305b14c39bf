from .asking import AboutForm, AboutYouForm
from .goals import ActForm, GoalForm, ReactionForm, RoundForm, StagesForm
from .leading import ConversationForm, RefusalForm, StatementForm
from .moderating import AppealForm, SecondLookForm, TranslationForm
from .paper import CodesForm, PaperForm, PosterForm
from .taking_part import CodeForm, SuggestionForm, TakePartForm, VoteForm

__all__ = [
    "AboutForm",
    "AboutYouForm",
    "ActForm",
    "AppealForm",
    "CodeForm",
    "CodesForm",
    "ConversationForm",
    "GoalForm",
    "PaperForm",
    "PosterForm",
    "ReactionForm",
    "RefusalForm",
    "RoundForm",
    "SecondLookForm",
    "StagesForm",
    "StatementForm",
    "SuggestionForm",
    "TakePartForm",
    "TranslationForm",
    "VoteForm",
]
