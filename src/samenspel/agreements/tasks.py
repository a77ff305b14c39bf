from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.people.models import User
from samenspel.platform import audit, letters
from samenspel.platform.choices import Origin

from . import actions, queries
from .models import AgreementVersion, Pause


@task()
def mail_review(letter_id: str) -> None:
    """Tell one person that a review date comes near."""
    letters.send(letter_id, _review)


@task()
def mail_pause(letter_id: str) -> None:
    """Tell one person that a pause begins, or that its day has come."""
    letters.send(letter_id, _pause)


@task()
def remind_of_what_is_due() -> None:
    """Once a day: say what is to be looked at again soon, and which pauses are over."""
    now = timezone.now()
    with audit.acting_from(Origin.JOB):
        for version in queries.versions_to_remind_of(timezone.localdate(now)):
            actions.remind_of_review(version=version, mail=mail_review, by=None, at=now)
        for pause in queries.pauses_to_remind_of(timezone.localdate(now)):
            actions.remind_of_pause(pause=pause, mail=mail_pause, by=None, at=now)


def _review(version_id: int, person_id: int) -> EmailMultiAlternatives | None:
    """Who went meanwhile gets nothing."""
    related = "agreement__collaboration"
    version = AgreementVersion.objects.select_related(related).filter(pk=version_id).first()
    person = User.objects.filter(pk=person_id).first()
    if version is None or person is None:
        return None
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
        return _letter("agreements/mail/review.html", subject, person.email, context)


def _pause(pause_id: int, person_id: int) -> EmailMultiAlternatives | None:
    """Of a pause that ended meanwhile nobody is told."""
    paused = Pause.objects.select_related("collaboration", "agreement", "asked_for")
    found = paused.filter(pk=pause_id, ended_at=None).first()
    person = User.objects.filter(pk=person_id).first()
    if found is None or person is None:
        return None
    path = reverse("agreements:flexibility", args=[found.collaboration.slug])
    with translation.override(person.language):
        context = {
            "person": person,
            "pause": found,
            "is_due": found.reminded_at is not None,
            "address": settings.SITE.rstrip("/") + path,
            "language": person.language,
        }
        said = {"name": found.agreement or found.collaboration}
        subject = _("“%(name)s” rests for a while") % said
        if found.reminded_at:
            subject = _("“%(name)s” would rest until today") % said
        return _letter("agreements/mail/pause.html", subject, person.email, context)


def _letter(page: str, subject: str, to: str, context: dict[str, object]) -> EmailMultiAlternatives:
    one_line = " ".join(subject.split())
    letter = EmailMultiAlternatives(
        subject=one_line,
        body=render_to_string(page.replace(".html", ".txt"), context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string(page, context | {"subject": one_line})
    letter.attach_alternative(html, "text/html")
    return letter
