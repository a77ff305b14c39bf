from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.decisions import queries
from samenspel.decisions.choices import News, State, Verdict
from samenspel.decisions.models import Contest, Decision, Elector, Proxy
from samenspel.people.models import User
from samenspel.platform import audit, events

from .again import _proposed_again
from .errors import AlreadyOver, NoArgument, NoProxy, NotForYou, NotOpen, WrongStep
from .proposing import _leading, _locked

HALF = 2  # twice as many backers as votes is more than half


@transaction.atomic
def recuse(*, elector: Elector, why: str, by: User | None, at: datetime) -> None:
    """Step back from a matter for an interest of one’s own; the vote no longer counts as one."""
    decision = _open(elector.decision, at)
    _check_own(elector, decision, by)
    if decision.is_elsewhere:
        raise WrongStep(_("People vote elsewhere, by a list that is fixed. Leave your vote out."))
    if elector.has_voted or not why:
        raise NoArgument(_("Say which interest you have. After voting in a box this is too late."))
    elector.recused_because = why
    elector.save(update_fields=["recused_because"])
    if hasattr(elector, "ballot"):
        elector.ballot.delete()
    Proxy.objects.filter(giver=elector, revoked_at=None).update(revoked_at=at)
    Proxy.objects.filter(holder=elector, revoked_at=None).update(revoked_at=at)
    audit.record("decisions.recused", subject=elector, by=by, at=at)


@transaction.atomic
def give_proxy(*, giver: Elector, holder: Elector, by: User | None, at: datetime) -> Proxy:
    """Let another voter cast a vote; never further than one, and no more than was fixed."""
    decision = _open(giver.decision, at)
    _check_own(giver, decision, by)
    if decision.is_by_consent or decision.is_boxed or not decision.proxies:
        raise NoProxy(_("No proxies can be given here."))
    if not queries.may_hold(decision, giver).contains(holder):
        raise NoProxy(_("Choose someone who votes here and did not give a proxy away."))
    if queries.running_proxies(decision).filter(holder=giver).exists():
        raise NoProxy(_("You hold a proxy of someone, and cannot hand it on with your own."))
    Proxy.objects.filter(giver=giver, revoked_at=None).update(revoked_at=at)
    if queries.running_proxies(decision).filter(holder=holder).count() >= decision.proxies:
        raise NoProxy(_("This person holds as many proxies as they may."))
    given = Proxy.objects.create(giver=giver, holder=holder, given_at=at)
    audit.record("decisions.proxy_given", subject=given, by=by, at=at)
    return given


@transaction.atomic
def revoke_proxy(*, giver: Elector, by: User | None, at: datetime) -> None:
    """Take a proxy back before it closes; what the holder voted with it goes too."""
    decision = _open(giver.decision, at)
    _check_own(giver, decision, by)
    running = queries.running_proxies(decision).filter(giver=giver).first()
    if running is None:
        raise NoProxy(_("You have no proxy running."))
    running.revoked_at = at
    running.save(update_fields=["revoked_at"])
    ballot = getattr(giver, "ballot", None)
    if ballot is not None and ballot.by_proxy:
        ballot.delete()
    audit.record("decisions.proxy_revoked", subject=running, by=by, at=at)


@transaction.atomic
def contest(*, elector: Elector, why: str, by: User | None, at: datetime) -> Contest:
    """Doubt a declared outcome, and say why."""
    decision = _declared(elector.decision)
    _check_own(elector, decision, by)
    if not why:
        raise NoArgument(_("Say what is wrong with the outcome."))
    if queries.contests_of(decision).filter(settled_at=None).exists():
        raise AlreadyOver(_("Someone contests this outcome already. You can join them."))
    raised = Contest.objects.create(tally=decision.tally, elector=elector, why=why, raised_at=at)
    raised.backers.add(elector)
    audit.record("decisions.contested", subject=raised, by=by, at=at)
    return raised


@transaction.atomic
def back(*, contest: Contest, elector: Elector, by: User | None, at: datetime) -> None:
    """Join who contests an outcome."""
    decision = _declared(elector.decision)
    _check_own(elector, decision, by)
    if contest.settled_at or contest.tally.decision_id != decision.pk:
        raise AlreadyOver(_("This was settled before."))
    contest.backers.add(elector)
    audit.record("decisions.backed", subject=contest, by=by, at=at)


@transaction.atomic
def dismiss(*, contest: Contest, answer: str, by: User | None, at: datetime) -> None:
    """Let an outcome stand and say why; not against more than half of those who may vote."""
    decision = _declared(contest.tally.decision)
    _leading(decision, by)
    if contest.settled_at:
        raise AlreadyOver(_("This was settled before."))
    if not answer:
        raise NoArgument(_("Say why the outcome stands."))
    if contest.backers.count() * HALF > decision.electors.filter(is_entitled=True).count():
        raise WrongStep(_("More than half of the voters want a new vote. Begin it."))
    contest.answer, contest.settled_at, contest.settled_by = answer, at, by
    contest.save(update_fields=["answer", "settled_at", "settled_by"])
    audit.record("decisions.dismissed", subject=contest, by=by, at=at)


@transaction.atomic
def vote_again(*, contest: Contest, closes_at: datetime, by: User | None, at: datetime) -> Decision:
    """Let a contested outcome lapse and put the same text to the vote under the same rule."""
    decision = _declared(contest.tally.decision)
    _leading(decision, by)
    if contest.settled_at:
        raise AlreadyOver(_("This was settled before."))
    again = _proposed_again(decision, at, is_second=decision.is_second, closes_at=closes_at)
    contest.revote, contest.settled_at, contest.settled_by = again, at, by
    contest.save(update_fields=["revote", "settled_at", "settled_by"])
    decision.state = State.LAPSED
    decision.save(update_fields=["state"])
    audit.record("decisions.lapsed", subject=decision, by=by, at=at)
    events.tell(News.LAPSED, queries.news_about(decision), at=at)
    return again


@transaction.atomic
def bring_into_force(
    *, decision: Decision, on: date, deed: str, by: User | None, at: datetime
) -> None:
    """Note from when a change of the statutes is in force, and by which deed."""
    locked = _declared(decision)
    _leading(locked, by)
    adopted = locked.tally.declaration.verdict == Verdict.ADOPTED
    if not (locked.needs_deed and adopted) or locked.in_force_on or locked.is_consultation:
        raise WrongStep(_("There is no deed to be noted here."))
    if not deed or on > queries.day_of(at):
        raise NoArgument(_("Say which deed it is, and a day that is not still to come."))
    locked.in_force_on, locked.deed = on, deed
    locked.save(update_fields=["in_force_on", "deed"])
    audit.record("decisions.in_force", subject=locked, by=by, at=at)
    events.tell(News.IN_FORCE, queries.news_about(locked), at=at)


def _open(decision: Decision, at: datetime) -> Decision:
    locked = _locked(decision)
    if not locked.is_open or at >= locked.closes_at:
        raise NotOpen(_("This vote is not open."))
    return locked


def _declared(decision: Decision) -> Decision:
    locked = _locked(decision)
    if locked.state != State.DECLARED:
        raise AlreadyOver(_("No outcome was declared here, or there is a new vote."))
    return locked


def _check_own(elector: Elector, decision: Decision, by: User | None) -> None:
    mine = by is None or queries.own_electors(by, decision).contains(elector)
    if not (mine and elector.may_vote and elector.decision_id == decision.pk):
        raise NotForYou(_("This is not yours to say."))
