"""What people fill in about agreements."""

from .agreements import ChangeForm, DeclineForm, ForPartyForm, NewAgreementForm
from .commitments import BalanceForm, CallOffForm, PromiseForm, TermsForm
from .ending import (
    EndingForm,
    FarewellForm,
)
from .exchange import ContributionForm, CorrectionForm, RateForm, ratings
from .moving import (
    ConcludeForm,
    ExtendForm,
    PauseForm,
    UpheavalForm,
)

__all__ = [
    "BalanceForm",
    "CallOffForm",
    "ChangeForm",
    "ConcludeForm",
    "ContributionForm",
    "CorrectionForm",
    "DeclineForm",
    "EndingForm",
    "ExtendForm",
    "FarewellForm",
    "ForPartyForm",
    "NewAgreementForm",
    "PauseForm",
    "PromiseForm",
    "RateForm",
    "TermsForm",
    "UpheavalForm",
    "ratings",
]
