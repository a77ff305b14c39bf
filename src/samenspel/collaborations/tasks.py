from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.platform import letters

from . import queries


@task()
def mail_role_invitation(letter_id: str) -> None:
    """Ask someone once to speak for a party, or to join with one."""
    letters.send(letter_id, _invitation)


def _invitation(token: str, site: str, language: str) -> EmailMultiAlternatives | None:
    """What someone reads who is asked; nothing if it was taken back before it went out."""
    found = queries.invitation(token, at=timezone.now())
    if found is None:
        return None
    with translation.override(language):
        subject = _("You are invited to Samenspel")
        context = {
            "party": found.party,
            "collaboration": found.collaboration,
            "address": site.rstrip("/") + reverse("collaborations:invitation", args=[token]),
            "by": found.invited_by,
            "subject": subject,
            "language": language,
        }
        text = render_to_string("collaborations/invitation_mail.txt", context)
        letter = EmailMultiAlternatives(subject, text, to=[found.email])
        html = render_to_string("collaborations/invitation_mail.html", context)
    letter.attach_alternative(html, "text/html")
    return letter
