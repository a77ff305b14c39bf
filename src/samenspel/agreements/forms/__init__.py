"""What people fill in about agreements."""

from .agreements import ChangeForm, DeclineForm, ForPartyForm, NewAgreementForm

__all__ = ["ChangeForm", "DeclineForm", "ForPartyForm", "NewAgreementForm"]
