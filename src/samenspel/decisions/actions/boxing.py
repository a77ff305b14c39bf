import re
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.decisions import analyses
from samenspel.decisions.analyses import Picked
from samenspel.decisions.choices import Form, Said
from samenspel.decisions.models import BoxBallot, Decision, Elector
from samenspel.people.models import User

from .errors import AlreadyVoted, WrongBallot
from .voting import _ready_to_vote

RECEIPT = re.compile(r"[0-9a-f]{4}(?:-[0-9a-f]{4}){3}", re.ASCII)
KEYS = (1 << 62) - 1
FORMS = (Form.MAJORITY, *Form.of_options())


@transaction.atomic
def drop_in_box(
    *, elector: Elector, said: Said | Picked, receipt: str, on_text: str, by: User | None,
    at: datetime,
) -> None:  # fmt: skip
    """Note on the list that someone voted, and put their vote in the box without their name.

    No moment and no audit line is kept of it, and the whole box is written anew in another order,
    so that the place of a vote says nothing. The same press again changes nothing.
    """
    decision = _ready_to_vote(elector, on_text, by, at, forms=FORMS, boxed=True)
    locked = Elector.objects.select_for_update(of=("self",)).get(pk=elector.pk)
    if locked.has_voted and decision.box.filter(receipt=receipt).exists():
        return
    if locked.has_voted:
        raise AlreadyVoted(_("You voted before. Nobody can find that vote again to change it."))
    ballot = BoxBallot(decision=decision, receipt=receipt, **_content(decision, said))
    if not RECEIPT.fullmatch(receipt) or decision.box.filter(receipt=receipt).exists():
        raise WrongBallot(_("That code cannot be used. Open the page again for another."))
    locked.has_voted = True
    locked.save(update_fields=["has_voted"])
    _write_box(decision, [*decision.box.all(), ballot])


def _content(decision: Decision, said: Said | Picked) -> dict[str, object]:
    if isinstance(said, Picked) != decision.has_options:
        raise WrongBallot(_("Here people decide in another way."))
    if not isinstance(said, Picked):
        return {"choice": said, "picked": None}
    if fault := analyses.fault_in(decision, said):
        raise WrongBallot(fault)
    return {"choice": "", "picked": analyses.stored(decision, said)}


def _write_box(decision: Decision, ballots: list[BoxBallot]) -> None:
    """All votes anew, in another order and under other keys."""
    secrets.SystemRandom().shuffle(ballots)
    decision.box.all().delete()
    for each in ballots:
        each.pk = secrets.randbelow(KEYS) + 1
    BoxBallot.objects.bulk_create(ballots)
