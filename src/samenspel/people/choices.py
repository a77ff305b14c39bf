from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACCOUNT_TEXT_VERSION = "2026-11-27"  # change it when the sentence or the privacy page changes


class ConsentText(TextChoices):
    """To what someone agreed."""

    ACCOUNT = "account", _("keeping my name and address for my account")


class SignInProfile(TextChoices):
    """How strict we are with a provider."""

    STANDARD = "standard", _("OpenID Connect")
    NLGOV = "nlgov", _("OpenID Connect NLGov, the profile of the Dutch government")


class Assurance(TextChoices):
    """How sure a provider has to be of who someone is, lowest first (eIDAS)."""

    LOW = "low", _("low")
    SUBSTANTIAL = "substantial", _("substantial")
    HIGH = "high", _("high")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    PERSON_ADDED = "people.person_added", _("Let someone sign in")
    SIGNED_UP = "people.signed_up", _("Signed up")
    ADDRESS_CONFIRMED = "people.address_confirmed", _("Confirmed an e-mail address")
    SIGNED_IN = "people.signed_in", _("Signed in")
    SIGNED_OUT = "people.signed_out", _("Signed out")
    SIGNED_OUT_ELSEWHERE = "people.signed_out_elsewhere", _("Signed out on all other devices")
    SIGN_IN_LINK_USED = "people.sign_in_link_used", _("Used a link to sign in with")
    VISIT_ENDED = "people.visit_ended", _("Signed out on another device")
    KEYS_ADDED = "people.keys_added", _("Added a way to sign in")
    KEYS_REMOVED = "people.keys_removed", _("Removed a way to sign in")
    API_KEY_MADE = "people.api_key_made", _("Made an API key")
    API_KEY_REVOKED = "people.api_key_revoked", _("Withdrew an API key")
    PROGRAM_ADDED = "people.program_added", _("Let a program speak for a party")
    PROGRAM_FORGOTTEN = "people.program_forgotten", _("Forgot a program without keys")
    PROVIDER_SET = "people.provider_set", _("Set how people of a party sign in")
    PROVIDER_REMOVED = "people.provider_removed", _("Ended signing in through a party")
    PROVIDER_LINKED = "people.provider_linked", _("Signed in through an organisation, first time")
    PROVIDER_UNLINKED = "people.provider_unlinked", _("Ended signing in through an organisation")
    SIGN_IN_LINK_MADE = "people.sign_in_link_made", _("Made a link to sign in with")
    LANGUAGE_CHOSEN = "people.language_chosen", _("Chose a language")
    ADMINISTRATOR_APPOINTED = "people.administrator_appointed", _("Appointed an administrator")
    ADMINISTRATOR_ENDED = "people.administrator_ended", _("Ended the work of an administrator")
    ERASED = "people.erased", _("Erased an account")
    SIGN_UP_LAPSED = "people.sign_up_lapsed", _("Erased an account that was never used")
