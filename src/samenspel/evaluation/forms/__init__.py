"""What people fill in to ask, answer and follow up an evaluation."""

from .answering import ChecksForm, FacetsForm
from .asking import EvaluationForm, ExtendForm, ForPartyForm, end_of
from .following import EvaluatorForm, FindingsForm, ImprovementForm, SettleForm
from .inviting import InviteForm

__all__ = [
    "ChecksForm", "EvaluationForm", "EvaluatorForm", "ExtendForm", "FacetsForm", "FindingsForm",
    "ForPartyForm", "ImprovementForm", "InviteForm", "SettleForm", "end_of",
]  # fmt: skip
