import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.conversations import queries
from samenspel.conversations.choices import Choice
from samenspel.conversations.models import Conversation, EntryCode, Participant, Vote
from samenspel.people.models import User
from samenspel.people.queries import fingerprint
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .common import AskMap, _ask_for_map, _check_may_lead, _locked_open
from .taking_part import CONSENT_VERSION

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike on paper
PARTS, PART = 3, 4


class NotOnPaper(DomainError):
    """A line of a sheet names a code or a statement that is not there."""


@dataclass(frozen=True, slots=True)
class Ticked:
    """One box that was ticked on a sheet, and the row of the file that says so."""

    row: int
    code: str
    number: int  # as printed: the first is 1
    value: Choice


@transaction.atomic
def make_codes(*, conversation: Conversation, count: int, by: User, at: datetime) -> list[str]:
    """So many new codes, each good for one person; we keep only their fingerprints."""
    found = _locked_open(conversation, at)
    _check_may_lead(by, found.collaboration)
    codes = [_code() for _each in range(count)]
    EntryCode.objects.bulk_create(
        EntryCode(conversation=found, code_hash=fingerprint(code)) for code in codes
    )
    audit.record("conversations.codes_made", subject=found, by=by, at=at)
    return codes


@transaction.atomic
def read_paper(
    *,
    conversation: Conversation,
    ticked: Sequence[Ticked],
    make_map: AskMap,
    by: User,
    at: datetime,
) -> int:
    """Keep what was ticked on sheets; how many votes are new. One fault, and nothing is kept.

    A vote that is there stays: whoever voted by phone afterwards changed their mind there.
    """
    found = _locked_open(conversation, at)
    _check_may_lead(by, found.collaboration)
    people = _people_of(found, ticked)
    keys = dict(queries.shown_statements(found).values_list("number", "pk"))
    votes = []
    for each in ticked:
        if each.number - 1 not in keys:
            raise NotOnPaper(
                _("Row %(row)s: there is no statement %(number)s that people can vote on.")
                % {"row": each.row, "number": each.number}
            )
        votes.append(
            Vote(
                participant=people[each.code],
                statement_id=keys[each.number - 1],
                value=each.value,
            )
        )
    before = Vote.objects.filter(participant__conversation=found).count()
    Vote.objects.bulk_create(votes, ignore_conflicts=True)
    _ask_for_map(found, make_map, at)
    audit.record("conversations.paper_read", subject=found, by=by, at=at)
    return Vote.objects.filter(participant__conversation=found).count() - before


def _people_of(conversation: Conversation, ticked: Sequence[Ticked]) -> dict[str, Participant]:
    """Who takes part with each code; new ones begin here: their sheet says what they agree to."""
    hashes = {each.code: fingerprint(each.code) for each in ticked}
    known = set(
        conversation.codes.filter(code_hash__in=hashes.values()).values_list("code_hash", flat=True)
    )
    for each in ticked:
        if hashes[each.code] not in known:
            raise NotOnPaper(
                _("Row %(row)s: “%(code)s” is no code of this conversation.")
                % {"row": each.row, "code": each.code}
            )
    Participant.objects.bulk_create(
        [
            Participant(
                conversation=conversation, key_hash=key_hash, consent_version=CONSENT_VERSION
            )
            for key_hash in sorted(set(hashes.values()))
        ],
        ignore_conflicts=True,
    )
    found = Participant.objects.filter(key_hash__in=hashes.values())
    people = {each.key_hash: each for each in found}
    return {code: people[key_hash] for code, key_hash in hashes.items()}


def _code() -> str:
    letters = [secrets.choice(LETTERS) for _each in range(PARTS * PART)]
    parts = ["".join(letters[at : at + PART]) for at in range(0, PARTS * PART, PART)]
    return "-".join(parts)
