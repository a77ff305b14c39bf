from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Depth(TextChoices):
    """How much an evaluation asks."""

    LIGHT = "light", _("light")
    FULL = "full", _("full")


class MailState(TextChoices):
    """Where the e-mail of an invitation is."""

    NONE = "none", _("no e-mail")
    WAITING = "waiting", _("e-mail waits")
    SENDING = "sending", _("e-mail on its way")
    SENT = "sent", _("e-mailed")
    FAILED = "failed", _("e-mail refused")
    UNCERTAIN = "uncertain", _("e-mail perhaps not delivered")


class Seen(IntegerChoices):
    """What someone sees of an improvement that was agreed."""

    DONE = 0, _("done")
    PARTLY = 1, _("partly")
    UNDONE = 2, _("not yet")
    UNKNOWN = 3, _("I do not know")


class Fate(TextChoices):
    """What became of an improvement."""

    OPEN = "open", _("under way")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


class News(TextChoices):
    """What other programs may be told about evaluations."""

    ASKED = "evaluation.asked", _("An evaluation was asked")
    OPENED = "evaluation.opened", _("An evaluation was opened together")


class Deed(TextChoices):
    """What was done: as the audit trail calls it, and as people read it."""

    ASKED = "evaluation.asked", _("Asked an evaluation")
    EXTENDED = "evaluation.extended", _("Gave an evaluation more time")
    DROPPED = "evaluation.dropped", _("Took back an evaluation")
    INVITED = "evaluation.people_invited", _("Asked people to answer an evaluation")
    LINK_MADE = "evaluation.link_made", _("Made a personal link for an evaluation")
    WITHDRAWN = "evaluation.invitation_withdrawn", _("Withdrew an invitation to an evaluation")
    INVITATION_ERASED = (
        "evaluation.invitation_erased",
        _("Erased an invitation to an evaluation"),
    )
    INVITATIONS_FORGOTTEN = (
        "evaluation.invitations_forgotten",
        _("Forgot whom an evaluation asked"),
    )
    MAIL_BEGUN = "evaluation.mail_begun", _("Began an e-mail about an evaluation")
    MAIL_ENDED = "evaluation.mail_ended", _("Ended an e-mail about an evaluation")
    REMINDED = (
        "evaluation.people_reminded",
        _("Reminded people who had not answered an evaluation"),
    )
    REMINDER_BEGUN = "evaluation.reminder_begun", _("Began a reminder about an evaluation")
    REMINDER_ENDED = "evaluation.reminder_ended", _("Ended a reminder about an evaluation")
    REMINDERS_FORGOTTEN = (
        "evaluation.reminders_forgotten",
        _("Forgot whom an evaluation reminded"),
    )
    MAIL_REFUSED = "evaluation.mail_refused", _("Someone refused e-mail about an evaluation")
    BEGUN = "evaluation.answering_begun", _("Someone began to answer an evaluation")
    SAVED = "evaluation.answer_saved", _("Someone answered part of an evaluation")
    ERASED = "evaluation.answers_erased", _("Someone erased their answers to an evaluation")
    ACCEPTED = "evaluation.opening_accepted", _("Accepted that an evaluation opens")
    OPENED = "evaluation.opened", _("Opened an evaluation together")
    IMPROVEMENT_NOTED = "evaluation.improvement_noted", _("Noted an improvement")
    IMPROVEMENT_SETTLED = (
        "evaluation.improvement_settled",
        _("Said what became of an improvement"),
    )
    EVALUATOR_ASKED = "evaluation.evaluator_asked", _("Proposed an outside evaluator")
    EVALUATOR_ACCEPTED = "evaluation.evaluator_accepted", _("Accepted an outside evaluator")
    EVALUATOR_DROPPED = "evaluation.evaluator_dropped", _("Let go of an outside evaluator")
    EVALUATOR_ERASED = "evaluation.evaluator_erased", _("Erased an outside evaluator")
    OWNER_ERASED = "evaluation.owner_erased", _("Erased a name beside what someone would see to")
    READINESS_ASKED = "evaluation.readiness_asked", _("Asked colleagues how ready they are")
    READINESS_ANSWERED = "evaluation.readiness_answered", _("Someone said how ready they are")
    READINESS_CLOSED = "evaluation.readiness_closed", _("Closed a round about being ready")
    STEP_PLANNED = "evaluation.readiness_step_planned", _("Planned a step to get readier")
    STEP_SETTLED = "evaluation.readiness_step_settled", _("Said what became of a step")
    FINDINGS_WRITTEN = (
        "evaluation.findings_written",
        _("Wrote what an outside evaluator saw"),
    )
