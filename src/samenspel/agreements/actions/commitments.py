from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries, rules
from samenspel.agreements.choices import Fate, Kind, Standing
from samenspel.agreements.models import Commitment, CommitmentTerms
from samenspel.agreements.queries import Terms, terms_of
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit
from samenspel.platform.errors import DomainError

from .agreements import NotForYou, NothingChanged, ProposalClosed, ProposalOpen
from .delivering import _see_what_is_left
from .exchange import GivenToOneself, _check_kind, _check_may


class DueInThePast(DomainError):
    """Something was promised for a day that has passed."""


class NothingToGive(DomainError):
    """Terms were proposed of a commitment of which nothing is to be given any more."""


@transaction.atomic
def promise(
    *, collaboration: Collaboration, giver: Party, receiver: Party, party: Party, kind: Kind,
    own_kind: str, terms: Terms, by: User | None, at: datetime,
) -> Commitment:  # fmt: skip
    """Note what one party is to give another; noted by who gets it, the giver still has to say yes.

    Who gives may promise on its own.
    """
    here = queries.parties_of(collaboration)
    if giver == receiver or giver not in here or receiver not in here:
        raise GivenToOneself(_("Choose another party of this collaboration."))
    if party not in (giver, receiver):
        raise NotForYou(_("Only who is to give it or get it notes a commitment."))
    _check_may(by, party, collaboration)
    _check_kind(kind, own_kind)
    _check_due(terms, at)
    made = Commitment.objects.create(
        collaboration=collaboration,
        giver=giver,
        receiver=receiver,
        kind=kind,
        own_kind=own_kind,
        fate=Fate.OPEN if party == giver else Fate.ASKED,
        **asdict(terms),
    )
    made.terms.create(
        number=1,
        standing=Standing.ACCEPTED if party == giver else Standing.PROPOSED,
        closed_at=at if party == giver else None,
        proposed_for=party,
        proposed_by=by,
        proposed_at=at,
        **asdict(terms),
    )
    audit.record("agreements.promised", subject=made, by=by, at=at)
    return made


@transaction.atomic
def propose_terms(
    *, commitment: Commitment, terms: Terms, why: str, party: Party, by: User | None, at: datetime
) -> CommitmentTerms:
    """Put other terms to the other side; the present ones stay until it accepts."""
    locked = _running(commitment, party, by)
    if terms_of(locked) == terms:
        raise NothingChanged(_("Nothing differs from what was promised. Change something first."))
    _check_due(terms, at)
    return _propose(locked, terms, why, party, by, at, calls_off=False)


@transaction.atomic
def propose_to_call_off(
    *, commitment: Commitment, why: str, party: Party, by: User | None, at: datetime
) -> CommitmentTerms:
    """Ask the other side to let a commitment go."""
    locked = _running(commitment, party, by)
    return _propose(locked, terms_of(locked), why, party, by, at, calls_off=True)


@transaction.atomic
def accept_terms(
    *, terms: CommitmentTerms, party: Party, by: User | None, at: datetime
) -> Commitment:
    """Accept for the other side what was proposed; from then on it counts."""
    locked = _waiting(terms, party, by)
    if party.pk == locked.proposed_for_id:
        raise NotForYou(_("You proposed this. The other side answers it."))
    _close(locked, Standing.ACCEPTED, at)
    commitment = locked.commitment
    commitment.fate = Fate.CALLED_OFF if locked.calls_off else Fate.OPEN
    for name, value in asdict(terms_of(locked)).items():
        setattr(commitment, name, value)
    commitment.save()
    audit.record("agreements.terms_accepted", subject=commitment, by=by, at=at)
    if not locked.calls_off:
        _see_what_is_left(commitment, by, at)
    return commitment


@transaction.atomic
def decline_terms(
    *, terms: CommitmentTerms, party: Party, because: str, by: User | None, at: datetime
) -> None:
    """Say no for the other side, and why; or take your own proposal back. What counted stays."""
    locked = _waiting(terms, party, by)
    own, commitment = party.pk == locked.proposed_for_id, locked.commitment
    locked.declined_because = because
    _close(locked, Standing.WITHDRAWN if own else Standing.DECLINED, at)
    if commitment.fate == Fate.ASKED:
        commitment.fate = Fate.REFUSED
        commitment.save(update_fields=["fate"])
    if own:
        audit.record("agreements.terms_withdrawn", subject=commitment, by=by, at=at)
    else:
        audit.record("agreements.terms_declined", subject=commitment, by=by, at=at)


def _running(commitment: Commitment, party: Party, by: User | None) -> Commitment:
    """The commitment, held until the end of the transaction; it still runs and nothing waits."""
    related = Commitment.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=commitment.pk)
    _check_side(locked, party, by)
    if not locked.is_running:
        raise NothingToGive(_("Of this commitment nothing is to be given any more."))
    if locked.terms.filter(standing=Standing.PROPOSED).exists():
        raise ProposalOpen(_("A proposal still waits for an answer. Answer or withdraw it first."))
    return locked


def _propose(
    commitment: Commitment, terms: Terms, why: str, party: Party, by: User | None, at: datetime,
    *, calls_off: bool,
) -> CommitmentTerms:  # fmt: skip
    made = commitment.terms.create(
        number=commitment.terms.count() + 1,
        calls_off=calls_off,
        why=why,
        proposed_for=party,
        proposed_by=by,
        proposed_at=at,
        **asdict(terms),
    )
    audit.record("agreements.terms_proposed", subject=commitment, by=by, at=at)
    return made


def _waiting(terms: CommitmentTerms, party: Party, by: User | None) -> CommitmentTerms:
    Commitment.objects.select_for_update().get(pk=terms.commitment_id)
    related = CommitmentTerms.objects.select_related("commitment__collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=terms.pk)
    _check_side(locked.commitment, party, by)
    if not locked.is_proposed:
        raise ProposalClosed(_("This proposal was answered or withdrawn meanwhile."))
    return locked


def _close(terms: CommitmentTerms, standing: Standing, at: datetime) -> None:
    terms.standing, terms.closed_at = standing, at
    terms.save(update_fields=["standing", "closed_at", "declined_because"])


def _check_side(commitment: Commitment, party: Party, by: User | None) -> None:
    if party.pk not in (commitment.giver_id, commitment.receiver_id):
        raise NotForYou(_("Only who is to give it or get it changes a commitment."))
    if by is not None and not rules.may_decide_for(by, party, commitment.collaboration):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))


def _check_due(terms: Terms, at: datetime) -> None:
    if terms.due_on < queries.day_of(at):
        raise DueInThePast(_("Choose today or a day after it."))
