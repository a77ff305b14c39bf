"""What is fixed about a vote before it opens, and what does not go together in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from samenspel.decisions import queries
from samenspel.decisions.choices import (
    Basis,
    Body,
    Form,
    Kind,
    LegalForm,
    Majority,
    Method,
    Secrecy,
    Turnout,
    Voters,
)

from .errors import EndsTooSoon, NoTerm, WrongOptions

FEWEST_OPTIONS = 2
LONGEST = timedelta(days=3660)  # ten years: later is a slip of the hand


@dataclass(frozen=True, slots=True)
class Option:
    """One to choose from; of a budget with what it costs."""

    name: str
    cost: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What is fixed before a vote: who votes, how it is counted, who sees what, until when."""

    title: str
    why: str
    closes_at: datetime
    changes: str = ""
    body: Body = Body.PARTNERS
    form: Form = Form.MAJORITY
    method: Method = Method.USUAL
    seats: int = 1
    dots: int = 8
    budget: int | None = None
    kind: Kind = Kind.MATTER
    voters: Voters = Voters.PARTIES
    majority: Majority = Majority.HALF
    basis: Basis = Basis.CAST
    turnout: Turnout = Turnout.NONE
    secrecy: Secrecy = Secrecy.OPEN
    legal_form: LegalForm = LegalForm.INFORMAL
    meeting_on: date | None = None
    noticed_on: date | None = None
    allows_electronic: bool = False
    own_majority: bool = False
    evaluate_on: date | None = None
    ends_on: date | None = None
    proxies: int = 0
    silence_is_consent: bool = False
    allows_second: bool = False
    shares: Mapping[int, int] = field(default_factory=dict)


def _fitting(terms: Terms) -> Terms:
    """Consent is given in the open by each, and one objection is enough; a choice has a rule."""
    if terms.form not in Form.by_consent():
        terms = replace(terms, silence_is_consent=False)
    if terms.voters != Voters.SHARES:
        terms = replace(terms, shares={})
    if terms.secrecy == Secrecy.ELSEWHERE:
        terms = replace(terms, proxies=0)
    if terms.form in Form.of_options():
        voters = Voters.PEOPLE if terms.voters in Voters.by_party() else terms.voters
        method = terms.method or Method.of(terms.form, terms.seats)[0]
        return replace(terms, voters=voters, method=method)
    if terms.form not in Form.by_consent():
        return terms
    voters = Voters.PEOPLE if terms.voters in Voters.by_party() else terms.voters
    return replace(
        terms, voters=voters, majority=Majority.ALL, basis=Basis.CAST, secrecy=Secrecy.OPEN,
        allows_second=False,
    )  # fmt: skip


def _check_options(terms: Terms, options: Sequence[Option]) -> None:
    """Refuse options that cannot be chosen from or counted."""
    if terms.form not in Form.of_options():
        return
    if len(options) < FEWEST_OPTIONS:
        raise WrongOptions(_("Name at least two to choose from, each on a line of its own."))
    if len({each.name for each in options}) < len(options):
        raise WrongOptions(_("Two of them have the same name."))
    if terms.form == Form.BUDGET and (not terms.budget or not all(e.cost for e in options)):
        raise WrongOptions(_("Say how much money there is, and what each project costs."))
    if terms.form != Form.BUDGET and not 0 < terms.seats < len(options):
        raise WrongOptions(_("Choose fewer than there are to choose from."))
    if terms.method and terms.method not in Method.of(terms.form, terms.seats):
        raise WrongOptions(_("That way of counting does not go with how people choose."))


def _check_days(terms: Terms, at: datetime) -> None:
    """Refuse days that are not in order."""
    _check_ends_later(terms.closes_at, at)
    if terms.form in Form.by_consent() and terms.evaluate_on is None:
        raise NoTerm(_("Say when you look at it again: what is agreed by consent has a term."))
    if terms.evaluate_on and terms.evaluate_on <= queries.day_of(terms.closes_at):
        raise NoTerm(_("Look at it again on a day after it was decided."))
    if terms.ends_on and terms.ends_on < (terms.evaluate_on or queries.day_of(terms.closes_at)):
        raise NoTerm(_("It ends before you look at it again."))


def _check_ends_later(closes_at: datetime, at: datetime) -> None:
    """Refuse an end that has passed, or is further away than a lifetime of a vote."""
    if closes_at <= at:
        raise EndsTooSoon(_("Choose a moment to close that is still to come."))
    if closes_at > at + LONGEST:
        raise EndsTooSoon(_("Choose a moment to close within ten years."))
