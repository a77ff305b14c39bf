"""What people fill in about decisions."""

from .bodies import BodyForm
from .consent import AmendForm, EscalateForm, NominationForm, RemarkForm, StanceForm
from .elsewhere import AddressForm, ResultForm
from .fields import plain, week_later
from .proposing import DecisionForm, TextForm
from .standing import AgainForm, AnswerForm, DeedForm, ProxyForm, ReasonForm, SecondForm
from .voting import BallotForm, DeclareForm, PickForm, WithdrawForm

__all__ = [
    "AddressForm",
    "AgainForm",
    "AmendForm",
    "AnswerForm",
    "BallotForm",
    "BodyForm",
    "DecisionForm",
    "DeclareForm",
    "DeedForm",
    "EscalateForm",
    "NominationForm",
    "PickForm",
    "ProxyForm",
    "ReasonForm",
    "RemarkForm",
    "ResultForm",
    "SecondForm",
    "StanceForm",
    "TextForm",
    "WithdrawForm",
    "plain",
    "week_later",
]
