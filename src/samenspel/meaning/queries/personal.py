from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from samenspel.collaborations import queries as collaborations
from samenspel.meaning.models import (
    GroupLink,
    Invitation,
    Scan,
    ScanMessage,
    ScanSide,
    Talk,
    TalkAgreement,
    TalkWord,
)
from samenspel.people.models import User
from samenspel.platform.personal import Fact, Value, day_in_words
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


def invitations_to(person: User) -> QuerySet[Invitation]:
    """The invitations to answer that were made out to this person's address."""
    return _made_out_to(person.email)


def _made_out_to(email: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(email__iexact=email).order_by("pk")


@prepared
def _invitations_to(email: str) -> QuerySet[Invitation]:
    return _made_out_to(email).select_related("side__scan")


@prepared
def _invitations_of_others(person: User, email: str) -> QuerySet[Invitation]:
    made = Invitation.objects.filter(added_by=person).exclude(email__iexact=email)
    return made.select_related("side__scan").order_by("pk")


def invitations_told(person: User) -> Asking[Fact]:
    """Invitations made out to this person, and those this person made out to others."""
    for invitation in (yield from asked(_invitations_to(person.email))):
        title = invitation.side.scan.title
        yield {"scan": title, "name": invitation.name, "email": invitation.email}
    for invitation in (yield from asked(_invitations_of_others(person, person.email))):
        yield {"scan": invitation.side.scan.title, "name": "", "email": ""}


@prepared
def _scans_made_by(person: User) -> QuerySet[Scan]:
    return Scan.objects.filter(made_by=person).order_by("made_on", "pk")


def scans_made_told(person: User) -> Asking[Fact]:
    """The scans this person made."""
    for scan in (yield from asked(_scans_made_by(person))):
        yield {"made_on": scan.made_on.isoformat(), "title": scan.title}


@prepared
def _group_links_made_by(person: User) -> QuerySet[GroupLink]:
    links = GroupLink.objects.filter(made_by=person).select_related("side__scan", "side__party")
    return links.order_by("pk")


def group_links_told(person: User) -> Asking[Fact]:
    """The group links this person made."""
    for link in (yield from asked(_group_links_made_by(person))):
        yield {
            "scan": link.side.scan.title,
            "party": link.side.party.name,
            "made_at": link.made_at,
            "revoked_at": link.revoked_at,
        }


@prepared
def _messages_to(person: User, email: str) -> QuerySet[ScanMessage]:
    to_them = Q(person=person) | Q(invitation__email__iexact=email)
    return ScanMessage.objects.filter(to_them).select_related("scan").order_by("pk")


def messages_told(person: User) -> Asking[Fact]:
    """The e-mails about scans to this person, as someone who speaks for a party or was asked."""
    for message in (yield from asked(_messages_to(person, person.email))):
        yield {
            "scan": message.scan.title,
            "kind": message.get_kind_display(),
            "state": message.get_mail_state_display(),
        }


@prepared
def _scan_sides_decided_by(person: User) -> QuerySet[ScanSide]:
    sides = ScanSide.objects.filter(Q(accepted_by=person) | Q(withheld_by=person))
    return sides.select_related("scan", "party").order_by("pk")


def sides_told(person: User) -> Asking[Fact]:
    """The sides for which this person agreed to open a scan, or kept it closed."""
    for side in (yield from asked(_scan_sides_decided_by(person))):
        when = side.accepted_at if side.accepted_by_id == person.pk else side.withheld_at
        yield {"scan": side.scan.title, "party": side.party.name, "at": when}


def agreements_owned(person: User) -> QuerySet[TalkAgreement]:
    """The agreements in this person's collaborations that bear this person's name."""
    if not person.name.strip():
        return TalkAgreement.objects.none()
    mine = collaborations.visible_to(person)
    return TalkAgreement.objects.filter(
        talk__scan__collaboration__in=mine, owner__iexact=person.name.strip()
    ).order_by("pk")


@prepared
def _talk_words_written_by(person: User) -> QuerySet[TalkWord]:
    words = TalkWord.objects.filter(written_by=person).select_related("talk__scan")
    return words.order_by("pk")


@prepared
def _talks_opened_by(person: User) -> QuerySet[Talk]:
    return Talk.objects.filter(numbers_by=person).select_related("scan").order_by("pk")


def talks_told(person: User) -> Asking[Fact]:
    """What this person wrote in talks, agreed to see to, or opened."""
    for word in (yield from asked(_talk_words_written_by(person))):
        text = "\n".join(part for part in (word.shared_meaning, word.notes) if part)
        yield _of_talk(word.talk, text, word.written_at)
    agreed = TalkAgreement.objects.filter(
        Q(written_by=person) | Q(pk__in=agreements_owned(person).values("pk"))
    ).select_related("talk__scan")
    for each in (yield from asked(agreed.order_by("pk"))):
        yield _of_talk(
            each.talk,
            f"{each.what} ({each.owner}, {day_in_words(each.due_on.isoformat())})",
            each.made_at,
        )
    for talk in (yield from asked(_talks_opened_by(person))):
        text = (
            _("Opened the numbers without a talk.") if talk.is_skipped else _("Opened the numbers.")
        )
        yield _of_talk(talk, text, talk.numbers_at)


def _of_talk(talk: Talk, text: str, when: datetime | None) -> dict[str, Value]:
    return {"scan": talk.scan.title, "text": text, "at": when}
