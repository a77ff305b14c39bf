"""What is written: text and HTML, in the language of the reader, never with an answer in it."""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samenspel.meaning.actions import BegunMessage, NewLink
from samenspel.meaning.choices import MessageKind
from samenspel.meaning.models import Invitation, Scan, ScanMessage, ScanWord
from samenspel.platform.mailing import SecretLetter
from samenspel.platform.post import Specimen

INVITATION = "meaning/mail/invitation.html"
LATER = {
    MessageKind.REMINDER: "meaning/mail/reminder.html",
    MessageKind.CLOSED: "meaning/mail/closed.html",
    MessageKind.REVEALED: "meaning/mail/revealed.html",
    MessageKind.NEXT_WAVE: "meaning/mail/next_wave.html",
}


def language_of(message: ScanMessage) -> str:
    """The language in which its reader reads."""
    if message.invitation:
        return message.invitation.language
    return message.person.language if message.person else settings.LANGUAGE_CODE


def invitation(link: NewLink, site: str) -> EmailMultiAlternatives:
    """The first letter, with the personal link."""
    party = _one_line(link.invitation.side.party.name)
    subject = _("%(party)s asks you: what do these words mean to you?") % {"party": party}
    context = _for_guest(link.invitation, link.token, site)
    words = link.invitation.side.scan.words.order_by("position")
    context["words"] = [_name(word) for word in words]
    return _letter(INVITATION, subject, link.invitation.email, context)


def later(begun: BegunMessage) -> EmailMultiAlternatives:
    """A reminder, or word to someone who speaks for a side."""
    message = begun.message
    subject, page = _subject(message), LATER[MessageKind(message.kind)]
    if message.invitation:
        context = _for_guest(message.invitation, begun.token, settings.SITE)
        return _letter(page, subject, message.invitation.email, context, of=SecretLetter)
    person = message.person
    context = {"scan": message.scan, "person": person, "address": _page_of(message)}
    return _letter(page, subject, person.email if person else "", context)


def reminder_shown(at: datetime) -> Specimen:
    """A reminder to nobody: who gets a real one has not answered, and that is theirs to tell."""
    blank = "…"
    context: dict[str, object] = {
        "invitation": {"name": blank},
        "side": {"party": {"name": blank}},
        "scan": {"collaboration": {"name": blank}, "closes_at": at + timedelta(days=3)},
        "address": blank,
        "refuse": blank,
    }
    page, subject = LATER[MessageKind.REMINDER], _subjects("")[MessageKind.REMINDER]
    context |= {"language": get_language(), "subject": subject}
    return Specimen(
        why=_(
            "Reminders go only to who has not answered yet. Whoever saw them here would know who"
            " that is, so we do not show them. Everyone finds their link in the invitation. This is"
            " what a reminder looks like:"
        ),
        subject=subject,
        text=render_to_string(page.replace(".html", ".txt"), context),
        html=render_to_string(page, context),
    )


def _subject(message: ScanMessage) -> str:
    return _subjects(_one_line(message.scan.title))[MessageKind(message.kind)]


def _subjects(title: str) -> dict[MessageKind, str]:
    said = {"title": title}
    return {
        MessageKind.REMINDER: _("You can still answer: what do these words mean to you?"),
        MessageKind.CLOSED: _("Answering “%(title)s” has ended: may the outcome open?") % said,
        MessageKind.REVEALED: _("The outcome of “%(title)s” is open") % said,
        MessageKind.NEXT_WAVE: _("Time to ask “%(title)s” again?") % said,
    }


def _page_of(message: ScanMessage) -> str:
    page = "scan_state" if message.kind == MessageKind.CLOSED else "scan_detail"
    scan: Scan = message.scan
    path = reverse(f"meaning:{page}", args=[scan.collaboration.slug, scan.pk])
    return settings.SITE.rstrip("/") + path


def _for_guest(guest: Invitation, token: str, site: str) -> dict[str, object]:
    """What someone reads who was asked, with their link and a way to get no more mail."""
    home = site.rstrip("/")
    return {
        "invitation": guest,
        "scan": guest.side.scan,
        "side": guest.side,
        "address": home + reverse("meaning:personal_link", args=[token]),
        "refuse": home + reverse("meaning:refuse_mail", args=[token]),
    }


def _letter(
    page: str,
    subject: str,
    to: str,
    context: dict[str, object],
    of: type[EmailMultiAlternatives] = EmailMultiAlternatives,
) -> EmailMultiAlternatives:
    """A letter as text and as HTML; one press in the reader's mail program refuses the next."""
    headers = {"Auto-Submitted": "auto-generated"}
    if "refuse" in context:
        headers["List-Unsubscribe"] = f"<{context['refuse']}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context |= {"language": get_language(), "subject": subject}
    letter = of(
        subject=subject,
        body=render_to_string(page.replace(".html", ".txt"), context),
        to=[to],
        headers=headers,
    )
    html = render_to_string(page, context)
    letter.attach_alternative(html, "text/html")
    return letter


def _name(word: ScanWord) -> str:
    return word.name_en if get_language() == "en" and word.name_en else word.name_nl


def _one_line(text: str) -> str:
    return " ".join(text.split())
