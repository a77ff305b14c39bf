from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions import queries, rules
from samenspel.decisions.choices import Basis, Body, Kind, LegalForm, Majority, Turnout
from samenspel.decisions.models import DecidingBody
from samenspel.people.models import User
from samenspel.platform import audit

from .errors import NotForYou, WrongBody
from .terms import Terms

OF_STATUTES = (Kind.STATUTES, Kind.DISSOLUTION)


@dataclass(frozen=True, slots=True)
class Statutes:
    """Who decides, and what its statutes say of a vote."""

    name: str
    body: Body = Body.GENERAL_MEETING
    legal_form: LegalForm = LegalForm.INFORMAL
    statutes_of: date | None = None
    allows_electronic: bool = False
    majority: Majority = Majority.HALF
    majority_of_statutes: Majority = Majority.TWO_THIRDS
    basis: Basis = Basis.CAST
    turnout: Turnout = Turnout.NONE
    allows_second: bool = False
    proxies: int = 0


@transaction.atomic
def keep_body(
    *, collaboration: Collaboration, statutes: Statutes, party: Party, by: User | None,
    at: datetime,
) -> DecidingBody:  # fmt: skip
    """Write down who decides and by which statutes, so that a proposal need not say it again."""
    _check_may(by, collaboration, party)
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    _check_name(collaboration, statutes, None)
    kept = DecidingBody.objects.create(
        collaboration=collaboration, party=party, kept_by=by, kept_at=at, **asdict(statutes)
    )
    audit.record("decisions.body_kept", subject=kept, by=by, at=at)
    return kept


@transaction.atomic
def change_body(
    *, body: DecidingBody, statutes: Statutes, by: User | None, at: datetime
) -> DecidingBody:  # fmt: skip
    """Write down other statutes; what was proposed before keeps those of its own day."""
    _check_may(by, body.collaboration, body.party)
    Collaboration.objects.select_for_update().get(pk=body.collaboration_id)
    _check_name(body.collaboration, statutes, body)
    for name, value in asdict(statutes).items():
        setattr(body, name, value)
    body.kept_by, body.kept_at = by, at
    body.save()
    audit.record("decisions.body_kept", subject=body, by=by, at=at)
    return body


def _by_statutes(terms: Terms, body: DecidingBody | None) -> Terms:
    """The terms of a vote with what the statutes of the body say in place of what was asked.

    Less than two thirds for a change of the statutes is another majority than that of the law.
    """
    if body is None:
        return terms
    of_statutes = terms.kind in OF_STATUTES
    majority = Majority(body.majority_of_statutes if of_statutes else body.majority)
    return replace(
        terms, body=Body(body.body), legal_form=LegalForm(body.legal_form),
        allows_electronic=body.allows_electronic, majority=majority,
        own_majority=of_statutes and majority == Majority.HALF, basis=Basis(body.basis),
        turnout=Turnout(body.turnout), allows_second=body.allows_second, proxies=body.proxies,
    )  # fmt: skip


def _check_may(by: User | None, collaboration: Collaboration, party: Party) -> None:
    if by is not None and not rules.parties_to_propose_for(by, collaboration).contains(party):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))


def _check_name(
    collaboration: Collaboration, statutes: Statutes, mine: DecidingBody | None
) -> None:  # fmt: skip
    same = queries.bodies_in(collaboration).filter(name=statutes.name)
    others = same if mine is None else same.exclude(pk=mine.pk)
    if others.exists():
        raise WrongBody(_("There is one with this name already."))
