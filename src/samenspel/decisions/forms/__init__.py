"""What people fill in about decisions."""

from .consent import AmendForm, EscalateForm, NominationForm, RemarkForm, StanceForm
from .fields import plain, week_later
from .proposing import DecisionForm, TextForm
from .standing import AgainForm, AnswerForm, DeedForm, ProxyForm, ReasonForm
from .voting import BallotForm, DeclareForm, PickForm, WithdrawForm

__all__ = [
    "AgainForm",
    "AmendForm",
    "AnswerForm",
    "BallotForm",
    "DecisionForm",
    "DeclareForm",
    "DeedForm",
    "EscalateForm",
    "NominationForm",
    "PickForm",
    "ProxyForm",
    "ReasonForm",
    "RemarkForm",
    "StanceForm",
    "TextForm",
    "WithdrawForm",
    "plain",
    "week_later",
]
