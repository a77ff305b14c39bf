"""What of agreements stands in the digest and the calendar of a person: names and days, no more."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samenspel.agreements.choices import Changers, Standing
from samenspel.agreements.models import Acceptance, Agreement, AgreementVersion
from samenspel.collaborations.choices import Role
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .agreements import agreements_visible_to, day_of, versions_visible_to
from .exchange import contributions_visible_to

LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """The proposals about which this person decides for a party, and what to look at again."""
    spoken_for = person.representations.values_list("party_id", "role")
    roles = list((yield from asked(spoken_for)))
    visible = agreements_visible_to(person).prefetch_related("collaboration__participations")
    for agreement in (yield from asked(visible.order_by("pk"))):
        proposal, in_force = _proposal(agreement), _in_force(agreement)
        mine = _deciding_for(agreement, in_force, roles)
        if proposal and mine - {each.party_id for each in proposal.acceptances.all()}:
            says = _("Decide about the agreement “%(agreement)s”.")
            yield _entry(says, agreement, proposal.proposed_at)
        elif in_force and not proposal and mine and in_force.review_on <= day_of(at):
            says = _("Look again at the agreement “%(agreement)s”.")
            yield _entry(says, agreement, _morning(in_force))


def proposals_pressing(person: User, _at: datetime) -> Asking[Entry]:
    """The proposals of others that a party of this person did not accept yet."""
    for version in (yield from asked(_proposals_to_answer(person))):
        said = {"party": version.proposed_for.name, "agreement": version.agreement.name}
        says = _("%(party)s made a proposal for “%(agreement)s”. Read it and answer.") % said
        where, path = version.agreement.collaboration.name, _page_of(version.agreement)
        yield Entry(says, where, path, version.proposed_at)


@prepared
def _proposals_to_answer(person: User) -> QuerySet[AgreementVersion]:
    accepted = Acceptance.objects.filter(version=OuterRef(OuterRef("pk")), party=OuterRef("party"))
    here = OuterRef("agreement__collaboration")
    mine = person.representations.filter(party__participations__collaboration=here)
    mine = mine.exclude(Exists(accepted))
    in_force = AgreementVersion.objects.filter(
        agreement=OuterRef("agreement"), standing=Standing.ACCEPTED
    )
    for_managers = Exists(in_force.filter(changers=Changers.MANAGERS))
    manages = Exists(mine.filter(role=Role.MANAGER))
    speaks = Exists(mine.filter(role__in=(Role.MANAGER, Role.REPRESENTATIVE)))
    waiting = versions_visible_to(person).filter(
        manages | (speaks & ~for_managers), standing=Standing.PROPOSED
    )
    return waiting.order_by("proposed_at", "pk")


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which agreements were proposed, hold or do not, and where something was given."""
    for agreement in (yield from asked(agreements_visible_to(person).order_by("pk"))):
        for version in agreement.versions.all():
            for moment, says in _moments(version):
                if moment and since < moment <= until:
                    yield _entry(says, agreement, moment)
    yield from _given(person, since, until)


def days_of(person: User, at: datetime) -> Asking[Day]:
    """When each agreement that holds is looked at again."""
    for agreement in (yield from asked(agreements_visible_to(person).order_by("pk"))):
        version = _in_force(agreement)
        if version and version.review_on > day_of(at - LONG_AGO):
            title = _("Look again at “%(agreement)s”") % {"agreement": agreement.name}
            key, where = f"agreement-review-{agreement.pk}", agreement.collaboration.name
            yield Day(key, title, version.review_on, _page_of(agreement), where)


def _moments(version: AgreementVersion) -> tuple[tuple[datetime | None, str], ...]:
    ended = {
        Standing.ACCEPTED: _("Everyone accepted the agreement “%(agreement)s”."),
        Standing.DECLINED: _("A party declined a proposal for “%(agreement)s”."),
        Standing.WITHDRAWN: _("A proposal for “%(agreement)s” was withdrawn."),
    }
    proposed = _("A proposal was made for the agreement “%(agreement)s”.")
    return (version.proposed_at, proposed), (
        version.closed_at, ended.get(Standing(version.standing), "")
    )  # fmt: skip


def _given(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """One line for each collaboration, however much was noted there."""
    noted = contributions_visible_to(person).filter(noted_at__gt=since, noted_at__lte=until)
    found: dict[int, list[datetime]] = {}
    where = {}
    for each in (yield from asked(noted.order_by("noted_at", "pk"))):
        found.setdefault(each.collaboration_id, []).append(each.noted_at)
        where[each.collaboration_id] = each.collaboration
    for key, moments in found.items():
        says = ngettext(
            "%(n)s contribution was noted.", "%(n)s contributions were noted.", len(moments)
        ) % {"n": len(moments)}
        path = reverse("agreements:give_and_take", args=[where[key].slug])
        yield Entry(says, where[key].name, path, moments[-1])


def _proposal(agreement: Agreement) -> AgreementVersion | None:
    return next((each for each in agreement.versions.all() if each.is_proposed), None)


def _in_force(agreement: Agreement) -> AgreementVersion | None:
    return next((each for each in agreement.versions.all() if each.is_accepted), None)


def _deciding_for(
    agreement: Agreement, in_force: AgreementVersion | None, roles: list[tuple[int, str]]
) -> set[int]:
    """As `rules.parties_to_decide_for`, for many agreements at once."""
    here = {part.party_id for part in agreement.collaboration.participations.all()}
    only = {Role.MANAGER}
    if in_force is None or in_force.changers == Changers.SPEAKERS:
        only |= {Role.REPRESENTATIVE}
    return {party for party, role in roles if role in only and party in here}


def _morning(version: AgreementVersion) -> datetime:
    return timezone.make_aware(datetime.combine(version.review_on, time()))


def _entry(says: str, agreement: Agreement, at: datetime) -> Entry:
    words = says % {"agreement": agreement.name}
    return Entry(words, agreement.collaboration.name, _page_of(agreement), at)


def _page_of(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.collaboration.slug, agreement.pk])
