from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.platform import sealing

from . import queries
from .models import RoleInvitation


@task()
def mail_role_invitation(sealed_token: str, site: str, language: str) -> None:
    """Send what a program asked for; the token lies under lock until then."""
    token = sealing.unseal(sealed_token)
    found = queries.invitation(token, at=timezone.now())
    if found is not None:
        with translation.override(language):
            send_invitation(found, token, site)


def send_invitation(invitation: RoleInvitation, token: str, site: str) -> None:
    """Write to who is asked to speak for a party, or to join with one."""
    subject = _("You are invited to Samenspel")
    context = {
        "party": invitation.party,
        "collaboration": invitation.collaboration,
        "address": site.rstrip("/") + reverse("collaborations:invitation", args=[token]),
        "by": invitation.invited_by,
        "subject": subject,
        "language": get_language(),
    }
    text = render_to_string("collaborations/invitation_mail.txt", context)
    html = render_to_string("collaborations/invitation_mail.html", context)
    send_mail(subject, text, None, [invitation.email], html_message=html)
