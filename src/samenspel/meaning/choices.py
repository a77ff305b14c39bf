from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ScanOrigin(TextChoices):
    """How the answers of a scan came in."""

    SEALED = "sealed", _("sealed until both sides closed")
    BROUGHT_IN = "brought_in", _("brought in as a file")


class Duplicates(TextChoices):
    """What to do when a person answered the same scale twice."""

    ERROR = "error", _("say so and stop")
    FIRST = "first", _("keep the first answer")
    MEAN = "mean", _("take the average")
