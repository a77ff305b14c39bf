"""What people fill in about decisions."""

from .consent import AmendForm, EscalateForm, NominationForm, RemarkForm, StanceForm
from .fields import plain, week_later
from .proposing import DecisionForm, TextForm
from .voting import BallotForm, DeclareForm, PickForm, WithdrawForm

__all__ = [
    "AmendForm",
    "BallotForm",
    "DecisionForm",
    "DeclareForm",
    "EscalateForm",
    "NominationForm",
    "PickForm",
    "RemarkForm",
    "StanceForm",
    "TextForm",
    "WithdrawForm",
    "plain",
    "week_later",
]
