"""What people fill in about agreements."""

from .agreements import ChangeForm, DeclineForm, ForPartyForm, NewAgreementForm
from .commitments import BalanceForm, CallOffForm, PromiseForm, TermsForm
from .exchange import ContributionForm, RateForm, ratings

__all__ = [
    "BalanceForm",
    "CallOffForm",
    "ChangeForm",
    "ContributionForm",
    "DeclineForm",
    "ForPartyForm",
    "NewAgreementForm",
    "PromiseForm",
    "RateForm",
    "TermsForm",
    "ratings",
]
