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
    API = "api", _("program")
    COMMAND = "command", _("command")
    JOB = "job", _("job")


class Outcome(TextChoices):
    """What became of an action."""

    DONE = "done", _("done")
    REFUSED = "refused", _("refused")


class LetterState(TextChoices):
    """How far a letter came."""

    WAITING = "waiting", _("e-mail waits")
    SENDING = "sending", _("e-mail is going out")
    SENT = "sent", _("e-mail sent")
    UNCERTAIN = "uncertain", _("not sure whether the e-mail went out")
    FAILED = "failed", _("e-mail could not be sent")


class StuckReason(TextChoices):
    """Why a task kept failing, in words that tell nothing about a person."""

    MAIL = "mail", _("The mail server did not take the message.")
    NETWORK = "network", _("Another computer did not answer.")
    DATABASE = "database", _("The database did not answer or refused.")
    FILE = "file", _("A file could not be read or written.")
    WORKER = "worker", _("The worker stopped while it was busy with this.")
    FAULT = "fault", _("There is a fault in the program. The log says more.")


class OutboundFault(TextChoices):
    """Why a message to another computer did not arrive."""

    ADDRESS = "address", _("This is not a web address that begins with https://.")
    PRIVATE = "private", _("This address lies in a private network. Use a public address.")
    PLAIN = "plain", _("This address is not encrypted. Use one that begins with https://.")
    NAME = "name", _("The name of that computer is not known.")
    CONNECTION = "connection", _("That computer did not answer.")
    TLS = "tls", _("The encryption of that computer could not be trusted.")
    TIMEOUT = "timeout", _("That computer took longer than ten seconds.")
    REDIRECT = "redirect", _("That computer pointed to another address. We do not follow it.")
    STATUS = "status", _("That computer said that it did not accept the message.")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    OVER_TIME_DELETED = "platform.over_time_deleted", _("Deleted what was kept long enough")
    STUCK_TASK_RETRIED = "platform.stuck_task_retried", _("Tried a stuck task again")
    STUCK_TASK_DISCARDED = "platform.stuck_task_discarded", _("Gave up a stuck task")
    LETTER_ENDED = "platform.letter_ended", _("Sent a letter, or could not")
