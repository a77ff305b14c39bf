from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samenspel.agreements import queries, rules
from samenspel.agreements.choices import Goal, News, Standing
from samenspel.agreements.models import Acceptance, Agreement, AgreementVersion, GoalTarget
from samenspel.agreements.queries import Wording, wording_of
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform import audit, events
from samenspel.platform.errors import DomainError
from samenspel.platform.letters import Mail, put_in_line


class NotForYou(DomainError):
    """Someone tried to decide for a party without speaking for it here."""


class ProposalOpen(DomainError):
    """A version was proposed while another still waits for an answer."""


class ProposalClosed(DomainError):
    """A version was accepted, declined or withdrawn that no longer waits."""


class NothingChanged(DomainError):
    """A version was proposed that says what the one in force says."""


class AloneHere(DomainError):
    """An agreement was proposed where there is no other party yet."""


class UnknownTarget(DomainError):
    """A goal or target was named that does not exist."""


class ReviewInThePast(DomainError):
    """A review date was named that has passed."""


@transaction.atomic
def propose_agreement(
    *, collaboration: Collaboration, name: str, wording: Wording, party: Party, by: User | None,
    at: datetime,
) -> AgreementVersion:  # fmt: skip
    """Put the first version of a new agreement to the other parties."""
    if len(queries.parties_of(collaboration)) < 2:
        raise AloneHere(_("There is no other party here yet. Ask one to join first."))
    agreement = Agreement.objects.create(collaboration=collaboration, name=name)
    return _propose(agreement, wording, "", party, by, at)


@transaction.atomic
def propose_change(
    *, agreement: Agreement, wording: Wording, why: str, party: Party, by: User | None,
    at: datetime,
) -> AgreementVersion:  # fmt: skip
    """Put another version to the other parties; what is in force stays so until all accept."""
    Agreement.objects.select_for_update().get(pk=agreement.pk)
    latest = agreement.versions.order_by("-number").first()
    if latest and latest.is_proposed:
        raise ProposalOpen(_("A proposal still waits for an answer. Answer or withdraw it first."))
    if latest and latest.is_accepted and wording_of(latest) == wording:
        raise NothingChanged(_("Nothing differs from what you agreed. Change something first."))
    return _propose(agreement, wording, why, party, by, at)


def _propose(
    agreement: Agreement, wording: Wording, why: str, party: Party, by: User | None, at: datetime
) -> AgreementVersion:
    _check_may(by, party, agreement)
    _check(wording, at)
    version = agreement.versions.create(
        number=agreement.versions.count() + 1,
        why=why,
        proposed_for=party,
        proposed_by=by,
        proposed_at=at,
        **asdict(wording),
    )
    version.acceptances.create(party=party, accepted_by=by, accepted_at=at)
    audit.record("agreements.proposed", subject=version, by=by, at=at)
    events.tell(News.PROPOSED, queries.news_about(version), at=at)
    return version


@transaction.atomic
def accept(*, version: AgreementVersion, party: Party, by: User | None, at: datetime) -> None:
    """Accept a version for a party; when each has, it is what you agreed from then on."""
    locked = _waiting(version)
    _check_may(by, party, locked.agreement)
    made = {"accepted_by": by, "accepted_at": at}
    _acceptance, is_new = Acceptance.objects.get_or_create(
        version=locked, party=party, defaults=made
    )
    if not is_new:
        return
    audit.record("agreements.accepted", subject=locked, by=by, at=at)
    if not queries.waiting_for(locked):
        locked.standing, locked.closed_at = Standing.ACCEPTED, at
        locked.save(update_fields=["standing", "closed_at"])
        events.tell(News.ACCEPTED, queries.news_about(locked), at=at)


@transaction.atomic
def decline(
    *, version: AgreementVersion, party: Party, because: str, by: User | None, at: datetime
) -> None:
    """Say no to a version for a party, and why; what was in force stays so."""
    locked = _waiting(version)
    _check_may(by, party, locked.agreement)
    own = locked.proposed_for_id == party.pk
    locked.standing = Standing.WITHDRAWN if own else Standing.DECLINED
    locked.closed_at, locked.declined_because = at, because
    locked.declined_for = None if own else party
    locked.save(update_fields=["standing", "closed_at", "declined_because", "declined_for"])
    if own:
        audit.record("agreements.withdrawn", subject=locked, by=by, at=at)
    else:
        audit.record("agreements.declined", subject=locked, by=by, at=at)


@transaction.atomic
def remind_of_review(
    *, version: AgreementVersion, mail: Mail, by: User | None, at: datetime
) -> int:
    """Ask for a letter to everyone who decides here, once per version; how many."""
    waiting = AgreementVersion.objects.filter(pk=version.pk, reminded_at=None)
    if not waiting.update(reminded_at=at):
        return 0
    people = list(queries.speakers_in(version.agreement.collaboration))
    for person in people:
        put_in_line(mail=mail, about=version, given=[version.pk, person.pk])
    audit.record("agreements.reminded", subject=version, by=by, at=at)
    return len(people)


@transaction.atomic
def load_targets(*, texts: Mapping[str, tuple[str, str]], by: User | None, at: datetime) -> int:
    """Keep the Dutch and English texts of targets by their code; how many there are now."""
    unknown = sorted(set(texts) - set(queries.target_codes()))
    if unknown:
        raise UnknownTarget(_unknown(unknown[0]))
    for code, (dutch, english) in texts.items():
        given: dict[str, Any] = {"text_nl": dutch, "text_en": english}
        target, _is_new = GoalTarget.objects.update_or_create(code=code, defaults=given)
        audit.record("agreements.targets_loaded", subject=target, by=by, at=at)
    return GoalTarget.objects.count()


def _waiting(version: AgreementVersion) -> AgreementVersion:
    locked = AgreementVersion.objects.select_for_update(of=("self",)).select_related(
        "agreement__collaboration"
    ).get(pk=version.pk)  # fmt: skip
    if not locked.is_proposed:
        raise ProposalClosed(_("This proposal was answered or withdrawn meanwhile."))
    return locked


def _check_may(by: User | None, party: Party, agreement: Agreement) -> None:
    here = agreement.collaboration
    if by is not None and by.is_program:
        raise NotForYou(_("A person accepts this by name, not a program."))
    if by is not None and not rules.may_decide_for(by, party, here, agreement):
        raise NotForYou(_("You do not decide for this party here. Its manager does."))


def _check(wording: Wording, at: datetime) -> None:
    if wording.review_on <= queries.day_of(at):
        raise ReviewInThePast(_("Choose a day after today to look at it again."))
    known = {*Goal.values, *queries.target_codes()}
    for code in wording.goals:
        if code not in known:
            raise UnknownTarget(_unknown(code))


def _unknown(code: str) -> str:
    return _("There is no target %(code)s. Expected a code such as 3.4 or 12.a.") % {"code": code}
