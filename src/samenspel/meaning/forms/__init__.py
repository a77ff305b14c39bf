"""What pages of the meaning scan ask."""

from .answering import WordAnswerForm
from .bringing_in import BringInForm
from .inviting import InviteForm
from .making import ScanForm, WordForm

__all__ = ["BringInForm", "InviteForm", "ScanForm", "WordAnswerForm", "WordForm"]
