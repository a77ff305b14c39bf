"""A text that is put to the vote once more: without a minimum, or after a contest."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.decisions import analyses, queries
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
from samenspel.decisions.models import Decision
from samenspel.people.models import User
from samenspel.platform import audit

from .errors import WrongStep
from .proposing import _leading, propose
from .terms import Option, Terms


@transaction.atomic
def vote_second(
    *, decision: Decision, closes_at: datetime, by: User | None, at: datetime,
    meeting_on: date | None = None, noticed_on: date | None = None,
) -> Decision:  # fmt: skip
    """Put to a second vote, without a minimum, what too few people voted on the first time."""
    locked = _leading(decision, by)
    if not queries.may_have_second(locked) or not analyses.misses_quorum(locked, locked.tally):
        raise WrongStep(_("There is no second vote here."))
    again = _proposed_again(
        locked, at, is_second=True, closes_at=closes_at, meeting_on=meeting_on,
        noticed_on=noticed_on,
    )  # fmt: skip
    audit.record("decisions.called_again", subject=locked, by=by, at=at)
    return again


def _proposed_again(
    decision: Decision, at: datetime, *, is_second: bool, **changed: Any
) -> Decision:  # fmt: skip
    """The same text under the same rule, proposed anew; only its days are other ones.

    What the statutes say by now is not asked: the rule is that of the first vote.
    """
    again = propose(
        collaboration=decision.collaboration, text=queries.text_of(decision).text,
        terms=_same_terms(decision, changed), party=decision.proposed_for, chair=decision.chair,
        by=None, at=at, follows=decision, circle=list(queries.circle_of(decision)),
        options=[Option(e.name, e.cost) for e in decision.options.order_by("place")],
    )  # fmt: skip
    again.is_second, again.decided_by = is_second, decision.decided_by
    again.save(update_fields=["is_second", "decided_by"])
    return again


def _same_terms(decision: Decision, changed: dict[str, Any]) -> Terms:
    names = ("title", "why", "changes", "seats", "dots", "budget", "meeting_on", "noticed_on",
             "allows_electronic", "own_majority", "evaluate_on", "ends_on", "proxies",
             "silence_is_consent", "allows_second")  # fmt: skip
    coded = {
        "body": Body, "form": Form, "method": Method, "kind": Kind, "voters": Voters,
        "majority": Majority, "basis": Basis, "turnout": Turnout, "secrecy": Secrecy,
        "legal_form": LegalForm,
    }  # fmt: skip
    plain: dict[str, Any] = {name: getattr(decision, name) for name in names}
    later = queries.day_of(changed["closes_at"]) - queries.day_of(decision.closes_at)
    for name in ("evaluate_on", "ends_on"):
        if plain[name]:
            plain[name] += max(later, timedelta())
    plain["shares"] = {int(party): share for party, share in decision.shares.items()}
    codes: dict[str, Any] = {name: code(getattr(decision, name)) for name, code in coded.items()}
    return Terms(**(plain | codes | changed))
