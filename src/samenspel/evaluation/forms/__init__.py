"""What people fill in to ask, answer and follow up an evaluation."""

from .answering import ChecksForm, FacetsForm
from .asking import EvaluationForm, ExtendForm, ForPartyForm
from .following import EvaluatorForm, FindingsForm, ImprovementForm, SettleForm
from .inviting import InviteForm
from .readiness import AskReadinessForm, ReadinessForm, SettleStepForm, StepForm

__all__ = [
    "AskReadinessForm", "ChecksForm", "EvaluationForm", "EvaluatorForm", "ExtendForm",
    "FacetsForm", "FindingsForm", "ForPartyForm", "ImprovementForm", "InviteForm",
    "ReadinessForm", "SettleForm", "SettleStepForm", "StepForm",
]  # fmt: skip
