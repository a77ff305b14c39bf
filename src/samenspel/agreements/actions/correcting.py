from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries
from samenspel.agreements.models import Contribution
from samenspel.collaborations.models import Party
from samenspel.people.models import User
from samenspel.platform import audit

from .agreements import NotForYou
from .delivering import _held, _see_what_is_left
from .exchange import Given, NotYetGiven, _check_kind, _check_may, _check_part

WEIGHED = ("kind", "own_kind", "what", "amount", "unit", "hours")


@transaction.atomic
def correct_contribution(
    *, contribution: Contribution, given: Given, party: Party, by: User | None, at: datetime
) -> None:
    """Put right for a party what was noted; what it fulfils may then be due still, or all given.

    When what or how much changes, the number of the other side no longer fits: it is asked again.
    """
    related = Contribution.objects.select_related("collaboration")
    locked = related.select_for_update(of=("self",)).get(pk=contribution.pk)
    if party.pk not in (locked.giver_id, locked.receiver_id):
        raise NotForYou(_("Only who gave it or got it puts this right."))
    _check_may(by, party, locked.collaboration)
    _check_kind(given.kind, given.own_kind)
    if given.given_on > queries.day_of(at):
        raise NotYetGiven(_("Choose today or a day before."))
    promised = _held(locked.fulfils_id) if locked.fulfils_id else None
    _check_part(given, promised)
    told = asdict(given)
    if any(getattr(locked, name) != told[name] for name in WEIGHED):
        setattr(locked, "value" if party.pk == locked.giver_id else "cost", None)
    for name, said in told.items():
        setattr(locked, name, said)
    locked.save()
    audit.record("agreements.contribution_corrected", subject=locked, by=by, at=at)
    if promised:
        _see_what_is_left(promised, by, at)
