from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class JobState(TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Origin(TextChoices):
    """Through which door a write came in."""

    PAGE = "page", _("page")
    COMMAND = "command", _("command")
    JOB = "job", _("job")


class Outcome(TextChoices):
    """What became of an action."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")
