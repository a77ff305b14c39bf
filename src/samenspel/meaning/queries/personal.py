from collections.abc import Iterator

from django.db.models import Q, QuerySet

from samenspel.meaning.models import GroupLink, Invitation, Scan, ScanMessage, ScanSide
from samenspel.people.models import User
from samenspel.platform.personal import Value


def invitations_to(person: User) -> QuerySet[Invitation]:
    """The invitations to answer that were made out to this person's address."""
    return Invitation.objects.filter(email__iexact=person.email).order_by("pk")


def invitations_told(person: User) -> Iterator[dict[str, Value]]:
    """Invitations made out to this person, and those this person made out to others."""
    for invitation in invitations_to(person).select_related("side__scan"):
        title = invitation.side.scan.title
        yield {"scan": title, "name": invitation.name, "email": invitation.email}
    made = Invitation.objects.filter(added_by=person).exclude(email__iexact=person.email)
    for invitation in made.select_related("side__scan").order_by("pk"):
        yield {"scan": invitation.side.scan.title, "name": "", "email": ""}


def scans_made_told(person: User) -> Iterator[dict[str, Value]]:
    """The scans this person made."""
    for scan in Scan.objects.filter(made_by=person).order_by("made_on", "pk"):
        yield {"made_on": scan.made_on.isoformat(), "title": scan.title}


def group_links_told(person: User) -> Iterator[dict[str, Value]]:
    """The group links this person made."""
    links = GroupLink.objects.filter(made_by=person).select_related("side__scan", "side__party")
    for link in links.order_by("pk"):
        yield {
            "scan": link.side.scan.title,
            "party": link.side.party.name,
            "made_at": link.made_at,
            "revoked_at": link.revoked_at,
        }


def messages_told(person: User) -> Iterator[dict[str, Value]]:
    """The e-mails about scans to this person, as someone who speaks for a party or was asked."""
    to_them = Q(person=person) | Q(invitation__email__iexact=person.email)
    for message in ScanMessage.objects.filter(to_them).select_related("scan").order_by("pk"):
        yield {
            "scan": message.scan.title,
            "kind": message.get_kind_display(),
            "state": message.get_mail_state_display(),
        }


def sides_told(person: User) -> Iterator[dict[str, Value]]:
    """The sides for which this person agreed to open a scan, or kept it closed."""
    sides = ScanSide.objects.filter(Q(accepted_by=person) | Q(withheld_by=person))
    for side in sides.select_related("scan", "party").order_by("pk"):
        when = side.accepted_at if side.accepted_by_id == person.pk else side.withheld_at
        yield {"scan": side.scan.title, "party": side.party.name, "at": when}
