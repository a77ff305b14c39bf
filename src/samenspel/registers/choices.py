from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestKind(TextChoices):
    """What someone asks about their own data: AVG articles 15 to 21."""

    ACCESS = "access", _("to see them (article 15)")
    RECTIFICATION = "rectification", _("to correct them (article 16)")
    ERASURE = "erasure", _("to erase them (article 17)")
    RESTRICTION = "restriction", _("to use them less for a while (article 18)")
    PORTABILITY = "portability", _("to take them elsewhere (article 20)")
    OBJECTION = "objection", _("to stop using them (article 21)")


class Answer(TextChoices):
    """What became of such a request."""

    GRANTED = "granted", _("granted")
    PARTLY = "partly", _("granted in part")
    REFUSED = "refused", _("refused")


class BreachKind(TextChoices):
    """What went wrong with personal data."""

    CONFIDENTIALITY = "secret", _("someone saw what they should not see")
    INTEGRITY = "whole", _("something was changed that should not be")
    AVAILABILITY = "there", _("something was lost or could not be reached")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    REQUEST_NOTED = "registers.request_noted", _("Noted a request about personal data")
    REQUEST_EXTENDED = "registers.request_extended", _("Took longer for such a request")
    REQUEST_ANSWERED = "registers.request_answered", _("Answered such a request")
    REQUEST_ERASED = "registers.request_erased", _("Erased who made such a request")
    BREACH_NOTED = "registers.breach_noted", _("Noted a breach")
    BREACH_REPORTED = "registers.breach_reported", _("Noted that a breach was reported")
    BREACH_CLOSED = "registers.breach_closed", _("Noted why a breach needs no report")
    RIGHTS_REVIEWED = "registers.rights_reviewed", _("Went through who may what")
