from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Model, Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from samenspel.agreements.choices import Changers, Manner, Objective, Standing
from samenspel.agreements.models import (
    Acceptance,
    Agreement,
    AgreementVersion,
    Ending,
    GoalTarget,
    Pause,
)
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.choices import Role
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform.events import About
from samenspel.platform.personal import Fact, Value
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

REMIND_BEFORE = timedelta(days=14)
# how many targets a goal has: numbered ones, then those with a letter
TARGETS = {
    "1": (5, 2), "2": (5, 3), "3": (9, 4), "4": (7, 3), "5": (6, 3), "6": (6, 2), "7": (3, 2),
    "8": (10, 2), "9": (5, 3), "10": (7, 3), "11": (7, 3), "12": (8, 3), "13": (3, 2),
    "14": (7, 3), "15": (9, 3), "16": (10, 2), "17": (19, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """What a version says."""

    purpose: str
    objective: Objective
    what: str
    for_whom: str
    review_on: date
    changers: Changers = Changers.SPEAKERS
    goals: list[str] = field(default_factory=list)


def wording_of(version: AgreementVersion) -> Wording:
    """What an earlier version says, to begin a new one from."""
    return Wording(
        purpose=version.purpose,
        objective=Objective(version.objective),
        what=version.what,
        for_whom=version.for_whom,
        review_on=version.review_on,
        changers=Changers(version.changers),
        goals=list(version.goals),
    )


def day_of(at: datetime) -> date:
    """The day that the calendar here shows at this moment."""
    return at.astimezone(timezone.get_current_timezone()).date()


def target_codes() -> list[str]:
    """The codes of all targets, 1.1 to 17.19, in their order."""
    return [
        f"{goal}.{each}"
        for goal, (numbered, lettered) in TARGETS.items()
        for each in [*map(str, range(1, numbered + 1)), *"abcd"[:lettered]]
    ]


def target_texts(codes: list[str], language: str) -> dict[str, str]:
    """What these targets say, where their texts were brought in."""
    found = GoalTarget.objects.filter(code__in=codes)
    texts = {each.code: each.text_en if language == "en" else each.text_nl for each in found}
    return {code: text for code, text in texts.items() if text}


def agreements_in(collaboration: Collaboration) -> QuerySet[Agreement]:
    """The agreements of a collaboration with their versions, newest first, and who accepted."""
    return (
        Agreement.objects.filter(collaboration=collaboration)
        .prefetch_related(_versions())
        .order_by("name", "pk")
    )


def agreements_visible_to(person: User) -> QuerySet[Agreement]:
    """The agreements of every collaboration that this person takes part in, by name."""
    return (
        Agreement.objects.filter(collaboration__in=collaborations.ids_visible_to(person))
        .select_related("collaboration")
        .prefetch_related(_versions())
        .order_by("name", "pk")
    )


def versions_visible_to(person: User) -> QuerySet[AgreementVersion]:
    """Their versions."""
    seen = collaborations.ids_visible_to(person)
    return AgreementVersion.objects.filter(agreement__collaboration__in=seen).select_related(
        "agreement__collaboration", "proposed_for", "declined_for"
    )


def versions_in(collaboration: Collaboration) -> QuerySet[AgreementVersion]:
    """The versions of every agreement of a collaboration, newest first."""
    found = AgreementVersion.objects.filter(agreement__collaboration=collaboration)
    return found.select_related("agreement", "proposed_for").order_by("-proposed_at", "-pk")


def versions_before(version: AgreementVersion) -> QuerySet[AgreementVersion]:
    """The earlier versions of the same agreement, the nearest first."""
    earlier = AgreementVersion.objects.filter(
        agreement=version.agreement_id, number__lt=version.number
    )
    return earlier.order_by("-number", "-pk")


def parties_of(collaboration: Collaboration) -> list[Party]:
    """The parties that each have to accept, in the order in which they joined."""
    return list(joined_parties(collaboration))


def joined_parties(collaboration: Collaboration) -> QuerySet[Party]:
    """The same, to ask together with other things."""
    return Party.objects.filter(participations__collaboration=collaboration).order_by("pk")


def waiting_for(version: AgreementVersion) -> list[Party]:
    """The parties that did not accept it yet."""
    accepted = {each.party_id for each in version.acceptances.all()}
    here = parties_of(version.agreement.collaboration)
    return [party for party in here if party.pk not in accepted]


def speaking_parties(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties here for which this person decides, as a manager or representative."""
    return _deciding(person, collaboration, Role.MANAGER, Role.REPRESENTATIVE)


def managed_parties(person: User, collaboration: Collaboration) -> QuerySet[Party]:
    """The parties here that this person manages."""
    return _deciding(person, collaboration, Role.MANAGER)


def versions_to_remind_of(at: date) -> QuerySet[AgreementVersion]:
    """Versions in force whose review date comes near and of which nobody was reminded yet.

    What rests is left alone, its turn comes when it is taken up again; and so is what ended.
    """
    newest = AgreementVersion.objects.filter(standing=Standing.ACCEPTED, reminded_at=None)
    due = newest.filter(review_on__lte=at + REMIND_BEFORE)
    later = AgreementVersion.objects.filter(standing=Standing.ACCEPTED).values_list(
        "agreement_id", "number"
    )
    last: dict[int, int] = {}
    for agreement_id, number in later.filter(agreement__in=due.values("agreement")):
        last[agreement_id] = max(number, last.get(agreement_id, 0))
    kept = [each.pk for each in due if last[each.agreement_id] == each.number]
    resting = Q(agreement__pauses__in=_running()) | Q(
        agreement__collaboration__pauses__in=_running().filter(agreement=None)
    )
    over = Ending.objects.filter(manner__in=Manner.final())
    ended = Q(agreement__endings__in=over) | Q(
        agreement__collaboration__endings__in=over.filter(agreement=None)
    )
    found = AgreementVersion.objects.filter(pk__in=kept).exclude(resting).exclude(ended)
    return found.select_related("agreement__collaboration").order_by("pk")


def _running() -> QuerySet[Pause]:
    return Pause.objects.filter(ended_at=None)


def speakers_in(collaboration: Collaboration) -> QuerySet[User]:
    """Who decides for a party of this collaboration."""
    roles = (Role.MANAGER, Role.REPRESENTATIVE)
    here = User.objects.filter(
        is_program=False,
        representations__role__in=roles,
        representations__party__participations__collaboration=collaboration,
    )
    return here.distinct().order_by("pk")


def news_about(version: AgreementVersion) -> About:
    """What its parties may have told to their own programs."""
    collaboration = version.agreement.collaboration
    parties = collaboration.participations.values_list("party_id", flat=True)
    path = reverse("agreements:agreement", args=[collaboration.slug, version.agreement_id])
    return About(version, parties, path)


def news_of(subject: Model, collaboration: Collaboration, page: str, *args: int) -> About:
    """What the parties of a collaboration may have told to their programs, and where it stands."""
    parties = collaboration.participations.values_list("party_id", flat=True)
    return About(subject, parties, reverse(f"agreements:{page}", args=[collaboration.slug, *args]))


@prepared
def _versions_proposed_by(person: User) -> QuerySet[AgreementVersion]:
    mine = AgreementVersion.objects.filter(proposed_by=person).select_related("agreement")
    return mine.order_by("proposed_at", "pk")


def versions_told(person: User) -> Asking[Fact]:
    """The versions this person proposed."""
    for each in (yield from asked(_versions_proposed_by(person))):
        yield _told(each.proposed_at, each.agreement.name, each.purpose)


@prepared
def _acceptances_by(person: User) -> QuerySet[Acceptance]:
    mine = Acceptance.objects.filter(accepted_by=person).select_related(
        "version__agreement", "party"
    )
    return mine.order_by("accepted_at", "pk")


def acceptances_told(person: User) -> Asking[Fact]:
    """The versions this person accepted for a party."""
    for each in (yield from asked(_acceptances_by(person))):
        yield _told(each.accepted_at, each.version.agreement.name, each.party.name)


def _told(at: datetime, agreement: str, text: str) -> dict[str, Value]:
    return {"at": at, "agreement": agreement, "text": text}


def _versions() -> "Prefetch[str, QuerySet[AgreementVersion], str]":
    accepted = Acceptance.objects.select_related("party", "accepted_by").order_by("pk")
    versions = AgreementVersion.objects.select_related(
        "proposed_for", "declined_for", "proposed_by"
    ).prefetch_related(Prefetch("acceptances", queryset=accepted))
    return Prefetch("versions", queryset=versions.order_by("-number"))


def _deciding(person: User, collaboration: Collaboration, *roles: Role) -> QuerySet[Party]:
    return Party.objects.filter(
        representations__person=person,
        representations__role__in=roles,
        participations__collaboration=collaboration,
    ).order_by("name", "pk")
