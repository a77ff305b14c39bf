from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django_tasks.base import Task

from samenspel.collaborations.models import Collaboration, Party
from samenspel.decisions import analyses, queries, rules
from samenspel.decisions.choices import News, State, Step, Voters
from samenspel.decisions.models import (
    ConsentRound,
    DecidingBody,
    Decision,
    DecisionOption,
    DecisionText,
    Elector,
)
from samenspel.decisions.queries import Entitled
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.letters import Mail, put_in_line

from .bodies import _by_statutes
from .errors import (
    AlreadyOver,
    NobodyVotes,
    NotForYou,
    NotSeparable,
    TextFixed,
    WrongBody,
    WrongCircle,
    WrongShares,
)
from .terms import Option, Terms, _check_days, _check_ends_later, _check_options, _fitting

CountLater = Task[[int], None]
SOON = timedelta(days=1)  # so long before it closes programs hear of it


@transaction.atomic
def propose(
    *, collaboration: Collaboration, text: str, terms: Terms, party: Party, chair: User | None,
    by: User | None, at: datetime, follows: Decision | None = None,
    options: Sequence[Option] = (), circle: Sequence[User] = (), body: DecidingBody | None = None,
) -> Decision:  # fmt: skip
    """Put a text forward, with everything about the vote; nobody can vote yet.

    `circle` is whom was named, where some of those who take part decide. What the statutes of a
    `body` say of a vote goes before what was asked.
    """
    if by is not None and not rules.parties_to_propose_for(by, collaboration).contains(party):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))
    terms = _by_statutes(terms, _body_of(collaboration, body))
    _check_days(terms, at)
    _check_options(terms, options)
    members = _circle(collaboration, terms, circle)
    _check_shares(collaboration, terms)
    Collaboration.objects.select_for_update().get(pk=collaboration.pk)
    last = collaboration.decisions.aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        collaboration=collaboration, number=last + 1, chair=chair, proposed_for=party,
        proposed_by=by, proposed_at=at, follows=follows, decided_by=body, **asdict(_fitting(terms)),
    )  # fmt: skip
    decision.circle.set(members)
    _write(decision, 1, text, "", by, at)
    DecisionOption.objects.bulk_create(
        DecisionOption(decision=decision, place=place, name=each.name, cost=each.cost)
        for place, each in enumerate(options, 1)
    )
    audit.record("decisions.proposed", subject=decision, by=by, at=at)
    return decision


@transaction.atomic
def change_text(
    *, decision: Decision, text: str, why: str, by: User | None, at: datetime
) -> DecisionText:
    """Write another wording of what is proposed; the earlier one stays to be read."""
    locked = _leading(decision, by)
    if not locked.is_proposed:
        raise TextFixed(_("The vote has opened. Withdraw the decision to propose another text."))
    newest = queries.text_of(locked)
    if newest.text == text:
        raise TextFixed(_("The text is the same. Change something first."))
    written = _write(locked, newest.number + 1, text, why, by, at)
    audit.record("decisions.text_changed", subject=written, by=by, at=at)
    return written


@transaction.atomic
def open_vote(
    *, decision: Decision, electorate: Sequence[Entitled] | None, count: "CountLater",
    by: User | None, at: datetime, mail: Mail | None = None,
) -> Decision:  # fmt: skip
    """Fix text, rule and who may vote, and let them vote from now on.

    `electorate` is who may vote where that is known elsewhere; otherwise who takes part here now.
    With `mail` each of them gets a letter with the text, its fingerprint and the audit line.
    """
    locked = _leading(decision, by)
    if not locked.is_proposed:
        raise AlreadyOver(_("This vote was opened or withdrawn before."))
    _check_ends_later(locked.closes_at, at)
    entries = list(_electorate_now(locked) if electorate is None else electorate)
    if not any(each.is_entitled and each.votes for each in entries):
        raise NobodyVotes(_("Nobody may vote here yet. Ask people to speak for their party first."))
    _check_hides(locked, entries)
    locked.state, locked.opened_at = State.OPEN, at
    locked.rule = analyses.rule_of(locked, entries)
    locked.electorate_hash = analyses.electorate_hash(entries)
    locked.is_consultation = analyses.falls_short(locked, queries.day_of(at), entries)
    locked.save(update_fields=["state", "opened_at", "rule", "electorate_hash", "is_consultation"])
    Elector.objects.bulk_create(Elector(decision=locked, **_fields(each)) for each in entries)
    if locked.is_by_consent:
        step = Step.NOMINATIONS if locked.is_election else Step.QUESTIONS
        begun = {"text": queries.text_of(locked), "step": step, "began_at": at}
        ConsentRound.objects.create(decision=locked, number=1, **begun)
    audit.record("decisions.opened", subject=locked, by=by, at=at)
    events.tell(News.OPENED, queries.news_about(locked), at=at)
    _plan(locked, count, at)
    _tell_voters(locked, mail)
    return locked


