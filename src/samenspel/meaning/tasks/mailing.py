import logging
from smtplib import SMTPException

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.meaning import actions
from samenspel.meaning.actions import NewLink
from samenspel.platform import audit
from samenspel.platform.choices import Origin

log = logging.getLogger(__name__)


@task()
def mail_invitation(invitation_id: int, site: str) -> None:
    """Send one invitation, once; an address that is refused is noted and stops nothing."""
    with audit.acting_from(Origin.JOB):
        link = actions.begin_mail(invitation_id=invitation_id, by=None, at=timezone.now())
        if link is None:
            return
        with translation.override(link.invitation.language):
            letter = _letter(link, site)
        try:
            has_left = letter.send() == 1
        except (SMTPException, OSError, ValueError) as error:
            log.warning("An invitation was not sent: %s", type(error).__name__)
            has_left = False
        actions.end_mail(invitation=link.invitation, has_left=has_left, by=None, at=timezone.now())


def _letter(link: NewLink, site: str) -> EmailMultiAlternatives:
    side = link.invitation.side
    context = {
        "invitation": link.invitation,
        "scan": side.scan,
        "side": side,
        "words": side.scan.words.order_by("position"),
        "address": site.rstrip("/") + reverse("meaning:personal_link", args=[link.token]),
    }
    letter = EmailMultiAlternatives(
        subject=_("%(party)s asks you: what do these words mean to you?")
        % {"party": " ".join(side.party.name.split())},
        body=render_to_string("meaning/mail/invitation.txt", context),
        to=[link.invitation.email],
    )
    letter.attach_alternative(
        render_to_string("meaning/mail/invitation.html", context), "text/html"
    )
    return letter
