"""What of evaluations stands in the digest and the calendar of a person: names and days only."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samenspel.evaluation.choices import Fate
from samenspel.evaluation.models import Evaluation, EvaluationSide
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.prepared import prepared
from samenspel.platform.templatetags.moments import last_moment
from samenspel.platform.together import Asking, asked

from .evaluations import (
    SPEAKING,
    day_of,
    evaluations_visible_to,
    improvements_visible_to,
    page_of,
    read_from_outside,
)

LONG_AGO = timedelta(days=366)


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """What this person opens, accepts, does or asks again for a party, or reads from outside."""
    speaking = person.representations.filter(role__in=SPEAKING)
    mine = set((yield from asked(speaking.values_list("party_id", flat=True))))
    newest: set[int] = set()
    for each in (yield from asked(evaluations_visible_to(person))):
        ours = [side for side in each.sides.all() if side.party_id in mine]
        if each.is_sealed and any(side.accepted_at is None for side in ours):
            says = _("Ask your people to answer the evaluation, and open it together.")
            yield _entry(says, each, each.asked_at)
        evaluator = getattr(each, "evaluator", None)
        if (
            evaluator
            and not evaluator.accepted_at
            and any(side.evaluator_accepted_at is None for side in ours)
        ):
            yield _entry(_("Say whether an outside evaluator may read along."), each,
                         evaluator.asked_at)  # fmt: skip
        is_newest = each.collaboration_id not in newest
        newest.add(each.collaboration_id)
        if is_newest and ours and each.opened_at and each.next_on <= day_of(at):
            yield _entry(_("Time to look back together again."), each, _morning(each.next_on))
    for one in (
        yield from asked(improvements_visible_to(person).filter(party__in=mine, fate=Fate.OPEN))
    ):
        if one.due_on < day_of(at):
            says = _("Say what became of “%(what)s”.") % {"what": one.what}
            yield _entry(says, one.evaluation, _morning(one.due_on))
    for each in (
        yield from asked(
            read_from_outside(person).exclude(opened_at=None).filter(evaluator__findings="")
        )
    ):
        yield _entry(_("Read the evaluation, and write what you see."), each, each.opened_at or at)


def answers_pressing(person: User, at: datetime) -> Asking[Entry]:
    """The evaluations that a party of this person did not open yet, with their last day."""
    for each in (yield from asked(_sealed_by(person))):
        says = _("The evaluation can open. Open it together.")
        if at < each.closes_at:
            says = _("Answer the evaluation, and ask your people. Last moment: %(day)s.")
            says %= {"day": last_moment(each.closes_at)}
        yield _entry(says, each, each.closes_at)


@prepared
def _sealed_by(person: User) -> QuerySet[Evaluation]:
    """The evaluations that wait for a party of this person to open them."""
    speaking = person.representations.filter(role__in=SPEAKING)
    sides = EvaluationSide.objects.filter(evaluation=OuterRef("pk"), accepted_at=None)
    mine = sides.filter(party__in=speaking.values("party"))
    sealed = evaluations_visible_to(person).filter(Exists(mine), opened_at=None)
    return sealed.prefetch_related(None)


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which evaluations were asked and opened."""
    for each in (yield from asked(evaluations_visible_to(person).prefetch_related(None))):
        for moment, says in (
            (each.asked_at, _("An evaluation was asked.")),
            (each.opened_at, _("An evaluation was opened together.")),
        ):
            if moment and since < moment <= until:
                yield _entry(says, each, moment)


def days_of(person: User, at: datetime) -> Asking[Day]:
    """The last day to answer, when to look back again, and by when something is done."""
    newest: set[int] = set()
    for each in (yield from asked(evaluations_visible_to(person).prefetch_related(None))):
        where = each.collaboration.name
        if each.is_sealed:
            title = _("Last moment to answer the evaluation")
            yield Day(f"evaluation-{each.pk}", title, each.closes_at, page_of(each), where)
        elif each.collaboration_id not in newest and each.next_on > day_of(at - LONG_AGO):
            key, title = f"evaluation-again-{each.pk}", _("Look back together again")
            yield Day(key, title, each.next_on, page_of(each), where)
        newest.add(each.collaboration_id)
    for one in (yield from asked(improvements_visible_to(person).filter(fate=Fate.OPEN))):
        said = {"what": one.what, "who": one.owner}
        title = _("%(who)s: “%(what)s”") % said
        here = one.evaluation
        yield Day(f"improvement-{one.pk}", title, one.due_on, page_of(here),
                  here.collaboration.name)  # fmt: skip


def _entry(says: str, evaluation: Evaluation, at: datetime) -> Entry:
    return Entry(says, evaluation.collaboration.name, page_of(evaluation), at)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
