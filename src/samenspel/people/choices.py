from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACCOUNT_TEXT_VERSION = "2026-11-21"  # change it when the sentence or the privacy page changes


class ConsentText(TextChoices):
    """To what someone agreed."""

    ACCOUNT = "account", _("keeping my name and address for my account")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    PERSON_ADDED = "people.person_added", _("Let someone sign in")
    SIGNED_UP = "people.signed_up", _("Signed up")
    ADDRESS_CONFIRMED = "people.address_confirmed", _("Confirmed an e-mail address")
    SIGNED_IN = "people.signed_in", _("Signed in")
    SIGNED_OUT = "people.signed_out", _("Signed out")
    SIGNED_OUT_ELSEWHERE = "people.signed_out_elsewhere", _("Signed out on all other devices")
    SIGN_IN_LINK_MADE = "people.sign_in_link_made", _("Made a link to sign in with")
    LANGUAGE_CHOSEN = "people.language_chosen", _("Chose a language")
    ADMINISTRATOR_APPOINTED = "people.administrator_appointed", _("Appointed an administrator")
    ADMINISTRATOR_ENDED = "people.administrator_ended", _("Ended the work of an administrator")
    ERASED = "people.erased", _("Erased an account")
    SIGN_UP_LAPSED = "people.sign_up_lapsed", _("Erased an account that was never used")
