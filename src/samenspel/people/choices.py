from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

ACCOUNT_TEXT_VERSION = "2026-11-21"  # change it when the sentence or the privacy page changes


class ConsentText(TextChoices):
    """To what someone agreed."""

    ACCOUNT = "account", _("keeping my name and address for my account")
