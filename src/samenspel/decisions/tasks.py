from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from samenspel.people.models import User
from samenspel.platform import audit, letters
from samenspel.platform.choices import Origin

from . import actions, analyses, queries
from .models import Decision


@task()
def close_vote(decision_id: int) -> None:
    """Count a vote whose time is over; a day before, tell that it closes.

    One that was counted, withdrawn or put off stays.
    """
    decision = Decision.objects.filter(pk=decision_id).first()
    now = timezone.now()
    if decision and decision.is_elsewhere and now >= decision.closes_at:
        return  # its result is brought in
    if decision and decision.is_open and now >= decision.closes_at:
        with audit.acting_from(Origin.JOB):
            actions.close(decision=decision, by=None, at=now, mail=mail_counted)
    elif decision:
        with audit.acting_from(Origin.JOB):
            actions.tell_closing(decision=decision, by=None, at=now)


@task()
def mail_opened(letter_id: str) -> None:
    """Tell one person that a vote opened, on which text and until when."""
    letters.send(letter_id, _opened)


@task()
def mail_counted(letter_id: str) -> None:
    """Tell one person what was counted."""
    letters.send(letter_id, _counted)


def _opened(decision_id: int, person_id: int) -> EmailMultiAlternatives | None:
    """Of what was closed or withdrawn meanwhile nobody is told that it opened."""
    found = Decision.objects.select_related("collaboration").filter(pk=decision_id).first()
    if found is None or not found.is_open:
        return None
    with translation.override(_language_of(person_id)):
        said = {"title": found.title, "collaboration": found.collaboration.name}
        subject = _("Vote on “%(title)s” of %(collaboration)s") % said
        if found.is_by_consent:
            subject = _("Take part in the round on “%(title)s” of %(collaboration)s") % said
        return _letter("decisions/mail/opened.html", subject, found, person_id)


def _counted(decision_id: int, person_id: int) -> EmailMultiAlternatives | None:
    found = Decision.objects.select_related("collaboration", "tally").filter(pk=decision_id).first()
    if found is None or not found.is_counted:
        return None
    with translation.override(_language_of(person_id)):
        said = {"title": found.title, "collaboration": found.collaboration.name}
        subject = _("Counted: “%(title)s” of %(collaboration)s") % said
        return _letter("decisions/mail/counted.html", subject, found, person_id)


def _language_of(person_id: int) -> str:
    found = User.objects.filter(pk=person_id).values_list("language", flat=True).first()
    return found or settings.LANGUAGE_CODE


def _letter(
    page: str, subject: str, decision: Decision, person_id: int
) -> EmailMultiAlternatives | None:
    """Who was erased meanwhile gets nothing."""
    person = User.objects.filter(pk=person_id).first()
    if person is None:
        return None
    one_line = " ".join(subject.split())
    context = {
        "person": person,
        "decision": decision,
        "text": queries.text_of(decision),
        "tells_document": decision.is_counted and analyses.tells_document(decision, decision.tally),
        "line": queries.trail_of(decision).last(),
        "address": settings.SITE.rstrip("/") + queries.page_of(decision),
        "language": person.language,
        "subject": one_line,
    }
    letter = EmailMultiAlternatives(
        subject=one_line,
        body=render_to_string(page.replace(".html", ".txt"), context),
        to=[person.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    letter.attach_alternative(render_to_string(page, context), "text/html")
    return letter
