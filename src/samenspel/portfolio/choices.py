from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stream(TextChoices):
    """To which of the two streams something in the logbook belongs."""

    UPPER = "boven", _("Upper current")
    UNDER = "onder", _("Undercurrent")


class Sort(TextChoices):
    """What sort of thing stands in the logbook."""

    PHASE = "fase", _("phases")
    AGREEMENT = "afspraken", _("agreements")
    COMMITMENT = "toezeggingen", _("commitments")
    GIVEN = "gegeven", _("give and take")
    MOVING = "meebewegen", _("pauses and big changes")
    ENDING = "afronden", _("going on or ending")
    SCAN = "scans", _("scans and talks")
    CONVERSATION = "gesprekken", _("conversations")
