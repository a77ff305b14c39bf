"""What pages of the meaning scan ask."""

from .answering import WordAnswerForm
from .bringing_in import BringInForm
from .inviting import InviteForm
from .joining import JoinGroupForm
from .making import DraftForm, ScanForm, WordForm
from .matching import MatchSidesForm
from .questionnaire import QuestionnaireForm

__all__ = [
    "BringInForm",
    "DraftForm",
    "InviteForm",
    "JoinGroupForm",
    "MatchSidesForm",
    "QuestionnaireForm",
    "ScanForm",
    "WordAnswerForm",
    "WordForm",
]
