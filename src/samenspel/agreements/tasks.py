from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.choices import Origin

from . import actions, queries
from .models import AgreementVersion


@task()
def mail_review(version_id: int, person_id: int) -> None:
    """Tell one person that a review date comes near; who went meanwhile gets nothing."""
    related = "agreement__collaboration"
    version = AgreementVersion.objects.select_related(related).filter(pk=version_id).first()
    person = User.objects.filter(pk=person_id).first()
    if version is None or person is None:
        return
    here = version.agreement.collaboration
    path = reverse("agreements:agreement", args=[here.slug, version.agreement_id])
    with translation.override(person.language):
        context = {
            "person": person,
            "version": version,
            "address": settings.SITE.rstrip("/") + path,
            "language": person.language,
        }
        said = {"name": version.agreement.name, "collaboration": here.name}
        subject = _("“%(name)s” of %(collaboration)s: time to look at it again") % said
        _send("agreements/mail/review.html", " ".join(subject.split()), person.email, context)


def _send(page: str, subject: str, to: str, context: dict[str, object]) -> None:
    letter = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(page.replace(".html", ".txt"), context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(page, context | {"subject": subject})
    letter.attach_alternative(html, "text/html")
    letter.send()


@task()
def remind_of_what_is_due() -> None:
    """Once a day: say which agreements are to be looked at again soon."""
    now = timezone.now()
    with audit.acting_from(Origin.JOB):
        for version in queries.versions_to_remind_of(timezone.localdate(now)):
            actions.remind_of_review(version=version, mail=mail_review, by=None, at=now)
