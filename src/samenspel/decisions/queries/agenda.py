"""What waits for someone, what changed for them, and the days to keep in mind."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samenspel.collaborations.models import Party
from samenspel.decisions.choices import State, Step, Voters
from samenspel.decisions.models import Decision, Elector, Stance
from samenspel.people.models import User
from samenspel.platform.agenda import Day, Entry
from samenspel.platform.prepared import prepared
from samenspel.platform.together import Asking, asked

from .decisions import SPEAKING, decisions_visible_to, declaration_of, page_of

LONG_AGO = timedelta(days=366)  # what a calendar still shows of before


def waits_for(person: User, at: datetime) -> Asking[Entry]:
    """The votes that this person did not cast yet, and the outcomes to be declared."""
    waiting = decisions_visible_to(person).filter(state__in=(State.OPEN, State.CLOSED))
    for decision in (yield from asked(waiting.annotate(is_my_turn=_may_still_vote(person)))):
        said = {"title": decision.title}
        if decision.is_open and at < decision.closes_at:
            if decision.is_my_turn:
                opened_at = decision.opened_at or at
                says = (
                    _("Take part in the round on “%(title)s”.")
                    if decision.is_by_consent
                    else _("Vote on “%(title)s”.")
                )
                yield _entry(says % said, decision, opened_at)
        elif decision.chair_id == person.pk:
            yield _entry(_says_for_chair(decision) % said, decision, decision.closes_at)


def votes_pressing(person: User, at: datetime) -> Asking[Entry]:
    """The votes that this person may still cast, with their last moment."""
    for decision in (yield from asked(_votes_to_cast(person, at))):
        says = _("Vote on “%(title)s”: until %(moment)s.")
        if decision.is_by_consent:
            says = _("Take part in the round on “%(title)s”: until %(moment)s.")
        closes_at = decision.closes_at.astimezone(timezone.get_current_timezone())
        moment = date_format(closes_at, "j F Y, H:i")
        yield _entry(says % {"title": decision.title, "moment": moment}, decision,
                     decision.closes_at)  # fmt: skip


def outcomes_pressing(person: User, at: datetime) -> Asking[Entry]:
    """The outcomes that everyone waits for until this person declares them."""
    for decision in (yield from asked(_outcomes_to_declare(person, at))):
        says = _says_for_chair(decision) % {"title": decision.title}
        yield _entry(says, decision, decision.closes_at)


def changed_for(person: User, since: datetime, until: datetime) -> Asking[Entry]:
    """Which votes opened and which outcomes were declared."""
    for decision in (
        yield from asked(decisions_visible_to(person).exclude(opened_at=None).order_by("pk"))
    ):
        declaration = declaration_of(decision)
        moments = (
            (decision.opened_at, _("A vote opened: “%(title)s”.")),
            (declaration and declaration.declared_at, _("The outcome is known: “%(title)s”.")),
        )
        for moment, says in moments:
            if moment and since < moment <= until:
                yield _entry(says % {"title": decision.title}, decision, moment)


def days_of(person: User, at: datetime) -> Asking[Day]:
    """When each vote closes, when to look at a decision again, and when it ends."""
    shown = decisions_visible_to(person).filter(
        state__in=(State.OPEN, State.CLOSED, State.DECLARED), closes_at__gt=at - LONG_AGO
    )
    for decision in (yield from asked(shown.order_by("pk"))):
        title = _("The vote on “%(title)s” closes") % {"title": decision.title}
        key, where = f"decision-closes-{decision.pk}", decision.collaboration.name
        yield Day(key, title, decision.closes_at, page_of(decision), where)
        for code, on, says in (
            ("evaluate", decision.evaluate_on, _("Look again at “%(title)s”")),
            ("ends", decision.ends_on, _("“%(title)s” ends")),
        ):
            if on and decision.state == State.DECLARED:
                told = says % {"title": decision.title}
                yield Day(f"decision-{code}-{decision.pk}", told, on, page_of(decision), where)


@prepared
def _votes_to_cast(person: User, at: datetime) -> QuerySet[Decision]:
    open_now = decisions_visible_to(person).filter(state=State.OPEN, closes_at__gt=at)
    mine = open_now.filter(_may_still_vote(person)).prefetch_related(None)
    return mine.order_by("closes_at", "pk")


@prepared
def _outcomes_to_declare(person: User, at: datetime) -> QuerySet[Decision]:
    over = Q(state=State.OPEN, closes_at__lte=at) | Q(state=State.CLOSED)
    chaired = decisions_visible_to(person).filter(over, chair=person).prefetch_related(None)
    return chaired.order_by("closes_at", "pk")


def _says_for_chair(decision: Decision) -> str:
    if decision.is_elsewhere and decision.is_open:
        return _("Bring in the result of “%(title)s”.")
    return _("Declare the outcome of “%(title)s”.")


def _may_still_vote(person: User) -> Exists:
    """Whether this person casts a vote that is not cast yet: as `own_electors`, at once."""
    mine = Party.objects.filter(
        representations__person=person,
        representations__role__in=SPEAKING,
        participations__collaboration=OuterRef(OuterRef("collaboration")),
    )
    of_party = Q(decision__voters=Voters.PARTIES, party__in=mine.values("pk"))
    own = ~Q(decision__voters=Voters.PARTIES) & Q(person=person)
    stood = Stance.objects.filter(round__decision=OuterRef("decision"), elector=OuterRef("pk"))
    electors = Elector.objects.filter(
        ~Exists(stood.exclude(round__step=Step.OVER)), decision=OuterRef("pk"), is_entitled=True,
        recused_because="", ballot=None, has_voted=False,
    )  # fmt: skip
    return Exists(electors.filter(of_party | own))


def _entry(says: str, decision: Decision, at: datetime) -> Entry:
    return Entry(says, decision.collaboration.name, page_of(decision), at)