@transaction.atomic
def withdraw(*, decision: Decision, because: str, by: User | None, at: datetime) -> None:
    """Take a decision back before it is counted; what was voted is never counted."""
    locked = _leading(decision, by)
    if not (locked.is_proposed or locked.is_open):
        raise AlreadyOver(_("This decision was counted or withdrawn before."))
    locked.state, locked.closed_at, locked.withdrawn_because = State.WITHDRAWN, at, because
    locked.save(update_fields=["state", "closed_at", "withdrawn_because"])
    locked.rounds.exclude(step=Step.OVER).update(step=Step.OVER)
    audit.record("decisions.withdrawn", subject=locked, by=by, at=at)
    events.tell(News.WITHDRAWN, queries.news_about(locked), at=at)


def _plan(decision: Decision, count: CountLater, at: datetime) -> None:
    """Have it counted when it closes; looked at a day before too, to tell that it closes."""
    moments = [decision.closes_at - SOON, decision.closes_at]
    for moment in moments:
        if moment > at:
            count.using(run_after=moment).enqueue(decision.pk)


def _tell_voters(decision: Decision, mail: Mail | None) -> None:
    if mail is None:
        return
    for person in queries.people_who_vote(decision):
        put_in_line(mail=mail, about=decision, given=[decision.pk, person.pk])


def _check_hides(decision: Decision, entries: Sequence[Entitled]) -> None:
    """What is voted in confidence cannot be worked out from what is told of the outcome."""
    if analyses.is_party_of_few(decision, entries):
        raise NotSeparable(
            _("In confidence the votes of each party can be counted by themselves only if each "
              "party has at least five people who vote: of fewer the outcome tells what they "
              "voted.")
        )  # fmt: skip
    weights = {each.votes for each in entries if each.is_entitled}
    if decision.is_elsewhere and not all(each.person for each in entries if each.is_entitled):
        raise NotSeparable(
            _("Elsewhere each person votes by their own address. Choose that each person votes.")
        )
    if decision.is_boxed and (len(weights) > 1 or decision.voters in Voters.by_party()):
        raise NotSeparable(
            _("Votes kept apart are counted all together, each as one as heavy as another.")
        )


def _body_of(collaboration: Collaboration, body: DecidingBody | None) -> DecidingBody | None:
    if body is not None and body.collaboration_id != collaboration.pk:
        raise WrongBody(_("Choose who decides here."))
    return body


def _check_shares(collaboration: Collaboration, terms: Terms) -> None:
    here = set(collaboration.parties.values_list("pk", flat=True))
    if not here.issuperset(terms.shares) or any(share < 1 for share in terms.shares.values()):
        raise WrongShares(_("Give each party that takes part here a share of 1 or more."))


def _circle(
    collaboration: Collaboration, terms: Terms, named: Sequence[User]
) -> Sequence[User]:  # fmt: skip
    """Whom was named, if some decide; all of them take part here."""
    if terms.voters != Voters.CIRCLE:
        return ()
    here = set(queries.speakers_in(collaboration))
    if not named or not here.issuperset(named):
        raise WrongCircle(_("Name who decides about it: people who speak for a party here."))
    return named


def _electorate_now(decision: Decision) -> list[Entitled]:
    """Who takes part in the collaboration at this moment, by how the decision gives votes."""
    if decision.voters == Voters.LISTED:
        return []  # that list comes from elsewhere
    by_party = list(queries.speakers_by_party(decision.collaboration))
    members = set(queries.circle_of(decision)) if decision.voters == Voters.CIRCLE else None
    if decision.voters == Voters.PARTIES:
        return [Entitled(f"party-{party.pk}", party) for party, _people in by_party]
    found: dict[int, Entitled] = {}
    for party, people in by_party:
        for person in people:
            if members is not None and person not in members:
                continue
            key = f"person-{audit.alias_of(person)}"
            found.setdefault(person.pk, Entitled(key, party, person))
    return list(found.values())


def _leading(decision: Decision, by: User | None) -> Decision:
    """The decision as it is now, for us alone, if this person leads it."""
    locked = _locked(decision)
    if by is not None and not rules.may_lead(by, locked):
        raise NotForYou(_("The chair and the party that proposed it do this."))
    return locked


def _locked(decision: Decision) -> Decision:
    found = Decision.objects.select_for_update(of=("self",)).select_related("collaboration")
    return found.get(pk=decision.pk)


def _write(
    decision: Decision, number: int, text: str, why: str, by: User | None, at: datetime
) -> DecisionText:
    return decision.texts.create(
        number=number, text=text, digest=analyses.digest_of(text), why=why, written_by=by,
        written_at=at,
    )  # fmt: skip


def _fields(entry: Entitled) -> dict[str, object]:
    names = ("key", "party", "person", "votes", "is_entitled", "reason")
    return {name: getattr(entry, name) for name in names}
