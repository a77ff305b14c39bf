from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from samenspel.decisions import analyses, queries
from samenspel.decisions.analyses import NotAResult, Picked, Result
from samenspel.decisions.choices import Said
from samenspel.decisions.models import BoxBallot, Decision, Tally, VoteElsewhere
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.letters import Mail

from .boxing import _content, _write_box
from .errors import NotOpen, StillVoting, WrongBallot, WrongResult, WrongStep
from .proposing import _leading, _tell_voters
from .voting import _count

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class RollLine:
    """Someone on the list of voters as another system wants it."""

    email: str
    name: str
    votes: int


@dataclass(frozen=True, slots=True)
class GivenResult:
    """The file with a result, and how many voted according to the page of that system."""

    content: bytes
    name: str
    voted: int


@transaction.atomic
def point_to(*, decision: Decision, address: str, by: User | None, at: datetime) -> VoteElsewhere:
    """Tell where people vote; another address replaces it until the result is there."""
    locked = _voting_elsewhere(decision, by)
    given = {"address": address}
    kept, _is_new = VoteElsewhere.objects.update_or_create(decision=locked, defaults=given)
    audit.record("decisions.pointed", subject=locked, by=by, at=at)
    return kept


@transaction.atomic
def take_roll(*, decision: Decision, by: User | None, at: datetime) -> list[RollLine]:
    """The list of voters with their addresses, to let them in elsewhere; that is noted."""
    locked = _voting_elsewhere(decision, by)
    people = [each for each in queries.electors_of(locked) if each.may_vote and each.person]
    audit.record("decisions.roll_taken", subject=locked, by=by, at=at)
    return [RollLine(each.person.email, each.person.name, each.votes)
            for each in people if each.person]  # fmt: skip


@transaction.atomic
def bring_in_result(
    *, decision: Decision, given: GivenResult, by: User | None, at: datetime,
    mail: Mail | None = None,
) -> Tally:  # fmt: skip
    """Count what people voted elsewhere; refused if there are more votes than voters."""
    locked = _voting_elsewhere(decision, by)
    if at < locked.closes_at:
        raise StillVoting(_("The time to vote is not over yet."))
    kept = VoteElsewhere.objects.filter(decision=locked).first()
    if kept is None:
        raise WrongStep(_("First say where people voted."))
    result = _read(locked, given)
    electors = list(queries.electors_of(locked).select_for_update(of=("self",)))
    _check_not_stuffed(result, given, sum(each.may_vote for each in electors))
    prefetch_related_objects([locked], "options")
    _write_box(locked, [_ballot(locked, said) for said in result.said])
    kept.result, kept.result_digest = result.text, result.digest
    kept.result_name = given.name[:LONGEST_NAME]
    kept.brought_in_by, kept.brought_in_at = by, at
    kept.save()
    tally = _count(locked, electors, by, at)
    _tell_voters(locked, mail)
    return tally


def _voting_elsewhere(decision: Decision, by: User | None) -> Decision:
    locked = _leading(decision, by)
    if not locked.is_elsewhere:
        raise WrongStep(_("Here people decide in another way."))
    if not locked.is_open:
        raise NotOpen(_("This vote is not open."))
    return locked


def _read(decision: Decision, given: GivenResult) -> Result:
    try:
        return analyses.read_result(decision, given.content)
    except NotAResult as fault:
        raise WrongResult(str(fault)) from None


def _check_not_stuffed(result: Result, given: GivenResult, voters: int) -> None:
    votes = len(result.said)
    if votes > voters:
        raise WrongResult(
            _("This result has %(votes)s votes, and only %(voters)s people may vote.")
            % {"votes": votes, "voters": voters}
        )
    if votes != given.voted:
        raise WrongResult(
            _("This result has %(votes)s votes, and you say that %(voted)s people voted.")
            % {"votes": votes, "voted": given.voted}
        )


def _ballot(decision: Decision, said: Said | Picked) -> BoxBallot:
    receipt = analyses.new_receipt()
    try:
        return BoxBallot(decision=decision, receipt=receipt, **_content(decision, said))
    except WrongBallot as fault:
        raise WrongResult(str(fault)) from None
