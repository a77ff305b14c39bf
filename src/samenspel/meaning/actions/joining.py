import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.meaning import queries
from samenspel.meaning.models import GroupLink, Invitation, Scan, ScanSide
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .inviting import ScanOver, _not_over


class GroupFull(DomainError):
    """Someone followed a group link after every person of the side had a personal link."""


@transaction.atomic
def make_group_link(*, side: ScanSide, by: User, at: datetime) -> str:
    """One address for a whole side; the earlier one stops working, personal links do not."""
    _not_over(side, by, at)
    _end(side, at)
    token = secrets.token_urlsafe(16)
    side.group_links.create(token_hash=fingerprint(token), made_by=by, made_at=at)
    audit.record("meaning.group_link_made", subject=side, by=by, at=at)
    return token


@transaction.atomic
def end_group_link(*, side: ScanSide, by: User, at: datetime) -> None:
    """Let nobody join by the group link any more; who joined goes on with their own link."""
    _not_over(side, by, at)
    _end(side, at)
    audit.record("meaning.group_link_ended", subject=side, by=by, at=at)


@transaction.atomic
def join(*, link: GroupLink, language: str, token: str, by: None, at: datetime) -> str:
    """A personal link for someone who followed a group link, while the side has people left.

    `token` is new for everyone who presses; who presses twice comes with the same one.
    """
    scan = Scan.objects.select_for_update().get(pk=link.side.scan_id)
    still_works = GroupLink.objects.filter(pk=link.pk, revoked_at=None).exists()
    if not still_works or not scan.takes_answers(at):
        raise ScanOver(_("This scan has ended."))
    if link.side.invitations.filter(token_hash=fingerprint(token), revoked_at=None).exists():
        return token
    if queries.places_left(link.side) < 1:
        raise GroupFull(_("Everyone of this side has a link already."))
    Invitation.objects.create(
        side=link.side, group_link=link, language=language, token_hash=fingerprint(token)
    )
    # The line names the scan, not the person: nobody can read from it who took part.
    audit.record("meaning.group_joined", subject=scan, by=by, at=at)
    return token


def _end(side: ScanSide, at: datetime) -> None:
    side.group_links.filter(revoked_at=None).update(revoked_at=at, token_hash="")
