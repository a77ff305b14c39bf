from django.db.models import IntegerChoices, TextChoices
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


class ScanState(TextChoices):
    """Where a scan stands."""

    DRAFT = "draft", _("being made")
    OPEN = "open", _("open for answers")
    CLOSED = "closed", _("closed, still sealed")
    REVEALED = "revealed", _("opened together")


class Depth(TextChoices):
    """How much a scan asks."""

    LIGHT = "light", _("light, up to three words")
    FULL = "full", _("full, up to six words")


class MailState(TextChoices):
    """How far an invitation by e-mail came."""

    NONE = "none", _("not by e-mail")
    WAITING = "waiting", _("e-mail waits")
    SENDING = "sending", _("not sure whether the e-mail went out")
    SENT = "sent", _("e-mail sent")
    FAILED = "failed", _("e-mail could not be sent")


class Importance(IntegerChoices):
    """How much a word matters to someone; zero is a true zero."""

    NONE = 0, _("Plays no part")
    LITTLE = 1, _("A little")
    IMPORTANT = 2, _("Important")
    VERY = 3, _("Very important")
    CRUCIAL = 4, _("Not without this")
