from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.people.models import User
from samenspel.platform import audit, letters
from samenspel.platform.choices import Origin
from samenspel.platform.mailing import SecretLetter, hand_over, post_office

from . import actions, queries
from .choices import MailState
from .models import OutsideEvaluator


@task()
def mail_invitation(invitation_id: int, site: str) -> None:
    """Send one invitation, once; an address that is refused is noted and stops nothing."""
    with audit.acting_from(Origin.JOB), post_office() as connection:
        link = actions.begin_mail(invitation_id=invitation_id, by=None, at=timezone.now())
        if link is None:
            return
        with translation.override(link.invitation.language):
            letter = _invitation(link, site)
        state = MailState(hand_over(letter, connection))
        actions.end_mail(invitation=link.invitation, state=state, by=None, at=timezone.now())


@task()
def mail_reminder(reminder_id: int) -> None:
    """Send one reminder, once, to whoever has not answered by then."""
    with audit.acting_from(Origin.JOB), post_office() as connection:
        begun = actions.begin_reminder(reminder_id=reminder_id, by=None, at=timezone.now())
        if begun is None:
            return
        with translation.override(begun.reminder.invitation.language):
            letter = _reminder(begun)
        state = MailState(hand_over(letter, connection))
        actions.end_reminder(reminder=begun.reminder, state=state, by=None, at=timezone.now())


@task()
def remind_of_evaluations() -> None:
    """Once a day: write to who has not answered three days before the end, and forget to whom."""
    now = timezone.now()
    with audit.acting_from(Origin.JOB):
        for side in queries.sides_to_remind(now):
            actions.remind_people(side=side, mail=mail_reminder, by=None, at=now)
        for evaluation in queries.ended_with_reminders(now):
            actions.forget_reminders(evaluation=evaluation, by=None, at=now)


@task()
def mail_evaluator(letter_id: str) -> None:
    """Tell the outside evaluator that each party accepted them."""
    letters.send(letter_id, _word_to_evaluator)


def _word_to_evaluator(evaluator_id: int) -> EmailMultiAlternatives | None:
    """Who was let go gets nothing."""
    found = OutsideEvaluator.objects.filter(pk=evaluator_id).exclude(accepted_at=None)
    evaluator = found.select_related("evaluation__collaboration").first()
    if evaluator is None:
        return None
    known = User.objects.filter(email__iexact=evaluator.email).first()
    language = known.language if known else settings.LANGUAGE_CODE
    with translation.override(language):
        here = evaluator.evaluation.collaboration
        subject = _("You read the evaluation of %(where)s from outside") % {"where": here.name}
        path = queries.page_of(evaluator.evaluation)
        context = {"evaluator": evaluator, "collaboration": here,
                   "address": settings.SITE.rstrip("/") + path}  # fmt: skip
        return _letter("evaluation/mail/evaluator.html", subject, evaluator.email, context)


def _invitation(link: actions.NewLink, site: str) -> EmailMultiAlternatives:
    guest = link.invitation
    party = guest.side.party.name
    context = {
        "invitation": guest,
        "side": guest.side,
        "evaluation": guest.side.evaluation,
        "address": site.rstrip("/") + reverse("evaluation:personal_link", args=[link.token]),
    }
    subject = _("%(party)s asks you: how does working together go?") % {"party": party}
    return _letter("evaluation/mail/invitation.html", subject, guest.email, context)


def _reminder(begun: actions.BegunReminder) -> EmailMultiAlternatives:
    """Nobody else may see that it was sent; one press in the mail program refuses the next."""
    guest, home = begun.reminder.invitation, settings.SITE.rstrip("/")
    refuse = home + reverse("evaluation:refuse_mail", args=[begun.token])
    context = {
        "invitation": guest,
        "side": guest.side,
        "evaluation": guest.side.evaluation,
        "address": home + reverse("evaluation:personal_link", args=[begun.token]),
        "refuse": refuse,
    }
    subject = _("You can still answer: how does working together go?")
    letter = _letter("evaluation/mail/reminder.html", subject, guest.email, context, SecretLetter)
    letter.extra_headers["List-Unsubscribe"] = f"<{refuse}>"
    letter.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return letter


def _letter(
    page: str,
    subject: str,
    to: str,
    context: dict[str, object],
    of: type[EmailMultiAlternatives] = EmailMultiAlternatives,
) -> EmailMultiAlternatives:
    one_line = " ".join(subject.split())
    context |= {"language": get_language(), "subject": one_line}
    letter = of(
        subject=one_line,
        body=render_to_string(page.replace(".html", ".txt"), context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(render_to_string(page, context), "text/html")
    return letter
