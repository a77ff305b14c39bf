"""Which programs speak for a party: read and ended, never made, so that a key makes no key."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from ninja import Query

from samenspel.collaborations import actions, queries
from samenspel.people.http import MemberRequest
from samenspel.people.models import ApiKey
from samenspel.platform.asking import Asked, InPath, Moment, Out, Page, page_of
from samenspel.platform.asking import router as new_router
from samenspel.platform.once import once

router = new_router(_("keys"))
KEYS = "/parties/{party_id}/keys"


class KeyOut(Out):
    """A key with which a program speaks for a party; the key itself cannot be read back."""

    id: int
    name: str
    scopes: list[str]
    made_at: Moment
    expires_at: Moment
    last_used_at: Moment | None


class KeyPage(Page[KeyOut]):
    """Keys that work, newest first."""


@router.get(KEYS, response=KeyPage, summary=_("Keys of a party"), operation_id="listKeys")
def keys(request: MemberRequest, party_id: InPath, asked: Query[Asked]) -> KeyPage:
    """The keys of programs that speak for a party that you manage."""
    ours = get_object_or_404(queries.managed_by(request.user), pk=party_id)
    found = queries.keys_of(ours, at=timezone.now())
    return page_of(KeyPage, found, asked, request, _shown)


@router.delete(f"{KEYS}/{{key_id}}", response={204: None}, summary=_("Withdraw a key"),
               operation_id="deleteKey")  # fmt: skip
@once(204)
def delete_key(request: MemberRequest, party_id: InPath, key_id: InPath) -> None:
    """Let a program speak no longer for a party that you manage."""
    ours, now = get_object_or_404(queries.managed_by(request.user), pk=party_id), timezone.now()
    key = get_object_or_404(queries.keys_of(ours, at=now).select_related("person"), pk=key_id)
    actions.revoke_party_key(party=ours, key=key, by=request.user, at=now)


def _shown(key: ApiKey) -> KeyOut:
    return KeyOut.model_validate(key)
