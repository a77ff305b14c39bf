"""What pages of the meaning scan ask."""

from .answering import WordAnswerForm
from .bringing_in import BringInForm
from .inviting import InviteForm
from .joining import JoinGroupForm
from .making import DraftForm
from .matching import MatchSidesForm
from .questionnaire import QuestionnaireForm
from .talking import PlanForm, SecondGuessForm, TalkWordForm
from .words import ScanForm, WordForm

__all__ = [
    "BringInForm",
    "DraftForm",
    "InviteForm",
    "JoinGroupForm",
    "MatchSidesForm",
    "PlanForm",
    "QuestionnaireForm",
    "ScanForm",
    "SecondGuessForm",
    "TalkWordForm",
    "WordAnswerForm",
    "WordForm",
]
