from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from samenspel.agreements.choices import Manner, Standing
from samenspel.agreements.models import Agreement, Pause, Reassessment, Upheaval
from samenspel.collaborations import queries as collaborations
from samenspel.collaborations.models import Collaboration, Party
from samenspel.people.models import User
from samenspel.platform.personal import Fact
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked


def pauses_in(collaboration: Collaboration) -> QuerySet[Pause]:
    """The pauses of a collaboration and of its agreements, newest first."""
    found = Pause.objects.filter(collaboration=collaboration)
    related = found.select_related("collaboration", "agreement", "asked_for", "ended_for")
    return related.order_by("-asked_at", "-pk")


def running_pauses(collaboration: Collaboration) -> QuerySet[Pause]:
    """What rests now."""
    return pauses_in(collaboration).filter(ended_at=None)


def pause_of(agreement: Agreement) -> Pause | None:
    """Why an agreement rests now, by itself or with all of its collaboration, if it does."""
    running = running_pauses(agreement.collaboration)
    return running.filter(Q(agreement=None) | Q(agreement=agreement)).first()


def late_before(collaboration: Collaboration, today: date) -> date:
    """What was due before this day counts as late: nothing while the whole collaboration rests."""
    rests = running_pauses(collaboration).filter(agreement=None).exists()
    return date.min if rests else today


def pauses_visible_to(person: User) -> QuerySet[Pause]:
    """The pauses in every collaboration that this person takes part in, newest first."""
    seen = collaborations.ids_visible_to(person)
    found = Pause.objects.filter(collaboration__in=seen)
    related = found.select_related("collaboration", "agreement", "asked_for", "ended_for")
    return related.order_by("-asked_at", "-pk")


def pauses_to_remind_of(on: date) -> QuerySet[Pause]:
    """The pauses whose day has come and of which nobody was reminded yet."""
    found = Pause.objects.filter(ended_at=None, reminded_at=None, until_on__lte=on)
    return found.select_related("collaboration").order_by("pk")


def upheavals_in(collaboration: Collaboration) -> QuerySet[Upheaval]:
    """What changed for the parties of a collaboration, with what is looked at again."""
    return _with_marks(Upheaval.objects.filter(collaboration=collaboration))


def upheavals_visible_to(person: User) -> QuerySet[Upheaval]:
    """What changed in every collaboration that this person takes part in, newest first."""
    seen = collaborations.ids_visible_to(person)
    return _with_marks(Upheaval.objects.filter(collaboration__in=seen))


def _with_marks(upheavals: QuerySet[Upheaval]) -> QuerySet[Upheaval]:
    marked = Reassessment.objects.select_related("agreement", "concluded_for").order_by("pk")
    told = upheavals.select_related("noted_for").prefetch_related(
        Prefetch("reassessments", queryset=marked)
    )
    return told.order_by("-happened_on", "-pk")


def reassessments_visible_to(person: User) -> QuerySet[Reassessment]:
    """What is looked at again in every collaboration that this person takes part in."""
    seen = collaborations.ids_visible_to(person)
    found = Reassessment.objects.filter(upheaval__collaboration__in=seen)
    return found.select_related("upheaval__collaboration")


def agreements_that_hold(collaboration: Collaboration) -> QuerySet[Agreement]:
    """The agreements of which each party accepted a version, and that did not end."""
    found = Agreement.objects.filter(
        collaboration=collaboration, versions__standing=Standing.ACCEPTED
    )
    over = Agreement.objects.filter(endings__manner__in=Manner.final())
    return found.exclude(pk__in=over).distinct().order_by("name", "pk")


def collaborations_with(party: Party) -> QuerySet[Collaboration]:
    """Every collaboration that a party takes part in."""
    found = Collaboration.objects.filter(participations__party=party)
    return found.order_by("name", "pk")


@prepared
def _pauses_asked_by(person: User) -> QuerySet[Pause]:
    return Pause.objects.filter(asked_by=person).order_by("asked_at", "pk")


def pauses_told(person: User) -> Asking[Fact]:
    """The pauses that this person asked."""
    for each in (yield from asked(_pauses_asked_by(person))):
        yield {"at": each.asked_at, "text": f"{each.reason} {each.message}".strip()}


@prepared
def _upheavals_noted_by(person: User) -> QuerySet[Upheaval]:
    return Upheaval.objects.filter(noted_by=person).order_by("noted_at", "pk")


def upheavals_told(person: User) -> Asking[Fact]:
    """What this person noted that changed for a party."""
    for each in (yield from asked(_upheavals_noted_by(person))):
        yield {"at": each.noted_at, "text": each.what}


@prepared
def _reassessments_concluded_by(person: User) -> QuerySet[Reassessment]:
    mine = Reassessment.objects.filter(concluded_by=person)
    return mine.order_by("concluded_at", "pk")


def reassessments_told(person: User) -> Asking[Fact]:
    """What this person concluded for a party on looking again."""
    for each in (yield from asked(_reassessments_concluded_by(person))):
        yield {"at": each.concluded_at, "text": each.because or each.get_conclusion_display()}
