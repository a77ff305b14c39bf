"""What people fill in about agreements."""

from .agreements import ChangeForm, DeclineForm, ForPartyForm, NewAgreementForm
from .exchange import ContributionForm, RateForm, ratings

__all__ = [
    "ChangeForm",
    "ContributionForm",
    "DeclineForm",
    "ForPartyForm",
    "NewAgreementForm",
    "RateForm",
    "ratings",
]
